//! One word of the lists of the state register (ГАР).

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "gar_word")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: i64,
    pub kind: i32,
    pub number: i64,
    pub level: i32,
    pub name: String,
    pub short_name: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub active: bool,
    pub digest: i64,
}

impl ActiveModelBehavior for ActiveModel {}
