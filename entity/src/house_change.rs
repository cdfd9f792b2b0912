//! Which houses a transaction changed, in the order of commits. ids: 8 bytes each, the high byte first.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "house_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub ids: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
