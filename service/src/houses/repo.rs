//! All SQL of the registry of houses.

use std::collections::HashMap;

use domain::houses::{HouseFilter, HouseKind, HouseRow, HouseSort, RegionChoice};
use domain::kernel::{Area, Cursor, HouseId, OrgId};
use entity::{house, organisation, registry_count};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect,
    Select, Statement,
};

use crate::db::text;
use crate::error::Result;

/// Regions a choice offers: the Federation has fewer.
const REGIONS: usize = 100;
/// Organisations one name may mean.
const NAMESAKES: u64 = 50;

/// A row of the registry as it is read.
#[derive(Debug, FromQueryResult)]
pub struct Found {
    id: HouseId,
    place_key: String,
    address: String,
    kind: String,
    year_built: Option<i32>,
    floors_max: Option<i32>,
    flats: Option<i32>,
    area: Option<Area>,
    dangerous: bool,
    organisation_id: Option<OrgId>,
}

impl Found {
    /// The place after this row in a list sorted so.
    pub fn cursor(&self, sort: HouseSort) -> Cursor {
        let key = match sort {
            HouseSort::Address => self.place_key.clone(),
            HouseSort::Year => self.year_built.map(|year| year.to_string()).unwrap_or_default(),
            HouseSort::Area => self.area.map(|area| area.0.to_string()).unwrap_or_default(),
        };
        Cursor { key, id: self.id.0 }
    }
}

fn columns(select: Select<house::Entity>) -> Select<house::Entity> {
    select.select_only().columns([
        house::Column::Id,
        house::Column::PlaceKey,
        house::Column::Address,
        house::Column::Kind,
        house::Column::YearBuilt,
        house::Column::FloorsMax,
        house::Column::Flats,
        house::Column::Area,
        house::Column::Dangerous,
        house::Column::OrganisationId,
    ])
}

