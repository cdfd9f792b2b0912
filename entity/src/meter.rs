//! A device. ratio in 1/10000, normative in 1e-7 of the unit a month.

use domain::kernel::volume::Ratio;
use domain::kernel::{HouseId, MeterId, OrgId, PremisesId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeterId,
    pub house_id: HouseId,
    pub premises_id: Option<PremisesId>,
    pub organisation_id: OrgId,
    pub resource: String,
    pub kind: String,
    pub number: String,
    pub model: String,
    pub place: String,
    pub unit: String,
    pub digits: i32,
    pub decimals: i32,
    pub tariffs: i32,
    pub ratio: Ratio,
    pub normative: Option<i64>,
    pub installed_on: Option<Date>,
    pub sealed_on: Option<Date>,
    pub verified_on: Option<Date>,
    pub verification_due: Option<Date>,
    pub archived_on: Option<Date>,
    pub archive_reason: String,
}

impl ActiveModelBehavior for ActiveModel {}
