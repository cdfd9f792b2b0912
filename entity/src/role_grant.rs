//! A role somebody holds: for an organisation, for one house, or everywhere (operator).

use domain::kernel::{HouseId, OrgId, PersonId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub person_id: PersonId,
    pub role: String,
    pub organisation_id: Option<OrgId>,
    pub house_id: Option<HouseId>,
    pub begins_at: DateTimeUtc,
    pub ends_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
