//! Refusals of a first electronic meeting.

use domain::kernel::MeetingId;
use entity::{meeting_refusal, meeting_voice};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::Voice;
use crate::error::Result;

pub use meeting_refusal::Model as RefusalRow;

/// All refusals of a meeting, by the register.
pub async fn refusals(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<RefusalRow>> {
    let find = meeting_refusal::Entity::find().filter(meeting_refusal::Column::MeetingId.eq(id));
    Ok(find.order_by_asc(meeting_refusal::Column::Voice).all(db).await?)
}

/// The shares that refused, in the order of the register.
pub async fn refused(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<Voice>> {
    let refused = Query::select()
        .column(meeting_refusal::Column::Voice)
        .from(meeting_refusal::Entity)
        .and_where(Expr::col(meeting_refusal::Column::MeetingId).eq(id))
        .to_owned();
    let find = meeting_voice::Entity::find().filter(meeting_voice::Column::MeetingId.eq(id));
    let find = find.filter(meeting_voice::Column::Number.in_subquery(refused));
    Ok(find.order_by_asc(meeting_voice::Column::Number).all(db).await?)
}

/// Puts down a refusal on paper, in the place of one that was given in the system. `false`: there is one on
/// paper already, which stays.
pub async fn put_on_paper(db: &impl ConnectionTrait, row: RefusalRow) -> Result<bool> {
    let key = (row.meeting_id, row.voice);
    let before = meeting_refusal::Entity::find_by_id(key).one(db).await?;
    match before {
        Some(before) if before.file_id.is_some() => return Ok(false),
        Some(_) => meeting_refusal::Entity::delete_by_id(key).exec(db).await.map(|_| ())?,
        None => {}
    }
    put_refusals(db, vec![row]).await?;
    Ok(true)
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
