//! All SQL of the provider's desk. Every statement is cut by the organisation of who asks.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::kernel::{Date, HouseId, MeterId, Period, PremisesId, ReadingId};
use domain::meters::{DeskRow, Resource, Stage, Unit, Warning, Window, WindowRow};
use entity::{house, meter, premises, reading, reading_event, reading_window};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{lock_meters_of, usage_of, values_of};
use crate::actor::Staff;
use crate::error::Result;
use crate::meters::place;

/// Readings of one statement when they are taken into bills.
const CHUNK: u64 = 500;

/// The organisation's own meters.
fn own_meters(who: &Staff) -> SelectStatement {
    Query::select()
        .column(meter::Column::Id)
        .from(meter::Entity)
        .and_where(meter::Column::OrganisationId.eq(who.organisation()))
        .to_owned()
}

/// Living readings of a month after an id, with their meters' faces and addresses: four queries.
pub async fn desk(
    db: &impl ConnectionTrait,
    who: &Staff,
    period: Period,
    after: Option<i64>,
    limit: usize,
) -> Result<Vec<DeskRow>> {
    let rows = reading::Entity::find()
        .filter(reading::Column::Period.eq(period))
        .filter(reading::Column::Living.eq(true))
        .filter(reading::Column::MeterId.in_subquery(own_meters(who)))
        .filter(reading::Column::Id.gt(after.unwrap_or_default()))
        .order_by_asc(reading::Column::Id)
        .limit(limit as u64)
        .all(db)
        .await?;
    let meters = meters(db, rows.iter().map(|row| row.meter_id).collect()).await?;
    let houses = addresses(db, meters.values().map(|meter| meter.house_id).collect()).await?;
    let flats = numbers(db, meters.values().filter_map(|meter| meter.premises_id).collect()).await?;
    let shown = rows.iter().filter_map(|row| {
        let meter = meters.get(&row.meter_id.0)?;
        let house = houses.get(&meter.house_id.0).map(String::as_str).unwrap_or_default();
        let flat = meter.premises_id.and_then(|id| flats.get(&id.0));
        Some(DeskRow {
            id: row.id,
            address: flat.map_or_else(|| house.to_owned(), |flat| format!("{house}, {flat}")),
            number: meter.number.clone(),
            resource: place::resource_of(meter),
            unit: Unit::from_code(&meter.unit).unwrap_or(Unit::CubicMetre),
            values: values_of(row),
            usage: usage_of(row),
            taken_on: row.taken_on,
            warnings: row.warnings.split(',').filter_map(Warning::from_code).collect(),
            stage: Stage::from_code(&row.stage).unwrap_or(Stage::Accepted),
        })
    });
    Ok(shown.collect())
}

async fn meters(db: &impl ConnectionTrait, ids: Vec<MeterId>) -> Result<HashMap<i64, meter::Model>> {
    let rows = meter::Entity::find().filter(meter::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id.0, row)).collect())
}

async fn addresses(db: &impl ConnectionTrait, ids: Vec<HouseId>) -> Result<HashMap<i64, String>> {
    let rows: Vec<(HouseId, String)> = house::Entity::find()
        .select_only()
        .columns([house::Column::Id, house::Column::Address])
        .filter(house::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, address)| (id.0, address)).collect())
}

async fn numbers(db: &impl ConnectionTrait, ids: Vec<PremisesId>) -> Result<HashMap<i64, String>> {
    let rows: Vec<(PremisesId, String)> = premises::Entity::find()
        .select_only()
        .columns([premises::Column::Id, premises::Column::Number])
        .filter(premises::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, number)| (id.0, number)).collect())
}

/// Moves what was handed over to "billed" and writes the steps, chunk by chunk.
pub async fn bill(
    db: &impl ConnectionTrait,
    who: &Staff,
    period: Period,
    number: &str,
    at: DateTime<Utc>,
) -> Result<u64> {
    let mut taken = 0;
    loop {
        let ids: Vec<ReadingId> = reading::Entity::find()
            .select_only()
            .column(reading::Column::Id)
            .filter(reading::Column::Period.eq(period))
            .filter(reading::Column::Living.eq(true))
            .filter(reading::Column::Stage.eq(Stage::Passed.code()))
            .filter(reading::Column::MeterId.in_subquery(own_meters(who)))
            .limit(CHUNK)
            .into_tuple()
            .all(db)
            .await?;
        if ids.is_empty() {
            return Ok(taken);
        }
        taken += ids.len() as u64;
        lock_meters_of(db, &ids).await?;
        reading::Entity::update_many()
            .col_expr(reading::Column::Stage, Expr::value(Stage::Billed.code()))
            .filter(reading::Column::Id.is_in(ids.iter().copied()))
            .filter(reading::Column::Living.eq(true))
            .exec(db)
            .await?;
        let steps = ids.iter().map(|id| reading_event::ActiveModel {
            reading_id: Set(*id),
            stage: Set(Stage::Billed.code().to_owned()),
            at: Set(at),
            note: Set(number.to_owned()),
        });
        let once = OnConflict::columns([reading_event::Column::ReadingId, reading_event::Column::Stage])
            .do_nothing()
            .to_owned();
        reading_event::Entity::insert_many(steps).on_conflict(once).exec_without_returning(db).await?;
    }
}

/// The organisation's days that have not ended, newest first.
pub async fn windows_of(db: &impl ConnectionTrait, who: &Staff, today: Date) -> Result<Vec<WindowRow>> {
    let rows = reading_window::Entity::find()
        .filter(reading_window::Column::OrganisationId.eq(who.organisation()))
        .filter(reading_window::Column::EndsOn.is_null().or(reading_window::Column::EndsOn.gte(today)))
        .order_by_asc(reading_window::Column::Resource)
        .order_by_desc(reading_window::Column::BeginsOn)
        .limit(50)
        .all(db)
        .await?;
    let known = rows.into_iter().filter_map(|row| {
        let window = Window::new(row.day_from.unsigned_abs(), row.day_to.unsigned_abs())?;
        Some(WindowRow { resource: Resource::from_code(&row.resource), window, begins_on: row.begins_on })
    });
    Ok(known.collect())
}

/// Ends what is in force the day before, drops what was set for the same day, writes the new days.
pub async fn set_window(
    db: &impl ConnectionTrait,
    id: i64,
    who: &Staff,
    resource: Option<Resource>,
    window: Window,
    begins_on: Date,
) -> Result<()> {
    let code = resource.map_or("", Resource::code);
    let own = |column: reading_window::Column| column.eq(code);
    reading_window::Entity::delete_many()
        .filter(reading_window::Column::OrganisationId.eq(who.organisation()))
        .filter(own(reading_window::Column::Resource))
        .filter(reading_window::Column::BeginsOn.gte(begins_on))
        .exec(db)
        .await?;
    reading_window::Entity::update_many()
        .col_expr(reading_window::Column::EndsOn, Expr::value(begins_on.pred_opt()))
        .filter(reading_window::Column::OrganisationId.eq(who.organisation()))
        .filter(own(reading_window::Column::Resource))
        .filter(reading_window::Column::EndsOn.is_null().or(reading_window::Column::EndsOn.gte(begins_on)))
        .exec(db)
        .await?;
    let row = reading_window::ActiveModel {
        id: Set(id),
        organisation_id: Set(who.organisation()),
        resource: Set(code.to_owned()),
        day_from: Set(window.from as i32),
        day_to: Set(window.to as i32),
        begins_on: Set(begins_on),
        ends_on: Set(None),
    };
    reading_window::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
