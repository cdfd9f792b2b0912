//! All SQL of sessions.

use chrono::{DateTime, Utc};
use domain::kernel::PersonId;
use domain::people::{Level, SessionView};
use entity::{agreement, agreement_acceptance, person, role_grant, session};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use super::Origin;
use crate::actor::Signed;
use crate::error::Result;

/// A session to be written.
#[derive(Debug)]
pub struct NewSession<'a> {
    pub hash: String,
    pub person: Option<PersonId>,
    pub data: &'a str,
    pub from: &'a Origin,
    pub expires_at: DateTime<Utc>,
}

/// A living session and whose it is.
#[derive(Debug)]
pub struct Found {
    pub public_id: String,
    pub seen_at: DateTime<Utc>,
    pub signed: Option<Signed>,
    /// Roles the person ever had: without any there is nothing more to ask.
    pub grants: i64,
}

#[derive(FromQueryResult)]
struct SessionRow {
    public_id: String,
    seen_at: DateTime<Utc>,
    person_id: Option<PersonId>,
    family_name: Option<String>,
    given_name: Option<String>,
    patronymic: Option<String>,
    level: Option<String>,
    checked_at: Option<DateTime<Utc>>,
    in_force: Option<i32>,
    accepted: Option<i32>,
    grants: i64,
}

/// The living session of a hash with its person, in one query. `idle_since`: last used before is over.
pub async fn session(
    db: &impl ConnectionTrait,
    hash: &str,
    now: DateTime<Utc>,
    idle_since: DateTime<Utc>,
) -> Result<Option<Found>> {
    let accepted = Query::select()
        .expr(agreement_acceptance::Column::Version.max())
        .from(agreement_acceptance::Entity)
        .and_where(
            Expr::col((agreement_acceptance::Entity, agreement_acceptance::Column::PersonId))
                .equals((session::Entity, session::Column::PersonId)),
        )
        .to_owned();
    let in_force = Query::select()
        .expr(agreement::Column::Version.max())
        .from(agreement::Entity)
        .and_where(agreement::Column::BeginsAt.lte(now))
        .to_owned();
    let grants = Query::select()
        .expr(Expr::col((role_grant::Entity, role_grant::Column::Id)).count())
        .from(role_grant::Entity)
        .and_where(
            Expr::col((role_grant::Entity, role_grant::Column::PersonId))
                .equals((session::Entity, session::Column::PersonId)),
        )
        .to_owned();
    let mut select = Query::select();
    select
        .columns(
            [session::Column::PublicId, session::Column::SeenAt, session::Column::PersonId]
                .map(|c| (session::Entity, c)),
        )
        .columns(
            [
                person::Column::FamilyName,
                person::Column::GivenName,
                person::Column::Patronymic,
                person::Column::Level,
                person::Column::CheckedAt,
            ]
            .map(|c| (person::Entity, c)),
        )
        .expr_as(SimpleExpr::from(in_force), "in_force")
        .expr_as(SimpleExpr::from(accepted), "accepted")
        .expr_as(SimpleExpr::from(grants), "grants")
        .from(session::Entity)
        .left_join(
            person::Entity,
            Expr::col((person::Entity, person::Column::Id)).equals((session::Entity, session::Column::PersonId)),
        )
        .and_where(session::Column::TokenHash.eq(hash))
        .and_where(session::Column::ExpiresAt.gt(now))
        .and_where(session::Column::SeenAt.gt(idle_since));
    let row = SessionRow::find_by_statement(db.get_database_backend().build(&select)).one(db).await?;
    Ok(row.map(|row| Found {
        public_id: row.public_id.clone(),
        seen_at: row.seen_at,
        grants: row.grants,
        signed: signed(row),
    }))
}

