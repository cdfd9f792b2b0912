//! What screens show of meters: plain data, already decided.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Device, Explanation, Resource, Stage, Unit, Warning, Window};
use crate::kernel::{Instant, MeterId, Period, PremisesId, ReadingId, Volume, iso};

/// One meter as its owner sees it, with all that the entry form needs to check a reading by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeterView {
    /// Its id.
    pub id: MeterId,
    /// Where it hangs; `None` for a house's own meter.
    pub premises: Option<PremisesId>,
    /// The house's address.
    pub address: String,
    /// The number on its face.
    pub number: String,
    /// The model.
    pub model: String,
    /// «кухня»
    pub place: String,
    /// The unit it counts in.
    pub unit: Unit,
    /// Decimals its face shows.
    pub decimals: u32,
    /// What the check needs.
    pub device: Device,
    /// The day it was verified.
    pub verified_on: Option<NaiveDate>,
    /// The provider who takes its readings.
    pub provider: String,
    /// The last reading before `period`; the figures a new one is compared with.
    pub previous: Option<Figures>,
    /// The reading of the current period, when it was sent.
    pub current: Option<ReadingView>,
    /// Today at the house.
    pub today: NaiveDate,
    /// The billing month a reading of today counts for.
    pub period: Period,
}

/// Figures and their day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// By tariff.
    pub values: Vec<Volume>,
    /// The day they were read off.
    #[serde(with = "iso")]
    pub taken_on: NaiveDate,
}

/// What the entry form takes along into the browser: as little as the check needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    /// The meter.
    pub id: MeterId,
    /// What stands after a number.
    pub unit: String,
    /// Decimals the face shows.
    pub decimals: u32,
    /// What the check needs.
    pub device: Device,
    /// The figures a new reading is compared with.
    pub previous: Option<Figures>,
    /// A reading of this month was sent: a new one corrects it and says why.
    pub correction: bool,
    /// Today at the house.
    #[serde(with = "iso")]
    pub today: NaiveDate,
}

impl From<&MeterView> for EntryView {
    fn from(meter: &MeterView) -> Self {
        Self {
            id: meter.id,
            unit: meter.unit.symbol().to_owned(),
            decimals: meter.decimals,
            device: meter.device.clone(),
            previous: meter.previous.clone(),
            correction: meter.current.is_some(),
            today: meter.today,
        }
    }
}

/// What a sent form folds to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The reading, for its receipt.
    pub id: ReadingId,
    /// «104,6 м³»
    pub line: String,
}

impl From<&ReadingView> for Kept {
    fn from(reading: &ReadingView) -> Self {
        let values: Vec<String> = reading.values.iter().map(|value| value.russian(0)).collect();
        Self { id: reading.id, line: format!("{} {}", values.join(" / "), reading.unit.symbol()) }
    }
}

/// One version of one reading: the receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingView {
    /// Its id.
    pub id: ReadingId,
    /// The meter.
    pub meter: MeterId,
    /// What it measures.
    pub resource: Resource,
    /// The unit.
    pub unit: Unit,
    /// The billing month it counts for.
    pub period: Period,
    /// 1 for the first, one more for each correction.
    pub version: i32,
    /// The version that counts; `false` once a correction replaced it.
    pub living: bool,
    /// By tariff.
    pub values: Vec<Volume>,
    /// Use since the previous reading by tariff; empty when it cannot be told.
    pub usage: Vec<Volume>,
    /// The day the figures were read off.
    pub taken_on: NaiveDate,
    /// When we accepted it.
    pub received_at: Instant,
    /// What was said about a value that went down.
    pub explanation: Explanation,
    /// What the person was asked about and confirmed.
    pub warnings: Vec<Warning>,
    /// Why this version replaced the one before.
    pub reason: String,
    /// How far it got.
    pub stage: Stage,
    /// The way so far, oldest first.
    pub trail: Vec<Event>,
}

/// One step of a reading's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Where it got.
    pub stage: Stage,
    /// When.
    pub at: Instant,
    /// The number of the bill it was taken into, or nothing.
    pub note: String,
}

/// Use in one month, for the chart and its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthUse {
    /// The month.
    pub period: Period,
    /// By tariff; empty when nothing is known.
    pub usage: Vec<Volume>,
}

/// One reading as the provider's staff sees it: the meter, never the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskRow {
    /// The reading.
    pub id: ReadingId,
    /// The house's address and the premises' number.
    pub address: String,
    /// The number on the meter's face.
    pub number: String,
    /// What it measures.
    pub resource: Resource,
    /// The unit.
    pub unit: Unit,
    /// By tariff.
    pub values: Vec<Volume>,
    /// Use since the previous reading by tariff.
    pub usage: Vec<Volume>,
    /// The day the figures were read off.
    pub taken_on: NaiveDate,
    /// What the person confirmed: rows with a question come first to the eye.
    pub warnings: Vec<Warning>,
    /// How far it got.
    pub stage: Stage,
}

/// A provider's days for one resource or, without one, for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowRow {
    /// `None`: for every resource without days of its own.
    pub resource: Option<Resource>,
    /// The days.
    pub window: Window,
    /// In force from.
    pub begins_on: NaiveDate,
}
