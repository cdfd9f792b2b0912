//! A written decision.

use domain::kernel::{FileId, MeetingId, PersonId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_paper")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry: i64,
    pub voice: i32,
    pub file_id: FileId,
    pub received_at: DateTimeUtc,
    pub entered_at: DateTimeUtc,
    pub answers: String,
    pub state: String,
    pub read_by: Option<PersonId>,
    pub read_at: Option<DateTimeUtc>,
    pub read_answers: String,
    pub ballot: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
