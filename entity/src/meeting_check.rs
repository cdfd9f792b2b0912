//! The inspectorate's check of a message.

use domain::kernel::{Date, MeetingId, PersonId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_check")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    pub question: String,
    pub explained: String,
    pub state: String,
    pub asked_at: DateTimeUtc,
    pub due_on: Date,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by: Option<PersonId>,
    pub answer: String,
    pub seen: String,
}

impl ActiveModelBehavior for ActiveModel {}
