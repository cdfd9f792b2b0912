//! The days of a month on which a provider takes readings.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::kernel::Period;

/// Days `from..=to` of a month, both included. `from > to` is a window across the turn of the month
/// (25th to 3rd) and belongs to the month in which it opens. The dates are the provider's own data;
/// ПП РФ 354 п. 31 «ж» and п. 33 «г» only name a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First day, 1–31.
    pub from: u32,
    /// Last day, 1–31; in a shorter month its last day.
    pub to: u32,
}

/// Where a reading lands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The billing month it counts for.
    pub period: Period,
    /// Taken inside the window.
    pub inside: bool,
}

impl Window {
    /// The window of which both days exist; `None` otherwise.
    pub fn new(from: u32, to: u32) -> Option<Self> {
        let day = |day| (1..=31).contains(&day);
        (day(from) && day(to)).then_some(Self { from, to })
    }

    /// The month a reading of `date` counts for. Inside: the month the window opened in. Early: the
    /// month itself. Late: the next one, because the provider has closed this one.
    pub fn place(self, date: NaiveDate) -> Place {
        let month = Period::of(date);
        let day = date.day();
        let opens = month.day(self.from).day();
        let closes = month.day(self.to).day();
        let (period, inside) = if self.from <= self.to {
            if day < opens {
                (month, false)
            } else if day <= closes {
                (month, true)
            } else {
                (month.next(), false)
            }
        } else if opens <= day {
            (month, true)
        } else if day <= closes {
            (month.back(1), true)
        } else {
            (month, false)
        };
        Place { period, inside }
    }

    /// The first and the last day of the window that belongs to `period`.
    pub fn days(self, period: Period) -> (NaiveDate, NaiveDate) {
        let closes_in = if self.from <= self.to { period } else { period.next() };
        (period.day(self.from), closes_in.day(self.to))
    }
}
