//! A general meeting of owners.

use domain::kernel::{Area, HouseId, MeetingId, PersonId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingId,
    pub house_id: HouseId,
    pub initiator_id: PersonId,
    pub initiator_name: String,
    pub uin: String,
    pub state: String,
    pub annual: bool,
    pub first: bool,
    pub live: bool,
    pub opens_at: Option<DateTimeUtc>,
    pub closes_at: Option<DateTimeUtc>,
    pub contacts: String,
    pub materials: String,
    pub total: Area,
    pub residential_total: Area,
    pub voices: i64,
    pub ballots: i64,
    pub frozen: String,
    pub cancelled_because: String,
    pub log_size: i64,
    pub log_frontier: Vec<u8>,
    pub made_at: DateTimeUtc,
    pub published_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub form: String,
    pub place: String,
    pub explained: String,
    pub body: String,
    pub charter: String,
    pub chair: String,
    pub secretary: String,
    pub caller: String,
    pub register_asked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
