//! The user agreement by version; the newest that has begun is the one to accept.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub begins_at: DateTimeUtc,
    pub body_ru: String,
    pub body_en: String,
}

impl ActiveModelBehavior for ActiveModel {}
