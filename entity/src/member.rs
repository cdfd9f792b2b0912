//! A line of a house's register of members of its association or cooperative.

use domain::kernel::{HouseId, PremisesId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub house_id: HouseId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub line: i32,
    pub number: i32,
    pub name: String,
    pub premises_id: PremisesId,
    pub since: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
