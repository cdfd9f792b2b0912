//! Personal accounts (лицевые счета) and the proof that one is yours.

mod limits;
#[cfg(test)]
mod tests;
mod view;

pub use limits::*;
pub use view::*;

use serde::{Deserialize, Serialize};

use crate::kernel::Coded;

/// A service on the account (вид коммунальной или жилищной услуги, in the order of приказ 43/пр).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceKind {
    /// Холодное водоснабжение
    ColdWater,
    /// Горячее водоснабжение
    HotWater,
    /// Водоотведение
    Sewage,
    /// Электроснабжение
    Electricity,
    /// Газоснабжение
    Gas,
    /// Отопление
    Heating,
    /// Обращение с ТКО
    Waste,
    /// Содержание жилого помещения
    Maintenance,
    /// Взнос на капитальный ремонт
    CapitalRepair,
}

impl ServiceKind {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 9] = [
        Self::ColdWater,
        Self::HotWater,
        Self::Sewage,
        Self::Electricity,
        Self::Gas,
        Self::Heating,
        Self::Waste,
        Self::Maintenance,
        Self::CapitalRepair,
    ];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ColdWater => "cold_water",
            Self::HotWater => "hot_water",
            Self::Sewage => "sewage",
            Self::Electricity => "electricity",
            Self::Gas => "gas",
            Self::Heating => "heating",
            Self::Waste => "waste",
            Self::Maintenance => "maintenance",
            Self::CapitalRepair => "capital_repair",
        }
    }

    /// The value of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// What the «Подключить лицевой счёт» form sends: raw, unproven.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkDraft {
    /// The house's id, chosen from the registry.
    #[serde(default)]
    pub house: String,
    /// The account's number or another identifier of the payer.
    #[serde(default)]
    pub number: String,
    /// The code printed on the bill, or the sum of the last bill.
    #[serde(default)]
    pub proof: String,
}

/// Why an account was not linked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// No house chosen.
    #[error("no house chosen")]
    HouseMissing,
    /// Not 1–30 characters with at least one letter or digit (state exchange format).
    #[error("not an account's number")]
    NumberMalformed,
    /// No proof given.
    #[error("no proof given")]
    ProofMissing,
    /// No such account, or not its proof: which of the two is not told.
    #[error("no such account with such a proof")]
    NoMatch,
    /// Too many attempts by this person, for this account or from this network.
    #[error("too many attempts")]
    TooManyAttempts,
}

impl Coded for Rule {
    fn code(&self) -> &'static str {
        match self {
            Self::HouseMissing => "accounts.house_missing",
            Self::NumberMalformed => "accounts.number_malformed",
            Self::ProofMissing => "accounts.proof_missing",
            Self::NoMatch => "accounts.no_match",
            Self::TooManyAttempts => "accounts.too_many_attempts",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::HouseMissing => Some("house"),
            Self::NumberMalformed => Some("number"),
            Self::ProofMissing => Some("proof"),
            Self::NoMatch | Self::TooManyAttempts => None,
        }
    }
}

/// Upper case without spaces and dashes, so that `75 да 533315` and `75ДА533315` are one number.
/// `None` unless 1–30 characters with at least one letter or digit remain.
pub fn number_key(typed: &str) -> Option<String> {
    let key: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase).collect();
    let length = key.chars().count();
    ((1..=30).contains(&length) && key.chars().any(char::is_alphanumeric)).then_some(key)
}

/// The code printed on a bill as it is compared: upper case without spaces and dashes. `None` when
/// nothing remains.
pub fn proof_key(typed: &str) -> Option<String> {
    let key: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase).collect();
    (!key.is_empty()).then_some(key)
}
