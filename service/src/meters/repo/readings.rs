//! Readings as they are read: how a meter stands, versions, receipts.

use std::collections::HashMap;

use domain::kernel::{MeterId, Period, ReadingId, Volume};
use domain::meters::{Event, Explanation, ReadingView, Stage, Unit, Warning};
use entity::{meter, reading, reading_event};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::devices::find_meter;
use crate::actor::Resident;
use crate::error::Result;
use crate::meters::place;

/// A meter's living readings from a month on, oldest first; and the reading that a submission key has
/// made already, whatever its month. One statement, so that they fit together.
pub async fn living_and_keyed(
    db: &impl ConnectionTrait,
    meter: MeterId,
    since: Period,
    key: &str,
) -> Result<(Vec<reading::Model>, Option<reading::Model>)> {
    let living = reading::Column::Living.eq(true).and(reading::Column::Period.gte(since));
    let mut rows = reading::Entity::find()
        .filter(reading::Column::MeterId.eq(meter))
        .filter(living.or(reading::Column::SubmissionKey.eq(key)))
        .order_by_asc(reading::Column::Period)
        .all(db)
        .await?;
    let keyed = rows.iter().find(|row| row.submission_key == key).cloned();
    rows.retain(|row| row.living && since <= row.period);
    Ok((rows, keyed))
}

/// The last living reading before the month.
pub async fn last_before(db: &impl ConnectionTrait, meter: MeterId, period: Period) -> Result<Option<reading::Model>> {
    let found = reading::Entity::find()
        .filter(reading::Column::MeterId.eq(meter))
        .filter(reading::Column::Living.eq(true))
        .filter(reading::Column::Period.lt(period))
        .order_by_desc(reading::Column::Period)
        .one(db)
        .await?;
    Ok(found)
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
    Ok(rows.iter().map(|row| view(row, meter, trails.remove(&row.id.0).unwrap_or_default())).collect())
}

/// What became of the readings after they were accepted, oldest step first; that they were accepted
/// their own rows say.
pub async fn trails(db: &impl ConnectionTrait, readings: &[ReadingId]) -> Result<HashMap<i64, Vec<Event>>> {
    let mut trails: HashMap<i64, Vec<Event>> = HashMap::new();
    if readings.is_empty() {
        return Ok(trails);
    }
    let rows = reading_event::Entity::find()
        .filter(reading_event::Column::ReadingId.is_in(readings.iter().copied()))
        .filter(reading_event::Column::Stage.ne(Stage::Accepted.code()))
        .all(db)
        .await?;
    for row in rows {
        let Some(stage) = Stage::from_code(&row.stage) else { continue };
        trails.entry(row.reading_id.0).or_default().push(Event { stage, at: row.at, note: row.note });
    }
    trails.values_mut().for_each(|trail| trail.sort_by_key(|event| event.stage));
    Ok(trails)
}

/// The reading by its id, found through the person.
pub async fn reading_of(db: &impl ConnectionTrait, who: &Resident, id: ReadingId) -> Result<Option<ReadingView>> {
    let Some(found) = reading::Entity::find().filter(reading::Column::Id.eq(id)).one(db).await? else {
        return Ok(None);
    };
    match find_meter(who, found.meter_id).one(db).await? {
        Some(meter) => Ok(Some(receipt(db, &found, &meter).await?)),
        None => Ok(None),
    }
}

/// A reading with its way so far.
pub async fn receipt(db: &impl ConnectionTrait, row: &reading::Model, meter: &meter::Model) -> Result<ReadingView> {
    let trail = trails(db, &[row.id]).await?.remove(&row.id.0).unwrap_or_default();
    Ok(view(row, meter, trail))
}

/// The figures of a row.
pub fn values_of(row: &reading::Model) -> Vec<Volume> {
    [Some(row.t1), row.t2, row.t3].into_iter().flatten().map(Volume::from_steps).collect()
}

/// The use of a row.
pub fn usage_of(row: &reading::Model) -> Vec<Volume> {
    [row.used1, row.used2, row.used3].into_iter().flatten().map(Volume::from_steps).collect()
}

/// What a screen shows of a row; `later` are the steps after it was accepted.
pub fn view(row: &reading::Model, meter: &meter::Model, later: Vec<Event>) -> ReadingView {
    let mut trail = vec![Event { stage: Stage::Accepted, at: row.received_at, note: String::new() }];
    trail.extend(later);
    ReadingView {
        id: row.id,
        meter: row.meter_id,
        resource: place::resource_of(meter),
        unit: Unit::from_code(&meter.unit).unwrap_or(Unit::CubicMetre),
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
