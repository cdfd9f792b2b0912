//! The protocol of a meeting, as it was formed.

use domain::kernel::MeetingId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_protocol")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    pub formed_at: DateTimeUtc,
    pub results: String,
    pub external: String,
    pub printed: Vec<u8>,
    pub named: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
