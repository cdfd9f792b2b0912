//! Versions that were replaced, whole, as JSON by column.

use domain::kernel::OrgId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrgId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub facts: String,
    pub replaced_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
