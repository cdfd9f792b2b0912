//! Houses matched to the state address register: by rule where it is certain, by a person where not.
//!
//! After each import a job goes through all houses, some thousands at a time; what a person decided
//! stays until the source prints another address. The register itself is read in [`crate::imports`].

mod directory;
mod matching;
mod repo;
#[cfg(test)]
mod tests;

pub use matching::step;

use domain::addresses::{AddressSums, Candidate, KnownAddress, MatchState, QueueRow};
use domain::kernel::{HouseId, Slice};

use crate::actor::Operator;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Rows of one screenful of the queue.
const SCREENFUL: usize = 20;

/// Goes through all houses now; `told` hears how many are done.
pub async fn run(ctx: &Ctx, told: impl Fn(usize)) -> Result<AddressSums> {
    let (mut after, mut done) = (HouseId(0), 0);
    while let Some(step) = step(ctx, after).await? {
        after = step.last;
        done += step.houses;
        told(done);
    }
    ctx.synced().await?;
    sums(ctx).await
}

/// Houses by state.
pub async fn sums(ctx: &Ctx) -> Result<AddressSums> {
    repo::sums(&ctx.db.read).await
}

/// The address of a house in the register, when it is known for certain for the address its source prints.
pub async fn of(ctx: &Ctx, house: HouseId, printed: &str) -> Result<Option<KnownAddress>> {
    let known = repo::of(&ctx.db.read, house).await?;
    let Some(row) = known.filter(|row| row.state == MatchState::Matched.code() && row.printed == printed) else {
        return Ok(None);
    };
    Ok(Some(KnownAddress {
        municipality: repo::municipality(&ctx.db.read, &row.oktmo).await?,
        guid: row.guid,
        line: row.line,
        municipal: row.municipal,
        oktmo: row.oktmo,
        by_person: row.decided_by.is_some(),
    }))
}

/// Houses that wait for a person's word.
pub async fn queue(ctx: &Ctx, _: &Operator, after: Option<HouseId>) -> Result<Slice<QueueRow>> {
    let rows = repo::queue(&ctx.db.read, after.unwrap_or(HouseId(0)), SCREENFUL as u64 + 1).await?;
    let more = SCREENFUL < rows.len();
    let rows: Vec<QueueRow> = rows
        .into_iter()
        .take(SCREENFUL)
        .map(|row| QueueRow { house: row.house_id, address: row.printed, candidates: candidates(&row.candidates) })
        .collect();
    let next = rows.last().filter(|_| more).map(|row| row.house.to_string());
    Ok(Slice { rows, next, total: None })
}

/// A person's word about an address they were shown: the house is this one of the candidates, or none of
/// them. Said again it changes nothing. `false`: the house no longer waits, or its address is another.
pub async fn decide(ctx: &Ctx, who: &Operator, house: HouseId, shown: &str, object: Option<i64>) -> Result<bool> {
    // A region is read for the forms: before the writer is held.
    let forms = match object {
        Some(object) => matching::forms(ctx, house, object).await?,
        None => matching::Forms::default(),
    };
    let tx = ctx.begin().await?;
    let row = repo::held(&tx, house).await?.ok_or(Error::Missing("house"))?;
    if row.printed != shown || (row.state != MatchState::Doubtful.code() && row.decided_by.is_none()) {
        return Ok(false);
    }
    let chosen = match object {
        None => None,
        Some(object) => {
            let chosen = candidates(&row.candidates).into_iter().find(|candidate| candidate.object == object);
            Some(chosen.ok_or(Error::Missing("address"))?)
        }
    };
    let mut row = matching::settled(row, chosen, &forms);
    (row.decided_by, row.decided_at) = (Some(who.person()), Some(ctx.now()));
    repo::put_word(&tx, row).await?;
    tx.commit().await?;
    Ok(true)
}

fn candidates(json: &str) -> Vec<Candidate> {
    serde_json::from_str(json).unwrap_or_default()
}
