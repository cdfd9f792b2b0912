//! All SQL of matching: elements and buildings of the register, houses, what was found.

use std::collections::HashMap;

use domain::addresses::{AddressSums, MatchState};
use domain::kernel::{Date, HouseId};
use entity::{gar_param, gar_place, gar_word, house, house_address, oktmo};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IntoActiveModel, Iterable,
    QueryFilter, QueryOrder, QuerySelect, Statement, Value,
};

use crate::error::Result;

/// What is known of a house.
pub type Model = house_address::Model;

/// Keys in one look-up.
const LOOKED_UP: usize = 1_000;
/// Rows in one statement.
const ROWS: usize = 500;
/// Kinds of rows: places of files in the tables of the import.
const BUILDING: i32 = 1;
const HOUSE_TYPES: i32 = 1;
const ADDITION_TYPES: i32 = 2;
const ADMINISTRATIVE: i32 = 0;
const MUNICIPAL: i32 = 1;
/// «Почтовый индекс» among the kinds of parameters.
const POSTCODE: i32 = 5;

/// An element above buildings, in force.
#[derive(Debug, FromQueryResult)]
pub struct Element {
    pub object_id: i64,
    pub type_name: String,
    pub name: String,
    pub level: i32,
    /// Numbers from the region down to it, by dots.
    pub path: String,
}

/// A building in force.
#[derive(Debug, FromQueryResult)]
pub struct Built {
    pub parent_id: i64,
    pub object_id: i64,
    pub guid: String,
    pub name: String,
    pub type_name: String,
    pub addition: String,
    pub addition_type: String,
    pub addition2: String,
    pub addition2_type: String,
}

/// A house of the registry by its parts.
#[derive(Debug, FromQueryResult)]
pub struct House {
    pub id: HouseId,
    pub region: i32,
    pub address: String,
    pub district: String,
    pub locality: String,
    pub street: String,
    pub number: String,
    /// The code its source gives; may be empty.
    pub fias_guid: String,
}

/// Elements of a region; none when its archive was never read.
pub async fn elements(db: &impl ConnectionTrait, region: i32) -> Result<Vec<Element>> {
    let mark = mark(db);
    let sql = format!(
        "select o.object_id, o.type_name, o.name, o.level, p.path from gar_object o
           join gar_place p on p.object_id = o.object_id and p.kind = {ADMINISTRATIVE} and p.active
          where o.region = {mark} and o.kind = 0 and o.actual and o.active
          order by o.object_id"
    );
    read(db, sql, [region.into()]).await
}

/// Buildings right under elements.
pub async fn buildings(db: &impl ConnectionTrait, parents: &[i64]) -> Result<Vec<Built>> {
    let mut found = Vec::new();
    for some in parents.chunks(LOOKED_UP) {
        let sql = format!(
            "select p.parent_id, o.object_id, o.guid, o.name, o.type_name,
                    o.addition, o.addition_type, o.addition2, o.addition2_type
               from gar_place p
               join gar_object o on o.object_id = p.object_id and o.kind = {BUILDING} and o.actual and o.active
              where p.kind = {ADMINISTRATIVE} and p.active and p.parent_id in ({})
              order by o.object_id",
            numbers(some)
        );
        found.extend(read::<Built>(db, sql, []).await?);
    }
    Ok(found)
}

/// Short words of buildings' and additions' types: (an addition's, its number) → `д.`.
pub async fn words(db: &impl ConnectionTrait) -> Result<HashMap<(bool, i64), String>> {
    let select = gar_word::Entity::find().filter(gar_word::Column::Kind.is_in([HOUSE_TYPES, ADDITION_TYPES]));
    let rows = select.limit(LOOKED_UP as u64).all(db).await?;
    Ok(rows.into_iter().map(|row| ((row.kind == ADDITION_TYPES, row.number), row.short_name)).collect())
}

/// Paths in the municipal tree and ОКТМО.
pub async fn municipal(db: &impl ConnectionTrait, objects: &[i64]) -> Result<HashMap<i64, (String, String)>> {
    let mut found = HashMap::new();
    for some in objects.chunks(LOOKED_UP) {
        let select = gar_place::Entity::find().filter(gar_place::Column::ObjectId.is_in(some.iter().copied()));
        let select = select.filter(gar_place::Column::Kind.eq(MUNICIPAL)).filter(gar_place::Column::Active.eq(true));
        let rows = select.order_by_asc(gar_place::Column::Key).limit(4 * LOOKED_UP as u64).all(db).await?;
        found.extend(rows.into_iter().map(|row| (row.object_id, (row.path, row.code))));
    }
    Ok(found)
}

/// Postcodes in force.
pub async fn postcodes(db: &impl ConnectionTrait, objects: &[i64], today: Date) -> Result<HashMap<i64, String>> {
    let mut found = HashMap::new();
    for some in objects.chunks(LOOKED_UP) {
        let select = gar_param::Entity::find().filter(gar_param::Column::ObjectId.is_in(some.iter().copied()));
        let select = select.filter(gar_param::Column::TypeId.eq(POSTCODE)).filter(gar_param::Column::EndsOn.gte(today));
        let rows = select.order_by_asc(gar_param::Column::StartsOn).limit(4 * LOOKED_UP as u64).all(db).await?;
        found.extend(rows.into_iter().map(|row| (row.object_id, row.value)));
    }
    Ok(found)
}

