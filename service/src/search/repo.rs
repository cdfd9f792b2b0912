//! All SQL of the search: one walk along the index of addresses, one along the names.

use domain::kernel::{HouseId, OrgId};
use entity::{house, organisation};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QueryOrder, QuerySelect};

use crate::db::text;
use crate::error::Result;

/// Houses looked at before the best are chosen.
const CANDIDATES: u64 = 400;

/// A house whose address has all the words.
#[derive(Debug, FromQueryResult)]
pub struct Candidate {
    /// Which.
    pub id: HouseId,
    /// Its address as it sorts.
    pub place_key: String,
}

/// Houses whose address has all the words, by address. Reads the index alone.
pub async fn houses(db: &impl ConnectionTrait, words: &[String]) -> Result<Vec<Candidate>> {
    let select = house::Entity::find().select_only().columns([house::Column::Id, house::Column::PlaceKey]);
    let select = text::with_words(db.get_database_backend(), select, house::Column::PlaceKey, words);
    let select = select.order_by_asc(house::Column::PlaceKey).order_by_asc(house::Column::Id);
    Ok(select.limit(CANDIDATES).into_model().all(db).await?)
}

/// Organisations whose name has all the words, those with most houses first.
pub async fn organisations(db: &impl ConnectionTrait, words: &[String], limit: usize) -> Result<Vec<OrgId>> {
    let select = organisation::Entity::find().select_only().column(organisation::Column::Id);
    let select = text::with_words(db.get_database_backend(), select, organisation::Column::NameKey, words);
    let select = select.order_by_desc(organisation::Column::Houses).order_by_desc(organisation::Column::Id);
    Ok(select.limit(limit as u64).into_tuple().all(db).await?)
}
