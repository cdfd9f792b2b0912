//! Streets, blocks, water and outlines of the demo town: its base map. points is a JSON array of
//! [lon_e6, lat_e6].

use domain::kernel::HouseId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shape")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub kind: String,
    pub name: String,
    pub house_id: Option<HouseId>,
    pub points: String,
}

impl ActiveModelBehavior for ActiveModel {}
