//! People who own a share jointly with its person.

use domain::kernel::{HouseId, PersonId, PremisesId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ownership_holder")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub premises_id: PremisesId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    pub house_id: HouseId,
}

impl ActiveModelBehavior for ActiveModel {}
