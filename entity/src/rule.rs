//! Dated figures of the law: what holds when, by which act, and whether the text was read.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub begins_on: Date,
    pub ends_on: Option<Date>,
    pub value: String,
    pub act: String,
    pub verified: bool,
}

impl ActiveModelBehavior for ActiveModel {}
