//! A service on an account and who supplies it.

use domain::kernel::{AccountId, OrgId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_service")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub service: String,
    pub organisation_id: OrgId,
}

impl ActiveModelBehavior for ActiveModel {}