fn signed(row: SessionRow) -> Option<Signed> {
    let parts = [row.given_name, row.patronymic, row.family_name];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Some(Signed {
        id: row.person_id?,
        name: parts.join(" "),
        level: row.level.and_then(|level| Level::from_code(&level)).unwrap_or(Level::Basic),
        checked: row.checked_at.is_some(),
        agreed: row.in_force.is_none_or(|version| row.accepted == Some(version)),
        grants: Vec::new(),
    })
}

/// Writes a session.
pub async fn insert_session(db: &impl ConnectionTrait, new: NewSession<'_>, now: DateTime<Utc>) -> Result<()> {
    let row = session::ActiveModel {
        token_hash: Set(new.hash),
        public_id: Set(crate::people::token::public_id()),
        person_id: Set(new.person),
        data: Set(new.data.to_owned()),
        device: Set(new.from.device.clone()),
        network: Set(new.from.network.clone()),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(new.expires_at),
    };
    session::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Notes that the session was used.
pub async fn touch(db: &impl ConnectionTrait, hash: &str, now: DateTime<Utc>) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(now))
        .filter(session::Column::TokenHash.eq(hash))
        .exec(db)
        .await?;
    Ok(())
}

/// What a login that has not run out keeps; its row goes away. Of two callers one gets it.
pub async fn take_login(db: &impl ConnectionTrait, hash: &str, now: DateTime<Utc>) -> Result<Option<String>> {
    let login = || Condition::all().add(session::Column::TokenHash.eq(hash)).add(session::Column::PersonId.is_null());
    let Some(found) = session::Entity::find().filter(login()).one(db).await? else { return Ok(None) };
    let gone = session::Entity::delete_many().filter(login()).exec(db).await?;
    Ok((gone.rows_affected == 1 && now < found.expires_at).then_some(found.data))
}

/// Ends a session by its hash.
pub async fn delete_session(db: &impl ConnectionTrait, hash: &str) -> Result<()> {
    session::Entity::delete_by_id(hash.to_owned()).exec(db).await?;
    Ok(())
}

/// Ends one of a person's sessions; how many rows.
pub async fn delete_one_of(db: &impl ConnectionTrait, who: PersonId, public_id: &str) -> Result<u64> {
    let gone = session::Entity::delete_many()
        .filter(session::Column::PersonId.eq(who))
        .filter(session::Column::PublicId.eq(public_id))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}

/// Ends all of a person's sessions, or all but one; how many rows.
pub async fn delete_all_of(db: &impl ConnectionTrait, who: PersonId, but: Option<&str>) -> Result<u64> {
    let mut delete = session::Entity::delete_many().filter(session::Column::PersonId.eq(who));
    if let Some(but) = but {
        delete = delete.filter(session::Column::PublicId.ne(but));
    }
    Ok(delete.exec(db).await?.rows_affected)
}

/// Drops what ran out: by its own end, or unused since `idle_since`; how many rows.
pub async fn delete_expired(db: &impl ConnectionTrait, now: DateTime<Utc>, idle_since: DateTime<Utc>) -> Result<u64> {
    let over = session::Column::ExpiresAt.lte(now).or(session::Column::SeenAt.lte(idle_since));
    Ok(session::Entity::delete_many().filter(over).exec(db).await?.rows_affected)
}

/// The living sessions of a person, the last used first.
pub async fn sessions_of(
    db: &impl ConnectionTrait,
    who: PersonId,
    now: DateTime<Utc>,
    idle_since: DateTime<Utc>,
    current: Option<&str>,
) -> Result<Vec<SessionView>> {
    let rows = session::Entity::find()
        .filter(session::Column::PersonId.eq(who))
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::SeenAt.gt(idle_since))
        .order_by_desc(session::Column::SeenAt)
        .limit(100)
        .all(db)
        .await?;
    let views = rows.into_iter().map(|row| SessionView {
        current: current == Some(row.public_id.as_str()),
        public_id: row.public_id,
        device: row.device,
        network: row.network,
        created_at: row.created_at,
        seen_at: row.seen_at,
    });
    Ok(views.collect())
}
