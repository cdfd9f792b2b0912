//! A version of a house that was replaced.

use domain::kernel::HouseId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "house_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub house_id: HouseId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub facts: String,
    pub replaced_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
