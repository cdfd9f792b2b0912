//! One box that finds a house by its address or an organisation by its name.
//!
//! Houses are found in memory, however they are typed: see [`finder`]. Organisations by their words.

mod held;
mod repo;
#[cfg(test)]
mod tests;

pub use held::{Held, follow};

use domain::houses::HouseRow;
use domain::kernel::HouseId;
use domain::kernel::words::name_words;
use domain::orgs::OrgRow;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::{houses, orgs};

/// Houses and organisations one answer shows.
const SHOWN: usize = 20;
/// Houses the nearest are chosen from.
const NEAR: usize = 400;
/// Lines offered while somebody types.
const OFFERED: usize = 8;

/// A street and how many houses stand on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreetRow {
    /// «Вологодская обл.»
    pub region: String,
    /// «г. Вологда»
    pub locality: String,
    /// «ул. Ленина»; empty where houses have numbers only.
    pub street: String,
    /// Houses.
    pub houses: usize,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Streets, the best first; none when a house was found by its number.
    pub streets: Vec<StreetRow>,
    /// Houses, the best first.
    pub houses: Vec<HouseRow>,
    /// There are more houses than shown.
    pub more_houses: bool,
    /// Organisations, the largest first.
    pub organisations: Vec<OrgRow>,
    /// There are more organisations than shown.
    pub more_organisations: bool,
    /// The one house that was certainly meant.
    pub exact: Option<HouseId>,
}

/// Finds houses, streets and organisations by what somebody typed.
///
/// `near`: degrees of latitude and longitude; of those that fit, the nearest come first.
pub async fn find(ctx: &Ctx, question: &str, near: Option<(f64, f64)>) -> Result<Found> {
    if name_words(question).is_empty() {
        return Ok(Found::default());
    }
    let wanted = if near.is_some() { NEAR } else { SHOWN };
    let mut found = looked_up(ctx, question, wanted).await?;
    if let Some(near) = near {
        let places = repo::places(&ctx.db.read, &found.houses).await?;
        let here = atlas::Spot::of_degrees(near.0, near.1);
        let metres = |house: &i64| places.get(house).map_or(f64::INFINITY, |spot| here.metres_to(*spot));
        found.houses.sort_by(|one, other| metres(one).total_cmp(&metres(other)));
        found.more |= SHOWN < found.houses.len();
        found.houses.truncate(SHOWN);
    }
    let organisations = repo::organisations(&ctx.db.read, &name_words(question), SHOWN + 1).await?;
    let ids: Vec<HouseId> = found.houses.iter().copied().map(HouseId).collect();
    Ok(Found {
        streets: repo::streets(&ctx.db.read, &found.streets[..found.streets.len().min(OFFERED)]).await?,
        houses: houses::rows(ctx, &ids).await?,
        more_houses: found.more,
        more_organisations: SHOWN < organisations.len(),
        exact: found.exact.map(HouseId).filter(|_| organisations.is_empty()),
        organisations: orgs::rows(ctx, &organisations[..organisations.len().min(SHOWN)]).await?,
    })
}

/// Looks in memory: some milliseconds of work, so not on a thread that answers.
async fn looked_up(ctx: &Ctx, question: &str, wanted: usize) -> Result<finder::Found> {
    let now = held::now(ctx).await?;
    let question = question.to_owned();
    let found = tokio::task::spawn_blocking(move || now.finder.find(&question, wanted)).await;
    Ok(found.map_err(anyhow::Error::from)?.map_err(anyhow::Error::from)?)
}

/// What is offered while somebody types: at most eight lines, streets before houses.
pub async fn offered(ctx: &Ctx, question: &str) -> Result<Found> {
    if name_words(question).is_empty() {
        return Ok(Found::default());
    }
    let found = looked_up(ctx, question, OFFERED).await?;
    // Streets first while no number is typed, but never without a house.
    let streets = &found.streets[..found.streets.len().min(OFFERED / 2)];
    let left = OFFERED - streets.len();
    let ids: Vec<HouseId> = found.houses.iter().take(left).copied().map(HouseId).collect();
    let organisations = repo::organisations(&ctx.db.read, &name_words(question), 2).await?;
    Ok(Found {
        streets: repo::streets(&ctx.db.read, streets).await?,
        houses: houses::rows(ctx, &ids).await?,
        organisations: orgs::rows(ctx, &organisations).await?,
        ..Found::default()
    })
}
