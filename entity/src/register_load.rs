//! A file with a register of owners.

use domain::kernel::{FileId, HouseId, PersonId, RegisterId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_load")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RegisterId,
    pub house_id: HouseId,
    pub file_id: FileId,
    pub made_by: PersonId,
    pub made_at: DateTimeUtc,
    pub loaded_at: Option<DateTimeUtc>,
    pub rooms: i32,
    pub shares: i32,
    pub whose: String,
}

impl ActiveModelBehavior for ActiveModel {}
