//! Values in 1e-7 of the unit. House and month lead the key: the table is cut by region and month when
//! it grows. One row is the living version of (meter, month); the ones it replaced stay.

use domain::kernel::{HouseId, MeterId, Period, PersonId, ReadingId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reading")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub house_id: HouseId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub period: Period,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meter_id: MeterId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub id: ReadingId,
    pub living: bool,
    pub t1: i64,
    pub t2: Option<i64>,
    pub t3: Option<i64>,
    pub used1: Option<i64>,
    pub used2: Option<i64>,
    pub used3: Option<i64>,
    pub taken_on: Date,
    pub received_at: DateTimeUtc,
    pub source: String,
    pub person_id: Option<PersonId>,
    pub explanation: String,
    pub warnings: String,
    pub reason: String,
    pub submission_key: String,
    pub stage: String,
}

impl ActiveModelBehavior for ActiveModel {}
