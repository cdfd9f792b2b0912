//! An entrance of the house, as it was when the message was published.

use domain::kernel::{Area, MeetingId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_entrance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub area: Area,
}

impl ActiveModelBehavior for ActiveModel {}
