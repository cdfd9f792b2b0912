//! Words registries print for a house's kind and for its capital-repair fund.

use serde::{Deserialize, Serialize};

use super::HouseKind;
use crate::kernel::text::folded;

/// How the capital-repair fund is formed (ЖК РФ, ст. 170 ч. 3; НСИ 62).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapitalFund {
    /// На счёте регионального оператора
    RegionalOperator,
    /// На специальном счёте у регионального оператора
    SpecialOfOperator,
    /// На специальном счёте организации
    SpecialOfOrganisation,
    /// Не определён
    Undecided,
    /// The source does not say
    Unknown,
}

impl CapitalFund {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 5] =
        [Self::RegionalOperator, Self::SpecialOfOperator, Self::SpecialOfOrganisation, Self::Undecided, Self::Unknown];

    /// The stored name, also the end of its message's key; empty when unknown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::RegionalOperator => "regional_operator",
            Self::SpecialOfOperator => "special_of_operator",
            Self::SpecialOfOrganisation => "special_of_organisation",
            Self::Undecided => "undecided",
            Self::Unknown => "",
        }
    }

    /// The value of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// What a registry's words mean.
    pub fn from_printed(text: &str) -> Self {
        let text = folded(text);
        let has = |word: &str| text.contains(word);
        match (has("специальн"), has("регионал")) {
            (true, true) => Self::SpecialOfOperator,
            (true, false) => Self::SpecialOfOrganisation,
            (false, true) => Self::RegionalOperator,
            (false, false) if has("не определен") => Self::Undecided,
            (false, false) => Self::Unknown,
        }
    }
}

impl HouseKind {
    /// What a registry's words mean.
    pub fn from_printed(text: &str) -> Self {
        let text = folded(text);
        let has = |word: &str| text.contains(word);
        if has("многоквартирный") {
            Self::Apartment
        } else if has("блокированн") {
            Self::Terraced
        } else if has("специализированн") || has("общежити") {
            Self::Dormitory
        } else if has("жилой дом") || has("индивидуальн") {
            Self::Detached
        } else {
            Self::Unknown
        }
    }
}
