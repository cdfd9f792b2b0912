//! All SQL of the map: the feed of changes, the houses' places, the base map's shapes.

pub mod feed;

use atlas::{Point, Spot};
use domain::houses::HouseKind;
use domain::kernel::HouseId;
use entity::{house, shape};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::Wanted;
use crate::error::Result;
use crate::{houses, orgs};

/// Houses read at once.
const CHUNK: usize = 20_000;
/// The most houses a filter is drawn for.
const MOST: u64 = 2_000_000;

/// Id, place in millionths of a degree, kind.
type Row = (HouseId, Option<i32>, Option<i32>, String);

fn rows(select: Select<house::Entity>) -> Select<house::Entity> {
    let columns = [house::Column::Id, house::Column::LatE6, house::Column::LonE6, house::Column::Kind];
    select.select_only().columns(columns)
}

fn point((id, lat, lon, kind): Row) -> Option<Point> {
    Some(Point { id: id.0, spot: Spot::of(lat?, lon?), kind: sign(&kind) })
}

/// The sign of a house: the place of its kind in the list of kinds.
fn sign(kind: &str) -> u8 {
    let place = HouseKind::ALL.into_iter().position(|known| known.code() == kind);
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}

/// Every house that has a place, read chunk by chunk.
pub async fn points(db: &impl ConnectionTrait) -> Result<Vec<Point>> {
    let (mut points, mut after) = (Vec::new(), HouseId(0));
    loop {
        let select = rows(house::Entity::find()).filter(house::Column::Id.gt(after)).order_by_asc(house::Column::Id);
        let chunk: Vec<Row> = select.limit(CHUNK as u64).into_tuple().all(db).await?;
        let Some(last) = chunk.last() else { return Ok(points) };
        after = last.0;
        points.extend(chunk.into_iter().filter_map(point));
    }
}

/// Those of the houses that have a place.
pub async fn points_of(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Point>> {
    let mut points = Vec::new();
    for some in ids.chunks(1_000) {
        let select = rows(house::Entity::find()).filter(house::Column::Id.is_in(some.iter().copied()));
        let found: Vec<Row> = select.into_tuple().all(db).await?;
        points.extend(found.into_iter().filter_map(point));
    }
    Ok(points)
}

/// The houses of a filter.
#[derive(Debug)]
pub struct Filtered {
    /// Those that have a place.
    pub placed: Vec<(i64, Spot)>,
    /// How many have none.
    pub unplaced: usize,
    /// More were found than are drawn.
    pub cut: bool,
}

/// The houses of a filter, at most two million.
pub async fn filtered(db: &impl ConnectionTrait, wanted: &Wanted) -> Result<Filtered> {
    let backend = db.get_database_backend();
    let mut select = rows(houses::narrowed(backend, &wanted.filter));
    if !wanted.organisations.is_all() {
        select = select.filter(house::Column::Id.in_subquery(orgs::houses_of_those(backend, &wanted.organisations)));
    }
    if let Some(organisation) = wanted.served_by {
        select = select.filter(house::Column::Id.in_subquery(orgs::houses_of(organisation)));
    }
    let mut found: Vec<Row> = select.limit(MOST + 1).into_tuple().all(db).await?;
    let cut = MOST < found.len() as u64;
    found.truncate(MOST as usize);
    let all = found.len();
    let placed: Vec<_> = found.into_iter().filter_map(point).map(|point| (point.id, point.spot)).collect();
    Ok(Filtered { unplaced: all - placed.len(), placed, cut })
}

/// The base map's shapes in the order they were drawn: kind, name, points as JSON.
pub async fn shapes(db: &impl ConnectionTrait) -> Result<Vec<(String, String, String)>> {
    let select = shape::Entity::find().select_only();
    let select = select.columns([shape::Column::Kind, shape::Column::Name, shape::Column::Points]);
    Ok(select.order_by_asc(shape::Column::Id).limit(MOST).into_tuple().all(db).await?)
}
