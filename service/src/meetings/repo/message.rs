//! Messages, their agenda, and lists of meetings.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::kernel::{Area, HouseId, MeetingId, PersonId};
use domain::people::short_name;
use entity::{
    house, meeting, meeting_entrance, meeting_file, meeting_question, meeting_voice, meeting_voice_holder, person,
};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::error::Result;

pub use meeting::Model as Meeting;
pub use meeting_question::Model as Question;

/// The states a meeting is stored in.
pub const DRAFT: &str = "draft";
pub const PUBLISHED: &str = "published";
pub const CANCELLED: &str = "cancelled";

/// A meeting with its house's address and time zone.
pub type Placed = (Meeting, String, String);

/// One meeting.
pub async fn meeting(db: &impl ConnectionTrait, id: MeetingId) -> Result<Option<Placed>> {
    let rows = placed(db, meeting::Entity::find_by_id(id).all(db).await?).await?;
    Ok(rows.into_iter().next())
}

/// The newest meetings of a house that are not drafts, and the person's own drafts.
pub async fn of_house(db: &impl ConnectionTrait, house: HouseId, person: Option<PersonId>) -> Result<Vec<Placed>> {
    let mut shown = meeting::Column::State.ne(DRAFT);
    if let Some(person) = person {
        shown = shown.or(meeting::Column::InitiatorId.eq(person));
    }
    let find = meeting::Entity::find().filter(meeting::Column::HouseId.eq(house)).filter(shown);
    let rows = find.order_by_desc(meeting::Column::Id).limit(200).all(db).await?;
    placed(db, rows).await
}

/// Published meetings that are not over, in whose register the person stands.
pub async fn awaiting(db: &impl ConnectionTrait, person: PersonId, now: DateTime<Utc>) -> Result<Vec<Placed>> {
    let voices = Query::select()
        .distinct()
        .column(meeting_voice::Column::MeetingId)
        .from(meeting_voice::Entity)
        .and_where(meeting_voice::Column::PersonId.eq(person))
        .to_owned();
    let held = Query::select()
        .column(meeting_voice_holder::Column::MeetingId)
        .from(meeting_voice_holder::Entity)
        .and_where(meeting_voice_holder::Column::PersonId.eq(person))
        .to_owned();
    let rows = meeting::Entity::find()
        .filter(meeting::Column::Id.in_subquery(voices).or(meeting::Column::Id.in_subquery(held)))
        .filter(meeting::Column::State.eq(PUBLISHED))
        .filter(meeting::Column::ClosesAt.gt(now))
        .order_by_asc(meeting::Column::ClosesAt)
        .limit(20)
        .all(db)
        .await?;
    placed(db, rows).await
}

