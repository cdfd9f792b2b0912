//! Which process holds which number; the number is part of every id it makes.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "node_lease")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub node: i32,
    pub holder: String,
    pub until_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
