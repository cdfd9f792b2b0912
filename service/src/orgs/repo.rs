//! All SQL of the registry of organisations.

use domain::houses::{Provenance, Source};
use domain::kernel::text::folded;
use domain::kernel::{Cursor, OrgId};
use domain::orgs::{OrgFilter, OrgKind, OrgPassport, OrgRow, OrgSort};
use entity::{organisation, registry_count};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use crate::db::text;
use crate::error::Result;

/// A row of the registry as it is read.
#[derive(Debug, FromQueryResult)]
pub struct Found {
    id: OrgId,
    name_key: String,
    name: String,
    kind: String,
    address: String,
    phone: String,
    houses: i32,
}

impl Found {
    /// The place after this row in a list sorted so.
    pub fn cursor(&self, sort: OrgSort) -> Cursor {
        let key = match sort {
            OrgSort::Name => self.name_key.clone(),
            OrgSort::Houses => self.houses.to_string(),
        };
        Cursor { key, id: self.id.0 }
    }
}

impl From<Found> for OrgRow {
    fn from(found: Found) -> Self {
        Self {
            id: found.id,
            name: found.name,
            kind: OrgKind::from_code(&found.kind).unwrap_or(OrgKind::Unknown),
            address: found.address,
            phone: found.phone,
            houses: found.houses,
        }
    }
}

fn columns(select: Select<organisation::Entity>) -> Select<organisation::Entity> {
    select.select_only().columns([
        organisation::Column::Id,
        organisation::Column::NameKey,
        organisation::Column::Name,
        organisation::Column::Kind,
        organisation::Column::Address,
        organisation::Column::Phone,
        organisation::Column::Houses,
    ])
}

/// Those of the filter.
pub fn narrowed(
    backend: DbBackend,
    filter: &OrgFilter,
    mut select: Select<organisation::Entity>,
) -> Select<organisation::Entity> {
    if let Some(kind) = filter.kind {
        select = select.filter(organisation::Column::Kind.eq(kind.code()));
    }
    text::with_words(backend, select, organisation::Column::NameKey, &filter.words)
}

/// Rows after a place, in the filter's order, at most so many.
pub async fn page(
    db: &impl ConnectionTrait,
    filter: &OrgFilter,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Found>> {
    let mut select = narrowed(db.get_database_backend(), filter, columns(organisation::Entity::find()));
    let column = match filter.sort {
        OrgSort::Name => organisation::Column::NameKey,
        OrgSort::Houses => organisation::Column::Houses,
    };
    if let Some((key, id)) = after.and_then(|cursor| Some((key(filter.sort, cursor)?, cursor.id))) {
        let row =
            [Expr::col((organisation::Entity, column)), Expr::col((organisation::Entity, organisation::Column::Id))];
        let (row, seen) = (Expr::tuple(row), Expr::tuple([key, Expr::value(id)]));
        select = select.filter(if filter.descending { row.lt(seen) } else { row.gt(seen) });
    }
    let order = if filter.descending { Order::Desc } else { Order::Asc };
    let select = select.order_by(column, order.clone()).order_by(organisation::Column::Id, order);
    Ok(select.limit(limit as u64).into_model().all(db).await?)
}

fn key(sort: OrgSort, cursor: &Cursor) -> Option<Expr> {
    match sort {
        OrgSort::Name => Some(Expr::value(cursor.key.as_str())),
        OrgSort::Houses => cursor.key.parse::<i32>().ok().map(Expr::value),
    }
}

/// Rows of these organisations, in no order.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[OrgId]) -> Result<Vec<Found>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let select = columns(organisation::Entity::find());
    Ok(select.filter(organisation::Column::Id.is_in(ids.iter().copied())).into_model().all(db).await?)
}

/// How many organisations there are.
pub async fn total(db: &impl ConnectionTrait) -> Result<i64> {
    let kept = registry_count::Entity::find_by_id("organisations".to_owned()).one(db).await?;
    Ok(kept.map_or(0, |kept| kept.value))
}

/// Everything open about an organisation.
pub async fn passport(db: &impl ConnectionTrait, id: OrgId) -> Result<Option<OrgPassport>> {
    let Some(found) = organisation::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    Ok(Some(OrgPassport {
        row: OrgRow {
            id: found.id,
            name: found.name,
            kind: OrgKind::from_code(&found.kind).unwrap_or(OrgKind::Unknown),
            address: found.address,
            phone: found.phone,
            houses: found.houses,
        },
        full_name: found.full_name,
        inn: found.inn,
        ogrn: found.ogrn,
        email: found.email,
        site: found.site,
        hours: found.hours,
        point: found.lat_e6.zip(found.lon_e6),
        provenance: Provenance {
            source: Source::from_code(&found.source).unwrap_or(Source::Operator),
            as_of: found.source_day,
            version: found.version,
        },
    }))
}

/// A row of which nothing is known but what it does and is called, and which source says so.
pub fn named(id: OrgId, kind: OrgKind, name: &str, (source, source_id): (Source, &str)) -> organisation::Model {
    let none = String::new;
    organisation::Model {
        id,
        region: i32::from(id.region().0),
        kind: kind.code().to_owned(),
        name: name.to_owned(),
        full_name: none(),
        name_key: folded(name),
        inn: none(),
        ogrn: none(),
        address: none(),
        phone: none(),
        email: none(),
        site: none(),
        hours: none(),
        lat_e6: None,
        lon_e6: None,
        houses: 0,
        source: source.code().to_owned(),
        source_id: source_id.to_owned(),
        source_day: None,
        digest: 0,
        version: 1,
    }
}