/// All published meetings, the newest first: their numbers and houses.
pub async fn published(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Placed>> {
    let find = meeting::Entity::find().filter(meeting::Column::State.ne(DRAFT));
    placed(db, find.order_by_desc(meeting::Column::Id).limit(most).all(db).await?).await
}

/// The meeting with a number.
pub async fn by_uin(db: &impl ConnectionTrait, uin: &str) -> Result<Option<MeetingId>> {
    let find = meeting::Entity::find().select_only().column(meeting::Column::Id);
    Ok(find.filter(meeting::Column::Uin.eq(uin)).into_tuple().one(db).await?)
}

pub(super) async fn placed(db: &impl ConnectionTrait, rows: Vec<Meeting>) -> Result<Vec<Placed>> {
    let ids: Vec<HouseId> = rows.iter().map(|row| row.house_id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<(HouseId, String, String)> = house::Entity::find()
        .select_only()
        .columns([house::Column::Id, house::Column::Address, house::Column::TimeZone])
        .filter(house::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    let houses: HashMap<HouseId, (String, String)> =
        found.into_iter().map(|(id, address, zone)| (id, (address, zone))).collect();
    let with = |row: Meeting| {
        let (address, zone) = houses.get(&row.house_id).cloned().unwrap_or_default();
        (row, address, zone)
    };
    Ok(rows.into_iter().map(with).collect())
}

/// Questions of these meetings, in order.
pub async fn questions(db: &impl ConnectionTrait, ids: &[MeetingId]) -> Result<Vec<Question>> {
    let find = meeting_question::Entity::find().filter(meeting_question::Column::MeetingId.is_in(ids.iter().copied()));
    Ok(find.order_by_asc(meeting_question::Column::Number).all(db).await?)
}

/// Entrances as they were when the message was published.
pub async fn entrances(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<(i32, Area)>> {
    let find = meeting_entrance::Entity::find().filter(meeting_entrance::Column::MeetingId.eq(id));
    let rows = find.order_by_asc(meeting_entrance::Column::Number).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.number, row.area)).collect())
}

/// Puts the entrances down.
pub async fn put_entrances(db: &impl ConnectionTrait, id: MeetingId, entrances: &[(i32, Area)]) -> Result<()> {
    if entrances.is_empty() {
        return Ok(());
    }
    let rows = entrances.iter().map(|(number, area)| meeting_entrance::ActiveModel {
        meeting_id: Set(id),
        number: Set(*number),
        area: Set(*area),
    });
    meeting_entrance::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// What the person is called; empty when nobody has the id.
pub async fn name_of(db: &impl ConnectionTrait, id: PersonId) -> Result<String> {
    Ok(names_of(db, vec![id]).await?.remove(&id).unwrap_or_default())
}

/// The full names of people.
pub async fn names_of(db: &impl ConnectionTrait, ids: Vec<PersonId>) -> Result<HashMap<PersonId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(db).await?;
    let full = |row: person::Model| [row.family_name, row.given_name, row.patronymic].join(" ").trim().to_owned();
    Ok(rows.into_iter().map(|row| (row.id, full(row))).collect())
}

/// What the person is called among neighbours.
pub async fn short_name_of(db: &impl ConnectionTrait, id: PersonId) -> Result<String> {
    let row = person::Entity::find_by_id(id).one(db).await?;
    Ok(row.map(|row| short_name(&row.given_name, &row.patronymic, &row.family_name)).unwrap_or_default())
}

/// Drafts of the house whose initiators have asked for its register since it was loaded last, who asked first
/// first: so many at most.
pub async fn register_askers(
    db: &impl ConnectionTrait,
    house: HouseId,
    loaded: Option<DateTime<Utc>>,
    most: u64,
) -> Result<Vec<Meeting>> {
    let asked = meeting::Column::RegisterAskedAt;
    let since = loaded.map_or_else(|| asked.is_not_null(), |loaded| asked.gt(loaded));
    let find = meeting::Entity::find().filter(meeting::Column::HouseId.eq(house));
    let find = find.filter(meeting::Column::State.eq(DRAFT)).filter(since);
    Ok(find.order_by_asc(asked).order_by_asc(meeting::Column::Id).limit(most).all(db).await?)
}

/// Puts a new meeting down.
pub async fn insert(db: &impl ConnectionTrait, row: Meeting) -> Result<()> {
    meeting::Entity::insert(meeting::ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Writes the whole row over the old one.
pub async fn update(db: &impl ConnectionTrait, row: Meeting) -> Result<()> {
    meeting::Entity::update(meeting::ActiveModel::from(row).reset_all()).exec(db).await?;
    Ok(())
}

/// Adds a question at the end of the agenda.
pub async fn add_question(db: &impl ConnectionTrait, row: Question) -> Result<()> {
    let row = meeting_question::ActiveModel::from(row).reset_all();
    meeting_question::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Takes a question out, and moves those behind it up.
pub async fn drop_question(db: &impl ConnectionTrait, id: MeetingId, number: i32) -> Result<()> {
    let of = meeting_question::Column::MeetingId.eq(id);
    let column = meeting_question::Column::Number;
    meeting_question::Entity::delete_many().filter(of.clone()).filter(column.eq(number)).exec(db).await?;
    // Its materials are the whole meeting's now, those of the questions behind it move with them.
    let of_file = meeting_file::Column::MeetingId.eq(id);
    let question = meeting_file::Column::Question;
    let none: Option<i32> = None;
    let files = || meeting_file::Entity::update_many().filter(of_file.clone());
    files().col_expr(question, Expr::value(none)).filter(question.eq(number)).exec(db).await?;
    let up = Expr::col(question).sub(1);
    files().col_expr(question, up).filter(question.gt(number)).exec(db).await?;
    // One by one from the top: the key may not be doubled on the way.
    let behind: Vec<i32> = meeting_question::Entity::find()
        .select_only()
        .column(column)
        .filter(of.clone())
        .filter(column.gt(number))
        .order_by_asc(column)
        .into_tuple()
        .all(db)
        .await?;
    for number in behind {
        meeting_question::Entity::update_many()
            .col_expr(column, Expr::value(number - 1))
            .filter(of.clone())
            .filter(column.eq(number))
            .exec(db)
            .await?;
    }
    Ok(())
}
