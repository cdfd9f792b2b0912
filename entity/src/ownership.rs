//! Shares in the right of ownership as exact fractions; who owns is known by name or by person.

use domain::kernel::{HouseId, PersonId, PremisesId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ownership")]
pub struct Model {
    pub house_id: HouseId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub premises_id: PremisesId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub person_id: Option<PersonId>,
    pub owner_name: String,
    pub share_num: i64,
    pub share_den: i64,
    pub document: String,
    pub begins_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
