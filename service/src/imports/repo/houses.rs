//! Rows of houses in bulk: one prepared statement for many rows, values bound by position.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::houses::Source;
use domain::kernel::{Area, HouseId, OrgId};
use entity::{house, house_version};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect, Statement, Value, Values,
};

use crate::db::Db;
use crate::error::Result;
use crate::imports::facts::HouseFacts;

/// The row a house has already.
#[derive(Clone, Debug)]
pub struct Known {
    pub id: HouseId,
    pub digest: i64,
    pub version: i32,
    pub manager: Option<OrgId>,
}

/// A house to be inserted, with its id and organisation.
pub type Made = (HouseId, HouseFacts, Option<OrgId>);
/// A house to be changed, with the row it has and its organisation.
pub type Changed = (Known, HouseFacts, Option<OrgId>);

/// Rows in one statement: SQLite takes 32 766 values in one, PostgreSQL 65 535.
const ROWS: usize = 500;

/// Ids in one look-up.
const LOOKED_UP: usize = 1000;

/// Columns that the facts fill, in the order of [`values`].
const COLUMNS: [&str; 39] = [
    "region",
    "kind",
    "address",
    "region_name",
    "district",
    "locality",
    "street",
    "number",
    "place_key",
    "fias_guid",
    "cadastral_no",
    "time_zone",
    "lat_e6",
    "lon_e6",
    "organisation_id",
    "managed_since",
    "year_built",
    "used_since",
    "series",
    "floors_max",
    "floors_min",
    "entrances",
    "lifts",
    "premises",
    "flats",
    "non_residential",
    "area",
    "area_flats",
    "area_non_residential",
    "area_common",
    "area_land",
    "area_parking",
    "energy_class",
    "dangerous",
    "capital_fund",
    "extras",
    "source_day",
    "digest",
    "version",
];

/// The statements, written once.
pub struct Statements {
    backend: DbBackend,
    many: String,
    update: String,
}

impl Statements {
    /// The statements in the database's dialect.
    pub fn for_db(db: &Db) -> Self {
        let backend = db.write.get_database_backend();
        Self { backend, many: insert(backend, ROWS), update: update(backend) }
    }

    fn insert(&self, source: Source, houses: impl ExactSizeIterator<Item = Made>) -> Statement {
        let sql = match houses.len() {
            ROWS => self.many.clone(),
            rows => insert(self.backend, rows),
        };
        let mut bound = Vec::with_capacity(houses.len() * (COLUMNS.len() + 3));
        for (id, mut house, manager) in houses {
            let source_id = std::mem::take(&mut house.source_id);
            bound.extend([Value::from(id.0), Value::from(source.code()), Value::from(source_id)]);
            bound.extend(values(house, manager, 1));
        }
        Statement { sql, values: Some(Values(bound)), db_backend: self.backend }
    }
}

fn insert(backend: DbBackend, rows: usize) -> String {
    // A failed statement ends the transaction: SQLite needs no journal to undo that statement alone.
    let insert = if backend == DbBackend::Sqlite { "insert or fail into" } else { "insert into" };
    let mut sql = format!("{insert} house (id, source, source_id, {}) values ", COLUMNS.join(", "));
    let mut number = 0;
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..COLUMNS.len() + 3 {
            sql.push_str(if column == 0 { "" } else { ", " });
            number += 1;
            place(&mut sql, backend, number);
        }
        sql.push(')');
    }
    sql
}

fn update(backend: DbBackend) -> String {
    let mut sql = "update house set ".to_owned();
    for (place_, column) in COLUMNS.iter().enumerate() {
        sql.push_str(if place_ == 0 { "" } else { ", " });
        sql.push_str(column);
        sql.push_str(" = ");
        place(&mut sql, backend, place_ + 1);
    }
    sql.push_str(" where id = ");
    place(&mut sql, backend, COLUMNS.len() + 1);
    sql
}

/// The mark a value is bound to.
pub fn place(sql: &mut String, backend: DbBackend, number: usize) {
    if backend == DbBackend::Postgres {
        sql.push_str(&format!("${number}"));
    } else {
        sql.push('?');
    }
}

/// Is there any house of this source?
pub async fn any_of(db: &impl ConnectionTrait, source: Source) -> Result<bool> {
    let one = house::Entity::find().select_only().column(house::Column::Id);
    let one: Option<HouseId> = one.filter(house::Column::Source.eq(source.code())).into_tuple().one(db).await?;
    Ok(one.is_some())
}

