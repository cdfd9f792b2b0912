//! Working days: ст. 111–112 ТК РФ, and the government's transfers of days off.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::kernel::Date;

/// Holidays that are not working days, day and month: ст. 112 ч. 1 ТК РФ.
const HOLIDAYS: [(u32, u32); 14] =
    [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)];

/// The production calendar. What the Code says stands in it by itself; days that the government (or a
/// region) moves are data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Days that are otherwise than the Code says: `true` for a working day.
    changed: BTreeMap<Date, bool>,
}

impl Calendar {
    /// The calendar with these days moved: `true` makes a day a working day, `false` a day off.
    pub fn with(changed: impl IntoIterator<Item = (Date, bool)>) -> Self {
        Self { changed: changed.into_iter().collect() }
    }

    /// Is it a working day?
    pub fn is_working(&self, day: Date) -> bool {
        self.changed.get(&day).copied().unwrap_or_else(|| !by_law_off(day))
    }

    /// The working days of a year.
    pub fn working_days(&self, year: i32) -> u32 {
        let days = |first: NaiveDate| first.iter_days().take_while(move |day| day.year() == year);
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        first.map_or(0, |first| days(first).filter(|day| self.is_working(*day)).count() as u32)
    }

    /// The last working day with at least `count` full working days strictly between it and `day`: the
    /// careful reading of "не позднее чем за N рабочих дней".
    pub fn working_days_before(&self, day: Date, count: u32) -> Date {
        let mut at = day;
        let mut left = count;
        while 0 < left {
            at = at.checked_sub_days(Days::new(1)).unwrap_or(at);
            left -= u32::from(self.is_working(at));
        }
        self.last_working(at.checked_sub_days(Days::new(1)).unwrap_or(at))
    }

    /// The end of a term of `count` working days that begins the day after `day`: the day it ends on
    /// (ст. 191, 193 ГК РФ).
    pub fn working_days_after(&self, day: Date, count: u32) -> Date {
        let mut at = day;
        let mut left = count;
        while 0 < left {
            at = at.checked_add_days(Days::new(1)).unwrap_or(at);
            left -= u32::from(self.is_working(at));
        }
        at
    }

    /// The day itself, or the last working one before it.
    fn last_working(&self, day: Date) -> Date {
        let mut at = day;
        while !self.is_working(at) {
            at = at.checked_sub_days(Days::new(1)).unwrap_or(at);
        }
        at
    }
}

/// A day off by the Code alone: Saturdays, Sundays, holidays, and the working day next to a holiday that
/// falls on a day off, those of January aside, which the government moves (ст. 112 ч. 2 ТК РФ).
fn by_law_off(day: Date) -> bool {
    let weekend = |day: Date| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let holiday = |day: Date| HOLIDAYS.contains(&(day.month(), day.day()));
    if weekend(day) || holiday(day) {
        return true;
    }
    // Back over the days off before it: is one of them a holiday that lost its day?
    let mut owed = 0;
    let mut at = day;
    while let Some(before) = at.checked_sub_days(Days::new(1)) {
        if !weekend(before) && !holiday(before) {
            break;
        }
        owed += u32::from(weekend(before) && holiday(before) && before.month() != 1);
        at = before;
    }
    0 < owed
}
