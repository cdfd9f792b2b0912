//! Organisations as everybody may see them: the registry, the passport, the houses each one serves.

pub mod office;
mod repo;
mod served;
#[cfg(test)]
mod tests;

pub(crate) use repo::named;
pub(crate) use served::repo::{all_of as houses_of, all_of_those as houses_of_those};

use domain::kernel::{Cursor, OrgId, Slice};
use domain::orgs::{OrgFilter, OrgPassport, OrgRow, ServedHouse};

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::houses;

/// A screenful of the registry. The size is told when nothing is narrowed, because only that is kept.
pub async fn list(ctx: &Ctx, filter: &OrgFilter, after: Option<&Cursor>, limit: usize) -> Result<Slice<OrgRow>> {
    let found = repo::page(&ctx.db.read, filter, after, limit + 1).await?;
    let Slice { rows, next, .. } = Slice::cut(found, limit, |found| found.cursor(filter.sort));
    let total = if filter.is_all() { Some(total(ctx).await?) } else { None };
    Ok(Slice { rows: rows.into_iter().map(Into::into).collect(), next, total })
}

/// Rows of these organisations, in the order of the ids.
pub async fn rows(ctx: &Ctx, ids: &[OrgId]) -> Result<Vec<OrgRow>> {
    let mut rows: Vec<OrgRow> = repo::by_ids(&ctx.db.read, ids).await?.into_iter().map(Into::into).collect();
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// How many organisations there are, as kept beside them.
pub async fn total(ctx: &Ctx) -> Result<i64> {
    repo::total(&ctx.db.read).await
}

/// Everything open about an organisation.
pub async fn passport(ctx: &Ctx, id: OrgId) -> Result<OrgPassport> {
    repo::passport(&ctx.db.read, id).await?.ok_or(Error::Missing("organisation"))
}

/// A screenful of the houses an organisation manages or supplies, by address; `words` narrow it to
/// addresses that have them all. The size is told when nothing is narrowed.
pub async fn houses(
    ctx: &Ctx,
    organisation: &OrgRow,
    words: &[String],
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Slice<ServedHouse>> {
    let found = served::repo::page(&ctx.db.read, organisation, words, after, limit + 1).await?;
    let Slice { rows, next, .. } = Slice::cut(found, limit, served::Place::cursor);
    let ids: Vec<_> = rows.iter().map(|place| place.id).collect();
    let services = served::repo::services(&ctx.db.read, organisation.id, &ids).await?;
    let rows = houses::rows(ctx, &ids).await?.into_iter().map(|house| ServedHouse {
        managed: house.manager.as_ref().is_some_and(|(id, _)| *id == organisation.id),
        services: services.iter().filter(|(id, _)| *id == house.id).map(|(_, service)| service.clone()).collect(),
        house,
    });
    let total = words.is_empty().then(|| i64::from(organisation.houses));
    Ok(Slice { rows: rows.collect(), next, total })
}
