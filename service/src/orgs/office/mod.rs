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

/// The houses of a place, as the registry of houses writes it; an empty word for any.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    pub district: &'p str,
    pub locality: &'p str,
}

/// Why nothing is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("the organisation of this ОГРН does something else: see its page")]
    OtherKind,
    #[error("only a municipality has the houses of a place")]
    NoMunicipality,
}

/// Enters an organisation, or another name for one that was entered here: its number. One that came with a
/// registry stays as the registry has it. A municipality has the houses of the `place`: how many those are.
/// Again, it changes nothing.
pub async fn keep(
    ctx: &Ctx,
    office: &Office,
    place: Option<Place<'_>>,
) -> Result<std::result::Result<(OrgId, u64), Unfit>> {
    if place.is_some() && office.kind != OrgKind::Municipality {
        return Ok(Err(Unfit::NoMunicipality));
    }
    let tx = ctx.begin().await?;
    let id = match repo::by_ogrn(&tx, &office.ogrn).await? {
        Some((_, kind)) if kind != office.kind.code() => return Ok(Err(Unfit::OtherKind)),
        Some((id, _)) => {
            repo::rename(&tx, id, office).await?;
            id
        }
        None => {
            let id = OrgId(ctx.id(office.region));
            repo::insert(&tx, id, office).await?;
            id
        }
    };
    let houses = match place {
        Some(place) => repo::take_in(&tx, id, office.region, place).await?,
        None => 0,
    };
    tx.commit().await?;
    tracing::info!(code = "office.kept", organisation = %id, houses, "an organisation was entered");
    Ok(Ok((id, houses)))
}
