//! Lists of those who were at the place of a meeting.

use domain::kernel::MeetingId;
use entity::{meeting_entry, meeting_presence};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Entry;
use crate::error::Result;

pub use meeting_presence::Model as PresenceRow;

/// Puts a list down.
pub async fn put_presence(db: &impl ConnectionTrait, row: PresenceRow) -> Result<()> {
    let row = meeting_presence::ActiveModel::from(row).reset_all();
    meeting_presence::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// One list.
pub async fn presence(db: &impl ConnectionTrait, id: MeetingId, entry: i64) -> Result<Option<PresenceRow>> {
    Ok(meeting_presence::Entity::find_by_id((id, entry)).one(db).await?)
}

/// The entries of the log that are lists, the newest first: so many at most.
pub async fn presences(db: &impl ConnectionTrait, id: MeetingId, most: u64) -> Result<Vec<Entry>> {
    let find = meeting_presence::Entity::find().filter(meeting_presence::Column::MeetingId.eq(id));
    let find = find.select_only().column(meeting_presence::Column::Entry);
    let find = find.order_by_desc(meeting_presence::Column::Entry).limit(most);
    let numbers: Vec<i64> = find.into_tuple().all(db).await?;
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let find = meeting_entry::Entity::find().filter(meeting_entry::Column::MeetingId.eq(id));
    let find = find.filter(meeting_entry::Column::Number.is_in(numbers));
    Ok(find.order_by_desc(meeting_entry::Column::Number).all(db).await?)
}
