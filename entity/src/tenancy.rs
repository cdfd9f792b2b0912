//! Who lives there under a contract (наниматель), as the organisation entered it.

use domain::kernel::PremisesId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tenancy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub premises_id: PremisesId,
    pub tenant_name: String,
    pub contract: String,
    pub begins_on: Option<Date>,
    pub ends_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
