//! Every attempt, so that guessing is limited by person, by account and by network.

use domain::kernel::PersonId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "link_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub person_id: PersonId,
    pub account_key: String,
    pub network: String,
    pub matched: bool,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
