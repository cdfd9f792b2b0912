//! Authorities no registry of houses names: the operator of an installation enters them at its console.

mod repo;
#[cfg(test)]
mod tests;

use domain::kernel::{OrgId, Region};
use domain::orgs::OrgKind;

use crate::ctx::Ctx;
use crate::error::Result;

/// An organisation to be kept.
#[derive(Clone, Debug)]
pub struct Office {
    /// Its ОГРН: by this it is found again.
    pub ogrn: String,
    /// What it does.
    pub kind: OrgKind,
    /// What it is called.
    pub name: String,
    /// The subject of the Federation it is registered in.
    pub region: Region,
}

/// Enters an organisation, or another name for one that was entered here; its number. One that came with a
/// registry stays as the registry has it.
pub async fn keep(ctx: &Ctx, office: &Office) -> Result<OrgId> {
    let tx = ctx.begin().await?;
    let id = match repo::by_ogrn(&tx, &office.ogrn).await? {
        Some(id) => {
            repo::rename(&tx, id, office).await?;
            id
        }
        None => {
            let id = OrgId(ctx.id(office.region));
            repo::insert(&tx, id, office).await?;
            id
        }
    };
    tx.commit().await?;
    Ok(id)
}

/// Says that a municipality has the houses of a place: `district` and `locality` as the registry of houses
/// writes them, an empty one for any. How many houses those are; again, it changes nothing.
pub async fn take_in(ctx: &Ctx, municipality: OrgId, region: Region, place: (&str, &str)) -> Result<u64> {
    let tx = ctx.begin().await?;
    let houses = repo::take_in(&tx, municipality, region, place).await?;
    tx.commit().await?;
    Ok(houses)
}
