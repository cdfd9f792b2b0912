//! The houses of one organisation: managed by it, or supplied by it.

pub mod repo;

use domain::kernel::{Cursor, HouseId};
use sea_orm::FromQueryResult;

/// A house in the order of addresses.
#[derive(Debug, FromQueryResult)]
pub struct Place {
    /// Which.
    pub id: HouseId,
    /// Its place in the order.
    pub place_key: String,
}

impl Place {
    /// The place after this house.
    pub fn cursor(&self) -> Cursor {
        Cursor { key: self.place_key.clone(), id: self.id.0 }
    }
}
