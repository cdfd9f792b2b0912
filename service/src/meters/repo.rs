//! All SQL of meters and readings.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::kernel::{Date, HouseId, Instant, MeterId, OrgId, Period, PremisesId, ReadingId, Volume};
use domain::meters::{
    Check, Device, Event, Explanation, ReadingDraft, ReadingView, Resource, Stage, Submission, Unit, Warning, Window,
};
use entity::{account, account_link, house, meter, organisation, reading, reading_event, reading_window};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

pub use super::desk_repo::{bill, desk, set_window, windows_of};
use super::place;
use crate::actor::Resident;
use crate::error::{Error, OnUnique, Result, Unique};

/// A meter with what its house and provider add.
#[derive(Debug, Clone)]
pub struct MeterRow {
    pub meter: meter::Model,
    pub time_zone: String,
    pub address: String,
    pub provider: String,
}

/// A provider's days.
#[derive(Debug, Clone)]
pub struct WindowRow {
    pub organisation: OrgId,
    /// Empty: for all resources.
    pub resource: String,
    pub window: Window,
}

/// The living readings before, in and after a month.
#[derive(Debug, Default)]
pub struct Neighbours {
    pub previous: Option<reading::Model>,
    pub living: Option<reading::Model>,
    pub next: Option<reading::Model>,
}

/// Premises to which one of the person's living links leads.
fn premises_of(who: &Resident) -> SelectStatement {
    Query::select()
        .column((account::Entity, account::Column::PremisesId))
        .from(account::Entity)
        .inner_join(
            account_link::Entity,
            Expr::col((account_link::Entity, account_link::Column::AccountId))
                .equals((account::Entity, account::Column::Id)),
        )
        .and_where(account_link::Column::PersonId.eq(who.person()))
        .and_where(account_link::Column::EndedAt.is_null())
        .to_owned()
}

/// The person's meters, of one place or of all, in bill order; archived ones last.
pub async fn meters_of(
    db: &impl ConnectionTrait,
    who: &Resident,
    premises: Option<PremisesId>,
) -> Result<Vec<MeterRow>> {
    let mut find = meter::Entity::find().filter(meter::Column::PremisesId.in_subquery(premises_of(who)));
    if let Some(premises) = premises {
        find = find.filter(meter::Column::PremisesId.eq(premises));
    }
    let meters =
        find.order_by_asc(meter::Column::PremisesId).order_by_asc(meter::Column::Id).limit(200).all(db).await?;
    let mut rows = with_surroundings(db, meters).await?;
    rows.sort_by_key(|row| {
        (row.meter.premises_id, row.meter.archived_on.is_some(), place::resource_of(&row.meter), row.meter.id)
    });
    Ok(rows)
}

/// One meter, found through the person.
pub async fn meter_of(db: &impl ConnectionTrait, who: &Resident, id: MeterId) -> Result<Option<MeterRow>> {
    let found = find_meter(who, id).one(db).await?;
    Ok(with_surroundings(db, found.into_iter().collect()).await?.pop())
}

/// [`meter_of`], its row locked: two submissions for one meter wait for each other.
pub async fn meter_of_for_update(db: &impl ConnectionTrait, who: &Resident, id: MeterId) -> Result<Option<MeterRow>> {
    let find = find_meter(who, id);
    let find = if db.get_database_backend() == DbBackend::Postgres { find.lock_exclusive() } else { find };
    let found = find.one(db).await?;
    Ok(with_surroundings(db, found.into_iter().collect()).await?.pop())
}

fn find_meter(who: &Resident, id: MeterId) -> sea_orm::Select<meter::Entity> {
    meter::Entity::find_by_id(id).filter(meter::Column::PremisesId.in_subquery(premises_of(who)))
}

async fn with_surroundings(db: &impl ConnectionTrait, meters: Vec<meter::Model>) -> Result<Vec<MeterRow>> {
    if meters.is_empty() {
        return Ok(Vec::new());
    }
    let houses: Vec<(HouseId, String, String)> = house::Entity::find()
        .select_only()
        .columns([house::Column::Id, house::Column::TimeZone, house::Column::Address])
        .filter(house::Column::Id.is_in(meters.iter().map(|meter| meter.house_id)))
        .into_tuple()
        .all(db)
        .await?;
    let providers: Vec<(OrgId, String)> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Name])
        .filter(organisation::Column::Id.is_in(meters.iter().map(|meter| meter.organisation_id)))
        .into_tuple()
        .all(db)
        .await?;
    let rows = meters.into_iter().map(|meter| {
        let house = houses.iter().find(|house| house.0 == meter.house_id);
        let provider = providers.iter().find(|provider| provider.0 == meter.organisation_id);
        MeterRow {
            time_zone: house.map(|house| house.1.clone()).unwrap_or_default(),
            address: house.map(|house| house.2.clone()).unwrap_or_default(),
            provider: provider.map(|provider| provider.1.clone()).unwrap_or_default(),
            meter,
        }
    });
    Ok(rows.collect())
}

