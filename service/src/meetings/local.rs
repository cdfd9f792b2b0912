//! Instants by the clock of the house.

use chrono::{DateTime, Timelike as _, Utc};
use domain::kernel::{Date, text};
use domain::meetings::{Body, Form, MeetingView, Timeline, Until};

use super::calendar::calendar;
use super::terms::Term;

fn zoned(at: DateTime<Utc>, zone: &str) -> DateTime<chrono_tz::Tz> {
    at.with_timezone(&zone.parse().unwrap_or(chrono_tz::Europe::Moscow))
}

/// «6 апреля 2026, 10:00»
pub fn local_words(at: DateTime<Utc>, zone: &str) -> String {
    let at = zoned(at, zone);
    format!("{}, {:02}:{:02}", text::day(at.date_naive()), at.hour(), at.minute())
}

/// `2026-04-06T10:00`, as forms take it.
pub fn local_typed(at: DateTime<Utc>, zone: &str) -> String {
    zoned(at, zone).format("%Y-%m-%dT%H:%M").to_string()
}

/// The day it is there.
pub fn day(at: DateTime<Utc>, zone: &str) -> Date {
    zoned(at, zone).date_naive()
}

/// The days of the law around a meeting whose times are known.
pub fn timeline(meeting: &MeetingView) -> Option<Vec<Until>> {
    let times = (meeting.row.opens?, meeting.row.closes?);
    let days = days((meeting.row.body, meeting.form, meeting.first), times, &meeting.row.time_zone);
    Some(days.deadlines(calendar(meeting.row.house.region())))
}

/// The days of a meeting: whose it is, how it is held, whether the rules of a first one hold for it; its
/// beginning and its end.
pub(super) fn days(
    (body, form, first): (Body, Form, bool),
    (opens, closes): (DateTime<Utc>, DateTime<Utc>),
    zone: &str,
) -> Timeline {
    let (opens, closes) = (day(opens, zone), day(closes, zone));
    Timeline { body, form, first, opens, closes, paper_days: Term::PaperDays.on(closes) }
}
