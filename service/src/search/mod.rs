//! One box that finds a house by its address or an organisation by its name.
//!
//! Plain words, all of which must match from a word's beginning. The signature is made to last: a
//! better engine will stand behind it.

mod rank;
mod repo;
#[cfg(test)]
mod tests;

use domain::houses::HouseRow;
use domain::kernel::HouseId;
use domain::kernel::words::{address_words, name_words};
use domain::orgs::OrgRow;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::{houses, orgs};

/// Houses and organisations one answer shows.
const SHOWN: usize = 20;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
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

/// Finds houses and organisations by what somebody typed.
pub async fn find(ctx: &Ctx, question: &str) -> Result<Found> {
    let words = address_words(question);
    if words.is_empty() {
        return Ok(Found::default());
    }
    let candidates = repo::houses(&ctx.db.read, &words).await?;
    let organisations = repo::organisations(&ctx.db.read, &name_words(question), SHOWN + 1).await?;
    let ranked = rank::ranked(candidates, &words);
    let exact = rank::exact(&ranked, &words).filter(|_| organisations.is_empty());
    let shown: Vec<HouseId> = ranked.iter().take(SHOWN).map(|candidate| candidate.id).collect();
    Ok(Found {
        more_houses: shown.len() < ranked.len(),
        houses: houses::rows(ctx, &shown).await?,
        more_organisations: SHOWN < organisations.len(),
        organisations: orgs::rows(ctx, &organisations[..organisations.len().min(SHOWN)]).await?,
        exact,
    })
}
