//! Protocols as they were formed.

use chrono::{DateTime, Utc};
use domain::kernel::MeetingId;
use entity::{meeting, meeting_protocol};
use sea_orm::sea_query::Query;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::PUBLISHED;
use crate::error::Result;

pub use meeting_protocol::Model as ProtocolRow;

/// When the protocol was formed, if it was.
pub async fn formed(db: &impl ConnectionTrait, id: MeetingId) -> Result<Option<DateTime<Utc>>> {
    let find = meeting_protocol::Entity::find_by_id(id).select_only().column(meeting_protocol::Column::FormedAt);
    Ok(find.into_tuple().one(db).await?)
}

/// The protocol.
pub async fn protocol(db: &impl ConnectionTrait, id: MeetingId) -> Result<Option<ProtocolRow>> {
    Ok(meeting_protocol::Entity::find_by_id(id).one(db).await?)
}

/// Puts a protocol down.
pub async fn put_protocol(db: &impl ConnectionTrait, row: ProtocolRow) -> Result<()> {
    let row = meeting_protocol::ActiveModel::from(row).reset_all();
    meeting_protocol::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Published meetings whose log has ended and that have no protocol.
pub async fn unformed(db: &impl ConnectionTrait) -> Result<Vec<MeetingId>> {
    let formed = Query::select().column(meeting_protocol::Column::MeetingId).from(meeting_protocol::Entity).to_owned();
    let find = meeting::Entity::find().select_only().column(meeting::Column::Id);
    let find = find.filter(meeting::Column::State.eq(PUBLISHED)).filter(meeting::Column::ClosedAt.is_not_null());
    Ok(find
        .filter(meeting::Column::Id.not_in_subquery(formed))
        .order_by_desc(meeting::Column::Id)
        .limit(1000)
        .into_tuple()
        .all(db)
        .await?)
}
