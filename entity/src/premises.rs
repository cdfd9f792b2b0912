//! A flat, a non-residential room or a parking place.

use domain::kernel::{Area, HouseId, PremisesId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "premises")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PremisesId,
    pub house_id: HouseId,
    pub kind: String,
    pub number: String,
    pub number_key: String,
    pub entrance: Option<i32>,
    pub floor: Option<i32>,
    pub rooms: Option<i32>,
    pub area: Area,
}

impl ActiveModelBehavior for ActiveModel {}
