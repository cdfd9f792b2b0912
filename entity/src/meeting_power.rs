//! A representative's power of attorney.

use domain::kernel::{Date, FileId, MeetingId, PersonId, PowerId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_power")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PowerId,
    pub meeting_id: MeetingId,
    pub voice: i32,
    pub person_id: PersonId,
    pub person_name: String,
    pub document: String,
    pub notarised: bool,
    pub until: Date,
    pub file_id: FileId,
    pub state: String,
    pub entry: Option<i64>,
    pub reason: String,
    pub asked_at: DateTimeUtc,
    pub decided_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
