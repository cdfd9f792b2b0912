//! Areas in 0.01 m2, places in millionths of a degree: integers only, equal on every database.
//! address is the printed form; place_key sorts it (region, place, street, number padded).

use domain::kernel::{Area, HouseId, OrgId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "house")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HouseId,
    pub region: i32,
    pub kind: String,
    pub address: String,
    pub region_name: String,
    pub district: String,
    pub locality: String,
    pub street: String,
    pub number: String,
    pub place_key: String,
    pub fias_guid: String,
    pub cadastral_no: String,
    pub time_zone: String,
    pub lat_e6: Option<i32>,
    pub lon_e6: Option<i32>,
    pub organisation_id: Option<OrgId>,
    pub managed_since: Option<Date>,
    pub year_built: Option<i32>,
    pub used_since: Option<i32>,
    pub series: String,
    pub floors_max: Option<i32>,
    pub floors_min: Option<i32>,
    pub entrances: Option<i32>,
    pub lifts: Option<i32>,
    pub premises: Option<i32>,
    pub flats: Option<i32>,
    pub non_residential: Option<i32>,
    pub area: Option<Area>,
    pub area_flats: Option<Area>,
    pub area_non_residential: Option<Area>,
    pub area_common: Option<Area>,
    pub area_land: Option<Area>,
    pub area_parking: Option<Area>,
    pub energy_class: String,
    pub dangerous: bool,
    pub capital_fund: String,
    pub extras: String,
    pub source: String,
    pub source_id: String,
    pub source_day: Option<Date>,
    pub digest: i64,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
