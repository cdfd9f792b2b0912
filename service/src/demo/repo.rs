//! All SQL of the demo town: rows by the thousand, written with as few statements as the databases take.

use std::collections::{HashMap, HashSet};

use domain::kernel::{HouseId, OrgId, PersonId, PremisesId};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IdenStatic as _, Iterable as _,
    ModelTrait, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect, Statement, Value,
};

use crate::error::Result;

/// Rows are filled by the rooms beside; only this file knows their tables.
pub type Organisation = entity::organisation::Model;
pub type House = entity::house::Model;
pub type HouseService = entity::house_service::Model;
pub type Entrance = entity::entrance::Model;
pub type Premises = entity::premises::Model;
pub type Ownership = entity::ownership::Model;
pub type Tenancy = entity::tenancy::Model;
pub type Shape = entity::shape::Model;
pub type Account = entity::account::Model;
pub type AccountService = entity::account_service::Model;
pub type AccountLink = entity::account_link::Model;
pub type Meter = entity::meter::Model;
pub type Reading = entity::reading::Model;
pub type ReadingEvent = entity::reading_event::Model;
pub type ReadingWindow = entity::reading_window::Model;
pub type Notice = entity::notice::Model;
pub type Person = entity::person::Model;
pub type RoleGrant = entity::role_grant::Model;
pub type Agreement = entity::agreement::Model;
pub type Acceptance = entity::agreement_acceptance::Model;

/// Bind variables of one statement. SQLite takes 32 766, PostgreSQL 65 535; beyond a thousand or two
/// a longer statement is not faster.
const BINDS: usize = 2_000;

/// A chunk of rows of every table.
#[derive(Debug, Default, PartialEq)]
pub struct Rows {
    pub organisations: Vec<Organisation>,
    pub people: Vec<Person>,
    pub grants: Vec<RoleGrant>,
    pub acceptances: Vec<Acceptance>,
    pub windows: Vec<ReadingWindow>,
    pub houses: Vec<House>,
    pub services: Vec<HouseService>,
    pub entrances: Vec<Entrance>,
    pub premises: Vec<Premises>,
    pub ownerships: Vec<Ownership>,
    pub tenancies: Vec<Tenancy>,
    pub shapes: Vec<Shape>,
    pub accounts: Vec<Account>,
    pub account_services: Vec<AccountService>,
    pub links: Vec<AccountLink>,
    pub meters: Vec<Meter>,
    pub readings: Vec<Reading>,
    pub events: Vec<ReadingEvent>,
    pub notices: Vec<Notice>,
}

impl Rows {
    /// About how many rows were gathered: those of the long tables.
    pub fn weight(&self) -> usize {
        self.premises.len()
            + self.accounts.len()
            + self.account_services.len()
            + self.readings.len()
            + self.events.len()
    }

    /// How many of the chunk's houses each organisation manages or serves; a house counts once.
    pub fn served(&self) -> HashMap<OrgId, i32> {
        let mut pairs: HashSet<(OrgId, HouseId)> =
            self.services.iter().map(|row| (row.organisation_id, row.house_id)).collect();
        pairs.extend(self.houses.iter().filter_map(|house| Some((house.organisation_id?, house.id))));
        let mut served = HashMap::new();
        for (organisation, _) in pairs {
            *served.entry(organisation).or_insert(0) += 1;
        }
        served
    }
}

/// Writes the chunk, parents first.
pub async fn write(db: &impl ConnectionTrait, rows: &Rows) -> Result<()> {
    use entity as e;
    insert::<e::organisation::Entity>(db, &rows.organisations).await?;
    insert::<e::person::Entity>(db, &rows.people).await?;
    insert::<e::role_grant::Entity>(db, &rows.grants).await?;
    insert::<e::agreement_acceptance::Entity>(db, &rows.acceptances).await?;
    insert::<e::reading_window::Entity>(db, &rows.windows).await?;
    insert::<e::house::Entity>(db, &rows.houses).await?;
    insert::<e::house_service::Entity>(db, &rows.services).await?;
    insert::<e::entrance::Entity>(db, &rows.entrances).await?;
    insert::<e::premises::Entity>(db, &rows.premises).await?;
    insert::<e::ownership::Entity>(db, &rows.ownerships).await?;
    insert::<e::tenancy::Entity>(db, &rows.tenancies).await?;
    insert::<e::shape::Entity>(db, &rows.shapes).await?;
    insert::<e::account::Entity>(db, &rows.accounts).await?;
    insert::<e::account_service::Entity>(db, &rows.account_services).await?;
    insert::<e::account_link::Entity>(db, &rows.links).await?;
    insert::<e::meter::Entity>(db, &rows.meters).await?;
    insert::<e::reading::Entity>(db, &rows.readings).await?;
    insert::<e::reading_event::Entity>(db, &rows.events).await?;
    insert::<e::notice::Entity>(db, &rows.notices).await?;
    Ok(())
}