/// Rows after a place, in the filter's order, at most so many.
pub async fn page(
    db: &impl ConnectionTrait,
    filter: &HouseFilter,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Found>> {
    let select = columns(narrowed(db.get_database_backend(), filter));
    match filter.sort {
        HouseSort::Address => by_place(db, select, filter, after, limit).await,
        HouseSort::Year => by_number(db, select, house::Column::YearBuilt, filter, after, limit).await,
        HouseSort::Area => by_number(db, select, house::Column::Area, filter, after, limit).await,
    }
}

async fn by_place(
    db: &impl ConnectionTrait,
    select: Select<house::Entity>,
    filter: &HouseFilter,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Found>> {
    let column = house::Column::PlaceKey;
    let select = match after {
        Some(cursor) => select.filter(behind(column, Expr::value(cursor.key.as_str()), cursor.id, filter)),
        None => select,
    };
    let order = order(filter);
    let select = select.order_by(column, order.clone()).order_by(house::Column::Id, order);
    Ok(select.limit(limit as u64).into_model().all(db).await?)
}

/// Houses whose number is known, then those whose number is not: each part is one walk along the index.
async fn by_number(
    db: &impl ConnectionTrait,
    select: Select<house::Entity>,
    column: house::Column,
    filter: &HouseFilter,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Found>> {
    let mut rows: Vec<Found> = Vec::new();
    let among_unknown = after.filter(|cursor| cursor.key.is_empty());
    if among_unknown.is_none() {
        let known = select.clone().filter(column.is_not_null());
        let number = |cursor: &Cursor| cursor.key.parse::<i64>().ok();
        let known = match after.and_then(|cursor| Some((number(cursor)?, cursor.id))) {
            Some((number, id)) => known.filter(behind(column, Expr::value(number), id, filter)),
            None => known,
        };
        let known = known.order_by(column, order(filter)).order_by(house::Column::Id, order(filter));
        rows = known.limit(limit as u64).into_model().all(db).await?;
    }
    if rows.len() < limit {
        let unknown = select.filter(column.is_null());
        let unknown = match among_unknown {
            Some(cursor) => unknown.filter(house::Column::Id.gt(cursor.id)),
            None => unknown,
        };
        let rest = (limit - rows.len()) as u64;
        rows.extend(unknown.order_by_asc(house::Column::Id).limit(rest).into_model::<Found>().all(db).await?);
    }
    Ok(rows)
}

fn order(filter: &HouseFilter) -> Order {
    if filter.descending { Order::Desc } else { Order::Asc }
}

fn behind(column: house::Column, key: Expr, id: i64, filter: &HouseFilter) -> Expr {
    let row = Expr::tuple([Expr::col((house::Entity, column)), Expr::col((house::Entity, house::Column::Id))]);
    let seen = Expr::tuple([key, Expr::value(id)]);
    if filter.descending { row.lt(seen) } else { row.gt(seen) }
}

/// The houses a filter leaves.
pub fn narrowed(backend: DbBackend, filter: &HouseFilter) -> Select<house::Entity> {
    let mut select = house::Entity::find();
    if !filter.region.is_empty() {
        // Everything of a region lies between its name with a bar and the sign after the bar.
        select = select
            .filter(house::Column::PlaceKey.gt(format!("{}|", filter.region)))
            .filter(house::Column::PlaceKey.lt(format!("{}}}", filter.region)));
    }
    select = text::with_words(backend, select, house::Column::PlaceKey, &filter.words);
    for word in &filter.locality {
        select = select.filter(in_locality(backend, word));
    }
    if let Some(kind) = filter.kind {
        select = select.filter(house::Column::Kind.eq(kind.code()));
        if kind != HouseKind::Apartment {
            select = select.filter(Expr::cust("kind <> 'apartment'"));
        }
    }
    if let Some(manager) = filter.manager {
        select = select.filter(house::Column::OrganisationId.eq(manager));
    }
    if !filter.managed_by.is_empty() {
        select = select.filter(house::Column::OrganisationId.in_subquery(named(backend, &filter.managed_by)));
    }
    if let Some(year) = filter.built_from {
        select = select.filter(house::Column::YearBuilt.gte(year));
    }
    if let Some(year) = filter.built_to {
        select = select.filter(house::Column::YearBuilt.lte(year));
    }
    if filter.dangerous {
        select = select.filter(Expr::col((house::Entity, house::Column::Dangerous)));
    }
    select
}

/// The word stands in the second part of the key: behind the region, before the street.
fn in_locality(backend: DbBackend, word: &str) -> Expr {
    let key = Expr::col((house::Entity, house::Column::PlaceKey));
    let rest = text::behind(backend, key, "|");
    let place = text::place_of(backend, rest.clone(), word);
    place.clone().gt(0).and(place.lt(text::place_of(backend, rest, "|")))
}

/// Organisations whose name has all the words.
fn named(backend: DbBackend, words: &[String]) -> sea_orm::sea_query::SelectStatement {
    let select = organisation::Entity::find().select_only().column(organisation::Column::Id);
    let select = text::with_words(backend, select, organisation::Column::NameKey, words).limit(NAMESAKES);
    // MySQL alone refuses a limit inside a subquery; both databases here take it.
    Query::select()
        .column(organisation::Column::Id)
        .from_subquery(sea_orm::QueryTrait::into_query(select), "named")
        .to_owned()
}

/// Rows of these houses, in no order.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[HouseId]) -> Result<Vec<Found>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let select = columns(house::Entity::find()).filter(house::Column::Id.is_in(ids.iter().copied()));
    Ok(select.into_model().all(db).await?)
}

/// The rows with their managers' names.
pub async fn with_managers(db: &impl ConnectionTrait, found: Vec<Found>) -> Result<Vec<HouseRow>> {
    let names = names(db, found.iter().filter_map(|row| row.organisation_id).collect()).await?;
    let rows = found.into_iter().map(|row| HouseRow {
        id: row.id,
        address: row.address,
        kind: HouseKind::from_code(&row.kind).unwrap_or(HouseKind::Unknown),
        year_built: row.year_built,
        floors: row.floors_max,
        flats: row.flats,
        area: row.area,
        dangerous: row.dangerous,
        manager: row.organisation_id.and_then(|id| Some((id, names.get(&id)?.clone()))),
    });
    Ok(rows.collect())
}

/// Names of organisations.
pub async fn names(db: &impl ConnectionTrait, mut ids: Vec<OrgId>) -> Result<HashMap<OrgId, String>> {
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let select = organisation::Entity::find().select_only();
    let select = select.columns([organisation::Column::Id, organisation::Column::Name]);
    let names: Vec<(OrgId, String)> = select.filter(organisation::Column::Id.is_in(ids)).into_tuple().all(db).await?;
    Ok(names.into_iter().collect())
}

/// How many houses there are.
pub async fn total(db: &impl ConnectionTrait) -> Result<i64> {
    let kept = registry_count::Entity::find_by_id("houses".to_owned()).one(db).await?;
    Ok(kept.map_or(0, |kept| kept.value))
}

#[derive(Debug, FromQueryResult)]
struct RegionFound {
    place_key: Option<String>,
    region_name: Option<String>,
}

/// Regions by stepping along the index of places from one to the next: a few reads for each.
pub async fn regions(db: &impl ConnectionTrait) -> Result<Vec<RegionChoice>> {
    let backend = db.get_database_backend();
    let place_of = if backend == DbBackend::Postgres { "strpos" } else { "instr" };
    let sql = format!(
        "with recursive step (k) as (
           select min(place_key) from house
           union all
           select (select min(place_key) from house where place_key > substr(k, 1, {place_of}(k, '|') - 1) || '}}')
           from step where k is not null
         )
         select k as place_key, (select region_name from house where place_key = k limit 1) as region_name
         from step limit {REGIONS}"
    );
    let found = RegionFound::find_by_statement(Statement::from_string(backend, sql)).all(db).await?;
    let regions = found.into_iter().filter_map(|found| {
        let key = found.place_key?.split('|').next()?.to_owned();
        Some(RegionChoice { key, name: found.region_name? }).filter(|region| !region.key.is_empty())
    });
    Ok(regions.collect())
}
