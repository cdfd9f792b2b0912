//! An entrance of a house.

use domain::kernel::HouseId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entrance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub house_id: HouseId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub floors: i32,
}

impl ActiveModelBehavior for ActiveModel {}
