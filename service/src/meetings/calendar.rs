//! The production calendar: which days were moved, by which act.

use std::sync::OnceLock;

use domain::kernel::iso;
use domain::meetings::Calendar;

/// `day;working;act`, a line each.
const MOVED: &str = include_str!("../../data/working-days.csv");

/// The calendar of the country.
pub fn calendar() -> &'static Calendar {
    static CALENDAR: OnceLock<Calendar> = OnceLock::new();
    CALENDAR.get_or_init(|| {
        Calendar::with(MOVED.lines().skip(1).filter_map(|line| {
            let mut cells = line.split(';');
            Some((iso::parse(cells.next()?)?, cells.next()? == "1"))
        }))
    })
}
