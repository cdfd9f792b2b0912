//! What screens show of people: plain data, already decided.

use serde::{Deserialize, Serialize};

use super::{Level, Role};
use crate::kernel::{Date, HouseId, Instant, OrgId};

/// Who I am, as the provider told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    /// The configured key of the provider: `esia`, `demo`.
    pub provider: String,
    /// Фамилия
    pub family_name: String,
    /// Имя
    pub given_name: String,
    /// Отчество
    pub patronymic: String,
    /// The day of birth, if told.
    pub birth_date: Option<Date>,
    /// For letters; empty when not told.
    pub email: String,
    /// For calls; empty when not told.
    pub phone: String,
    /// How surely the provider knows the person.
    pub level: Level,
    /// When the person looked over the above.
    pub checked_at: Option<Instant>,
    /// Copies of messages about meetings are wanted by mail.
    pub letters: bool,
    /// Roles held now.
    pub roles: Vec<RoleView>,
}

/// A role held now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleView {
    /// Which.
    pub role: Role,
    /// For which organisation, with its name.
    pub organisation: Option<(OrgId, String)>,
    /// For which house, with its address.
    pub house: Option<(HouseId, String)>,
}

/// One place where the person is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Its public name; the token itself is never shown.
    pub public_id: String,
    /// The browser, as it calls itself.
    pub device: String,
    /// The network prefix it came from.
    pub network: String,
    /// Signed in at.
    pub created_at: Instant,
    /// Last used at, to within a few minutes.
    pub seen_at: Instant,
    /// Is it the one that asks.
    pub current: bool,
}

/// A version of the user agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementView {
    /// 1, 2, 3, …
    pub version: i32,
    /// In force from.
    pub begins_at: Instant,
    /// Its text in Russian; paragraphs are set apart by empty lines.
    pub body_ru: String,
    /// Its text in English.
    pub body_en: String,
}
