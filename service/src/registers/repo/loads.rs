//! Files that are looked at, and those that were loaded.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::kernel::{FileId, HouseId, PersonId, RegisterId};
use domain::registers::Whose;
use entity::{file, register_load};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::super::Load;
use crate::error::Result;

pub use register_load::Model as RegisterLoad;

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

/// When a register was loaded last.
pub async fn last_load(db: &impl ConnectionTrait, house: HouseId, whose: Whose) -> Result<Option<DateTime<Utc>>> {
    let find = register_load::Entity::find().filter(register_load::Column::HouseId.eq(house));
    let find = find.filter(register_load::Column::Whose.eq(whose.code()));
    let find = find.filter(register_load::Column::LoadedAt.is_not_null());
    let last = find.order_by_desc(register_load::Column::LoadedAt).limit(1).one(db).await?;
    Ok(last.and_then(|load| load.loaded_at))
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
