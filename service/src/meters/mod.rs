//! Meters and readings: the room the others copy.
//!
//! A reading is found through the person, checked by `domain::meters::check`, kept as a new version of
//! (meter, month), and handed to its provider by a job written in the same transaction.

mod desk;
mod place;
mod repo;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use domain::kernel::{Date, MeterId, Period, PremisesId, ReadingId, iso};
use domain::meters::{
    Check, Explanation, MeterView, MonthUse, ReadingDraft, ReadingView, Rule, Stage, Submission, check,
};

pub use desk::{set_window, take_into_bills, windows_of, worklist};

use sea_orm::ConnectionTrait;

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
///
/// Everything is looked up and judged before the writer is asked for, since there is one writer; under
/// it only the meter's stamp is compared, and if somebody was quicker all is looked up once more.
pub async fn submit(ctx: &Ctx, who: &Resident, draft: &ReadingDraft) -> Result<ReadingView> {
    let new = match weigh(ctx, &ctx.db.read, who, draft).await? {
        Weighed::New(new) => new,
        Weighed::Kept(kept) => {
            // The first request may still wait for its sync: a repeat must not be told "kept" before it.
            ctx.synced().await?;
            return Ok(*kept);
        }
    };
    let work = Arc::new((ctx.clone(), who.clone(), draft.clone(), new));
    let kept = ctx.write(move |tx| {
        let work = Arc::clone(&work);
        Box::pin(async move {
            let (ctx, who, draft, new) = &*work;
            settle(ctx, tx, who, draft, new).await
        })
    });
    let kept = kept.await?;
    let (warnings, version) = (kept.warnings.len(), kept.version);
    tracing::info!(code = "reading.accepted", warnings, version, "a reading was accepted");
    Ok(kept)
}

/// Under the writer: what was weighed is kept, or weighed anew if it no longer stands.
async fn settle(ctx: &Ctx, tx: &Tx, who: &Resident, draft: &ReadingDraft, new: &Admitted) -> Result<ReadingView> {
    repo::lock_meter(tx, new.around.meter.id).await?;
    if let Some(kept) = keep(ctx, tx, who, draft, new).await? {
        return Ok(kept);
    }
    match weigh(ctx, tx, who, draft).await? {
        Weighed::Kept(kept) => Ok(*kept),
        Weighed::New(new) => keep(ctx, tx, who, draft, &new).await?.ok_or(Error::Missing("meter")),
    }
}

/// A submission that was looked at.
enum Weighed {
    /// Its key is known: it is this reading.
    Kept(Box<ReadingView>),
    /// The rules let it in.
    New(Box<Admitted>),
}

/// A submission the rules let in.
struct Admitted {
    /// What the meter's readings were when it was weighed.
    stamp: repo::Stamp,
    around: Around,
    sent: Submission,
    said: Check,
}

async fn weigh(ctx: &Ctx, db: &impl ConnectionTrait, who: &Resident, draft: &ReadingDraft) -> Result<Weighed> {
    let meter = draft.meter.parse().map_err(|_| Error::Missing("meter"))?;
    if draft.key.is_empty() || 64 < draft.key.len() {
        return Err(Rule::BadKey.into());
    }
    let taken_on: Date = iso::parse(draft.taken_on.trim()).ok_or(Rule::NotADate)?;
    let current = draft.values()?;
    // The stamp comes with the meter, before the readings: what is read after it is no older.
    let repo::Judged { meter, time_zone, stamp, windows } =
        repo::judged(db, who, meter, ctx.today("UTC")).await?.ok_or(Error::Missing("meter"))?;
    let today = ctx.today(&time_zone);
    let month = place::month_of(&repo::in_force(windows, today), &meter, taken_on);
    let (recent, keyed) = repo::living_and_keyed(db, meter.id, place::since(month.1), &draft.key).await?;
    if let Some(kept) = keyed {
        return Ok(Weighed::Kept(Box::new(repo::receipt(db, &kept, &meter).await?)));
    }
    let around = Around::of(db, meter, month, recent).await?;
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
    Ok(Weighed::New(Box::new(Admitted { stamp, around, sent, said })))
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

/// Writes the version and the job that hands it on; `None`, with nothing written, if the meter is no
/// longer as it was weighed.
async fn keep(ctx: &Ctx, tx: &Tx, who: &Resident, draft: &ReadingDraft, new: &Admitted) -> Result<Option<ReadingView>> {
    let (around, stamp, now) = (&new.around, new.stamp, ctx.now());
    if around.living.is_some() && !repo::retire(tx, &around.meter, who, stamp, new.said.period).await? {
        return Ok(None);
    }
    let written = repo::Written {
        stamp,
        id: ReadingId(ctx.id(around.meter.house_id.region())),
        version: around.living.as_ref().map_or(1, |living| living.version + 1),
        now,
    };
    let Some(row) = repo::insert(tx, &around.meter, who, draft, &new.sent, &new.said, written).await? else {
        return Ok(None);
    };
    if let Some(next) = &around.next {
        repo::reuse(tx, next, &around.device, &new.sent.current).await?;
    }
    jobs::enqueue(ctx, tx, &jobs::PassReading { reading: row.id })?;
    Ok(Some(repo::view(&row, &around.meter, Vec::new())))
}

/// The provider has them: run by jobs after [`submit`]. Running twice changes nothing.
pub async fn pass(ctx: &Ctx, readings: &[ReadingId]) -> Result<()> {
    let tx = ctx.begin().await?;
    repo::advance(&tx, readings, Stage::Passed, ctx.now()).await?;
    tx.commit().await
}
