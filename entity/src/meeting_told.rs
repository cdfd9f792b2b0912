//! What owners and those who answer for a meeting were reminded of.

use domain::kernel::MeetingId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_told")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub what: String,
    pub told_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
