//! Lists of those who were at the place of a meeting.

use domain::kernel::{FileId, MeetingId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_presence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry: i64,
    pub file_id: FileId,
}

impl ActiveModelBehavior for ActiveModel {}
