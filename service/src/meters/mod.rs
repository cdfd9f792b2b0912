//! Meters and readings: the room the others copy.
//!
//! A reading is found through the person, checked by `domain::meters::check`, kept as a new version of
//! (meter, month), and handed to its provider by a job written in the same transaction.

mod desk;
mod place;
mod repo;
#[cfg(test)]
mod tests;

use domain::kernel::{Date, MeterId, Period, PremisesId, ReadingId, iso};
use domain::meters::{
    Check, Explanation, MeterView, MonthUse, ReadingDraft, ReadingView, Rule, Stage, Submission, check,
};

pub use desk::{set_window, take_into_bills, windows_of, worklist};

use crate::actor::Resident;
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::jobs;
use place::Around;

/// The months a chart shows: two years, so that each month stands beside its last year's.
const CHART_MONTHS: i32 = 24;

/// The meters of premises one of the person's accounts belongs to, in bill order.
pub async fn of_premises(ctx: &Ctx, who: &Resident, premises: PremisesId) -> Result<Vec<MeterView>> {
    let rows = repo::meters_of(&ctx.db.read, who, Some(premises)).await?;
    place::views(ctx, rows).await
}

/// All meters of the person, by premises and in bill order.
pub async fn of_person(ctx: &Ctx, who: &Resident) -> Result<Vec<MeterView>> {
    let rows = repo::meters_of(&ctx.db.read, who, None).await?;
    place::views(ctx, rows).await
}

/// One meter of the person.
pub async fn one(ctx: &Ctx, who: &Resident, meter: MeterId) -> Result<MeterView> {
    let row = repo::meter_of(&ctx.db.read, who, meter).await?.ok_or(Error::Missing("meter"))?;
    place::views(ctx, vec![row]).await?.pop().ok_or(Error::Missing("meter"))
}

/// Every version of the meter's readings, newest first, two years of them.
pub async fn history(ctx: &Ctx, who: &Resident, meter: MeterId) -> Result<Vec<ReadingView>> {
    let row = repo::meter_of(&ctx.db.read, who, meter).await?.ok_or(Error::Missing("meter"))?;
    let since = Period::of(ctx.today(&row.time_zone)).back(CHART_MONTHS);
    repo::versions_since(&ctx.db.read, &row.meter, since).await
}

/// Use by month for the chart, oldest first, a row for every month.
pub async fn monthly_use(ctx: &Ctx, who: &Resident, meter: MeterId) -> Result<Vec<MonthUse>> {
    let row = repo::meter_of(&ctx.db.read, who, meter).await?.ok_or(Error::Missing("meter"))?;
    let until = Period::of(ctx.today(&row.time_zone));
    let since = until.back(CHART_MONTHS - 1);
    let read = repo::living_since(&ctx.db.read, &[row.meter.id], since).await?;
    let months = (since.0..=until.0).map(Period).map(|period| MonthUse {
        period,
        usage: read.iter().find(|reading| reading.period == period).map(repo::usage_of).unwrap_or_default(),
    });
    Ok(months.collect())
}

/// One reading of the person with its trail.
pub async fn receipt(ctx: &Ctx, who: &Resident, reading: ReadingId) -> Result<ReadingView> {
    repo::reading_of(&ctx.db.read, who, reading).await?.ok_or(Error::Missing("reading"))
}

/// Checks and keeps a reading; a second reading of the same month is a correction. The same
/// submission key again is the same reading again: nothing is written twice.
pub async fn submit(ctx: &Ctx, who: &Resident, draft: &ReadingDraft) -> Result<ReadingView> {
    let meter = draft.meter.parse().map_err(|_| Error::Missing("meter"))?;
    if draft.key.is_empty() || 64 < draft.key.len() {
        return Err(Rule::BadKey.into());
    }
    let taken_on: Date = iso::parse(draft.taken_on.trim()).ok_or(Rule::NotADate)?;
    let current = draft.values()?;

    let tx = ctx.begin().await?;
    let row = repo::meter_of_for_update(&tx, who, meter).await?.ok_or(Error::Missing("meter"))?;
    if let Some(kept) = repo::by_key(&tx, meter, &draft.key).await? {
        // The first request may still wait for its sync: a repeat must not be told "kept" before it.
        tx.commit().await?;
        return Ok(kept);
    }
    let today = ctx.today(&row.time_zone);
    let around = place::around(&tx, &row, taken_on, today).await?;
    let sent = Submission {
        previous: around.previous.as_ref().map(repo::values_of).unwrap_or_default(),
        previous_date: around.previous.as_ref().map(|reading| reading.taken_on),
        current,
        current_date: taken_on,
        today,
        explanation: Explanation::from_code(&draft.explanation),
        period_taken: around.taken(),
    };
    let said = admit(draft, &sent, &around)?;
    let id = keep(ctx, &tx, who, draft, &sent, &said, &around).await?;
    let kept = repo::by_id(&tx, id).await?.ok_or(Error::Missing("reading"))?;
    tx.commit().await?;
    Ok(kept)
}

/// The rules' word on the submission: stops first, then what lies around it, then warnings.
fn admit(draft: &ReadingDraft, sent: &Submission, around: &Around) -> Result<Check, Rule> {
    let said = check(&around.device, sent);
    if let Some(block) = said.blocks.first() {
        return Err(Rule::Blocked(*block));
    }
    around.in_order(sent)?;
    if around.living.is_some() && draft.reason.trim().is_empty() {
        return Err(Rule::ReasonMissing);
    }
    if !said.warnings.is_empty() && draft.confirmed != "yes" {
        return Err(Rule::Unconfirmed(said.warnings));
    }
    Ok(said)
}

/// Writes the version, its first event and the job that hands it on.
async fn keep(
    ctx: &Ctx,
    tx: &Tx,
    who: &Resident,
    draft: &ReadingDraft,
    sent: &Submission,
    said: &Check,
    around: &Around,
) -> Result<ReadingId> {
    let id = ReadingId(ctx.id(around.meter.house_id.region()));
    let version = around.living.as_ref().map_or(1, |living| living.version + 1);
    repo::retire(tx, &around.meter, said.period).await?;
    repo::insert(tx, &around.meter, id, version, who, draft, sent, said, ctx.now()).await?;
    if let Some(next) = &around.next {
        repo::reuse(tx, next, &around.device, &sent.current).await?;
    }
    repo::step(tx, id, Stage::Accepted, ctx.now(), "").await?;
    jobs::enqueue(ctx, tx, &jobs::PassReading { reading: id }).await?;
    tracing::info!(code = "reading.accepted", warnings = said.warnings.len(), version, "a reading was accepted");
    Ok(id)
}

/// The provider has it: run by the job after [`submit`]. Running twice changes nothing.
pub async fn pass(ctx: &Ctx, reading: ReadingId) -> Result<()> {
    let tx = ctx.begin().await?;
    repo::advance(&tx, reading, Stage::Passed, ctx.now(), "").await?;
    tx.commit().await
}
