//! An owner who joined a demand.

use domain::kernel::{PersonId, RequestId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_request_join")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: RequestId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    pub joined_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
