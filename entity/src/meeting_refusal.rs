//! A refusal of a house's first electronic meeting: of a share.

use domain::kernel::{FileId, MeetingId, PersonId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_refusal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub voice: i32,
    pub said_by: PersonId,
    pub file_id: Option<FileId>,
    pub received_on: Date,
    pub entered_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
