//! Demands of owners for a meeting.

use chrono::{DateTime, Utc};
use domain::kernel::{Area, HouseId, MeetingId, PersonId, RequestId, Share};
use domain::meetings::{RequestState, Votes};
use entity::{house, meeting, meeting_request, meeting_request_join};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::Meeting;
use super::{Owned, Owning, owned};
use crate::error::Result;

pub use meeting_request::Model as RequestRow;

/// The newest demands of a house, ended ones after the others.
pub async fn requests(db: &impl ConnectionTrait, house: HouseId) -> Result<Vec<RequestRow>> {
    let find = meeting_request::Entity::find().filter(meeting_request::Column::HouseId.eq(house));
    let ended = Expr::col(meeting_request::Column::State).eq(RequestState::Ended.code());
    let find = find.order_by(ended, Order::Asc).order_by_desc(meeting_request::Column::Id);
    Ok(find.limit(100).all(db).await?)
}

/// One demand, held for the transaction.
pub async fn request(db: &impl ConnectionTrait, id: RequestId) -> Result<Option<RequestRow>> {
    let mut find = meeting_request::Entity::find_by_id(id);
    if db.get_database_backend() == DbBackend::Postgres {
        find = find.lock_exclusive();
    }
    Ok(find.one(db).await?)
}

/// Puts a demand down.
pub async fn put_request(db: &impl ConnectionTrait, row: RequestRow) -> Result<()> {
    let row = meeting_request::ActiveModel::from(row).reset_all();
    meeting_request::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Writes the whole row over the old one.
pub async fn update_request(db: &impl ConnectionTrait, row: RequestRow) -> Result<()> {
    meeting_request::Entity::update(meeting_request::ActiveModel::from(row).reset_all()).exec(db).await?;
    Ok(())
}

/// Joins; again, it changes nothing.
pub async fn join(db: &impl ConnectionTrait, id: RequestId, person: PersonId, now: DateTime<Utc>) -> Result<()> {
    let row = meeting_request_join::ActiveModel { request_id: Set(id), person_id: Set(person), joined_at: Set(now) };
    let key = [meeting_request_join::Column::RequestId, meeting_request_join::Column::PersonId];
    let keep = OnConflict::columns(key).do_nothing().to_owned();
    meeting_request_join::Entity::insert(row).on_conflict(keep).exec_without_returning(db).await?;
    Ok(())
}

/// Leaves; again, it changes nothing.
pub async fn leave(db: &impl ConnectionTrait, id: RequestId, person: PersonId) -> Result<()> {
    meeting_request_join::Entity::delete_by_id((id, person)).exec(db).await?;
    Ok(())
}

/// Who joined these demands.
pub async fn joined(db: &impl ConnectionTrait, ids: &[RequestId]) -> Result<Vec<(RequestId, PersonId)>> {
    let find = meeting_request_join::Entity::find().select_only();
    let find = find.columns([meeting_request_join::Column::RequestId, meeting_request_join::Column::PersonId]);
    let find = find.filter(meeting_request_join::Column::RequestId.is_in(ids.iter().copied()));
    Ok(find.into_tuple().all(db).await?)
}

/// All votes of a house by its register of today, and those of each share with the people known to hold it.
pub async fn votes(db: &impl ConnectionTrait, house: HouseId) -> Result<(Area, Vec<(Vec<PersonId>, Votes)>)> {
    let rooms = owned(db, house).await?;
    let total = Area(rooms.iter().map(|room| room.area.0).sum());
    let held = |room: &Owned, owning: Owning| {
        let share = Share::new(owning.num, owning.den)?;
        let people: Vec<PersonId> = owning.person.into_iter().chain(owning.holders).collect();
        (!people.is_empty()).then(|| (people, Votes::of(room.area, share)))
    };
    let shares = rooms.into_iter().flat_map(|mut room| {
        let shares = std::mem::take(&mut room.shares);
        shares.into_iter().filter_map(move |owning| held(&room, owning)).collect::<Vec<_>>()
    });
    Ok((total, shares.collect()))
}

/// How many demands of a person in a house are not met, and how many were made since.
pub async fn requests_of(
    db: &impl ConnectionTrait,
    house: HouseId,
    person: PersonId,
    since: DateTime<Utc>,
) -> Result<(u64, u64)> {
    let own = || {
        let find = meeting_request::Entity::find().filter(meeting_request::Column::HouseId.eq(house));
        find.filter(meeting_request::Column::MadeBy.eq(person))
    };
    let unmet = [RequestState::Gathering, RequestState::Sent].map(RequestState::code);
    let unmet = own().filter(meeting_request::Column::State.is_in(unmet)).count(db).await?;
    Ok((unmet, own().filter(meeting_request::Column::MadeAt.gte(since)).count(db).await?))
}

/// Did owners demand the meeting?
pub async fn is_demanded(db: &impl ConnectionTrait, id: MeetingId) -> Result<bool> {
    Ok(meeting_request::Entity::find().filter(meeting_request::Column::MeetingId.eq(id)).one(db).await?.is_some())
}

/// Another person writes the draft.
pub async fn set_initiator(db: &impl ConnectionTrait, id: MeetingId, person: PersonId) -> Result<()> {
    meeting::Entity::update_many()
        .col_expr(meeting::Column::InitiatorId, Expr::value(person))
        .filter(meeting::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Meetings by their ids, without their houses.
pub async fn bare(db: &impl ConnectionTrait, ids: &[MeetingId]) -> Result<Vec<Meeting>> {
    Ok(meeting::Entity::find().filter(meeting::Column::Id.is_in(ids.iter().copied())).all(db).await?)
}

/// The clock of a house.
pub async fn zone_of(db: &impl ConnectionTrait, house: HouseId) -> Result<Option<String>> {
    let find = house::Entity::find_by_id(house).select_only().column(house::Column::TimeZone);
    Ok(find.into_tuple().one(db).await?)
}
