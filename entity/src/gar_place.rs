//! One version of a place in one of the two trees of the state register (ГАР).

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "gar_place")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: i64,
    pub object_id: i64,
    pub kind: i32,
    pub region: i32,
    pub parent_id: i64,
    pub path: String,
    pub code: String,
    pub change_id: i64,
    pub previous_id: i64,
    pub starts_on: Date,
    pub ends_on: Date,
    pub updated_on: Date,
    pub active: bool,
    pub digest: i64,
}

impl ActiveModelBehavior for ActiveModel {}
