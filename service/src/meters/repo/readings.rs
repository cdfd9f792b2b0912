//! Readings as they are read: neighbours of a month, versions, receipts.

use std::collections::HashMap;

use domain::kernel::{MeterId, Period, ReadingId, Volume};
use domain::meters::{Event, Explanation, ReadingView, Resource, Stage, Unit, Warning};
use entity::{meter, reading, reading_event};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::devices::find_meter;
use crate::actor::Resident;
use crate::error::{Error, Result};
use crate::meters::place;

/// The living readings before, in and after a month.
#[derive(Debug, Default)]
pub struct Neighbours {
    pub previous: Option<reading::Model>,
    pub living: Option<reading::Model>,
    pub next: Option<reading::Model>,
}

/// The readings that stand before, in and after the month.
pub async fn neighbours(db: &impl ConnectionTrait, meter: MeterId, period: Period) -> Result<Neighbours> {
    let living =
        || reading::Entity::find().filter(reading::Column::MeterId.eq(meter)).filter(reading::Column::Living.eq(true));
    let before = living()
        .filter(reading::Column::Period.lte(period))
        .order_by_desc(reading::Column::Period)
        .limit(2)
        .all(db)
        .await?;
    let next =
        living().filter(reading::Column::Period.gt(period)).order_by_asc(reading::Column::Period).one(db).await?;
    let (this, earlier): (Vec<_>, Vec<_>) = before.into_iter().partition(|reading| reading.period == period);
    Ok(Neighbours { previous: earlier.into_iter().next(), living: this.into_iter().next(), next })
}

/// Living readings of the meters from a month on, oldest first.
pub async fn living_since(db: &impl ConnectionTrait, meters: &[MeterId], since: Period) -> Result<Vec<reading::Model>> {
    let rows = reading::Entity::find()
        .filter(reading::Column::MeterId.is_in(meters.iter().copied()))
        .filter(reading::Column::Living.eq(true))
        .filter(reading::Column::Period.gte(since))
        .order_by_asc(reading::Column::Period)
        .all(db)
        .await?;
    Ok(rows)
}

/// The last living reading of each meter.
pub async fn last_living(db: &impl ConnectionTrait, meters: &[MeterId]) -> Result<Vec<reading::Model>> {
    let newest = Query::select()
        .column(reading::Column::MeterId)
        .expr(Expr::col(reading::Column::Period).max())
        .from(reading::Entity)
        .and_where(reading::Column::MeterId.is_in(meters.iter().copied()))
        .and_where(reading::Column::Living.eq(true))
        .group_by_col(reading::Column::MeterId)
        .to_owned();
    let key = Expr::tuple([Expr::col(reading::Column::MeterId), Expr::col(reading::Column::Period)]);
    let rows = reading::Entity::find()
        .filter(key.in_subquery(newest))
        .filter(reading::Column::Living.eq(true))
        .all(db)
        .await?;
    Ok(rows)
}

/// Every version from a month on, newest first, with trails.
pub async fn versions_since(
    db: &impl ConnectionTrait,
    meter: &meter::Model,
    since: Period,
) -> Result<Vec<ReadingView>> {
    let rows = reading::Entity::find()
        .filter(reading::Column::HouseId.eq(meter.house_id))
        .filter(reading::Column::MeterId.eq(meter.id))
        .filter(reading::Column::Period.gte(since))
        .order_by_desc(reading::Column::Period)
        .order_by_desc(reading::Column::Version)
        .limit(500)
        .all(db)
        .await?;
    let ids: Vec<_> = rows.iter().map(|reading| reading.id).collect();
    let mut trails = trails(db, &ids).await?;
    let unit = Unit::from_code(&meter.unit).unwrap_or(Unit::CubicMetre);
    let resource = place::resource_of(meter);
    Ok(rows.iter().map(|row| view(row, resource, unit, trails.remove(&row.id.0).unwrap_or_default())).collect())
}

/// The ways of the readings so far, oldest step first.
pub async fn trails(db: &impl ConnectionTrait, readings: &[ReadingId]) -> Result<HashMap<i64, Vec<Event>>> {
    let mut trails: HashMap<i64, Vec<Event>> = HashMap::new();
    if readings.is_empty() {
        return Ok(trails);
    }
    let rows = reading_event::Entity::find()
        .filter(reading_event::Column::ReadingId.is_in(readings.iter().copied()))
        .all(db)
        .await?;
    for row in rows {
        let Some(stage) = Stage::from_code(&row.stage) else { continue };
        trails.entry(row.reading_id.0).or_default().push(Event { stage, at: row.at, note: row.note });
    }
    trails.values_mut().for_each(|trail| trail.sort_by_key(|event| event.stage));
    Ok(trails)
}

/// The reading a submission key already made.
pub async fn by_key(db: &impl ConnectionTrait, meter: MeterId, key: &str) -> Result<Option<ReadingView>> {
    let found = reading::Entity::find()
        .filter(reading::Column::MeterId.eq(meter))
        .filter(reading::Column::SubmissionKey.eq(key))
        .one(db)
        .await?;
    receipt(db, found).await
}

/// The reading by its id.
pub async fn by_id(db: &impl ConnectionTrait, id: ReadingId) -> Result<Option<ReadingView>> {
    receipt(db, reading::Entity::find().filter(reading::Column::Id.eq(id)).one(db).await?).await
}

/// The reading by its id, found through the person.
pub async fn reading_of(db: &impl ConnectionTrait, who: &Resident, id: ReadingId) -> Result<Option<ReadingView>> {
    let Some(found) = reading::Entity::find().filter(reading::Column::Id.eq(id)).one(db).await? else {
        return Ok(None);
    };
    if find_meter(who, found.meter_id).one(db).await?.is_none() {
        return Ok(None);
    }
    receipt(db, Some(found)).await
}

async fn receipt(db: &impl ConnectionTrait, found: Option<reading::Model>) -> Result<Option<ReadingView>> {
    let Some(row) = found else { return Ok(None) };
    let meter = meter::Entity::find_by_id(row.meter_id).one(db).await?.ok_or(Error::Missing("meter"))?;
    let trail = trails(db, &[row.id]).await?.remove(&row.id.0).unwrap_or_default();
    let unit = Unit::from_code(&meter.unit).unwrap_or(Unit::CubicMetre);
    Ok(Some(view(&row, place::resource_of(&meter), unit, trail)))
}

/// The figures of a row.
pub fn values_of(row: &reading::Model) -> Vec<Volume> {
    [Some(row.t1), row.t2, row.t3].into_iter().flatten().map(Volume::from_steps).collect()
}

/// The use of a row.
pub fn usage_of(row: &reading::Model) -> Vec<Volume> {
    [row.used1, row.used2, row.used3].into_iter().flatten().map(Volume::from_steps).collect()
}

/// What a screen shows of a row.
pub fn view(row: &reading::Model, resource: Resource, unit: Unit, trail: Vec<Event>) -> ReadingView {
    ReadingView {
        id: row.id,
        meter: row.meter_id,
        resource,
        unit,
        period: row.period,
        version: row.version,
        living: row.living,
        values: values_of(row),
        usage: usage_of(row),
        taken_on: row.taken_on,
        received_at: row.received_at,
        explanation: Explanation::from_code(&row.explanation),
        warnings: row.warnings.split(',').filter_map(Warning::from_code).collect(),
        reason: row.reason.clone(),
        stage: Stage::from_code(&row.stage).unwrap_or(Stage::Accepted),
        trail,
    }
}
