//! All SQL of the houses of one organisation.

use domain::kernel::{Cursor, HouseId, OrgId};
use domain::orgs::{OrgFilter, OrgRow};
use entity::{house, house_service, organisation};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::Place;
use crate::db::text;
use crate::error::Result;

/// With more houses than this an organisation serves a good part of all, so that walking along the
/// addresses meets its houses soon; with fewer, its own houses are gathered and put in order.
const MANY: i32 = 3_000;

/// Its houses after a place, by address, at most so many.
pub async fn page(
    db: &impl ConnectionTrait,
    organisation: &OrgRow,
    words: &[String],
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Place>> {
    let id = organisation.id;
    let select = house::Entity::find().select_only().columns([house::Column::Id, house::Column::PlaceKey]);
    let select = if organisation.houses < MANY {
        select.filter(house::Column::Id.in_subquery(all_of(id)))
    } else {
        select.filter(house::Column::OrganisationId.eq(id).or(Expr::exists(supplies(id))))
    };
    let select = text::with_words(db.get_database_backend(), select, house::Column::PlaceKey, words);
    let select = match after {
        Some(cursor) => {
            let place =
                [Expr::col((house::Entity, house::Column::PlaceKey)), Expr::col((house::Entity, house::Column::Id))];
            let seen = [Expr::value(cursor.key.as_str()), Expr::value(cursor.id)];
            select.filter(Expr::tuple(place).gt(Expr::tuple(seen)))
        }
        None => select,
    };
    let select = select.order_by_asc(house::Column::PlaceKey).order_by_asc(house::Column::Id);
    Ok(select.limit(limit as u64).into_model().all(db).await?)
}

/// Ids of the houses it manages or supplies.
pub fn all_of(organisation: OrgId) -> SelectStatement {
    served_by(|column: Expr| column.eq(organisation))
}

/// Ids of the houses that organisations of a filter manage or supply.
pub fn all_of_those(backend: DbBackend, filter: &OrgFilter) -> SelectStatement {
    let select = organisation::Entity::find().select_only().column(organisation::Column::Id);
    let those = crate::orgs::repo::narrowed(backend, filter, select).into_query();
    served_by(|column: Expr| column.in_subquery(those.clone()))
}

fn served_by(is: impl Fn(Expr) -> Expr) -> SelectStatement {
    let managed = Query::select()
        .column(house::Column::Id)
        .from(house::Entity)
        .and_where(is(Expr::col((house::Entity, house::Column::OrganisationId))))
        .to_owned();
    let supplied = Query::select()
        .column(house_service::Column::HouseId)
        .from(house_service::Entity)
        .and_where(is(Expr::col((house_service::Entity, house_service::Column::OrganisationId))))
        .to_owned();
    Query::select()
        .column(house::Column::Id)
        .from_subquery(managed.clone().union(UnionType::Distinct, supplied).to_owned(), "its")
        .to_owned()
}

/// It supplies the house of the row outside.
fn supplies(organisation: OrgId) -> SelectStatement {
    Query::select()
        .expr(Expr::value(1))
        .from(house_service::Entity)
        .and_where(house_service::Column::OrganisationId.eq(organisation))
        .and_where(
            Expr::col((house_service::Entity, house_service::Column::HouseId))
                .equals((house::Entity, house::Column::Id)),
        )
        .to_owned()
}

/// What it supplies to each of these houses.
pub async fn services(
    db: &impl ConnectionTrait,
    organisation: OrgId,
    houses: &[HouseId],
) -> Result<Vec<(HouseId, String)>> {
    if houses.is_empty() {
        return Ok(Vec::new());
    }
    let select = house_service::Entity::find().select_only();
    let select = select.columns([house_service::Column::HouseId, house_service::Column::Service]);
    let select = select.filter(house_service::Column::OrganisationId.eq(organisation));
    let select = select.filter(house_service::Column::HouseId.is_in(houses.iter().copied()));
    Ok(select.order_by_asc(house_service::Column::Service).into_tuple().all(db).await?)
}
