//! The days of the law around an electronic meeting: ст. 45, 46, 47.1 ЖК.

use chrono::{Datelike as _, Days, TimeDelta};

use super::{Body, Calendar, Form};
use crate::kernel::{Date, Instant};

/// What has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deadline {
    /// The message is handed over to the administrator (47.1 ч. 3).
    HandedOver,
    /// The message is placed, and sent to every owner (45 ч. 4, 47.1 ч. 5; a first meeting 47.1 ч. 2.1).
    Placed,
    /// Written refusals of a first meeting reach the managing person (47.1 ч. 2.1).
    Refusals,
    /// The managing person hands the refusals over to the initiator (47.1 ч. 2.1).
    RefusalsHandedOver,
    /// Voting begins.
    Opens,
    /// Written decisions are still received (practice since 2025; the term is data).
    Papers,
    /// Voting ends.
    Closes,
    /// The protocol is formed by the system (47.1 ч. 11), in other forms by the initiator (46 ч. 1).
    Protocol,
    /// Originals go to the managing organisation; results are told in the house (46 ч. 1, 3).
    Originals,
    /// The managing organisation sends them to the inspectorate (46 ч. 1).
    Inspectorate,
    /// The last day to challenge a decision in court (46 ч. 6).
    Court,
}

/// Until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Until {
    /// What.
    pub what: Deadline,
    /// The last day.
    pub day: Date,
    /// The article it stands in.
    pub article: &'static str,
}

/// Days of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Whose meeting it is.
    pub body: Body,
    /// How it is held.
    pub form: Form,
    /// The day voting begins.
    pub opens: Date,
    /// The day voting ends.
    pub closes: Date,
    /// Is it the house's first electronic meeting?
    pub first: bool,
    /// Full days before the end of voting at which written decisions are no longer received.
    pub paper_days: u32,
}

/// Voting lasts so many days at least and at most (47.1 ч. 8, 9 ЖК).
const LASTS: (i64, i64) = (7, 60);

/// Does voting last as long as the law asks? Full days, counted in hours.
pub fn lasts(opens: Instant, closes: Instant) -> bool {
    (TimeDelta::days(LASTS.0)..=TimeDelta::days(LASTS.1)).contains(&(closes - opens))
}

impl Timeline {
    /// The last day to place the message: ten full days lie between, for a first meeting ten working ones.
    pub fn placed(&self, calendar: &Calendar) -> Date {
        match self.first {
            true => calendar.working_days_before(self.opens, 10),
            false => days_before(self.opens, 10),
        }
    }

    /// The earliest day voting may begin on when the message is placed on `day`.
    pub fn earliest(calendar: &Calendar, day: Date, first: bool) -> Date {
        let mut opens = day.checked_add_days(Days::new(11)).unwrap_or(day);
        while first && calendar.working_days_before(opens, 10) < day {
            opens = opens.checked_add_days(Days::new(1)).unwrap_or(opens);
        }
        opens
    }

    /// The article the message is placed by. Members' meetings are convened as their charters say (145 ч. 1,
    /// 116 ч. 1); an association's no later than ten days ahead (146 ч. 1); in the system all by 47.1.
    const fn placed_by(&self) -> &'static str {
        match (self.body, self.form.is_electronic(), self.first) {
            (Body::Owners, true, true) => "ст. 47.1 ч. 2.1 ЖК РФ",
            (Body::Owners, true, false) => "ст. 45 ч. 4, ст. 47.1 ч. 5 ЖК РФ",
            (Body::Owners, false, _) => "ст. 45 ч. 4 ЖК РФ",
            (Body::Association, true, _) => "ст. 146 ч. 1, ст. 47.1 ч. 5 ЖК РФ",
            (Body::Association, false, _) => "ст. 146 ч. 1 ЖК РФ",
            (Body::Cooperative, true, _) => "ст. 116 ч. 1, ст. 47.1 ч. 5 ЖК РФ",
            (Body::Cooperative, false, _) => "ст. 116 ч. 1 ЖК РФ",
        }
    }

    /// The term of the initiator of a meeting on paper: protocol and decisions are placed (46 ч. 1).
    pub const ON_PAPER_DAYS: u32 = 10;

    /// All days, in order.
    pub fn deadlines(&self, calendar: &Calendar) -> Vec<Until> {
        let until = |what, day, article| Until { what, day, article };
        let after = |day: Date, count| day.checked_add_days(Days::new(count)).unwrap_or(day);
        let papers = self.closes.checked_sub_days(Days::new(u64::from(self.paper_days))).unwrap_or(self.closes);
        let originals = after(self.closes, 10);
        let electronic = self.form.is_electronic();
        let article = |system, paper| if electronic { system } else { paper };
        let protocol = if electronic { 1 } else { u64::from(Self::ON_PAPER_DAYS) };
        let mut all = vec![
            until(Deadline::Placed, self.placed(calendar), self.placed_by()),
            until(Deadline::Opens, self.opens, article("ст. 47.1 ч. 4 ЖК РФ", "ст. 45 ч. 5 ЖК РФ")),
            until(Deadline::Closes, self.closes, article("ст. 47.1 ч. 8 ЖК РФ", "ст. 47 ч. 2 ЖК РФ")),
            until(
                Deadline::Protocol,
                after(self.closes, protocol),
                article("ст. 47.1 ч. 11 ЖК РФ", "ст. 46 ч. 1 ЖК РФ"),
            ),
        ];
        let court = months_after(after(self.closes, 1), 6);
        match self.body {
            // Of cooperatives the Code says nothing of the kind: the rule for all communities holds.
            Body::Cooperative => all.push(until(Deadline::Court, court, "ст. 181.4 п. 5 ГК РФ")),
            Body::Owners | Body::Association => all.extend([
                until(Deadline::Originals, originals, "ст. 46 ч. 1, 3 ЖК РФ"),
                until(Deadline::Inspectorate, after(originals, 5), "ст. 46 ч. 1 ЖК РФ"),
                until(Deadline::Court, court, "ст. 46 ч. 6 ЖК РФ"),
            ]),
        }
        if electronic {
            all.push(until(Deadline::Papers, papers, "ст. 47.1 ч. 7 ЖК РФ"));
        }
        match (electronic, self.first) {
            (false, _) => {}
            (true, true) => {
                let refusals = |count| calendar.working_days_before(self.opens, count);
                all.push(until(Deadline::Refusals, refusals(5), "ст. 47.1 ч. 2.1 ЖК РФ"));
                all.push(until(Deadline::RefusalsHandedOver, refusals(2), "ст. 47.1 ч. 2.1 ЖК РФ"));
            }
            (true, false) => all.push(until(Deadline::HandedOver, days_before(self.opens, 14), "ст. 47.1 ч. 3 ЖК РФ")),
        }
        all.sort_by_key(|until| (until.day, until.what));
        all
    }
}

/// The last day with `count` full days strictly between it and `day`.
fn days_before(day: Date, count: u32) -> Date {
    day.checked_sub_days(Days::new(u64::from(count) + 1)).unwrap_or(day)
}

/// The same day so many months later, or that month's last.
fn months_after(day: Date, count: u32) -> Date {
    let months = day.month0() + count;
    let (year, month) = (day.year() + (months / 12) as i32, months % 12 + 1);
    (1..=day.day()).rev().find_map(|day| Date::from_ymd_opt(year, month, day)).unwrap_or(day)
}
