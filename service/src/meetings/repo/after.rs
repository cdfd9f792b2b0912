//! What comes of a meeting, and what is said of its questions.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Utc};
use domain::kernel::{MeetingId, PersonId, RemarkId};
use domain::meetings::PaperState;
use entity::{meeting_duty, meeting_remark, meeting_told};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::error::Result;

pub use meeting_duty::Model as DutyRow;
pub use meeting_remark::Model as RemarkRow;

/// Remarks shown under a question: the newest.
const SHOWN: u64 = 200;

/// What was said of the duties after a meeting.
pub async fn duties(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<DutyRow>> {
    Ok(meeting_duty::Entity::find().filter(meeting_duty::Column::MeetingId.eq(id)).all(db).await?)
}

/// What was said of one.
pub async fn duty(db: &impl ConnectionTrait, id: MeetingId, what: &str) -> Result<Option<DutyRow>> {
    Ok(meeting_duty::Entity::find_by_id((id, what.to_owned())).one(db).await?)
}

/// Says it, over what was said before.
pub async fn put_duty(db: &impl ConnectionTrait, row: DutyRow) -> Result<()> {
    let key = [meeting_duty::Column::MeetingId, meeting_duty::Column::What];
    let said = [
        meeting_duty::Column::Responsible,
        meeting_duty::Column::DueOn,
        meeting_duty::Column::DoneOn,
        meeting_duty::Column::Note,
        meeting_duty::Column::FileId,
        meeting_duty::Column::SaidBy,
        meeting_duty::Column::SaidName,
        meeting_duty::Column::SaidAt,
        meeting_duty::Column::ToldAt,
    ];
    let over = OnConflict::columns(key).update_columns(said).to_owned();
    let row = meeting_duty::ActiveModel::from(row).reset_all();
    meeting_duty::Entity::insert(row).on_conflict(over).exec_without_returning(db).await?;
    Ok(())
}

/// The newest remarks on a question, the oldest of them first.
pub async fn remarks(db: &impl ConnectionTrait, id: MeetingId, question: i32) -> Result<Vec<RemarkRow>> {
    let find = meeting_remark::Entity::find().filter(meeting_remark::Column::MeetingId.eq(id));
    let find = find.filter(meeting_remark::Column::Question.eq(question));
    let mut rows = find.order_by_desc(meeting_remark::Column::Id).limit(SHOWN).all(db).await?;
    rows.reverse();
    Ok(rows)
}

/// How many remarks each question has that are not hidden.
pub async fn remark_counts(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<(i32, i64)>> {
    let find = meeting_remark::Entity::find().select_only().column(meeting_remark::Column::Question);
    let find = find.column_as(meeting_remark::Column::Id.count(), "remarks");
    let find = find.filter(meeting_remark::Column::MeetingId.eq(id));
    let find = find.filter(meeting_remark::Column::HiddenAt.is_null());
    Ok(find.group_by(meeting_remark::Column::Question).into_tuple().all(db).await?)
}

/// What the person has said of meetings since.
pub async fn remarks_since(db: &impl ConnectionTrait, person: PersonId, since: DateTime<Utc>) -> Result<u64> {
    let find = meeting_remark::Entity::find().filter(meeting_remark::Column::PersonId.eq(person));
    Ok(find.filter(meeting_remark::Column::MadeAt.gte(since)).count(db).await?)
}

/// One remark.
pub async fn remark(db: &impl ConnectionTrait, id: MeetingId, remark: RemarkId) -> Result<Option<RemarkRow>> {
    let find = meeting_remark::Entity::find_by_id(remark).filter(meeting_remark::Column::MeetingId.eq(id));
    Ok(find.one(db).await?)
}

/// Puts a remark down.
pub async fn put_remark(db: &impl ConnectionTrait, row: RemarkRow) -> Result<()> {
    let row = meeting_remark::ActiveModel::from(row).reset_all();
    meeting_remark::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Hides a remark; again, it changes nothing.
pub async fn hide_remark(db: &impl ConnectionTrait, id: RemarkId, reason: &str, now: DateTime<Utc>) -> Result<()> {
    meeting_remark::Entity::update_many()
        .col_expr(meeting_remark::Column::HiddenAt, Expr::value(now))
        .col_expr(meeting_remark::Column::HiddenBecause, Expr::value(reason))
        .filter(meeting_remark::Column::Id.eq(id))
        .filter(meeting_remark::Column::HiddenAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Notes that something is told; `false`: it was already.
pub async fn put_told(db: &impl ConnectionTrait, id: MeetingId, what: &str, now: DateTime<Utc>) -> Result<bool> {
    let row = meeting_told::Model { meeting_id: id, what: what.to_owned(), told_at: now };
    let once =
        OnConflict::columns([meeting_told::Column::MeetingId, meeting_told::Column::What]).do_nothing().to_owned();
    let row = meeting_told::ActiveModel::from(row).reset_all();
    Ok(0 < meeting_told::Entity::insert(row).on_conflict(once).exec_without_returning(db).await?)
}

/// People with a voice of which no decision is known: none counts, and no paper waits for its second reader.
pub async fn silent(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<PersonId>> {
    let mut known: HashSet<i32> = super::voted(db, id).await?.into_iter().collect();
    let waits = PaperState::Entered.code();
    let papers = super::papers(db, id).await?.into_iter().filter(|paper| paper.state == waits);
    known.extend(papers.map(|paper| paper.voice));
    let voices = super::voices(db, id).await?;
    let alone = voices.into_iter().filter_map(|voice| Some((voice.number, voice.person_id?)));
    let all = alone.chain(super::all_holders(db, id).await?);
    let silent: BTreeSet<PersonId> =
        all.filter(|(voice, _)| !known.contains(voice)).map(|(_, person)| person).collect();
    Ok(silent.into_iter().collect())
}
