//! Meters, found through the person, and what their houses and providers add.

use chrono::Days;
use domain::kernel::{Date, HouseId, MeterId, OrgId, PremisesId, ReadingId};
use domain::meters::Window;
use entity::{account, account_link, house, meter, organisation, reading, reading_window};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IdenStatic, Iterable, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};

use crate::actor::Resident;
use crate::error::Result;
use crate::meters::place;

/// What the columns of a provider's days begin with where they stand beside a meter's.
const WINDOW: &str = "window_";

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

/// A meter with what a submission is judged by besides its readings.
#[derive(Debug)]
pub struct Judged {
    pub meter: meter::Model,
    /// The zone its house lives by.
    pub time_zone: String,
    pub stamp: Stamp,
    /// Its provider's days that have not ended, the newest first.
    pub windows: Vec<reading_window::Model>,
}

/// How a meter's readings stand: changes with every version written and every one billed, and never
/// comes back to what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(i64);

/// Every version counts one, every billed one a million more.
fn stamp_of_meter() -> SimpleExpr {
    let sum = "coalesce(sum(case when stage = 'billed' then 1000001 else 1 end), 0)";
    let versions = Query::select()
        .expr(Expr::cust(sum))
        .from(reading::Entity)
        .and_where(Expr::col((reading::Entity, reading::Column::MeterId)).equals((meter::Entity, meter::Column::Id)))
        .to_owned();
    SimpleExpr::from(versions)
}

/// One meter, found through the person, with its stamp and its provider's days: one statement.
/// `today` by any clock: days that ended before the day before it are left out.
pub async fn judged(db: &impl ConnectionTrait, who: &Resident, id: MeterId, today: Date) -> Result<Option<Judged>> {
    let zone = Query::select()
        .column(house::Column::TimeZone)
        .from(house::Entity)
        .and_where(Expr::col((house::Entity, house::Column::Id)).equals((meter::Entity, meter::Column::HouseId)))
        .to_owned();
    let window = |column: reading_window::Column| Expr::col((reading_window::Entity, column));
    let not_over = window(reading_window::Column::EndsOn)
        .is_null()
        .or(window(reading_window::Column::EndsOn).gte(today - Days::new(1)));
    let of_provider = window(reading_window::Column::OrganisationId)
        .equals((meter::Entity, meter::Column::OrganisationId))
        .and(not_over);
    let mut select = find_meter(who, id)
        .expr_as(SimpleExpr::from(zone), "time_zone")
        .expr_as(stamp_of_meter(), "stamp")
        .into_query();
    for column in reading_window::Column::iter() {
        select.expr_as(window(column), format!("{WINDOW}{}", column.as_str()));
    }
    select
        .left_join(reading_window::Entity, of_provider)
        .order_by((reading_window::Entity, reading_window::Column::BeginsOn), Order::Desc);
    let rows = db.query_all_raw(db.get_database_backend().build(&select)).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let windows = rows.iter().map(|row| reading_window::Model::from_query_result_optional(row, WINDOW));
    Ok(Some(Judged {
        meter: meter::Model::from_query_result(first, "")?,
        time_zone: first.try_get("", "time_zone")?,
        stamp: Stamp(first.try_get("", "stamp")?),
        windows: windows.filter_map(Result::transpose).collect::<Result<_, _>>()?,
    }))
}

/// The meter, if it is still the person's and its readings stand as they did when they were judged.
pub(super) fn as_judged(who: &Resident, id: MeterId, stamp: Stamp) -> sea_orm::Select<meter::Entity> {
    find_meter(who, id).filter(stamp_of_meter().eq(stamp.0))
}

/// On PostgreSQL the meter is locked, so that two submissions for it wait for each other. SQLite's one
/// writer sees to that by itself.
pub async fn lock_meter(db: &impl ConnectionTrait, id: MeterId) -> Result<()> {
    if db.get_database_backend() == DbBackend::Postgres {
        let lock = meter::Entity::find_by_id(id).select_only().column(meter::Column::Id).lock_exclusive();
        let _held: Option<MeterId> = lock.into_tuple().one(db).await?;
    }
    Ok(())
}

/// Locks the meters of readings in the order of their ids, as a submission locks its one.
pub async fn lock_meters_of(db: &impl ConnectionTrait, readings: &[ReadingId]) -> Result<()> {
    if db.get_database_backend() == DbBackend::Postgres {
        let meters = Query::select()
            .column(reading::Column::MeterId)
            .from(reading::Entity)
            .and_where(reading::Column::Id.is_in(readings.iter().copied()))
            .to_owned();
        let lock = meter::Entity::find()
            .select_only()
            .column(meter::Column::Id)
            .filter(meter::Column::Id.in_subquery(meters))
            .order_by_asc(meter::Column::Id)
            .lock_exclusive();
        let _held: Vec<MeterId> = lock.into_tuple().all(db).await?;
    }
    Ok(())
}

pub(super) fn find_meter(who: &Resident, id: MeterId) -> sea_orm::Select<meter::Entity> {
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
    Ok(in_force(rows, on))
}

/// Of days, those in force on a day, in the order given.
pub fn in_force(rows: Vec<reading_window::Model>, on: Date) -> Vec<WindowRow> {
    let on_day = |row: &reading_window::Model| row.begins_on <= on && row.ends_on.is_none_or(|end| on <= end);
    let known = rows.into_iter().filter(on_day).filter_map(|row| {
        let window = Window::new(row.day_from.unsigned_abs(), row.day_to.unsigned_abs())?;
        Some(WindowRow { organisation: row.organisation_id, resource: row.resource, window })
    });
    known.collect()
}
