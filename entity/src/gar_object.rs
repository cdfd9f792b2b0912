//! One version of a thing with an address in the state register (ГАР).

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "gar_object")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: i64,
    pub object_id: i64,
    pub kind: i32,
    pub region: i32,
    pub guid: String,
    pub name: String,
    pub type_name: String,
    pub level: i32,
    pub addition: String,
    pub addition_type: String,
    pub addition2: String,
    pub addition2_type: String,
    pub change_id: i64,
    pub previous_id: i64,
    pub starts_on: Date,
    pub ends_on: Date,
    pub updated_on: Date,
    pub actual: bool,
    pub active: bool,
    pub digest: i64,
}

impl ActiveModelBehavior for ActiveModel {}