/// The days in force for the providers.
pub async fn windows(db: &impl ConnectionTrait, providers: &[OrgId], on: Date) -> Result<Vec<WindowRow>> {
    let rows = reading_window::Entity::find()
        .filter(reading_window::Column::OrganisationId.is_in(providers.iter().copied()))
        .filter(reading_window::Column::BeginsOn.lte(on))
        .filter(reading_window::Column::EndsOn.is_null().or(reading_window::Column::EndsOn.gte(on)))
        .order_by_desc(reading_window::Column::BeginsOn)
        .all(db)
        .await?;
    let known = rows.into_iter().filter_map(|row| {
        let window = Window::new(row.day_from.unsigned_abs(), row.day_to.unsigned_abs())?;
        Some(WindowRow { organisation: row.organisation_id, resource: row.resource, window })
    });
    Ok(known.collect())
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

/// The living version of the month steps back; the next one takes its place.
pub async fn retire(db: &impl ConnectionTrait, meter: &meter::Model, period: Period) -> Result<()> {
    reading::Entity::update_many()
        .col_expr(reading::Column::Living, Expr::value(false))
        .filter(reading::Column::HouseId.eq(meter.house_id))
        .filter(reading::Column::Period.eq(period))
        .filter(reading::Column::MeterId.eq(meter.id))
        .filter(reading::Column::Living.eq(true))
        .exec(db)
        .await?;
    Ok(())
}

/// Writes one version. The unique keys have the last word on races.
#[expect(clippy::too_many_arguments, reason = "one row, spelt out once")]
pub async fn insert(
    db: &impl ConnectionTrait,
    meter: &meter::Model,
    id: ReadingId,
    version: i32,
    who: &Resident,
    draft: &ReadingDraft,
    sent: &Submission,
    said: &Check,
    now: DateTime<Utc>,
) -> Result<()> {
    let value = |place: usize| sent.current.get(place).and_then(|value| value.steps());
    let used = |place: usize| said.usage.get(place).and_then(|value| value.steps());
    let warnings: Vec<_> = said.warnings.iter().map(|warning| warning.code()).collect();
    let row = reading::ActiveModel {
        house_id: Set(meter.house_id),
        period: Set(said.period),
        meter_id: Set(meter.id),
        version: Set(version),
        id: Set(id),
        living: Set(true),
        t1: Set(value(0).unwrap_or_default()),
        t2: Set(value(1)),
        t3: Set(value(2)),
        used1: Set(used(0)),
        used2: Set(used(1)),
        used3: Set(used(2)),
        taken_on: Set(sent.current_date),
        received_at: Set(now),
        source: Set("resident".to_owned()),
        person_id: Set(Some(who.person())),
        explanation: Set(sent.explanation.code().to_owned()),
        warnings: Set(warnings.join(",")),
        reason: Set(draft.reason.trim().chars().take(500).collect()),
        submission_key: Set(draft.key.clone()),
        stage: Set(Stage::Accepted.code().to_owned()),
    };
    let living = Unique { name: "reading_living_key", columns: "reading.meter_id, reading.period" };
    reading::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .on_unique(living, domain::meters::Rule::Blocked(domain::meters::Block::DuplicatePeriod))?;
    Ok(())
}

/// A later reading's use follows the corrected one before it.
pub async fn reuse(
    db: &impl ConnectionTrait,
    next: &reading::Model,
    device: &Device,
    previous: &[Volume],
) -> Result<()> {
    let used = place::use_after(device, next, previous);
    let used = |place: usize| used.get(place).and_then(|value| value.steps());
    reading::Entity::update_many()
        .col_expr(reading::Column::Used1, Expr::value(used(0)))
        .col_expr(reading::Column::Used2, Expr::value(used(1)))
        .col_expr(reading::Column::Used3, Expr::value(used(2)))
        .filter(reading::Column::HouseId.eq(next.house_id))
        .filter(reading::Column::Id.eq(next.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Writes a step of the way.
pub async fn step(
    db: &impl ConnectionTrait,
    reading: ReadingId,
    stage: Stage,
    at: Instant,
    note: &str,
) -> Result<(), DbErr> {
    let row = reading_event::ActiveModel {
        reading_id: Set(reading),
        stage: Set(stage.code().to_owned()),
        at: Set(at),
        note: Set(note.to_owned()),
    };
    let once =
        sea_orm::sea_query::OnConflict::columns([reading_event::Column::ReadingId, reading_event::Column::Stage])
            .do_nothing()
            .to_owned();
    reading_event::Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    Ok(())
}

/// Moves a reading on, never back, and writes the step.
pub async fn advance(db: &impl ConnectionTrait, id: ReadingId, stage: Stage, at: Instant, note: &str) -> Result<()> {
    let earlier = Stage::ALL.into_iter().filter(|known| *known < stage).map(Stage::code);
    let moved = reading::Entity::update_many()
        .col_expr(reading::Column::Stage, Expr::value(stage.code()))
        .filter(reading::Column::Id.eq(id))
        .filter(reading::Column::Stage.is_in(earlier))
        .exec(db)
        .await?;
    if 0 < moved.rows_affected {
        step(db, id, stage, at, note).await?;
    }
    Ok(())
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
