//! Meters and their readings: what devices are, what a reading is, what may be accepted.

mod draft;
mod question;
mod rules;
mod view;
mod window;

pub use draft::{ReadingDraft, Rule};
pub use question::{Answer, Question};
pub use rules::{Block, Check, Device, Submission, Warning, check};
pub use view::*;
pub use window::{Place, Window};

use serde::{Deserialize, Serialize};

/// What flows through the meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// ХВС
    ColdWater,
    /// ГВС
    HotWater,
    /// Электроэнергия
    Electricity,
    /// Газ
    Gas,
    /// Отопление
    Heat,
}

impl Resource {
    /// All of them, in the order bills print them (приказ 43/пр).
    pub const ALL: [Self; 5] = [Self::ColdWater, Self::HotWater, Self::Electricity, Self::Gas, Self::Heat];

    /// The stored and spoken-over-the-wire name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ColdWater => "cold_water",
            Self::HotWater => "hot_water",
            Self::Electricity => "electricity",
            Self::Gas => "gas",
            Self::Heat => "heat",
        }
    }

    /// The resource of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|resource| resource.code() == code)
    }
}

/// The unit a meter counts in, by its ОКЕИ code (state exchange format, metering devices).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 113, м³
    CubicMetre,
    /// 112, л
    Litre,
    /// 245, кВт·ч
    KilowattHour,
    /// 246, МВт·ч
    MegawattHour,
    /// 233, Гкал
    Gigacalorie,
    /// 271, Дж
    Joule,
    /// A056, ГДж
    Gigajoule,
    /// A058, МДж
    Megajoule,
}

impl Unit {
    const ALL: [Self; 8] = [
        Self::CubicMetre,
        Self::Litre,
        Self::KilowattHour,
        Self::MegawattHour,
        Self::Gigacalorie,
        Self::Joule,
        Self::Gigajoule,
        Self::Megajoule,
    ];

    /// The ОКЕИ code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CubicMetre => "113",
            Self::Litre => "112",
            Self::KilowattHour => "245",
            Self::MegawattHour => "246",
            Self::Gigacalorie => "233",
            Self::Joule => "271",
            Self::Gigajoule => "A056",
            Self::Megajoule => "A058",
        }
    }

    /// The unit of an ОКЕИ code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// What stands after the number.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::CubicMetre => "м³",
            Self::Litre => "л",
            Self::KilowattHour => "кВт·ч",
            Self::MegawattHour => "МВт·ч",
            Self::Gigacalorie => "Гкал",
            Self::Joule => "Дж",
            Self::Gigajoule => "ГДж",
            Self::Megajoule => "МДж",
        }
    }

    /// The unit a household meter of the resource usually counts in.
    pub const fn usual(resource: Resource) -> Self {
        match resource {
            Resource::ColdWater | Resource::HotWater | Resource::Gas => Self::CubicMetre,
            Resource::Electricity => Self::KilowattHour,
            Resource::Heat => Self::Gigacalorie,
        }
    }
}

/// Where a reading is on its way into a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Принято: kept by us.
    Accepted,
    /// Передано поставщику.
    Passed,
    /// Учтено в платёжном документе: from here only an appeal changes it.
    Billed,
}

impl Stage {
    /// The way, in order.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Passed, Self::Billed];

    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Passed => "passed",
            Self::Billed => "billed",
        }
    }

    /// The stage of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

/// What the person says about a value below the previous one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Explanation {
    /// Nothing: the value simply grew.
    #[default]
    None,
    /// The counter passed its last digit and began from zero.
    Rollover,
    /// The device was replaced; the new one began from zero.
    Replacement,
}

impl Explanation {
    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Rollover => "rollover",
            Self::Replacement => "replacement",
        }
    }

    /// The explanation of a stored or sent name; anything unknown explains nothing.
    pub fn from_code(code: &str) -> Self {
        match code {
            "rollover" => Self::Rollover,
            "replacement" => Self::Replacement,
            _ => Self::None,
        }
    }
}

#[cfg(test)]
mod tests;
