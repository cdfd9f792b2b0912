//! A reading as a form sends it, and why it may be refused.

use serde::{Deserialize, Serialize};

use super::{Block, Warning};
use crate::kernel::{Coded, Volume};

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
    /// [`Explanation`](super::Explanation) by its code.
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
