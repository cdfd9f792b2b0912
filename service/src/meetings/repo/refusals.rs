//! Refusals of a first electronic meeting.

use domain::kernel::MeetingId;
use entity::meeting_refusal;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::error::Result;

pub use meeting_refusal::Model as RefusalRow;

/// All refusals of a meeting, by the register.
pub async fn refusals(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<RefusalRow>> {
    let find = meeting_refusal::Entity::find().filter(meeting_refusal::Column::MeetingId.eq(id));
    Ok(find.order_by_asc(meeting_refusal::Column::Voice).all(db).await?)
}

/// Puts refusals down; a share that has refused already stays as it was.
pub async fn put_refusals(db: &impl ConnectionTrait, rows: Vec<RefusalRow>) -> Result<()> {
    let key = [meeting_refusal::Column::MeetingId, meeting_refusal::Column::Voice];
    let keep = OnConflict::columns(key).do_nothing().to_owned();
    for some in rows.chunks(500) {
        let rows = some.iter().map(|row| meeting_refusal::ActiveModel::from(row.clone()).reset_all());
        meeting_refusal::Entity::insert_many(rows).on_conflict(keep.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Takes refusals of these shares back.
pub async fn drop_refusals(db: &impl ConnectionTrait, id: MeetingId, voices: &[i32]) -> Result<()> {
    for some in voices.chunks(500) {
        meeting_refusal::Entity::delete_many()
            .filter(meeting_refusal::Column::MeetingId.eq(id))
            .filter(meeting_refusal::Column::Voice.is_in(some.iter().copied()))
            .exec(db)
            .await?;
    }
    Ok(())
}