/// Many rows a statement. The text of a full statement is the same each time, so it is parsed once.
async fn insert<E: EntityTrait>(db: &impl ConnectionTrait, rows: &[E::Model]) -> Result<(), DbErr>
where
    E::Model: ModelTrait<Entity = E>,
{
    let columns: Vec<E::Column> = E::Column::iter().collect();
    let most = BINDS / columns.len().max(1);
    let names: Vec<&str> = columns.iter().map(|column| column.as_str()).collect();
    let (backend, table) = (db.get_database_backend(), E::default());
    let full = text(backend, table.table_name(), &names, most.min(rows.len()));
    for chunk in rows.chunks(most) {
        let whole = chunk.len() == most.min(rows.len());
        let sql = if whole { full.clone() } else { text(backend, table.table_name(), &names, chunk.len()) };
        let values: Vec<Value> = chunk.iter().flat_map(|row| columns.iter().map(|column| row.get(*column))).collect();
        db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}

fn text(backend: DbBackend, table: &str, columns: &[&str], rows: usize) -> String {
    let mut sql = format!("insert into {table} ({}) values ", columns.join(", "));
    let mut place = 0;
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { "), (" });
        for column in 0..columns.len() {
            place += 1;
            let comma = if column == 0 { "" } else { ", " };
            match backend {
                DbBackend::Postgres => sql.push_str(&format!("{comma}${place}")),
                _ => sql.push_str(&format!("{comma}?")),
            }
        }
    }
    sql.push(')');
    sql
}

/// Is there no house at all?
pub async fn is_empty(db: &impl ConnectionTrait) -> Result<bool> {
    Ok(entity::house::Entity::find().one(db).await?.is_none())
}

/// Is there a house of the demo town already?
pub async fn is_made(db: &impl ConnectionTrait) -> Result<bool> {
    let made = entity::house::Entity::find().filter(entity::house::Column::Source.eq("demo"));
    Ok(0 < made.count(db).await?)
}

/// The agreement, unless its version stands already.
pub async fn agreement(db: &impl ConnectionTrait, row: Agreement) -> Result<()> {
    use entity::agreement::{ActiveModel, Column, Entity};
    let kept = OnConflict::column(Column::Version).do_nothing().to_owned();
    let row = ActiveModel {
        version: Set(row.version),
        begins_at: Set(row.begins_at),
        body_ru: Set(row.body_ru),
        body_en: Set(row.body_en),
    };
    Entity::insert(row).on_conflict(kept).exec_without_returning(db).await?;
    Ok(())
}

/// How many houses an organisation manages or serves.
pub async fn count_houses(db: &impl ConnectionTrait, organisation: OrgId, houses: i32) -> Result<()> {
    use entity::organisation::{Column, Entity};
    Entity::update_many()
        .col_expr(Column::Houses, Expr::value(houses))
        .filter(Column::Id.eq(organisation))
        .exec(db)
        .await?;
    Ok(())
}

/// The registry grew by so many.
pub async fn grow(db: &impl ConnectionTrait, key: &str, by: i64) -> Result<()> {
    use entity::registry_count::{ActiveModel, Column, Entity};
    let add =
        OnConflict::column(Column::Key).value(Column::Value, Expr::col((Entity, Column::Value)).add(by)).to_owned();
    let row = ActiveModel { key: Set(key.to_owned()), value: Set(by) };
    Entity::insert(row).on_conflict(add).exec_without_returning(db).await?;
    Ok(())
}

/// A house the person owns in.
pub async fn house_of(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<HouseId>> {
    use entity::ownership::{Column, Entity};
    let find = Entity::find().select_only().column(Column::HouseId).filter(Column::PersonId.eq(person));
    Ok(find.into_tuple().one(db).await?)
}

/// Makes somebody the one owner of a flat: the `place`th of those that have one owner nobody knows here.
pub async fn settle_neighbour(
    db: &impl ConnectionTrait,
    house: HouseId,
    place: u64,
    person: PersonId,
    name: String,
) -> Result<()> {
    use entity::ownership::{Column, Entity};
    let found: Option<PremisesId> = Entity::find()
        .select_only()
        .column(Column::PremisesId)
        .filter(Column::HouseId.eq(house))
        .filter(Column::PersonId.is_null())
        .filter(Column::ShareDen.eq(1))
        .order_by_asc(Column::PremisesId)
        .offset(place)
        .into_tuple()
        .one(db)
        .await?;
    let Some(premises) = found else { return Ok(()) };
    Entity::update_many()
        .col_expr(Column::PersonId, Expr::value(person))
        .col_expr(Column::OwnerName, Expr::value(name))
        .filter(Column::HouseId.eq(house))
        .filter(Column::PremisesId.eq(premises))
        .exec(db)
        .await?;
    Ok(())
}
