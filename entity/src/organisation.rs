//! (source, source_id) is a row's identity: repeating an import finds the same row.

use domain::kernel::OrgId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrgId,
    pub region: i32,
    pub kind: String,
    pub name: String,
    pub full_name: String,
    pub name_key: String,
    pub inn: String,
    pub ogrn: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub site: String,
    pub hours: String,
    pub lat_e6: Option<i32>,
    pub lon_e6: Option<i32>,
    pub houses: i32,
    pub source: String,
    pub source_id: String,
    pub source_day: Option<Date>,
    pub digest: i64,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
