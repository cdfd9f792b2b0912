//! Protocols as they were formed.

use chrono::{DateTime, Utc};
use domain::kernel::{HouseId, MeetingId, OrgId, PersonId};
use entity::{house, meeting, meeting_protocol, role_grant};
use sea_orm::sea_query::{ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

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

/// Who works for the organisation that manages the meeting's house.
pub async fn managers(db: &impl ConnectionTrait, id: MeetingId, now: DateTime<Utc>) -> Result<Vec<PersonId>> {
    let house: Option<HouseId> =
        meeting::Entity::find_by_id(id).select_only().column(meeting::Column::HouseId).into_tuple().one(db).await?;
    match house {
        Some(house) => managers_of(db, house, now).await,
        None => Ok(Vec::new()),
    }
}

/// The organisation that manages a house.
async fn manager(db: &impl ConnectionTrait, house: HouseId) -> Result<Option<OrgId>> {
    let find = house::Entity::find_by_id(house).select_only().column(house::Column::OrganisationId);
    let organisation: Option<Option<OrgId>> = find.into_tuple().one(db).await?;
    Ok(organisation.flatten())
}

/// The grants of an organisation that hold now.
fn grants(organisation: OrgId, now: DateTime<Utc>) -> Select<role_grant::Entity> {
    let goes_on = role_grant::Column::EndsAt.is_null().or(role_grant::Column::EndsAt.gt(now));
    let find = role_grant::Entity::find().filter(role_grant::Column::OrganisationId.eq(organisation));
    find.filter(role_grant::Column::BeginsAt.lte(now)).filter(goes_on)
}

/// Who works for the organisation that manages a house, to be told: two hundred at most.
pub async fn managers_of(db: &impl ConnectionTrait, house: HouseId, now: DateTime<Utc>) -> Result<Vec<PersonId>> {
    let Some(organisation) = manager(db, house).await? else { return Ok(Vec::new()) };
    let find = grants(organisation, now).select_only().distinct().column(role_grant::Column::PersonId);
    Ok(find.limit(200).into_tuple().all(db).await?)
}

/// Does the person work for the organisation that manages a house?
pub async fn works_for_manager(
    db: &impl ConnectionTrait,
    house: HouseId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some(organisation) = manager(db, house).await? else { return Ok(false) };
    let find = grants(organisation, now).filter(role_grant::Column::PersonId.eq(person));
    Ok(find.one(db).await?.is_some())
}
