//! May this reading be accepted? The one check that the server, the browser and the open API run.
//!
//! Blocks stop: nothing is kept. Warnings ask: kept once the person has confirmed. The codes and
//! their meaning follow the state system's practice and ПП РФ 354 (п. 31, 33, 59, 81).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Explanation, Resource, Window};
use crate::kernel::{Period, Volume, iso, volume::Ratio};

/// A hard stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Block {
    /// Taken on a day that has not come.
    FutureDate,
    /// Below the previous value, and neither a rollover nor a replacement was declared.
    LessThanPrevious,
    /// More digits before the point than the device has.
    TooManyDigits,
    /// Fewer values than tariffs.
    FewValues,
    /// More values than tariffs.
    ExtraValues,
    /// The device is in the archive.
    MeterArchived,
    /// The provider has already taken a reading of this period into a bill.
    DuplicatePeriod,
}

impl Block {
    /// All of them, in the order they are reported.
    pub const ALL: [Self; 7] = [
        Self::FutureDate,
        Self::LessThanPrevious,
        Self::TooManyDigits,
        Self::FewValues,
        Self::ExtraValues,
        Self::MeterArchived,
        Self::DuplicatePeriod,
    ];

    /// The code of the open API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FutureDate => "FUTURE_DATE",
            Self::LessThanPrevious => "LESS_THAN_PREVIOUS",
            Self::TooManyDigits => "TOO_MANY_DIGITS",
            Self::FewValues => "FEW_VALUES",
            Self::ExtraValues => "EXTRA_VALUES",
            Self::MeterArchived => "METER_ARCHIVED",
            Self::DuplicatePeriod => "DUPLICATE_PERIOD",
        }
    }
}

/// A soft warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Warning {
    /// Outside the provider's days: accepted, a late one for the next period.
    OutOfWindow,
    /// More than three times the meter's own monthly mean, or five times the normative.
    Anomaly,
    /// The verification interval has run out: kept as information, not billed (ПП 354 п. 81(12)).
    VerificationExpired,
}

impl Warning {
    /// All of them, in the order they are reported.
    pub const ALL: [Self; 3] = [Self::OutOfWindow, Self::Anomaly, Self::VerificationExpired];

    /// The code of the open API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OutOfWindow => "OUT_OF_WINDOW",
            Self::Anomaly => "ANOMALY",
            Self::VerificationExpired => "VERIFICATION_EXPIRED",
        }
    }

    /// The warning of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|warning| warning.code() == code)
    }
}

/// What the check must know of the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// What it measures.
    pub resource: Resource,
    /// Digits before the point, 1–15.
    pub digits: u32,
    /// Values it shows, 1–3.
    pub tariffs: u32,
    /// Use is the difference times this.
    pub ratio: Ratio,
    /// The last day its verification holds.
    #[serde(with = "iso::option", default)]
    pub verification_due: Option<NaiveDate>,
    /// Out of use.
    pub archived: bool,
    /// The provider's days; `None` takes readings on any day.
    pub window: Option<Window>,
    /// Its own mean use a month over the last twelve, all tariffs together.
    pub mean_month: Option<Volume>,
    /// The normative use a month of the household.
    pub normative: Option<Volume>,
}

/// What the check must know of the submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The previous figures by tariff; empty before the first reading.
    pub previous: Vec<Volume>,
    /// The day of the previous figures.
    pub previous_date: Option<NaiveDate>,
    /// The figures now.
    pub current: Vec<Volume>,
    /// The day they were read off.
    pub current_date: NaiveDate,
    /// The day it is at the house.
    pub today: NaiveDate,
    /// What was said about a value that went down.
    pub explanation: Explanation,
    /// The provider has billed a reading of this period.
    pub period_taken: bool,
}

/// What the check says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Use since the previous reading by tariff, the ratio applied; empty when it cannot be told.
    pub usage: Vec<Volume>,
    /// Hard stops, in the order of [`Block::ALL`].
    pub blocks: Vec<Block>,
    /// Warnings, in the order of [`Warning::ALL`].
    pub warnings: Vec<Warning>,
    /// The billing month the reading counts for.
    pub period: Period,
}

/// The times the own mean may be exceeded before the person is asked.
const TIMES_MEAN: i64 = 3;
/// The times the normative may be exceeded before the person is asked.
const TIMES_NORMATIVE: i64 = 5;

/// Checks one submission against its device.
pub fn check(device: &Device, sent: &Submission) -> Check {
    let usage = usage(device, sent);
    let place = device.window.map(|window| window.place(sent.current_date));
    let period = place.map_or_else(|| Period::of(sent.current_date), |place| place.period);
    let outside = place.is_some_and(|place| !place.inside);

    let tariffs = device.tariffs as usize;
    let stops = [
        (Block::FutureDate, sent.today < sent.current_date),
        (Block::LessThanPrevious, went_down(sent)),
        (Block::TooManyDigits, sent.current.iter().any(|value| device.digits < value.whole_digits())),
        (Block::FewValues, sent.current.len() < tariffs),
        (Block::ExtraValues, tariffs < sent.current.len()),
        (Block::MeterArchived, device.archived),
        (Block::DuplicatePeriod, sent.period_taken),
    ];
    let asks = [
        (Warning::OutOfWindow, outside),
        (Warning::Anomaly, unusual(device, sent, &usage)),
        (Warning::VerificationExpired, device.verification_due.is_some_and(|due| due < sent.current_date)),
    ];
    Check {
        usage,
        blocks: stops.into_iter().filter_map(|(block, stands)| stands.then_some(block)).collect(),
        warnings: asks.into_iter().filter_map(|(warning, stands)| stands.then_some(warning)).collect(),
        period,
    }
}

/// A value fell and nobody said why.
fn went_down(sent: &Submission) -> bool {
    sent.explanation == Explanation::None && sent.current.iter().zip(&sent.previous).any(|(now, before)| now < before)
}

/// Use by tariff. Rollover: 10^digits − previous + current (99987 → 00012 on five digits is 25);
/// replacement: what the new device shows.
fn usage(device: &Device, sent: &Submission) -> Vec<Volume> {
    if sent.previous.len() != sent.current.len() || went_down(sent) {
        return Vec::new();
    }
    let used = |(now, before): (&Volume, &Volume)| {
        let difference = match sent.explanation {
            Explanation::Replacement => *now,
            Explanation::Rollover if now < before => Volume::wrap(device.digits) - *before + *now,
            _ => *now - *before,
        };
        if difference.is_negative() { None } else { difference.scaled(device.ratio) }
    };
    sent.current.iter().zip(&sent.previous).map(used).collect::<Option<_>>().unwrap_or_default()
}

/// More than 3 × the own mean or 5 × the normative, per month since the previous reading.
fn unusual(device: &Device, sent: &Submission, usage: &[Volume]) -> bool {
    let total: Volume = usage.iter().copied().sum();
    let months = sent.previous_date.map_or(1, |day| Period::of(sent.current_date).since(Period::of(day)).max(1));
    let exceeds = |mean: Option<Volume>, times: i64| {
        mean.is_some_and(|mean| mean > Volume::ZERO && mean.times(times * i64::from(months)) < total)
    };
    exceeds(device.mean_month, TIMES_MEAN) || exceeds(device.normative, TIMES_NORMATIVE)
}
