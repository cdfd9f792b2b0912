//! All SQL of people, roles and agreements.

use chrono::{DateTime, Utc};
use domain::kernel::{HouseId, OrgId, PersonId};
use domain::people::{AgreementView, Level, Permission, ProfileView, Role, RoleView};
use entity::{agreement, agreement_acceptance, house, organisation, person, role_grant, role_permission};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use super::sessions::Claims;
use crate::actor::Grant;
use crate::error::{Error, Result};

/// The roles in force of a person, with what each may do, in one query.
pub async fn grants(db: &impl ConnectionTrait, who: PersonId, now: DateTime<Utc>) -> Result<Vec<Grant>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        role: String,
        organisation_id: Option<OrgId>,
        house_id: Option<HouseId>,
        permission: Option<String>,
    }
    let mut select = Query::select();
    select
        .columns(
            [
                role_grant::Column::Id,
                role_grant::Column::Role,
                role_grant::Column::OrganisationId,
                role_grant::Column::HouseId,
            ]
            .map(|c| (role_grant::Entity, c)),
        )
        .column((role_permission::Entity, role_permission::Column::Permission))
        .from(role_grant::Entity)
        .left_join(
            role_permission::Entity,
            Expr::col((role_permission::Entity, role_permission::Column::Role))
                .equals((role_grant::Entity, role_grant::Column::Role)),
        )
        .cond_where(held(who, now))
        .order_by((role_grant::Entity, role_grant::Column::Id), sea_orm::Order::Asc);
    let rows = Row::find_by_statement(db.get_database_backend().build(&select)).all(db).await?;
    let grants = rows.chunk_by(|one, next| one.id == next.id).filter_map(|rows| {
        let first = rows.first()?;
        Some(Grant {
            role: Role::from_code(&first.role)?,
            organisation: first.organisation_id,
            house: first.house_id,
            permissions: rows.iter().filter_map(|row| Permission::from_code(row.permission.as_deref()?)).collect(),
        })
    });
    Ok(grants.collect())
}

fn held(who: PersonId, now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(role_grant::Column::PersonId.eq(who))
        .add(role_grant::Column::BeginsAt.lte(now))
        .add(role_grant::Column::EndsAt.is_null().or(role_grant::Column::EndsAt.gt(now)))
}

/// The roles in force with the names they are for.
pub async fn roles(db: &impl ConnectionTrait, who: PersonId, now: DateTime<Utc>) -> Result<Vec<RoleView>> {
    let rows = role_grant::Entity::find().filter(held(who, now)).order_by_asc(role_grant::Column::Id).all(db).await?;
    let organisations: Vec<(OrgId, String)> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Name])
        .filter(organisation::Column::Id.is_in(rows.iter().filter_map(|row| row.organisation_id)))
        .into_tuple()
        .all(db)
        .await?;
    let houses: Vec<(HouseId, String)> = house::Entity::find()
        .select_only()
        .columns([house::Column::Id, house::Column::Address])
        .filter(house::Column::Id.is_in(rows.iter().filter_map(|row| row.house_id)))
        .into_tuple()
        .all(db)
        .await?;
    let views = rows.into_iter().filter_map(|row| {
        Some(RoleView {
            role: Role::from_code(&row.role)?,
            organisation: organisations.iter().find(|known| Some(known.0) == row.organisation_id).cloned(),
            house: houses.iter().find(|known| Some(known.0) == row.house_id).cloned(),
        })
    });
    Ok(views.collect())
}

/// Has everybody come by this provider?
pub async fn all_by(db: &impl ConnectionTrait, provider: &str) -> Result<bool> {
    let find = person::Entity::find().select_only().column(person::Column::Id);
    let other: Option<PersonId> = find.filter(person::Column::Issuer.ne(provider)).into_tuple().one(db).await?;
    Ok(other.is_none())
}

/// The person a provider's key belongs to.
pub async fn person_by_key(db: &impl ConnectionTrait, issuer: &str, subject: &str) -> Result<Option<person::Model>> {
    let found = person::Entity::find()
        .filter(person::Column::Issuer.eq(issuer))
        .filter(person::Column::Subject.eq(subject))
        .one(db)
        .await?;
    Ok(found)
}