/// The rows the houses have already, by their ids at the source.
pub async fn known(db: &impl ConnectionTrait, source: Source, houses: &[HouseFacts]) -> Result<HashMap<String, Known>> {
    let mut known = HashMap::new();
    for houses in houses.chunks(LOOKED_UP) {
        let rows: Vec<(HouseId, String, i64, i32, Option<OrgId>)> = house::Entity::find()
            .select_only()
            .columns([
                house::Column::Id,
                house::Column::SourceId,
                house::Column::Digest,
                house::Column::Version,
                house::Column::OrganisationId,
            ])
            .filter(house::Column::Source.eq(source.code()))
            .filter(house::Column::SourceId.is_in(houses.iter().map(|house| house.source_id.as_str())))
            .into_tuple()
            .all(db)
            .await?;
        for (id, key, digest, version, manager) in rows {
            known.insert(key, Known { id, digest, version, manager });
        }
    }
    Ok(known)
}

/// Keeps the rows as they are, whole, before they change.
pub async fn keep_house_versions(db: &impl ConnectionTrait, ids: &[HouseId], now: DateTime<Utc>) -> Result<()> {
    // Old facts are long: a few hundred at a time.
    for ids in ids.chunks(256) {
        let old =
            house::Entity::find().filter(house::Column::Id.is_in(ids.iter().copied())).into_json().all(db).await?;
        let versions = old.into_iter().map(|facts| house_version::ActiveModel {
            house_id: Set(HouseId(facts["id"].as_i64().unwrap_or_default())),
            version: Set(facts["version"].as_i64().and_then(|version| i32::try_from(version).ok()).unwrap_or_default()),
            facts: Set(facts.to_string()),
            replaced_at: Set(now),
        });
        house_version::Entity::insert_many(versions).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Inserts houses that are new, many in a statement. While the database is busy with one statement
/// the next one's values are gathered.
pub async fn insert_houses(
    db: &impl ConnectionTrait,
    statements: &Statements,
    source: Source,
    houses: Vec<Made>,
) -> Result<()> {
    let mut houses = houses.into_iter();
    let mut next = || {
        let some = houses.by_ref().take(ROWS);
        (some.len() != 0).then(|| statements.insert(source, some))
    };
    let mut statement = next();
    while let Some(ready) = statement {
        let (done, following) = futures::join!(db.execute_raw(ready), async { next() });
        done?;
        statement = following;
    }
    Ok(())
}

/// Puts a house's new facts in the place of the old ones.
pub async fn update_house(
    db: &impl ConnectionTrait,
    statements: &Statements,
    (known, house, manager): Changed,
) -> Result<()> {
    let bound = values(house, manager, known.version + 1).into_iter().chain([Value::from(known.id.0)]);
    db.execute_raw(Statement::from_sql_and_values(statements.backend, &statements.update, bound)).await?;
    Ok(())
}

fn values(house: HouseFacts, manager: Option<OrgId>, version: i32) -> [Value; COLUMNS.len()] {
    let area = |area: Option<Area>| Value::from(area.map(|area| area.0));
    let address = house.address;
    [
        Value::from(i32::from(address.region.0)),
        Value::from(house.kind.code()),
        Value::from(address.printed),
        Value::from(address.region_name),
        Value::from(address.district),
        Value::from(address.locality),
        Value::from(address.street),
        Value::from(address.number),
        Value::from(house.place_key),
        Value::from(house.fias_guid),
        Value::from(house.cadastral_no),
        Value::from(house.time_zone),
        Value::from(house.place.map(|(lat, _)| lat)),
        Value::from(house.place.map(|(_, lon)| lon)),
        Value::from(manager.map(|manager| manager.0)),
        Value::from(house.managed_since),
        Value::from(house.year_built),
        Value::from(house.used_since),
        Value::from(house.series),
        Value::from(house.floors_max),
        Value::from(house.floors_min),
        Value::from(house.entrances),
        Value::from(house.lifts),
        Value::from(house.premises),
        Value::from(house.flats),
        Value::from(house.non_residential),
        area(house.area),
        area(house.area_flats),
        area(house.area_non_residential),
        area(house.area_common),
        area(house.area_land),
        area(house.area_parking),
        Value::from(house.energy_class),
        Value::from(house.dangerous),
        Value::from(house.capital_fund.code()),
        Value::from(house.extras),
        Value::from(house.source_day),
        Value::from(house.digest),
        Value::from(version),
    ]
}
