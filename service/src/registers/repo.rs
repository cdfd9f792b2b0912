//! All SQL of registers of owners.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::houses::PremisesKind;
use domain::kernel::{Area, FileId, HouseId, OrgId, PersonId, PremisesId, RegisterId};
use domain::people::Level;
use domain::registers::Whose;
use entity::{
    account, account_link, file, house, member, ownership, ownership_holder, ownership_past, person, premises,
    register_load,
};
use sea_orm::sea_query::{Expr, ExprTrait, LockType, OnConflict, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{Load, Past};
use crate::error::Result;

pub use member::Model as MemberLine;
pub use ownership::Model as Share;
pub use premises::Model as Room;
pub use register_load::Model as RegisterLoad;

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

/// A kept file.
pub async fn load(db: &impl ConnectionTrait, id: RegisterId) -> Result<Option<RegisterLoad>> {
    Ok(register_load::Entity::find_by_id(id).one(db).await?)
}

/// Keeps a file.
pub async fn put_load(db: &impl ConnectionTrait, row: RegisterLoad) -> Result<()> {
    register_load::Entity::insert(register_load::ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Lets go of what the person kept for the house and did not load; the files to be let go of with it.
pub async fn forget(db: &impl ConnectionTrait, house: HouseId, person: PersonId) -> Result<Vec<FileId>> {
    let old = register_load::Entity::find()
        .filter(register_load::Column::HouseId.eq(house))
        .filter(register_load::Column::MadeBy.eq(person))
        .filter(register_load::Column::LoadedAt.is_null())
        .all(db)
        .await?;
    let ids = old.iter().map(|load| load.id);
    register_load::Entity::delete_many()
        .filter(register_load::Column::Id.is_in(ids))
        .filter(register_load::Column::LoadedAt.is_null())
        .exec(db)
        .await?;
    Ok(old.into_iter().map(|load| load.file_id).collect())
}

/// Files that were loaded, the newest first.
pub async fn loads(db: &impl ConnectionTrait, house: HouseId) -> Result<Vec<Load>> {
    let find = register_load::Entity::find().filter(register_load::Column::HouseId.eq(house));
    let find = find.filter(register_load::Column::LoadedAt.is_not_null());
    let rows = find.order_by_desc(register_load::Column::LoadedAt).limit(50).all(db).await?;
    let names: HashMap<FileId, String> = file::Entity::find()
        .select_only()
        .columns([file::Column::Id, file::Column::Name])
        .filter(file::Column::Id.is_in(rows.iter().map(|row| row.file_id)))
        .into_tuple::<(FileId, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let load = |row: RegisterLoad| Load {
        name: names.get(&row.file_id).cloned().unwrap_or_default(),
        at: row.loaded_at.unwrap_or(row.made_at),
        size: (row.rooms, row.shares),
        whose: Whose::from_code(&row.whose).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(load).collect())
}

/// The file is loaded.
pub async fn set_loaded(db: &impl ConnectionTrait, id: RegisterId, now: DateTime<Utc>) -> Result<()> {
    register_load::Entity::update_many()
        .col_expr(register_load::Column::LoadedAt, Expr::value(now))
        .filter(register_load::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps shares that are replaced, with the area their premises had, and takes them out of the register.
pub async fn set_aside(
    db: &impl ConnectionTrait,
    shares: &[(Share, Area)],
    load: RegisterId,
    now: DateTime<Utc>,
) -> Result<()> {
    for some in shares.chunks(SOME) {
        let past = some.iter().map(|(share, area)| ownership_past::Model {
            premises_id: share.premises_id,
            load_id: load,
            number: share.number,
            house_id: share.house_id,
            person_id: share.person_id,
            owner_name: share.owner_name.clone(),
            share_num: share.share_num,
            share_den: share.share_den,
            document: share.document.clone(),
            begins_on: share.begins_on,
            area: *area,
            ended_at: now,
        });
        let past = past.map(|row| ownership_past::ActiveModel::from(row).reset_all());
        ownership_past::Entity::insert_many(past).exec_without_returning(db).await?;
        let rooms = some.iter().map(|(share, _)| share.premises_id);
        let rooms: Vec<PremisesId> = rooms.collect();
        let gone = ownership_holder::Column::PremisesId.is_in(rooms.iter().copied());
        ownership_holder::Entity::delete_many().filter(gone).exec(db).await?;
        ownership::Entity::delete_many().filter(ownership::Column::PremisesId.is_in(rooms)).exec(db).await?;
    }
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

/// The lines of a house's register of members, in their order.
pub async fn members(db: &impl ConnectionTrait, house: HouseId) -> Result<Vec<MemberLine>> {
    let find = member::Entity::find().filter(member::Column::HouseId.eq(house));
    Ok(find.order_by_asc(member::Column::Line).all(db).await?)
}

/// The lines take the place of those that stood.
pub async fn put_members(db: &impl ConnectionTrait, house: HouseId, lines: &[MemberLine]) -> Result<()> {
    member::Entity::delete_many().filter(member::Column::HouseId.eq(house)).exec(db).await?;
    for some in lines.chunks(SOME) {
        let rows = some.iter().map(|row| member::ActiveModel::from(row.clone()).reset_all());
        member::Entity::insert_many(rows).exec_without_returning(db).await?;
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

/// Shares as they stood before, the newest first.
pub async fn past(db: &impl ConnectionTrait, house: HouseId, skip: u64, most: u64) -> Result<Vec<Past>> {
    use ownership_past::{Column, Entity};
    let find = Entity::find().filter(Column::HouseId.eq(house)).order_by_desc(Column::EndedAt);
    let find = find.order_by_asc(Column::PremisesId).order_by_asc(Column::Number);
    let rows = find.offset(skip).limit(most).all(db).await?;
    let rooms = premises::Entity::find().filter(premises::Column::Id.is_in(rows.iter().map(|row| row.premises_id)));
    let labels: HashMap<PremisesId, String> = rooms.all(db).await?.iter().map(|room| (room.id, label(room))).collect();
    let past = rows.into_iter().map(|row| Past {
        premises: labels.get(&row.premises_id).cloned().unwrap_or_default(),
        area: row.area,
        owner: row.owner_name,
        share: domain::kernel::Share::new(row.share_num, row.share_den),
        document: row.document,
        until: row.ended_at,
    });
    Ok(past.collect())
}
