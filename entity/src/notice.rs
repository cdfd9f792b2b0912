//! Messages: to a person, or to everybody linked to an account of a house.

use domain::kernel::{AccountId, HouseId, NoticeId, OrgId, PersonId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    pub house_id: Option<HouseId>,
    pub account_id: Option<AccountId>,
    pub person_id: Option<PersonId>,
    pub organisation_id: Option<OrgId>,
    pub kind: String,
    pub title: String,
    pub body: String,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
