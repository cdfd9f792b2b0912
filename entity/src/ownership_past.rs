//! A share as it stood until a load replaced it.

use domain::kernel::{Area, HouseId, PersonId, PremisesId, RegisterId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ownership_past")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub premises_id: PremisesId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub load_id: RegisterId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub house_id: HouseId,
    pub person_id: Option<PersonId>,
    pub owner_name: String,
    pub share_num: i64,
    pub share_den: i64,
    pub document: String,
    pub begins_on: Option<Date>,
    pub area: Area,
    pub ended_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
