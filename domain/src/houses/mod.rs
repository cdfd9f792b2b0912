//! Houses: what they are and what is known of them.

pub mod address;
mod filter;
mod number;
mod place_words;
mod printed;
pub mod regions;
mod runs;
mod view;

#[cfg(test)]
mod tests;

pub use address::{Address, place_key};
pub use filter::{HouseFilter, HouseSort};
pub use place_words::place_kind;
pub use printed::CapitalFund;
pub use runs::{is_number_mark, number_runs};
pub use view::*;

use serde::{Deserialize, Serialize};

/// The kind of a house (тип объекта жилищного фонда).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HouseKind {
    /// Многоквартирный дом
    Apartment,
    /// Жилой дом
    Detached,
    /// Дом блокированной застройки
    Terraced,
    /// Специализированный жилищный фонд, общежитие
    Dormitory,
    /// The source does not say
    Unknown,
}

impl HouseKind {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 5] = [Self::Apartment, Self::Detached, Self::Terraced, Self::Dormitory, Self::Unknown];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Apartment => "apartment",
            Self::Detached => "detached",
            Self::Terraced => "terraced",
            Self::Dormitory => "dormitory",
            Self::Unknown => "unknown",
        }
    }

    /// The value of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// The kind of premises (характеристика помещения).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PremisesKind {
    /// Квартира
    Flat,
    /// Нежилое помещение
    NonResidential,
    /// Машино-место
    Parking,
}

impl PremisesKind {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 3] = [Self::Flat, Self::NonResidential, Self::Parking];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::NonResidential => "non_residential",
            Self::Parking => "parking",
        }
    }

    /// Premises as documents print them: `кв. 12`, `пом. 3`, `м/м 4`.
    pub fn label(self, number: &str) -> String {
        match self {
            Self::Flat => format!("кв. {number}"),
            Self::NonResidential => format!("пом. {number}"),
            Self::Parking => format!("м/м {number}"),
        }
    }

    /// The value of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// Where a fact came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The demo town, made by us
    Demo,
    /// Реформа ЖКХ, snapshot of the public questionnaires
    Reformagkh,
    /// Фонд развития территорий, open-data export
    Frt,
    /// Typed by the operator
    Operator,
}

impl Source {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 4] = [Self::Demo, Self::Reformagkh, Self::Frt, Self::Operator];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Reformagkh => "reformagkh",
            Self::Frt => "frt",
            Self::Operator => "operator",
        }
    }

    /// The value of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}
