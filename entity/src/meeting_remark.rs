//! What an owner says of a question of the agenda.

use domain::kernel::{MeetingId, PersonId, RemarkId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_remark")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RemarkId,
    pub meeting_id: MeetingId,
    pub question: i32,
    pub person_id: PersonId,
    pub person_name: String,
    pub premises: String,
    pub text: String,
    pub made_at: DateTimeUtc,
    pub hidden_at: Option<DateTimeUtc>,
    pub hidden_because: String,
}

impl ActiveModelBehavior for ActiveModel {}
