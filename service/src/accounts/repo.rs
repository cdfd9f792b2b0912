//! All SQL of accounts and who is linked to them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::accounts::{AccountView, LinkView, PlaceView, ServiceKind};
use domain::houses::PremisesKind;
use domain::kernel::{AccountId, Date, HouseId, LinkId, OrgId, PersonId, PremisesId};
use domain::orgs::{OrgKind, OrgRow};
use domain::people::short_name;
use entity::{account, account_link, account_service, house, organisation, ownership, person, premises, tenancy};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::actor::Resident;
use crate::error::Result;

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
                name: named
                    .map(|(_, given, patronymic, family)| short_name(given, patronymic, family))
                    .unwrap_or_default(),
                since: row.linked_at,
                mine,
                endable: mine || rules,
            }
        });
        links.insert(account.id, views.collect());
    }
    Ok(links)
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
