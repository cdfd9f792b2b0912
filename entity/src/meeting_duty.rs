//! A duty after a meeting, or the execution of one of its decisions.

use domain::kernel::{FileId, MeetingId, PersonId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_duty")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub what: String,
    pub responsible: String,
    pub due_on: Option<Date>,
    pub done_on: Option<Date>,
    pub note: String,
    pub file_id: Option<FileId>,
    pub said_by: PersonId,
    pub said_name: String,
    pub said_at: DateTimeUtc,
    pub told_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
