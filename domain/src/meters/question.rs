//! The reading check as machines ask it: one flat question, one answer. The open API, the browser's
//! test and the table of cases all go through here.

use serde::{Deserialize, Serialize};

use super::{Block, Check, Device, Explanation, Resource, Submission, Warning, Window, check};
use crate::kernel::volume::Ratio;
use crate::kernel::{Date, Period, Volume};

/// What is asked. Values are decimal strings, days ISO.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    resource: Resource,
    digits: u32,
    tariffs: u32,
    #[serde(default)]
    previous: Vec<Volume>,
    current: Vec<Volume>,
    #[serde(default)]
    previous_date: Option<Date>,
    current_date: Date,
    today: Date,
    #[serde(default)]
    rollover: Option<bool>,
    #[serde(default)]
    verification_due: Option<Date>,
    #[serde(default)]
    archived: Option<bool>,
    #[serde(default)]
    period_taken: Option<bool>,
    #[serde(default)]
    ratio: Option<Ratio>,
    #[serde(default)]
    window: Option<Window>,
    #[serde(default)]
    mean_month: Option<Volume>,
    #[serde(default)]
    normative: Option<Volume>,
}

/// What is answered: a [`Check`] as it travels.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Use by tariff; empty when it cannot be told.
    pub usage: Vec<Volume>,
    /// Codes of hard stops.
    pub blocks: Vec<&'static str>,
    /// Codes of warnings.
    pub warnings: Vec<&'static str>,
    /// The billing month, `YYYY-MM`.
    pub period: Period,
}

impl From<Check> for Answer {
    fn from(said: Check) -> Self {
        Self {
            usage: said.usage,
            blocks: said.blocks.into_iter().map(Block::code).collect(),
            warnings: said.warnings.into_iter().map(Warning::code).collect(),
            period: said.period,
        }
    }
}

impl Question {
    /// The check's word; or the field whose value no meter has, and what it may be.
    pub fn answer(self) -> Result<Answer, (&'static str, &'static str)> {
        if !(1..=15).contains(&self.digits) {
            return Err(("digits", "1 to 15"));
        }
        if !(1..=3).contains(&self.tariffs) {
            return Err(("tariffs", "1 to 3"));
        }
        if self.window.is_some_and(|window| Window::new(window.from, window.to).is_none()) {
            return Err(("window", "days 1 to 31"));
        }
        let device = Device {
            resource: self.resource,
            digits: self.digits,
            tariffs: self.tariffs,
            ratio: self.ratio.unwrap_or_default(),
            verification_due: self.verification_due,
            archived: self.archived.unwrap_or(false),
            window: self.window,
            mean_month: self.mean_month,
            normative: self.normative,
        };
        let rolled = self.rollover.unwrap_or(false);
        let sent = Submission {
            previous: self.previous,
            previous_date: self.previous_date,
            current: self.current,
            current_date: self.current_date,
            today: self.today,
            explanation: if rolled { Explanation::Rollover } else { Explanation::None },
            period_taken: self.period_taken.unwrap_or(false),
        };
        Ok(check(&device, &sent).into())
    }
}