/// Writes somebody who came for the first time; whoever came at the same time by another door is found
/// instead. The unique key has the last word.
pub async fn insert_person(
    db: &impl ConnectionTrait,
    id: PersonId,
    said: &Claims,
    now: DateTime<Utc>,
) -> Result<PersonId> {
    let row = person::ActiveModel {
        id: Set(id),
        issuer: Set(said.provider.clone()),
        subject: Set(said.subject.clone()),
        family_name: Set(said.family_name.clone()),
        given_name: Set(said.given_name.clone()),
        patronymic: Set(said.patronymic.clone()),
        birth_date: Set(said.birth_date),
        email: Set(said.email.clone()),
        phone: Set(said.phone.clone()),
        level: Set(said.level.code().to_owned()),
        checked_at: Set(None),
        created_at: Set(now),
        seen_at: Set(now),
        letters: Set(true),
    };
    let once = OnConflict::columns([person::Column::Issuer, person::Column::Subject]).do_nothing().to_owned();
    let written = person::Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    if 0 < written {
        return Ok(id);
    }
    let there = person_by_key(db, &said.provider, &said.subject).await?;
    Ok(there.ok_or(Error::Missing("person"))?.id)
}

/// What the provider says now replaces what it said; silence keeps it. A new name is shown to be
/// checked again.
pub async fn refresh_person(
    db: &impl ConnectionTrait,
    known: &person::Model,
    said: &Claims,
    now: DateTime<Utc>,
) -> Result<()> {
    let told = |new: &str, old: &str| if new.is_empty() { old.to_owned() } else { new.to_owned() };
    let family_name = told(&said.family_name, &known.family_name);
    let given_name = told(&said.given_name, &known.given_name);
    let patronymic = told(&said.patronymic, &known.patronymic);
    let renamed =
        (&family_name, &given_name, &patronymic) != (&known.family_name, &known.given_name, &known.patronymic);
    let row = person::ActiveModel {
        id: Set(known.id),
        family_name: Set(family_name),
        given_name: Set(given_name),
        patronymic: Set(patronymic),
        birth_date: Set(said.birth_date.or(known.birth_date)),
        email: Set(told(&said.email, &known.email)),
        phone: Set(told(&said.phone, &known.phone)),
        level: Set(said.level.code().to_owned()),
        checked_at: Set(known.checked_at.filter(|_| !renamed)),
        seen_at: Set(now),
        ..Default::default()
    };
    person::Entity::update(row).exec(db).await?;
    Ok(())
}

/// Who somebody is, without roles.
pub async fn profile(db: &impl ConnectionTrait, who: PersonId) -> Result<Option<ProfileView>> {
    let row = person::Entity::find_by_id(who).one(db).await?;
    Ok(row.map(|row| ProfileView {
        provider: row.issuer,
        family_name: row.family_name,
        given_name: row.given_name,
        patronymic: row.patronymic,
        birth_date: row.birth_date,
        email: row.email,
        phone: row.phone,
        level: Level::from_code(&row.level).unwrap_or(Level::Basic),
        checked_at: row.checked_at,
        letters: row.letters,
        roles: Vec::new(),
    }))
}

/// Step 1 of the first visit is done.
pub async fn mark_checked(db: &impl ConnectionTrait, who: PersonId, now: DateTime<Utc>) -> Result<()> {
    person::Entity::update_many()
        .col_expr(person::Column::CheckedAt, Expr::value(now))
        .filter(person::Column::Id.eq(who))
        .exec(db)
        .await?;
    Ok(())
}

/// Copies of messages about meetings are wanted by mail, or are not.
pub async fn set_letters(db: &impl ConnectionTrait, who: PersonId, wanted: bool) -> Result<()> {
    let update = person::Entity::update_many().col_expr(person::Column::Letters, Expr::value(wanted));
    update.filter(person::Column::Id.eq(who)).exec(db).await?;
    Ok(())
}

/// The newest agreement that has begun.
pub async fn agreement_in_force(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Option<AgreementView>> {
    let row = agreement::Entity::find()
        .filter(agreement::Column::BeginsAt.lte(now))
        .order_by_desc(agreement::Column::Version)
        .limit(1)
        .one(db)
        .await?;
    Ok(row.map(|row| AgreementView {
        version: row.version,
        begins_at: row.begins_at,
        body_ru: row.body_ru,
        body_en: row.body_en,
    }))
}

/// Step 2 of the first visit is done; the first time of acceptance stays.
pub async fn accept(db: &impl ConnectionTrait, who: PersonId, version: i32, now: DateTime<Utc>) -> Result<()> {
    let row = agreement_acceptance::ActiveModel { person_id: Set(who), version: Set(version), accepted_at: Set(now) };
    let once = OnConflict::columns([agreement_acceptance::Column::PersonId, agreement_acceptance::Column::Version])
        .do_nothing()
        .to_owned();
    agreement_acceptance::Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    Ok(())
}
