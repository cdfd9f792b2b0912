//! All SQL of linking: the accounts that may be meant, the attempts so far, the tie.

use chrono::{DateTime, Utc};
use domain::kernel::{AccountId, HouseId, Kopecks, LinkId, OrgId, PersonId};
use domain::orgs::OrgKind;
use entity::{account, account_link, house, link_attempt, organisation};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{ExprTrait, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use crate::error::Result;

/// An attempt to link.
#[derive(Debug)]
pub struct Attempt {
    pub person: PersonId,
    pub house: HouseId,
    pub number: String,
    pub network: String,
}

/// An account that may be the one meant.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub id: AccountId,
    pub house: HouseId,
    pub number: String,
    pub number_key: String,
    pub payer_code: String,
    pub bill_code_hash: String,
    pub bill_sum: Option<Kopecks>,
}

impl Candidate {
    /// What a proof is compared with when there is no account: fits nothing.
    pub fn nobody() -> Self {
        Self {
            id: AccountId(0),
            house: HouseId(0),
            number: String::new(),
            number_key: String::new(),
            payer_code: String::new(),
            bill_code_hash: "-".repeat(64),
            bill_sum: None,
        }
    }
}

/// The name under which attempts at a number in a house are counted.
pub fn attempt_key(house: HouseId, number: &str) -> String {
    format!("{house}:{number}")
}

/// Attempts of one person, and at one number, come one after another, so that many at once are counted
/// too. SQLite has one writer anyway.
pub async fn wait_turn(db: &impl ConnectionTrait, attempt: &Attempt) -> Result<()> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let sql = "select pg_advisory_xact_lock(hashtextextended($1, 0))";
    for name in [format!("person:{}", attempt.person), attempt_key(attempt.house, &attempt.number)] {
        db.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [name.into()])).await?;
    }
    Ok(())
}

/// The open accounts of a house with this number or payer code.
pub async fn candidates(db: &impl ConnectionTrait, house: HouseId, number: &str) -> Result<Vec<Candidate>> {
    let named = account::Column::NumberKey.eq(number).or(account::Column::PayerCode.eq(number));
    let rows = account::Entity::find()
        .filter(account::Column::HouseId.eq(house))
        .filter(named)
        .filter(account::Column::ClosedOn.is_null())
        .order_by_asc(account::Column::Id)
        .limit(20)
        .all(db)
        .await?;
    let candidates = rows.into_iter().map(|row| Candidate {
        id: row.id,
        house: row.house_id,
        number: row.number,
        number_key: row.number_key,
        payer_code: row.payer_code,
        bill_code_hash: row.bill_code_hash,
        bill_sum: row.bill_sum,
    });
    Ok(candidates.collect())
}

/// When the person was wrong since, in order.
pub async fn wrong_of_person(
    db: &impl ConnectionTrait,
    person: PersonId,
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    wrong(db, Condition::all().add(link_attempt::Column::PersonId.eq(person)), since).await
}

/// When the network was wrong since, in order.
pub async fn wrong_of_network(
    db: &impl ConnectionTrait,
    network: &str,
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    wrong(db, Condition::all().add(link_attempt::Column::Network.eq(network)), since).await
}

/// When somebody was wrong at one of the keys since, in order.
pub async fn wrong_of_account(
    db: &impl ConnectionTrait,
    keys: &[String],
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    wrong(db, Condition::all().add(link_attempt::Column::AccountKey.is_in(keys)), since).await
}

async fn wrong(db: &impl ConnectionTrait, of: Condition, since: DateTime<Utc>) -> Result<Vec<DateTime<Utc>>> {
    let rows = link_attempt::Entity::find()
        .select_only()
        .column(link_attempt::Column::At)
        .filter(of)
        .filter(link_attempt::Column::At.gt(since))
        .filter(link_attempt::Column::Matched.eq(false))
        .order_by_desc(link_attempt::Column::At)
        .limit(200)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().rev().collect())
}

/// Writes an attempt.
pub async fn insert_attempt(
    db: &impl ConnectionTrait,
    id: i64,
    attempt: &Attempt,
    matched: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = link_attempt::ActiveModel {
        id: Set(id),
        person_id: Set(attempt.person),
        account_key: Set(attempt_key(attempt.house, &attempt.number)),
        network: Set(attempt.network.clone()),
        matched: Set(matched),
        at: Set(now),
    };
    link_attempt::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Who is linked to the account now.
pub async fn holders(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<PersonId>> {
    let rows = account_link::Entity::find()
        .select_only()
        .column(account_link::Column::PersonId)
        .filter(account_link::Column::AccountId.eq(account))
        .filter(account_link::Column::EndedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows)
}

/// Writes a tie.
pub async fn insert_link(
    db: &impl ConnectionTrait,
    id: LinkId,
    account: &Candidate,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = account_link::ActiveModel {
        id: Set(id),
        house_id: Set(account.house),
        account_id: Set(account.id),
        person_id: Set(person),
        linked_at: Set(now),
        ended_at: Set(None),
        ended_by: Set(None),
    };
    account_link::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The inspectorate of the house's region.
pub async fn inspectorate(db: &impl ConnectionTrait, house: HouseId) -> Result<Option<OrgId>> {
    let region = Query::select()
        .column(house::Column::Region)
        .from(house::Entity)
        .and_where(house::Column::Id.eq(house))
        .to_owned();
    let found = organisation::Entity::find()
        .select_only()
        .column(organisation::Column::Id)
        .filter(organisation::Column::Kind.eq(OrgKind::Inspectorate.code()))
        .filter(organisation::Column::Region.in_subquery(region))
        .order_by_asc(organisation::Column::Id)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found)
}
