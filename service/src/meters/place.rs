//! What a submission is measured against: the device with its window and mean, and the readings
//! around the month it counts for.

use std::collections::HashMap;

use domain::kernel::{Date, Period, Volume};
use domain::meters::{
    Block, Device, Explanation, Figures, MeterView, Resource, Rule, Stage, Submission, Unit, Window, check,
};
use entity::{meter, reading};
use sea_orm::ConnectionTrait;

use super::repo::{self, MeterRow};
use crate::ctx::Ctx;
use crate::error::Result;

/// Months of history a mean is taken over, and the fewest it is taken from.
const MEAN_MONTHS: i32 = 12;
const MEAN_LEAST: i32 = 3;

/// A meter with the readings around one month.
#[derive(Debug)]
pub struct Around {
    pub meter: meter::Model,
    pub device: Device,
    /// The last living reading of an earlier month.
    pub previous: Option<reading::Model>,
    /// The living reading of this month.
    pub living: Option<reading::Model>,
    /// The first living reading of a later month.
    pub next: Option<reading::Model>,
}

impl Around {
    /// The month, or the one whose use would change with it, is in a bill already.
    pub fn taken(&self) -> bool {
        let billed = |reading: &Option<reading::Model>| {
            reading.as_ref().is_some_and(|reading| reading.stage == Stage::Billed.code())
        };
        billed(&self.living) || billed(&self.next)
    }

    /// Days follow months, and a value lies between its neighbours'.
    pub fn in_order(&self, sent: &Submission) -> Result<(), Rule> {
        let early = self.previous.as_ref().is_some_and(|previous| sent.current_date <= previous.taken_on);
        let late = self.next.as_ref().is_some_and(|next| next.taken_on <= sent.current_date);
        if early || late {
            return Err(Rule::DateOutOfOrder);
        }
        let Some(next) = &self.next else { return Ok(()) };
        let above = sent.current.iter().zip(repo::values_of(next)).any(|(now, after)| after < *now);
        if above && Explanation::from_code(&next.explanation) == Explanation::None {
            return Err(Rule::AboveNext);
        }
        Ok(())
    }
}

/// The month a reading of this day counts for, by the provider's days in force.
pub fn month_of(windows: &[repo::WindowRow], meter: &meter::Model, taken_on: Date) -> (Option<Window>, Period) {
    let window = window_of(windows, meter);
    (window, window.map_or_else(|| Period::of(taken_on), |window| window.place(taken_on).period))
}

/// The first month whose readings a submission for `period` is measured against.
pub fn since(period: Period) -> Period {
    period.back(MEAN_MONTHS)
}

impl Around {
    /// Sorts the living readings since [`since`] around the month; an older previous one is looked up.
    pub async fn of(
        db: &impl ConnectionTrait,
        meter: meter::Model,
        (window, period): (Option<Window>, Period),
        recent: Vec<reading::Model>,
    ) -> Result<Self> {
        let (mut before, rest): (Vec<_>, Vec<_>) = recent.into_iter().partition(|reading| reading.period < period);
        let mean = mean(&before.iter().collect::<Vec<_>>());
        let (living, later): (Vec<_>, Vec<_>) = rest.into_iter().partition(|reading| reading.period == period);
        let previous = match before.pop() {
            Some(last) => Some(last),
            None => repo::last_before(db, meter.id, period).await?,
        };
        Ok(Self {
            device: device(&meter, window, mean),
            meter,
            previous,
            living: living.into_iter().next(),
            next: later.into_iter().next(),
        })
    }
}

/// The screens' meters: four queries for any number of them.
pub async fn views(ctx: &Ctx, rows: Vec<MeterRow>) -> Result<Vec<MeterView>> {
    let db = &ctx.db.read;
    let ids: Vec<_> = rows.iter().map(|row| row.meter.id).collect();
    let providers: Vec<_> = rows.iter().map(|row| row.meter.organisation_id).collect();
    let now = Period::of(ctx.today("Europe/Moscow"));
    let windows = repo::windows(db, &providers, ctx.today("Europe/Moscow")).await?;
    let mut recent = by_meter(repo::living_since(db, &ids, now.back(MEAN_MONTHS + 1)).await?);
    let silent: Vec<_> = ids.iter().copied().filter(|id| !recent.contains_key(&id.0)).collect();
    recent.extend(by_meter(last(db, &silent).await?));
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let read = recent.remove(&row.meter.id.0).unwrap_or_default();
        views.push(view(ctx, row, &windows, &read));
    }
    let current: Vec<_> = views.iter().filter_map(|view| view.current.as_ref().map(|reading| reading.id)).collect();
    let mut trails = repo::trails(db, &current).await?;
    for reading in views.iter_mut().filter_map(|view| view.current.as_mut()) {
        reading.trail.extend(trails.remove(&reading.id.0).unwrap_or_default());
    }
    Ok(views)
}

