//! One living tie between a person and an account; ended ones stay.

use domain::kernel::{AccountId, HouseId, LinkId, PersonId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LinkId,
    pub house_id: HouseId,
    pub account_id: AccountId,
    pub person_id: PersonId,
    pub linked_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub ended_by: Option<PersonId>,
}

impl ActiveModelBehavior for ActiveModel {}
