//! Protocols as they were formed.

use chrono::{DateTime, Utc};
use domain::kernel::{HouseId, MeetingId, OrgId, PersonId};
use domain::orgs::OrgKind;
use domain::people::Permission;
use entity::{house, house_service, meeting, meeting_protocol, organisation, role_grant, role_permission};
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

/// The organisation that manages a house, if there is one.
pub async fn manager(db: &impl ConnectionTrait, house: HouseId) -> Result<Vec<OrgId>> {
    let find = house::Entity::find_by_id(house).select_only().column(house::Column::OrganisationId);
    let organisation: Option<Option<OrgId>> = find.into_tuple().one(db).await?;
    Ok(organisation.flatten().into_iter().collect())
}

/// The grants of organisations that hold now.
fn grants(organisations: &[OrgId], now: DateTime<Utc>) -> Select<role_grant::Entity> {
    let goes_on = role_grant::Column::EndsAt.is_null().or(role_grant::Column::EndsAt.gt(now));
    let find =
        role_grant::Entity::find().filter(role_grant::Column::OrganisationId.is_in(organisations.iter().copied()));
    find.filter(role_grant::Column::BeginsAt.lte(now)).filter(goes_on)
}

/// Who works for the organisation that manages a house, to be told: two hundred at most.
pub async fn managers_of(db: &impl ConnectionTrait, house: HouseId, now: DateTime<Utc>) -> Result<Vec<PersonId>> {
    let manager = manager(db, house).await?;
    if manager.is_empty() {
        return Ok(Vec::new());
    }
    let find = grants(&manager, now).select_only().distinct().column(role_grant::Column::PersonId);
    Ok(find.limit(200).into_tuple().all(db).await?)
}

/// Does the person work for one of the organisations?
pub async fn works_for(
    db: &impl ConnectionTrait,
    organisations: &[OrgId],
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<bool> {
    if organisations.is_empty() {
        return Ok(false);
    }
    let find = grants(organisations, now).filter(role_grant::Column::PersonId.eq(person));
    Ok(find.one(db).await?.is_some())
}

/// Does the person work for one of the organisations, and may call meetings for it?
pub async fn calls_for(
    db: &impl ConnectionTrait,
    organisations: &[OrgId],
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<bool> {
    if organisations.is_empty() {
        return Ok(false);
    }
    let find = role_permission::Entity::find().select_only().column(role_permission::Column::Role);
    let roles = find.filter(role_permission::Column::Permission.eq(Permission::CallMeetings.code()));
    let roles: Vec<String> = roles.into_tuple().all(db).await?;
    let find = grants(organisations, now).filter(role_grant::Column::PersonId.eq(person));
    Ok(find.filter(role_grant::Column::Role.is_in(roles)).one(db).await?.is_some())
}

/// The organisation that manages a house by a contract; an association that manages its own is none.
pub async fn contractor(db: &impl ConnectionTrait, house: HouseId) -> Result<Vec<OrgId>> {
    let find = organisation::Entity::find().filter(organisation::Column::Id.is_in(manager(db, house).await?));
    let find = find.filter(organisation::Column::Kind.ne(OrgKind::Association.code()));
    Ok(find.select_only().column(organisation::Column::Id).into_tuple().all(db).await?)
}

/// The municipalities a house is said to be in: organisations that serve it as such.
pub async fn municipalities(db: &impl ConnectionTrait, house: HouseId) -> Result<Vec<OrgId>> {
    let find = house_service::Entity::find().select_only().column(house_service::Column::OrganisationId);
    let find = find.filter(house_service::Column::HouseId.eq(house));
    Ok(find.filter(house_service::Column::Service.eq("municipality")).into_tuple().all(db).await?)
}
