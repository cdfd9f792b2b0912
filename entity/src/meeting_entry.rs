//! An entry of a meeting's log.

use domain::kernel::MeetingId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub leaf: String,
    pub hash: Vec<u8>,
    pub voice: Option<i32>,
    pub taken_at: DateTimeUtc,
    pub person_salt: Option<Vec<u8>>,
    pub person_name: String,
    pub answers_salt: Option<Vec<u8>>,
    pub answers: String,
}

impl ActiveModelBehavior for ActiveModel {}