/// Houses after one, by id.
pub async fn houses(db: &impl ConnectionTrait, after: HouseId, limit: u64) -> Result<Vec<House>> {
    use house::Column::{Address, District, FiasGuid, Id, Locality, Number, Region, Street};
    let select = house::Entity::find()
        .select_only()
        .columns([Id, Region, Address, District, Locality, Street, Number, FiasGuid]);
    Ok(select.filter(Id.gt(after)).order_by_asc(Id).limit(limit).into_model().all(db).await?)
}

/// A house by its id.
pub async fn region_of(db: &impl ConnectionTrait, id: HouseId) -> Result<i32> {
    let select = house::Entity::find_by_id(id).select_only().column(house::Column::Region);
    Ok(select.into_tuple().one(db).await?.unwrap_or_default())
}

/// What is known of houses.
pub async fn known(db: &impl ConnectionTrait, ids: &[HouseId]) -> Result<HashMap<HouseId, house_address::Model>> {
    let mut found = HashMap::new();
    for some in ids.chunks(LOOKED_UP) {
        let select = house_address::Entity::find().filter(house_address::Column::HouseId.is_in(some.iter().copied()));
        found.extend(select.all(db).await?.into_iter().map(|row| (row.house_id, row)));
    }
    Ok(found)
}

/// Which house has which building for certain: a person's word before a rule's, then the older house.
pub async fn taken(db: &impl ConnectionTrait, objects: &[i64]) -> Result<HashMap<i64, HouseId>> {
    let mut found = HashMap::new();
    for some in objects.chunks(LOOKED_UP) {
        let select = house_address::Entity::find().filter(house_address::Column::ObjectId.is_in(some.iter().copied()));
        let select = select.filter(house_address::Column::State.eq(MatchState::Matched.code()));
        let mut rows = select.all(db).await?;
        rows.sort_by_key(|row| (row.decided_by.is_none(), row.house_id));
        for row in rows {
            found.entry(row.object_id).or_insert(row.house_id);
        }
    }
    Ok(found)
}

/// A municipality's name; of a settlement without one its municipality's. Empty when the classifier has neither.
pub async fn municipality(db: &impl ConnectionTrait, code: &str) -> Result<String> {
    let codes = [code, code.get(..8).unwrap_or_default()];
    let select = oktmo::Entity::find().filter(oktmo::Column::Code.is_in(codes));
    // The longer code is the nearer one.
    let found = select.order_by_desc(oktmo::Column::Code).limit(2).all(db).await?;
    Ok(found.into_iter().next().map(|row| row.name).unwrap_or_default())
}

/// What is known of a house, held until the transaction's end.
pub async fn held(db: &impl ConnectionTrait, id: HouseId) -> Result<Option<Model>> {
    let mut find = house_address::Entity::find_by_id(id);
    // SQLite has one writer, and this is it.
    if db.get_database_backend() == DbBackend::Postgres {
        find = find.lock_exclusive();
    }
    Ok(find.one(db).await?)
}

/// What is known of a house.
pub async fn of(db: &impl ConnectionTrait, id: HouseId) -> Result<Option<house_address::Model>> {
    Ok(house_address::Entity::find_by_id(id).one(db).await?)
}

/// Writes a person's word.
pub async fn put_word(db: &impl ConnectionTrait, row: house_address::Model) -> Result<()> {
    house_address::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(house_address::Column::HouseId.eq(row.house_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Writes what was found, over what was known; never over what a person said of the same address meanwhile.
pub async fn put(db: &impl ConnectionTrait, rows: Vec<house_address::Model>) -> Result<()> {
    let free = "house_address.decided_by is null or house_address.printed <> excluded.printed";
    let over = house_address::Column::iter().filter(|column| !matches!(column, house_address::Column::HouseId));
    let over = OnConflict::column(house_address::Column::HouseId)
        .update_columns(over)
        .action_and_where(Expr::cust(free))
        .to_owned();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some = rows.by_ref().take(ROWS).map(IntoActiveModel::into_active_model);
        house_address::Entity::insert_many(some).on_conflict(over.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Doubtful ones after a house.
pub async fn queue(db: &impl ConnectionTrait, after: HouseId, limit: u64) -> Result<Vec<house_address::Model>> {
    let select = house_address::Entity::find().filter(house_address::Column::State.eq(MatchState::Doubtful.code()));
    let select = select.filter(house_address::Column::HouseId.gt(after));
    Ok(select.order_by_asc(house_address::Column::HouseId).limit(limit).all(db).await?)
}

/// Houses by state.
pub async fn sums(db: &impl ConnectionTrait) -> Result<AddressSums> {
    let select = house_address::Entity::find().select_only().column(house_address::Column::State);
    let select = select.column_as(house_address::Column::HouseId.count(), "houses");
    let rows: Vec<(String, i64)> = select.group_by(house_address::Column::State).into_tuple().all(db).await?;
    let of = |state: MatchState| rows.iter().find(|(code, _)| code == state.code()).map_or(0, |(_, houses)| *houses);
    let (matched, doubtful) = (of(MatchState::Matched), of(MatchState::Doubtful));
    Ok(AddressSums { matched, doubtful, absent: of(MatchState::Absent) })
}

async fn read<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: String,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    Ok(T::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

fn mark(db: &impl ConnectionTrait) -> &'static str {
    if db.get_database_backend() == DbBackend::Postgres { "$1" } else { "?" }
}

fn numbers(some: &[i64]) -> String {
    some.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}
