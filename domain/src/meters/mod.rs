//! Meters and their readings: what devices are, what a reading is, what may be accepted.

mod question;
mod rules;
mod view;
mod window;

pub use question::{Answer, Question};
pub use rules::{Block, Check, Device, Submission, Warning, check};
pub use view::*;
pub use window::{Place, Window};

use serde::{Deserialize, Serialize};

use crate::kernel::{Coded, Volume};

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

/// What a form sends: raw, unproven. One flat struct, because forms are flat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingDraft {
    /// The meter's id.
    pub meter: String,
    /// Made by the sender; the same key twice is the same reading.
    pub key: String,
    /// The day the figures were read off, ISO.
    pub taken_on: String,
    /// Tariff 1 (or the only one).
    pub t1: String,
    /// Tariff 2.
    #[serde(default)]
    pub t2: String,
    /// Tariff 3.
    #[serde(default)]
    pub t3: String,
    /// [`Explanation`] by its code.
    #[serde(default)]
    pub explanation: String,
    /// `yes` once the person has seen the warnings and insists.
    #[serde(default)]
    pub confirmed: String,
    /// Why a sent reading is changed; only corrections carry it.
    #[serde(default)]
    pub reason: String,
}

impl ReadingDraft {
    /// The figures that were typed, as numbers. Trailing fields left empty are "not given".
    pub fn values(&self) -> Result<Vec<Volume>, Rule> {
        let typed = [("t1", &self.t1), ("t2", &self.t2), ("t3", &self.t3)];
        let given = typed.iter().rposition(|(_, text)| !text.trim().is_empty()).map_or(0, |last| last + 1);
        typed[..given].iter().map(|(field, text)| text.parse().map_err(|_| Rule::NotANumber { field })).collect()
    }
}

/// Why a reading was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// A figure is not a number a meter can show.
    #[error("{field} is not a number a meter can show")]
    NotANumber {
        /// The field.
        field: &'static str,
    },
    /// The day is not a date.
    #[error("not a date")]
    NotADate,
    /// One of the hard stops of the reading rules.
    #[error("the reading is stopped: {}", .0.code())]
    Blocked(Block),
    /// Warnings stand and were not confirmed yet.
    #[error("the reading has unconfirmed warnings")]
    Unconfirmed(Vec<Warning>),
    /// The day lies before a later reading's or at the previous one's.
    #[error("the day does not lie between the readings around it")]
    DateOutOfOrder,
    /// A later reading would become less than this one.
    #[error("the next reading is smaller")]
    AboveNext,
    /// A correction without its reason.
    #[error("a correction needs a reason")]
    ReasonMissing,
    /// The submission key is empty or too long.
    #[error("bad submission key")]
    BadKey,
    /// A provider's days are not days of a month.
    #[error("not days of a month")]
    NotAWindow,
}

impl Coded for Rule {
    fn code(&self) -> &'static str {
        match self {
            Self::NotANumber { .. } => "meters.not_a_number",
            Self::NotADate => "meters.not_a_date",
            Self::Blocked(block) => match block {
                Block::FutureDate => "meters.future_date",
                Block::LessThanPrevious => "meters.less_than_previous",
                Block::TooManyDigits => "meters.too_many_digits",
                Block::FewValues => "meters.few_values",
                Block::ExtraValues => "meters.extra_values",
                Block::MeterArchived => "meters.meter_archived",
                Block::DuplicatePeriod => "meters.duplicate_period",
            },
            Self::Unconfirmed(_) => "meters.unconfirmed",
            Self::DateOutOfOrder => "meters.date_out_of_order",
            Self::AboveNext => "meters.above_next",
            Self::ReasonMissing => "meters.reason_missing",
            Self::BadKey => "meters.bad_key",
            Self::NotAWindow => "meters.not_a_window",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotANumber { field } => Some(field),
            Self::NotADate | Self::DateOutOfOrder | Self::Blocked(Block::FutureDate) => Some("taken_on"),
            Self::Blocked(Block::MeterArchived | Block::DuplicatePeriod) | Self::BadKey => None,
            Self::Blocked(_) | Self::AboveNext => Some("t1"),
            Self::Unconfirmed(_) => Some("confirmed"),
            Self::ReasonMissing => Some("reason"),
            Self::NotAWindow => Some("from"),
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Unconfirmed(warnings) => {
                vec![("warnings", warnings.iter().map(|w| w.code()).collect::<Vec<_>>().join(","))]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
