//! All SQL of the search: houses in the order of addresses, names of streets and organisations.

use std::collections::HashMap;

use atlas::Spot;
use domain::kernel::{HouseId, OrgId};
use entity::{house, organisation};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use super::StreetRow;
use crate::db::text;
use crate::error::Result;

/// Houses read at once.
const CHUNK: u64 = 20_000;

/// A house by its address.
#[derive(Debug, FromQueryResult)]
pub struct Place {
    /// Which.
    pub id: HouseId,
    /// Its address as it sorts.
    pub place_key: String,
}

/// Houses after a place, in the order of addresses. Reads the index alone.
pub async fn by_place(db: &impl ConnectionTrait, after: &(String, i64)) -> Result<Vec<Place>> {
    let select = house::Entity::find().select_only().columns([house::Column::Id, house::Column::PlaceKey]);
    let place = [Expr::col((house::Entity, house::Column::PlaceKey)), Expr::col((house::Entity, house::Column::Id))];
    let seen = [Expr::value(after.0.as_str()), Expr::value(after.1)];
    let select = select.filter(Expr::tuple(place).gt(Expr::tuple(seen)));
    let select = select.order_by_asc(house::Column::PlaceKey).order_by_asc(house::Column::Id);
    Ok(select.limit(CHUNK).into_model().all(db).await?)
}

/// Where houses stand, of those whose place is known.
pub async fn places(db: &impl ConnectionTrait, ids: &[i64]) -> Result<HashMap<i64, Spot>> {
    let columns = [house::Column::Id, house::Column::LatE6, house::Column::LonE6];
    let select = house::Entity::find().select_only().columns(columns);
    let select = select.filter(house::Column::Id.is_in(ids.iter().copied()));
    let rows: Vec<(HouseId, Option<i32>, Option<i32>)> = select.into_tuple().all(db).await?;
    Ok(rows.into_iter().filter_map(|(id, lat, lon)| Some((id.0, Spot::of(lat?, lon?)))).collect())
}

/// The printed names of streets, from one house of each.
pub async fn streets(db: &impl ConnectionTrait, found: &[finder::Street]) -> Result<Vec<StreetRow>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let columns = [house::Column::Id, house::Column::RegionName, house::Column::Locality, house::Column::Street];
    let select = house::Entity::find().select_only().columns(columns);
    let rows: Vec<(HouseId, String, String, String)> =
        select.filter(house::Column::Id.is_in(found.iter().map(|street| street.house))).into_tuple().all(db).await?;
    let mut names: HashMap<i64, _> =
        rows.into_iter().map(|(id, region, place, street)| (id.0, (region, place, street))).collect();
    let rows = found.iter().filter_map(|known| {
        let (region, locality, street) = names.remove(&known.house)?;
        Some(StreetRow { region, locality, street, houses: known.houses })
    });
    Ok(rows.collect())
}

/// Organisations whose name has all the words, those with most houses first.
pub async fn organisations(db: &impl ConnectionTrait, words: &[String], limit: usize) -> Result<Vec<OrgId>> {
    let select = organisation::Entity::find().select_only().column(organisation::Column::Id);
    let select = text::with_words(db.get_database_backend(), select, organisation::Column::NameKey, words);
    let select = select.order_by_desc(organisation::Column::Houses).order_by_desc(organisation::Column::Id);
    Ok(select.limit(limit as u64).into_tuple().all(db).await?)
}
