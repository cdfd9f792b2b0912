//! All SQL of files.

use domain::kernel::FileId;
use entity::file;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::error::Result;

pub use file::Model as File;

/// Puts a file down.
pub async fn insert(db: &impl ConnectionTrait, row: File) -> Result<()> {
    file::Entity::insert(file::ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Lets go of files.
pub async fn delete(db: &impl ConnectionTrait, ids: &[FileId]) -> Result<()> {
    file::Entity::delete_many().filter(file::Column::Id.is_in(ids.iter().copied())).exec(db).await?;
    Ok(())
}

/// One file.
pub async fn find(db: &impl ConnectionTrait, id: FileId) -> Result<Option<File>> {
    Ok(file::Entity::find_by_id(id).one(db).await?)
}
