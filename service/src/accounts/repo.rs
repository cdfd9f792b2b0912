//! All SQL of accounts, their ties and the attempts to make one.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::accounts::{AccountView, LinkView, PlaceView, ServiceKind};
use domain::houses::PremisesKind;
use domain::kernel::{AccountId, Date, HouseId, Kopecks, LinkId, OrgId, PersonId, PremisesId};
use domain::orgs::{OrgKind, OrgRow};
use entity::{
    account, account_link, account_service, house, link_attempt, organisation, ownership, person, premises, tenancy,
};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use crate::actor::Resident;
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

/// Ends a living tie; whose it was, or `None` when it had ended already.
pub async fn end_link(
    db: &impl ConnectionTrait,
    link: LinkId,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>> {
    let Some(row) = account_link::Entity::find_by_id(link).one(db).await? else { return Ok(None) };
    let ended = account_link::Entity::update_many()
        .col_expr(account_link::Column::EndedAt, Expr::value(now))
        .col_expr(account_link::Column::EndedBy, Expr::value(by))
        .filter(account_link::Column::Id.eq(link))
        .filter(account_link::Column::EndedAt.is_null())
        .exec(db)
        .await?;
    Ok((ended.rows_affected == 1).then_some(row.person_id))
}

/// The accounts a person's living ties lead to, by premises.
pub async fn accounts_of(
    db: &impl ConnectionTrait,
    who: &Resident,
    premises: Option<PremisesId>,
) -> Result<Vec<account::Model>> {
    let linked = Query::select()
        .column(account_link::Column::AccountId)
        .from(account_link::Entity)
        .and_where(account_link::Column::PersonId.eq(who.person()))
        .and_where(account_link::Column::EndedAt.is_null())
        .to_owned();
    let mut find = account::Entity::find().filter(account::Column::Id.in_subquery(linked));
    if let Some(premises) = premises {
        find = find.filter(account::Column::PremisesId.eq(premises));
    }
    Ok(find.order_by_asc(account::Column::PremisesId).order_by_asc(account::Column::Id).limit(100).all(db).await?)
}

/// Accounts with all that a screen shows of them, in a fixed number of queries.
pub async fn views(
    db: &impl ConnectionTrait,
    who: &Resident,
    accounts: Vec<account::Model>,
) -> Result<Vec<AccountView>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
    let places = places(db, accounts.iter().map(|account| account.premises_id).collect()).await?;
    let services = account_service::Entity::find()
        .filter(account_service::Column::AccountId.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let firms = services.iter().map(|row| row.organisation_id).chain(accounts.iter().map(|row| row.organisation_id));
    let firms = organisations(db, firms.collect()).await?;
    let mut links = links(db, who, &accounts).await?;
    let views = accounts.into_iter().filter_map(|row| {
        let paid = services.iter().filter(|service| service.account_id == row.id).filter_map(|service| {
            Some((ServiceKind::from_code(&service.service)?, firms.get(&service.organisation_id).cloned()))
        });
        let mut paid: Vec<_> = paid.collect();
        paid.sort_by_key(|(kind, _)| *kind);
        Some(AccountView {
            id: row.id,
            place: places.get(&row.premises_id)?.clone(),
            organisation: firms.get(&row.organisation_id).cloned(),
            services: paid,
            residents: row.residents,
            area: row.area,
            closed_on: row.closed_on,
            links: links.remove(&row.id).unwrap_or_default(),
            number: row.number,
            payer_code: row.payer_code,
        })
    });
    Ok(views.collect())
}

async fn places(db: &impl ConnectionTrait, ids: Vec<PremisesId>) -> Result<HashMap<PremisesId, PlaceView>> {
    let rows = premises::Entity::find().filter(premises::Column::Id.is_in(ids)).all(db).await?;
    let houses: Vec<(HouseId, String)> = house::Entity::find()
        .select_only()
        .columns([house::Column::Id, house::Column::Address])
        .filter(house::Column::Id.is_in(rows.iter().map(|row| row.house_id)))
        .into_tuple()
        .all(db)
        .await?;
    let places = rows.into_iter().map(|row| {
        let address = houses.iter().find(|house| house.0 == row.house_id).map(|house| house.1.clone());
        let place = PlaceView {
            id: row.id,
            house: row.house_id,
            address: address.unwrap_or_default(),
            kind: PremisesKind::from_code(&row.kind).unwrap_or(PremisesKind::Flat),
            number: row.number,
            entrance: row.entrance,
            floor: row.floor,
            rooms: row.rooms,
            area: row.area,
        };
        (row.id, place)
    });
    Ok(places.collect())
}

async fn organisations(db: &impl ConnectionTrait, ids: Vec<OrgId>) -> Result<HashMap<OrgId, OrgRow>> {
    let rows = organisation::Entity::find().filter(organisation::Column::Id.is_in(ids)).all(db).await?;
    let firms = rows.into_iter().map(|row| {
        let kind = OrgKind::from_code(&row.kind).unwrap_or(OrgKind::Unknown);
        let firm =
            OrgRow { id: row.id, name: row.name, kind, address: row.address, phone: row.phone, houses: row.houses };
        (row.id, firm)
    });
    Ok(firms.collect())
}

/// Everybody's ties to the accounts, as the person who asks sees them.
async fn links(
    db: &impl ConnectionTrait,
    who: &Resident,
    accounts: &[account::Model],
) -> Result<HashMap<AccountId, Vec<LinkView>>> {
    let rows = account_link::Entity::find()
        .filter(account_link::Column::AccountId.is_in(accounts.iter().map(|account| account.id)))
        .filter(account_link::Column::EndedAt.is_null())
        .order_by_asc(account_link::Column::LinkedAt)
        .order_by_asc(account_link::Column::Id)
        .all(db)
        .await?;
    let people: Vec<(PersonId, String, String, String)> = person::Entity::find()
        .select_only()
        .columns([
            person::Column::Id,
            person::Column::GivenName,
            person::Column::Patronymic,
            person::Column::FamilyName,
        ])
        .filter(person::Column::Id.is_in(rows.iter().map(|row| row.person_id)))
        .into_tuple()
        .all(db)
        .await?;
    let owners: Vec<(PremisesId, PersonId)> = ownership::Entity::find()
        .select_only()
        .columns([ownership::Column::PremisesId, ownership::Column::PersonId])
        .filter(ownership::Column::PremisesId.is_in(accounts.iter().map(|account| account.premises_id)))
        .filter(ownership::Column::PersonId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut links: HashMap<AccountId, Vec<LinkView>> = HashMap::new();
    for account in accounts {
        let here = || rows.iter().filter(|row| row.account_id == account.id);
        let mut owners = owners.iter().filter(|owner| owner.0 == account.premises_id).map(|owner| owner.1).peekable();
        let rules = match owners.peek() {
            Some(_) => owners.any(|owner| owner == who.person()),
            None => here().next().is_some_and(|first| first.person_id == who.person()),
        };
        let views = here().map(|row| {
            let mine = row.person_id == who.person();
            let named = people.iter().find(|person| person.0 == row.person_id);
            LinkView {
                id: row.id,
                name: named.map(|(_, given, patronymic, family)| short(given, patronymic, family)).unwrap_or_default(),
                since: row.linked_at,
                mine,
                endable: mine || rules,
            }
        });
        links.insert(account.id, views.collect());
    }
    Ok(links)
}

/// «Анна Сергеевна О.»
fn short(given: &str, patronymic: &str, family: &str) -> String {
    let initial = family.chars().next().map(|letter| format!("{letter}."));
    let parts = [given.to_owned(), patronymic.to_owned(), initial.unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Who lives in the premises under a contract: name, contract, until when.
pub async fn tenants(
    db: &impl ConnectionTrait,
    premises: &[PremisesId],
) -> Result<Vec<(PremisesId, (String, String, Option<Date>))>> {
    let rows =
        tenancy::Entity::find().filter(tenancy::Column::PremisesId.is_in(premises.iter().copied())).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.premises_id, (row.tenant_name, row.contract, row.ends_on))).collect())
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
