//! A question of a meeting's agenda.

use domain::kernel::{Kopecks, MeetingId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_question")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub kind: String,
    pub entrance: Option<i32>,
    pub wording: String,
    pub cost: Option<Kopecks>,
    pub monthly: bool,
}

impl ActiveModelBehavior for ActiveModel {}
