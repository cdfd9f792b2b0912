//! All SQL of registers of owners and members.

mod loads;
mod members;
mod past;

use std::collections::HashMap;

use domain::houses::PremisesKind;
use domain::kernel::{Area, HouseId, OrgId, PersonId, PremisesId};
use domain::people::Level;
use entity::{account, account_link, house, ownership, ownership_holder, person, premises};
use sea_orm::sea_query::{Expr, ExprTrait, LockType, OnConflict, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::error::Result;

pub use loads::*;
pub use members::*;
pub use ownership::Model as Share;
pub use past::*;
pub use premises::Model as Room;

/// Rows in one statement.
const SOME: usize = 500;

/// A house, as far as its register needs it.
pub struct House {
    pub address: String,
    pub organisation: Option<OrgId>,
    pub area: Option<Area>,
}

/// One house.
pub async fn house(db: &impl ConnectionTrait, id: HouseId) -> Result<Option<House>> {
    let found = house::Entity::find_by_id(id).one(db).await?;
    Ok(found.map(|found| {
        let parts = [found.area_flats, found.area_non_residential, found.area_parking];
        let area = found.area_flats.map(|_| Area(parts.into_iter().flatten().map(|area| area.0).sum()));
        House { address: found.address, organisation: found.organisation_id, area }
    }))
}

/// Holds the house's row for the transaction: two loads wait for each other.
pub async fn hold(db: &impl ConnectionTrait, id: HouseId) -> Result<()> {
    let mut find = house::Entity::find_by_id(id).select_only().column(house::Column::Id);
    if db.get_database_backend() == DbBackend::Postgres {
        // Rows that only refer to the house need not wait.
        find = find.lock(LockType::NoKeyUpdate);
    }
    let _held: Option<HouseId> = find.into_tuple().one(db).await?;
    Ok(())
}

/// A register as it stands.
pub struct Register {
    /// Premises, in the order of lists.
    pub rooms: Vec<Room>,
    /// Their shares, by their numbers.
    pub shares: HashMap<PremisesId, Vec<Share>>,
}

/// The register of a house.
pub async fn register(db: &impl ConnectionTrait, house: HouseId) -> Result<Register> {
    let find = premises::Entity::find().filter(premises::Column::HouseId.eq(house));
    let find = find.order_by_asc(premises::Column::Kind).order_by_asc(premises::Column::NumberKey);
    let rooms = find.order_by_asc(premises::Column::Id).all(db).await?;
    let find = ownership::Entity::find().filter(ownership::Column::HouseId.eq(house));
    let mut shares: HashMap<PremisesId, Vec<Share>> = HashMap::new();
    for share in find.order_by_asc(ownership::Column::Number).all(db).await? {
        shares.entry(share.premises_id).or_default().push(share);
    }
    Ok(Register { rooms, shares })
}

/// `кв. 12`
pub fn label(room: &Room) -> String {
    PremisesKind::from_code(&room.kind).unwrap_or(PremisesKind::NonResidential).label(&room.number)
}

/// A confirmed person with a living account at premises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub premises: PremisesId,
    pub person: PersonId,
    /// Family name, given name, patronymic.
    pub name: String,
}

/// Confirmed people with living accounts in a house.
pub async fn people(db: &impl ConnectionTrait, house: HouseId) -> Result<Vec<Known>> {
    let query = Query::select()
        .distinct()
        .column((account::Entity, account::Column::PremisesId))
        .columns([
            (person::Entity, person::Column::Id),
            (person::Entity, person::Column::FamilyName),
            (person::Entity, person::Column::GivenName),
            (person::Entity, person::Column::Patronymic),
        ])
        .from(account_link::Entity)
        .inner_join(
            account::Entity,
            Expr::col((account::Entity, account::Column::Id))
                .equals((account_link::Entity, account_link::Column::AccountId)),
        )
        .inner_join(
            person::Entity,
            Expr::col((person::Entity, person::Column::Id))
                .equals((account_link::Entity, account_link::Column::PersonId)),
        )
        .and_where(Expr::col((account_link::Entity, account_link::Column::HouseId)).eq(house))
        .and_where(Expr::col((account_link::Entity, account_link::Column::EndedAt)).is_null())
        .and_where(Expr::col((person::Entity, person::Column::Level)).eq(Level::Confirmed.code()))
        .to_owned();
    let mut people = Vec::new();
    for row in db.query_all(&query).await? {
        let word = |at: usize| row.try_get_by_index::<String>(at);
        people.push(Known {
            premises: PremisesId(row.try_get_by_index(0)?),
            person: PersonId(row.try_get_by_index(1)?),
            name: [word(2)?, word(3)?, word(4)?].join(" ").trim().to_owned(),
        });
    }
    Ok(people)
}

/// The share is this person's, if it is still nobody's.
pub async fn set_person(db: &impl ConnectionTrait, share: &Share, person: PersonId) -> Result<()> {
    ownership::Entity::update_many()
        .col_expr(ownership::Column::PersonId, Expr::value(person))
        .filter(ownership::Column::PremisesId.eq(share.premises_id))
        .filter(ownership::Column::Number.eq(share.number))
        .filter(ownership::Column::OwnerName.eq(share.owner_name.as_str()))
        .filter(ownership::Column::PersonId.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Writes premises and their shares.
pub async fn put_rooms(db: &impl ConnectionTrait, rows: Vec<(Room, Vec<Share>)>) -> Result<()> {
    let (rooms, shares): (Vec<Room>, Vec<Vec<Share>>) = rows.into_iter().unzip();
    let over = OnConflict::column(premises::Column::Id)
        .update_columns([premises::Column::Area, premises::Column::Entrance])
        .to_owned();
    for some in rooms.chunks(SOME) {
        let rows = some.iter().map(|row| premises::ActiveModel::from(row.clone()).reset_all());
        premises::Entity::insert_many(rows).on_conflict(over.clone()).exec_without_returning(db).await?;
    }
    let shares: Vec<Share> = shares.into_iter().flatten().collect();
    for some in shares.chunks(SOME) {
        let rows = some.iter().map(|row| ownership::ActiveModel::from(row.clone()).reset_all());
        ownership::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// People who hold shares jointly; who is known as one stays.
pub async fn put_holders(
    db: &impl ConnectionTrait,
    house: HouseId,
    holders: &[(PremisesId, i32, PersonId)],
) -> Result<()> {
    use ownership_holder::{ActiveModel, Column, Entity, Model};
    let stays = OnConflict::columns([Column::PremisesId, Column::Number, Column::PersonId]).do_nothing().to_owned();
    for some in holders.chunks(SOME) {
        let rows = some.iter().map(|(premises_id, number, person_id)| {
            let row = Model { premises_id: *premises_id, number: *number, person_id: *person_id, house_id: house };
            ActiveModel::from(row).reset_all()
        });
        Entity::insert_many(rows).on_conflict(stays.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}
