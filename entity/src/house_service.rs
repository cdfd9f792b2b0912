//! Who else serves the house: suppliers by service, the inspectorate, the municipality.

use domain::kernel::{HouseId, OrgId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "house_service")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub house_id: HouseId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub service: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrgId,
    pub begins_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
