//! One version of what the state register (ГАР) knows of a thing.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "gar_param")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: i64,
    pub object_id: i64,
    pub kind: i32,
    pub region: i32,
    pub type_id: i32,
    pub value: String,
    pub change_id: i64,
    pub change_end_id: i64,
    pub starts_on: Date,
    pub ends_on: Date,
    pub updated_on: Date,
    pub digest: i64,
}

impl ActiveModelBehavior for ActiveModel {}
