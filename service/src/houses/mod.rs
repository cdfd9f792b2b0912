//! Houses as everybody may see them: the registry, the passport, what changed.
//!
//! Open data: no verb here asks who reads. Lists are read by key, a screenful at a time, and never
//! counted.

mod passport;
mod repo;
#[cfg(test)]
mod tests;

pub(crate) use repo::narrowed;

use domain::houses::{HouseChange, HouseFilter, HousePassport, HouseRow, RegionChoice};
use domain::kernel::{Cursor, HouseId, Slice};

use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// A screenful of the registry. The size is told when nothing is narrowed, because only that is kept.
pub async fn list(ctx: &Ctx, filter: &HouseFilter, after: Option<&Cursor>, limit: usize) -> Result<Slice<HouseRow>> {
    let found = repo::page(&ctx.db.read, filter, after, limit + 1).await?;
    let slice = Slice::cut(found, limit, |found| found.cursor(filter.sort));
    let total = if filter.is_all() { Some(total(ctx).await?) } else { None };
    let rows = repo::with_managers(&ctx.db.read, slice.rows).await?;
    Ok(Slice { rows, next: slice.next, total })
}

/// Rows of these houses, in the order of the ids; those that are gone are left out.
pub async fn rows(ctx: &Ctx, ids: &[HouseId]) -> Result<Vec<HouseRow>> {
    let found = repo::by_ids(&ctx.db.read, ids).await?;
    let mut rows = repo::with_managers(&ctx.db.read, found).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// How many houses there are, as kept beside them.
pub async fn total(ctx: &Ctx) -> Result<i64> {
    repo::total(&ctx.db.read).await
}

/// Regions that have houses here, by name.
pub async fn regions(ctx: &Ctx) -> Result<Vec<RegionChoice>> {
    repo::regions(&ctx.db.read).await
}

/// Everything open about a house.
pub async fn passport(ctx: &Ctx, id: HouseId) -> Result<HousePassport> {
    passport::of(&ctx.db.read, id).await?.ok_or(Error::Missing("house"))
}

/// What changed in the house's facts, newest first: the address and the changes.
pub async fn history(ctx: &Ctx, id: HouseId) -> Result<(String, Vec<HouseChange>)> {
    let (address, versions) = passport::versions(&ctx.db.read, id).await?.ok_or(Error::Missing("house"))?;
    let mut changes = passport::changes(&versions);
    let names = repo::names(&ctx.db.read, passport::organisations(&changes)).await?;
    passport::name_organisations(&mut changes, &names);
    Ok((address, changes))
}
