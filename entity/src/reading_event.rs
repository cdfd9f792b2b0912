//! The way of a reading once accepted, which its own row says: passed to the provider, taken into a bill.

use domain::kernel::ReadingId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reading_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reading_id: ReadingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub stage: String,
    pub at: DateTimeUtc,
    pub note: String,
}

impl ActiveModelBehavior for ActiveModel {}
