//! Messages: a person's feed, and writing into it.

mod repo;
#[cfg(test)]
mod tests;

use domain::kernel::{NoticeId, PersonId, Region};
use domain::notices::{NoticeKind, NoticeView};

use crate::actor::Resident;
use crate::ctx::{Ctx, Tx};
use crate::error::Result;
use crate::jobs::{self, MailNotice};
use crate::mail::Letter;

/// What is said to somebody.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// What about.
    pub kind: NoticeKind,
    /// The headline.
    pub title: &'a str,
    /// The text.
    pub body: &'a str,
}

/// The newest messages to the person, to the accounts linked to the person, and to their houses.
pub async fn feed(ctx: &Ctx, who: &Resident, most: u64) -> Result<Vec<NoticeView>> {
    repo::feed(&ctx.db.read, who, ctx.now(), most).await
}

/// Writes a message to one person into the transaction.
pub async fn tell(ctx: &Ctx, tx: &Tx, person: PersonId, said: Said<'_>) -> Result<()> {
    tell_all(ctx, tx, &[person], said).await
}

/// Writes a message to each of these people into the transaction.
pub async fn tell_all(ctx: &Ctx, tx: &Tx, people: &[PersonId], said: Said<'_>) -> Result<()> {
    let each: Vec<(NoticeId, PersonId)> = people.iter().map(|person| (NoticeId(ctx.id(Region(0))), *person)).collect();
    repo::insert(tx, &each, said, ctx.now()).await?;
    // The law wants one more way than the system, and a witness outside of it (45 ч. 4 ЖК).
    if ctx.mail.is_none() || said.kind != NoticeKind::Meeting {
        return Ok(());
    }
    let reached = repo::with_mail(tx, people).await?;
    for (notice, _) in each.iter().filter(|(_, person)| reached.contains(person)) {
        jobs::enqueue(ctx, tx, &MailNotice { notice: *notice })?;
    }
    Ok(())
}

/// The last line of a letter.
const LESS: &str = "Письма о собраниях можно отключить: «Мой кабинет», «Профиль». Сообщения в кабинете останутся.";

/// Sends a notice to its person's address, if there is one.
pub(crate) async fn mail(ctx: &Ctx, notice: NoticeId) -> Result<()> {
    let Some(mail) = &ctx.mail else { return Err(anyhow::anyhow!("no mail server is named").into()) };
    let Some((title, body, to)) = repo::letter(&ctx.db.read, notice).await? else { return Ok(()) };
    let body = format!("{body}\n\n-- \n{LESS}");
    let letter = Letter { to: &to, title: &title, body: &body, number: notice.0 };
    if !mail.send(letter).await? {
        tracing::info!(code = "mail.no_address", "a letter has no address it could go to");
    }
    Ok(())
}
