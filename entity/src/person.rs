//! Somebody who has signed in. The provider's own key is (issuer, subject); names are what it told us.

use domain::kernel::PersonId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    pub issuer: String,
    pub subject: String,
    pub family_name: String,
    pub given_name: String,
    pub patronymic: String,
    pub birth_date: Option<Date>,
    pub email: String,
    pub phone: String,
    pub level: String,
    pub checked_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub seen_at: DateTimeUtc,
    pub letters: bool,
}

impl ActiveModelBehavior for ActiveModel {}
