//! Second readers of written decisions: who they are, and what comes of their reading (ст. 48 ч. 6 ЖК).

use domain::kernel::MeetingId;
use domain::meetings::{Choice, PaperState, Refusal};
use domain::notices::NoticeKind;
use ledger::record::{Way, canonical};

use super::log::{Came, New, Secrets, append};
use super::papers::{add, part, voice};
use super::repo;
use super::voting::{full, open};
use crate::actor::Confirmed;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::notices::{self, Said};

/// What came of the second reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The same, and it counts.
    Counts,
    /// The same, and another decision of the share counts.
    Conflict,
    /// Otherwise.
    Differs,
}

/// Names a second reader: an owner of the house, by the share's number, who is in the system and is not
/// the administrator.
///
/// # Errors
/// [`Refusal::NotAReader`].
pub async fn add_reader(ctx: &Ctx, who: &Confirmed, id: MeetingId, share: i32) -> Result<()> {
    let tx = ctx.begin().await?;
    let (row, _) = repo::locked(&tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    if row.initiator_id != who.person() {
        return Err(Error::Missing("meeting"));
    }
    let voice = repo::voice(&tx, id, share).await?.ok_or(Refusal::NotAReader)?;
    let person = voice.person_id.filter(|person| *person != who.person()).ok_or(Refusal::NotAReader)?;
    repo::put_reader(&tx, id, person, voice.owner_name.clone()).await?;
    let body = "Администратор просит вас сверять письменные решения со сканами: откройте страницу собрания.";
    notices::tell(ctx, &tx, person, Said { kind: NoticeKind::Meeting, title: "Вы в счётной комиссии", body }).await?;
    tx.commit().await
}

/// A second person reads the scan: the marks as that person sees them. When both read the same, the
/// decision counts, or is kept beside the one that does.
///
/// # Errors
/// [`Refusal::NotAReader`] for the administrator, the share's own owner and others;
/// [`Refusal::PaperRead`], [`Refusal::NotOpen`].
pub async fn read(ctx: &Ctx, who: &Confirmed, id: MeetingId, entry: i64, answers: &[Choice]) -> Result<Reading> {
    let tx = ctx.begin().await?;
    let (mut row, now) = open(ctx, &tx, id).await?;
    let (_, _, own) = part(&tx, who, id).await?;
    let mut paper = repo::paper(&tx, id, entry).await?.ok_or(Error::Missing("paper"))?;
    let voice = voice(&tx, id, paper.voice).await?;
    if own || repo::people_of(&tx, &voice).await?.contains(&who.person()) {
        return Err(Refusal::NotAReader.into());
    }
    if paper.state != PaperState::Entered.code() {
        return Err(Refusal::PaperRead.into());
    }
    let answers = full(repo::questions(&tx, &[id]).await?.len(), answers, true)?;
    (paper.read_by, paper.read_at) = (Some(who.person()), Some(now));
    paper.read_answers = canonical(&answers);
    let same = paper.read_answers == paper.answers;
    let counts = same && repo::counted(&tx, id, &[paper.voice]).await?.is_empty();
    if same {
        let entered = repo::entry(&tx, id, entry).await?;
        let secrets = entered.as_ref().and_then(Secrets::from_entry);
        let secrets = secrets.ok_or_else(|| anyhow::anyhow!("a paper's entry is broken"))?;
        paper.ballot = Some(row.log_size);
        row.ballots += i64::from(counts);
        let new = New::decision(&voice, Came(Way::Paper, Some(entry)), secrets, now, counts);
        append(&tx, row, vec![new], now).await?;
        if counts {
            add(&tx, id, &voice, &answers, false).await?;
        }
    }
    let (state, said) = match (same, counts) {
        (false, _) => (PaperState::Differs, Reading::Differs),
        (true, false) => (PaperState::Conflict, Reading::Conflict),
        (true, true) => (PaperState::Counted, Reading::Counts),
    };
    state.code().clone_into(&mut paper.state);
    repo::update_paper(&tx, paper).await?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(said)
}
