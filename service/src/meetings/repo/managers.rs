//! Who manages a meeting's house, and who works there.

use chrono::{DateTime, Utc};
use domain::kernel::{HouseId, MeetingId, OrgId, PersonId};
use domain::orgs::OrgKind;
use domain::people::Permission;
use entity::{house, house_service, meeting, organisation, role_grant, role_permission};
use sea_orm::sea_query::{ExprTrait as _, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::error::Result;

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

/// Does the person work for one of the organisations, and may do it for it, if something is said?
pub async fn works_for(
    db: &impl ConnectionTrait,
    (organisations, may): (&[OrgId], Option<Permission>),
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<bool> {
    if organisations.is_empty() {
        return Ok(false);
    }
    let mut find = grants(organisations, now).filter(role_grant::Column::PersonId.eq(person));
    if let Some(permission) = may {
        let roles = Query::select()
            .column(role_permission::Column::Role)
            .from(role_permission::Entity)
            .and_where(role_permission::Column::Permission.eq(permission.code()))
            .to_owned();
        find = find.filter(role_grant::Column::Role.in_subquery(roles));
    }
    Ok(find.one(db).await?.is_some())
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
