//! On which days of a month a provider takes readings; by resource where it differs.

use domain::kernel::OrgId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reading_window")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub organisation_id: OrgId,
    pub resource: String,
    pub day_from: i32,
    pub day_to: i32,
    pub begins_on: Date,
    pub ends_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
