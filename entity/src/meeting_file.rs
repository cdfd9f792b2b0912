//! A material of a meeting.

use domain::kernel::{FileId, MeetingId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub file_id: FileId,
    pub question: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
