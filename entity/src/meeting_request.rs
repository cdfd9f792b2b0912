//! A demand of owners that the managing organisation holds a meeting.

use domain::kernel::{HouseId, MeetingId, PersonId, RequestId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RequestId,
    pub house_id: HouseId,
    pub made_by: PersonId,
    pub author: String,
    pub questions: String,
    pub state: String,
    pub made_at: DateTimeUtc,
    pub sent_at: Option<DateTimeUtc>,
    pub due_on: Option<Date>,
    pub meeting_id: Option<MeetingId>,
}

impl ActiveModelBehavior for ActiveModel {}
