//! The inspectorate's checks, and the protocols it keeps.

use chrono::{DateTime, Utc};
use domain::kernel::MeetingId;
use entity::{meeting, meeting_check};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::message::placed;
use super::{PUBLISHED, Placed};
use crate::error::Result;

pub use meeting_check::Model as CheckRow;

/// A message's check.
pub async fn check(db: &impl ConnectionTrait, id: MeetingId) -> Result<Option<CheckRow>> {
    Ok(meeting_check::Entity::find_by_id(id).one(db).await?)
}

/// Puts a check down, over one that was returned.
pub async fn put_check(db: &impl ConnectionTrait, row: CheckRow) -> Result<()> {
    drop_check(db, row.meeting_id).await?;
    let row = meeting_check::ActiveModel::from(row).reset_all();
    meeting_check::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Takes a check away.
pub async fn drop_check(db: &impl ConnectionTrait, id: MeetingId) -> Result<()> {
    meeting_check::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// Writes the whole row over the old one.
pub async fn update_check(db: &impl ConnectionTrait, row: CheckRow) -> Result<()> {
    meeting_check::Entity::update(meeting_check::ActiveModel::from(row).reset_all()).exec(db).await?;
    Ok(())
}

/// Checks in a state, the most pressing first.
pub async fn open_checks(db: &impl ConnectionTrait, state: &str) -> Result<Vec<CheckRow>> {
    let find = meeting_check::Entity::find().filter(meeting_check::Column::State.eq(state));
    Ok(find.order_by_asc(meeting_check::Column::DueOn).limit(200).all(db).await?)
}

/// Meetings by their ids.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[MeetingId]) -> Result<Vec<Placed>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    placed(db, meeting::Entity::find().filter(meeting::Column::Id.is_in(ids.iter().copied())).all(db).await?).await
}

/// The newest meetings whose log was closed after an instant.
pub async fn closed_since(db: &impl ConnectionTrait, since: DateTime<Utc>) -> Result<Vec<Placed>> {
    let find = meeting::Entity::find().filter(meeting::Column::State.eq(PUBLISHED));
    let find = find.filter(meeting::Column::ClosedAt.gte(since)).order_by_desc(meeting::Column::Id).limit(500);
    placed(db, find.all(db).await?).await
}
