//! Lists of those who were at the place of a meeting.

use domain::kernel::MeetingId;
use entity::meeting_presence;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::error::Result;

pub use meeting_presence::Model as PresenceRow;

/// Puts a list down.
pub async fn put_presence(db: &impl ConnectionTrait, row: PresenceRow) -> Result<()> {
    let row = meeting_presence::ActiveModel::from(row).reset_all();
    meeting_presence::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The list that stands: the newest.
pub async fn presence(db: &impl ConnectionTrait, id: MeetingId) -> Result<Option<PresenceRow>> {
    let find = meeting_presence::Entity::find().filter(meeting_presence::Column::MeetingId.eq(id));
    Ok(find.order_by_desc(meeting_presence::Column::Entry).one(db).await?)
}
