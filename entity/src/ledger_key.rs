//! The key that heads of meetings' logs are signed with.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub secret: Vec<u8>,
    pub made_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
