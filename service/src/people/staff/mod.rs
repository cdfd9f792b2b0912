//! Who works where: roles the operator of an installation gives and takes away at its console. What a role may
//! do is data; which one somebody gets follows from what the organisation is.

mod repo;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Days, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::Moscow;
use domain::kernel::Date;
use domain::people::Role;

use crate::ctx::Ctx;
use crate::error::Result;

/// A role somebody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// By this it is taken away.
    pub id: i64,
    /// Who: the full name, and the name by which their provider knows them.
    pub person: String,
    pub subject: String,
    /// What.
    pub role: Role,
    /// For whom; empty for the whole installation.
    pub organisation: String,
    /// The last day, if it is known.
    pub until: Option<Date>,
}

/// Why somebody gets no role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("nobody who signed in here is called so by a provider: let them sign in first")]
    NoPerson,
    #[error("several providers know somebody by this name: say which one (--issuer)")]
    TwoPeople,
    #[error("no such organisation: its number in the system, or its ОГРН")]
    NoOrganisation,
    #[error("several organisations have this ОГРН: take the number in the system")]
    TwoOrganisations,
    #[error("nobody works for an organisation of this kind")]
    NoRole,
    #[error("the last day is over")]
    Over,
    #[error("who works elsewhere with the same rights would have them there only: dismiss that post first")]
    Elsewhere,
}

/// Who is to get a role.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// By which name the provider knows the person.
    pub subject: String,
    /// Which provider, where several know the name.
    pub issuer: Option<String>,
    /// For which organisation, by its number here or its ОГРН; none: the operator of the installation.
    pub organisation: Option<String>,
    /// The last day, by Moscow's clock; none: it goes on.
    pub until: Option<Date>,
}

/// Roles that are held now: a thousand at most.
pub async fn posts(ctx: &Ctx) -> Result<Vec<Post>> {
    repo::posts(&ctx.db.read, ctx.now()).await
}

/// Gives a role; who holds it already holds it until the new day, or without an end.
pub async fn appoint(ctx: &Ctx, wish: &Wish) -> Result<std::result::Result<i64, Unfit>> {
    let tx = ctx.begin().await?;
    let mut people = repo::people(&tx, &wish.subject, wish.issuer.as_deref()).await?;
    let Some(person) = people.pop() else { return Ok(Err(Unfit::NoPerson)) };
    if !people.is_empty() {
        return Ok(Err(Unfit::TwoPeople));
    }
    let (role, organisation) = match &wish.organisation {
        None => (Role::Operator, None),
        Some(named) => {
            let mut found = if named.is_empty() { Vec::new() } else { repo::organisations(&tx, named).await? };
            let Some((id, kind)) = found.pop() else { return Ok(Err(Unfit::NoOrganisation)) };
            if !found.is_empty() {
                return Ok(Err(Unfit::TwoOrganisations));
            }
            let Some(role) = Role::of(kind) else { return Ok(Err(Unfit::NoRole)) };
            (role, Some(id))
        }
    };
    let now = ctx.now();
    let until = wish.until.and_then(end_of);
    if until.is_some_and(|end| end <= now) {
        return Ok(Err(Unfit::Over));
    }
    let id = match repo::held(&tx, person, (role, organisation), now).await? {
        Some(id) => id,
        // What a person may do is asked of the first organisation that gives the right.
        None if repo::may_elsewhere(&tx, person, (role, organisation), now).await? => {
            return Ok(Err(Unfit::Elsewhere));
        }
        None => ctx.id(domain::kernel::Region(0)),
    };
    repo::keep(&tx, repo::row(id, person, (role, organisation), (now, until))).await?;
    tx.commit().await?;
    tracing::info!(code = "staff.appointed", post = id, role = role.code(), "a role was given");
    Ok(Ok(id))
}

/// The instant a day ends by Moscow's clock.
fn end_of(day: Date) -> Option<DateTime<Utc>> {
    let next = day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
    Some(Moscow.from_local_datetime(&next).earliest()?.to_utc())
}

/// The last day before an instant.
fn last_day(end: DateTime<Utc>) -> Date {
    (end - chrono::Duration::seconds(1)).with_timezone(&Moscow).date_naive()
}

/// Takes a role away, from now on; `false` when there is none of this number that goes on.
pub async fn dismiss(ctx: &Ctx, post: i64) -> Result<bool> {
    let tx = ctx.begin().await?;
    let ended = repo::end(&tx, post, ctx.now()).await?;
    tx.commit().await?;
    tracing::info!(code = "staff.dismissed", post, ended, "a role was taken away");
    Ok(ended)
}
