//! A personal account (лицевой счёт). number_key is what a typed number is compared with. The proof of
//! possession is a code printed on the bill, kept as a hash, or the sum of the last bill.

use domain::kernel::{AccountId, Area, HouseId, Kopecks, OrgId, Period, PremisesId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    pub house_id: HouseId,
    pub premises_id: PremisesId,
    pub organisation_id: OrgId,
    pub number: String,
    pub number_key: String,
    pub payer_code: String,
    pub residents: i32,
    pub area: Area,
    pub opened_on: Date,
    pub closed_on: Option<Date>,
    pub bill_code_hash: String,
    pub bill_sum: Option<Kopecks>,
    pub bill_period: Option<Period>,
}

impl ActiveModelBehavior for ActiveModel {}
