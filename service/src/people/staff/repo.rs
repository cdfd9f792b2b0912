//! All SQL of posts.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::kernel::{OrgId, PersonId};
use domain::orgs::OrgKind;
use domain::people::Role;
use entity::{organisation, person, role_grant, role_permission};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Post;
use crate::error::Result;

/// Roles for organisations, or everywhere, that are held now.
fn goes_on(now: DateTime<Utc>) -> Condition {
    let ends = role_grant::Column::EndsAt;
    Condition::all()
        .add(role_grant::Column::HouseId.is_null())
        .add(role_grant::Column::BeginsAt.lte(now))
        .add(ends.is_null().or(ends.gt(now)))
}

/// Roles that are held, with the names of who holds them and for whom.
pub async fn posts(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Post>> {
    let find = role_grant::Entity::find().filter(goes_on(now)).order_by_asc(role_grant::Column::Id);
    let rows = find.limit(1000).all(db).await?;
    let people = person::Entity::find().filter(person::Column::Id.is_in(rows.iter().map(|row| row.person_id)));
    let people: HashMap<PersonId, person::Model> = people.all(db).await?.into_iter().map(|row| (row.id, row)).collect();
    let ids = rows.iter().filter_map(|row| row.organisation_id);
    let named: HashMap<OrgId, String> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Name])
        .filter(organisation::Column::Id.is_in(ids))
        .into_tuple::<(OrgId, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let post = |row: role_grant::Model| {
        let who = people.get(&row.person_id)?;
        Some(Post {
            id: row.id,
            person: [&who.family_name, &who.given_name, &who.patronymic].map(String::as_str).join(" "),
            subject: who.subject.clone(),
            role: Role::from_code(&row.role)?,
            organisation: row.organisation_id.and_then(|id| named.get(&id).cloned()).unwrap_or_default(),
            until: row.ends_at.map(super::last_day),
        })
    };
    Ok(rows.into_iter().filter_map(post).collect())
}

/// Those whom a provider knows by the name: two at most. They are held, so that nobody gets a role twice.
pub async fn people(db: &impl ConnectionTrait, subject: &str, issuer: Option<&str>) -> Result<Vec<PersonId>> {
    let mut find = person::Entity::find().filter(person::Column::Subject.eq(subject));
    if let Some(issuer) = issuer {
        find = find.filter(person::Column::Issuer.eq(issuer));
    }
    if db.get_database_backend() == DbBackend::Postgres {
        find = find.lock_exclusive();
    }
    Ok(find.select_only().column(person::Column::Id).limit(2).into_tuple().all(db).await?)
}

/// The organisation of this number here, or those of this ОГРН: two at most.
pub async fn organisations(db: &impl ConnectionTrait, named: &str) -> Result<Vec<(OrgId, OrgKind)>> {
    let mut said = organisation::Column::Ogrn.eq(named);
    if let Ok(id) = named.parse::<i64>() {
        said = said.or(organisation::Column::Id.eq(id));
    }
    let find = organisation::Entity::find().filter(said);
    let find = find.select_only().columns([organisation::Column::Id, organisation::Column::Kind]).limit(2);
    let rows: Vec<(OrgId, String)> = find.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(id, kind)| (id, OrgKind::from_code(&kind).unwrap_or(OrgKind::Unknown))).collect())
}

/// Does the person hold a role at another organisation that gives a right this one gives too?
pub async fn may_elsewhere(
    db: &impl ConnectionTrait,
    person: PersonId,
    (role, organisation): (Role, Option<OrgId>),
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some(organisation) = organisation else { return Ok(false) };
    let rights = Query::select()
        .column(role_permission::Column::Permission)
        .from(role_permission::Entity)
        .and_where(role_permission::Column::Role.eq(role.code()))
        .to_owned();
    let roles = Query::select()
        .column(role_permission::Column::Role)
        .from(role_permission::Entity)
        .and_where(role_permission::Column::Permission.in_subquery(rights))
        .to_owned();
    let find = role_grant::Entity::find().filter(role_grant::Column::PersonId.eq(person)).filter(goes_on(now));
    let find = find.filter(role_grant::Column::OrganisationId.ne(organisation));
    Ok(find.filter(role_grant::Column::Role.in_subquery(roles)).one(db).await?.is_some())
}

/// The number of the role, if the person holds it now.
pub async fn held(
    db: &impl ConnectionTrait,
    person: PersonId,
    (role, organisation): (Role, Option<OrgId>),
    now: DateTime<Utc>,
) -> Result<Option<i64>> {
    let find = role_grant::Entity::find().filter(role_grant::Column::PersonId.eq(person));
    let find = find.filter(role_grant::Column::Role.eq(role.code())).filter(goes_on(now));
    let find = match organisation {
        Some(id) => find.filter(role_grant::Column::OrganisationId.eq(id)),
        None => find.filter(role_grant::Column::OrganisationId.is_null()),
    };
    Ok(find.select_only().column(role_grant::Column::Id).into_tuple().one(db).await?)
}

/// A role to be held.
pub fn row(
    id: i64,
    person_id: PersonId,
    (role, organisation_id): (Role, Option<OrgId>),
    (begins_at, ends_at): (DateTime<Utc>, Option<DateTime<Utc>>),
) -> role_grant::Model {
    role_grant::Model {
        id,
        person_id,
        role: role.code().to_owned(),
        organisation_id,
        house_id: None,
        begins_at,
        ends_at,
    }
}

/// Writes the role, or until when it goes on.
pub async fn keep(db: &impl ConnectionTrait, row: role_grant::Model) -> Result<()> {
    let again = OnConflict::column(role_grant::Column::Id).update_column(role_grant::Column::EndsAt).to_owned();
    let row = role_grant::ActiveModel::from(row).reset_all();
    role_grant::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// Ends a role; was there one that went on?
pub async fn end(db: &impl ConnectionTrait, id: i64, now: DateTime<Utc>) -> Result<bool> {
    let update = role_grant::Entity::update_many()
        .col_expr(role_grant::Column::EndsAt, Expr::value(now))
        .filter(role_grant::Column::Id.eq(id))
        .filter(goes_on(now));
    Ok(0 < update.exec(db).await?.rows_affected)
}