async fn last(db: &impl ConnectionTrait, meters: &[domain::kernel::MeterId]) -> Result<Vec<reading::Model>> {
    if meters.is_empty() { Ok(Vec::new()) } else { repo::last_living(db, meters).await }
}

fn view(ctx: &Ctx, row: MeterRow, windows: &[repo::WindowRow], read: &[reading::Model]) -> MeterView {
    let today = ctx.today(&row.time_zone);
    let window = window_of(windows, &row.meter);
    let period = window.map_or_else(|| Period::of(today), |window| window.place(today).period);
    let before: Vec<_> = read.iter().filter(|reading| reading.period < period).collect();
    let unit = Unit::from_code(&row.meter.unit).unwrap_or(Unit::CubicMetre);
    let figures = |reading: &&reading::Model| Figures { values: repo::values_of(reading), taken_on: reading.taken_on };
    let current = read.iter().find(|reading| reading.period == period);
    MeterView {
        id: row.meter.id,
        premises: row.meter.premises_id,
        device: device(&row.meter, window, mean(&before)),
        previous: before.last().map(figures),
        current: current.map(|reading| repo::view(reading, &row.meter, Vec::new())),
        number: row.meter.number,
        model: row.meter.model,
        place: row.meter.place,
        unit,
        decimals: row.meter.decimals.unsigned_abs(),
        verified_on: row.meter.verified_on,
        provider: row.provider,
        address: row.address,
        today,
        period,
    }
}

/// The provider's days for the meter's resource, or its days for all.
fn window_of(windows: &[repo::WindowRow], meter: &meter::Model) -> Option<Window> {
    let of = |resource: &str| {
        windows.iter().find(|row| row.organisation == meter.organisation_id && row.resource == resource)
    };
    of(&meter.resource).or_else(|| of("")).map(|row| row.window)
}

/// The resource of a meter's row.
pub fn resource_of(meter: &meter::Model) -> Resource {
    Resource::from_code(&meter.resource).unwrap_or(Resource::ColdWater)
}

fn device(meter: &meter::Model, window: Option<Window>, mean_month: Option<Volume>) -> Device {
    Device {
        resource: resource_of(meter),
        digits: meter.digits.unsigned_abs(),
        tariffs: meter.tariffs.unsigned_abs(),
        ratio: meter.ratio,
        verification_due: meter.verification_due,
        archived: meter.archived_on.is_some(),
        window,
        mean_month,
        normative: meter.normative.map(Volume::from_steps),
    }
}

/// Mean use a month, all tariffs together; `None` below three months of history.
fn mean(read: &[&reading::Model]) -> Option<Volume> {
    let (first, last) = (read.first()?, read.last()?);
    let months = last.period.since(first.period);
    if months < MEAN_LEAST {
        return None;
    }
    let used: Volume = read[1..].iter().flat_map(|reading| repo::usage_of(reading)).sum();
    Some(used.mean_of(i64::from(months)))
}

fn by_meter(read: Vec<reading::Model>) -> HashMap<i64, Vec<reading::Model>> {
    let mut map: HashMap<i64, Vec<reading::Model>> = HashMap::new();
    for reading in read {
        map.entry(reading.meter_id.0).or_default().push(reading);
    }
    map
}

/// The use a kept reading would have after `previous`; nothing when it cannot be told.
pub fn use_after(device: &Device, next: &reading::Model, previous: &[Volume]) -> Vec<Volume> {
    let sent = Submission {
        previous: previous.to_vec(),
        previous_date: None,
        current: repo::values_of(next),
        current_date: next.taken_on,
        today: next.taken_on,
        explanation: Explanation::from_code(&next.explanation),
        period_taken: false,
    };
    let said = check(device, &sent);
    if said.blocks.contains(&Block::LessThanPrevious) { Vec::new() } else { said.usage }
}
