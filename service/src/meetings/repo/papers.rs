//! Written decisions, their readers, powers of attorney, materials.

use chrono::{DateTime, Utc};
use domain::kernel::{FileId, MeetingId, PersonId, PowerId};
use domain::meetings::Material;
use entity::{file, meeting_entry, meeting_file, meeting_paper, meeting_power, meeting_reader};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Entry;
use crate::error::Result;

pub use meeting_paper::Model as PaperRow;
pub use meeting_power::Model as PowerRow;

/// Puts a written decision down.
pub async fn put_paper(db: &impl ConnectionTrait, row: PaperRow) -> Result<()> {
    let row = meeting_paper::ActiveModel::from(row).reset_all();
    meeting_paper::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Writes the whole row over the old one.
pub async fn update_paper(db: &impl ConnectionTrait, row: PaperRow) -> Result<()> {
    meeting_paper::Entity::update(meeting_paper::ActiveModel::from(row).reset_all()).exec(db).await?;
    Ok(())
}

/// Where the paper of a decision stands now; nothing for a decision that came another way.
pub async fn mark_paper(db: &impl ConnectionTrait, id: MeetingId, ballot: i64, state: &str) -> Result<()> {
    meeting_paper::Entity::update_many()
        .col_expr(meeting_paper::Column::State, Expr::value(state))
        .filter(meeting_paper::Column::MeetingId.eq(id))
        .filter(meeting_paper::Column::Ballot.eq(ballot))
        .exec(db)
        .await?;
    Ok(())
}

/// One written decision.
pub async fn paper(db: &impl ConnectionTrait, id: MeetingId, entry: i64) -> Result<Option<PaperRow>> {
    Ok(meeting_paper::Entity::find_by_id((id, entry)).one(db).await?)
}

/// The newest written decisions of a meeting.
pub async fn papers(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<PaperRow>> {
    let find = meeting_paper::Entity::find().filter(meeting_paper::Column::MeetingId.eq(id));
    Ok(find.order_by_desc(meeting_paper::Column::Entry).limit(2000).all(db).await?)
}

/// When each written decision of a meeting was received and entered.
pub async fn paper_times(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<(DateTime<Utc>, DateTime<Utc>)>> {
    let find = meeting_paper::Entity::find().filter(meeting_paper::Column::MeetingId.eq(id)).select_only();
    let times = find.columns([meeting_paper::Column::ReceivedAt, meeting_paper::Column::EnteredAt]);
    Ok(times.into_tuple().all(db).await?)
}

/// Names a reader; again, it changes nothing.
pub async fn put_reader(db: &impl ConnectionTrait, id: MeetingId, person: PersonId, name: String) -> Result<()> {
    let row = meeting_reader::ActiveModel { meeting_id: Set(id), person_id: Set(person), name: Set(name) };
    let keep = OnConflict::columns([meeting_reader::Column::MeetingId, meeting_reader::Column::PersonId])
        .do_nothing()
        .to_owned();
    meeting_reader::Entity::insert(row).on_conflict(keep).exec_without_returning(db).await?;
    Ok(())
}

/// Who reads papers, with their names.
pub async fn readers(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<(PersonId, String)>> {
    let find = meeting_reader::Entity::find().filter(meeting_reader::Column::MeetingId.eq(id));
    let rows = find.order_by_asc(meeting_reader::Column::PersonId).limit(100).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.person_id, row.name)).collect())
}

/// The share an entry's decision counts for, or none.
pub async fn set_voice(db: &impl ConnectionTrait, id: MeetingId, entry: i64, voice: Option<i32>) -> Result<()> {
    meeting_entry::Entity::update_many()
        .col_expr(meeting_entry::Column::Voice, Expr::value(voice))
        .filter(meeting_entry::Column::MeetingId.eq(id))
        .filter(meeting_entry::Column::Number.eq(entry))
        .exec(db)
        .await?;
    Ok(())
}

/// The first decision of a share that counts when the one at `entry` does not: the canonical writing of
/// a leaf names its share at one place only.
pub async fn next_decision(db: &impl ConnectionTrait, id: MeetingId, voice: i32, entry: i64) -> Result<Option<Entry>> {
    let annulled: Vec<String> = meeting_entry::Entity::find()
        .select_only()
        .column(meeting_entry::Column::Leaf)
        .filter(meeting_entry::Column::MeetingId.eq(id))
        .filter(meeting_entry::Column::Leaf.starts_with("{\"act\":\"annulled\","))
        .into_tuple()
        .all(db)
        .await?;
    let of = format!("{{\"act\":\"ballot\",%\"voice\":{voice},\"way\"%");
    let decisions = meeting_entry::Entity::find()
        .filter(meeting_entry::Column::MeetingId.eq(id))
        .filter(meeting_entry::Column::Number.ne(entry))
        .filter(meeting_entry::Column::Leaf.like(of))
        .order_by_asc(meeting_entry::Column::Number)
        .all(db)
        .await?;
    let stands = |decision: &Entry| {
        let words = format!("\"entry\":{},\"reason\"", decision.number);
        !annulled.iter().any(|leaf| leaf.contains(&words))
    };
    Ok(decisions.into_iter().find(stands))
}

/// The decision that rests on an entry and counts.
pub async fn resting_on(db: &impl ConnectionTrait, id: MeetingId, entry: i64) -> Result<Option<i64>> {
    let find = meeting_entry::Entity::find().select_only().column(meeting_entry::Column::Number);
    let on = format!("{{\"act\":\"ballot\",%\"rests_on\":{entry},\"person\"%");
    let find = find.filter(meeting_entry::Column::MeetingId.eq(id)).filter(meeting_entry::Column::Voice.is_not_null());
    Ok(find.filter(meeting_entry::Column::Leaf.like(on)).into_tuple().one(db).await?)
}

/// Puts a power of attorney down.
pub async fn put_power(db: &impl ConnectionTrait, row: PowerRow) -> Result<()> {
    let row = meeting_power::ActiveModel::from(row).reset_all();
    meeting_power::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Writes the whole row over the old one.
pub async fn update_power(db: &impl ConnectionTrait, row: PowerRow) -> Result<()> {
    meeting_power::Entity::update(meeting_power::ActiveModel::from(row).reset_all()).exec(db).await?;
    Ok(())
}

/// One power of a meeting.
pub async fn power(db: &impl ConnectionTrait, meeting: MeetingId, id: PowerId) -> Result<Option<PowerRow>> {
    let find = meeting_power::Entity::find_by_id(id).filter(meeting_power::Column::MeetingId.eq(meeting));
    Ok(find.one(db).await?)
}

/// Powers of a meeting by their ids.
pub async fn powers_by_id(db: &impl ConnectionTrait, meeting: MeetingId, ids: &[PowerId]) -> Result<Vec<PowerRow>> {
    let find = meeting_power::Entity::find().filter(meeting_power::Column::MeetingId.eq(meeting));
    Ok(find.filter(meeting_power::Column::Id.is_in(ids.iter().copied())).all(db).await?)
}

/// The newest powers of a meeting.
pub async fn powers(db: &impl ConnectionTrait, meeting: MeetingId) -> Result<Vec<PowerRow>> {
    let find = meeting_power::Entity::find().filter(meeting_power::Column::MeetingId.eq(meeting));
    Ok(find.order_by_desc(meeting_power::Column::Id).limit(2000).all(db).await?)
}

/// The powers a person holds.
pub async fn powers_of(db: &impl ConnectionTrait, meeting: MeetingId, person: PersonId) -> Result<Vec<PowerRow>> {
    let find = meeting_power::Entity::find().filter(meeting_power::Column::MeetingId.eq(meeting));
    let find = find.filter(meeting_power::Column::PersonId.eq(person));
    Ok(find.order_by_asc(meeting_power::Column::Id).limit(200).all(db).await?)
}

/// A file's digest.
pub async fn file_digest(db: &impl ConnectionTrait, id: FileId) -> Result<String> {
    let find = file::Entity::find_by_id(id).select_only().column(file::Column::Sha256);
    Ok(find.into_tuple().one(db).await?.unwrap_or_default())
}

/// Ties a material to the meeting.
pub async fn put_material(db: &impl ConnectionTrait, id: MeetingId, file: FileId, question: Option<i32>) -> Result<()> {
    let row = meeting_file::ActiveModel { meeting_id: Set(id), file_id: Set(file), question: Set(question) };
    meeting_file::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Unties a material.
pub async fn drop_material(db: &impl ConnectionTrait, id: MeetingId, file: FileId) -> Result<()> {
    meeting_file::Entity::delete_by_id((id, file)).exec(db).await?;
    Ok(())
}

/// The materials of a meeting, without their content.
pub async fn materials(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<Material>> {
    let ties = meeting_file::Entity::find().filter(meeting_file::Column::MeetingId.eq(id));
    let ties = ties.order_by_asc(meeting_file::Column::FileId).limit(100).all(db).await?;
    if ties.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(FileId, String, i64)> = file::Entity::find()
        .select_only()
        .columns([file::Column::Id, file::Column::Name, file::Column::Size])
        .filter(file::Column::Id.is_in(ties.iter().map(|tie| tie.file_id)))
        .into_tuple()
        .all(db)
        .await?;
    let material = |tie: &meeting_file::Model| {
        let (id, name, size) = rows.iter().find(|(id, ..)| *id == tie.file_id)?.clone();
        Some(Material { id, name, size, question: tie.question })
    };
    Ok(ties.iter().filter_map(material).collect())
}

/// The digests of the materials, in order.
pub async fn material_digests(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<String>> {
    let ties = meeting_file::Entity::find().filter(meeting_file::Column::MeetingId.eq(id));
    let files: Vec<FileId> = ties.select_only().column(meeting_file::Column::FileId).into_tuple().all(db).await?;
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let find = file::Entity::find().select_only().column(file::Column::Sha256).filter(file::Column::Id.is_in(files));
    Ok(find.order_by_asc(file::Column::Id).into_tuple().all(db).await?)
}
