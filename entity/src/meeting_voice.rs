//! A share that may vote, as it was when the message was published.

use domain::kernel::{Area, MeetingId, PersonId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_voice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub person_id: Option<PersonId>,
    pub owner_name: String,
    pub premises: String,
    pub area: Area,
    pub share_num: i64,
    pub share_den: i64,
    pub residential: bool,
    pub entrance: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
