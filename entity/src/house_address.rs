//! Which address of the state register (ГАР) a house has. candidates is a JSON array.

use domain::kernel::{HouseId, PersonId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "house_address")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub house_id: HouseId,
    pub state: String,
    pub object_id: i64,
    pub guid: String,
    pub line: String,
    pub municipal: String,
    pub oktmo: String,
    pub percent: i32,
    pub candidates: String,
    pub printed: String,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
