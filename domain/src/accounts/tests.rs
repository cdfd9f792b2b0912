//! Numbers as people type them, and the limits.

use chrono::TimeDelta;

use super::*;
use crate::kernel::Instant;

#[test]
fn numbers_and_codes_are_compared_without_their_dress() {
    for (typed, key) in [
        ("75 да 533315", Some("75ДА533315")),
        ("7500-123-456", Some("7500123456")),
        (" ", None),
        ("---", None),
        ("№/.", None),
        ("1234567890123456789012345678901", None),
    ] {
        assert_eq!(number_key(typed).as_deref(), key, "{typed}");
    }
    assert_eq!(proof_key("ab-12 cd").as_deref(), Some("AB12CD"));
    assert_eq!(proof_key(" - "), None);
}

#[test]
fn the_last_of_too_many_locks_for_a_day() {
    let start: Instant = "2026-11-20T09:00:00Z".parse().expect("an instant");
    let hours = |hours: &[i64]| hours.iter().map(|hour| start + TimeDelta::hours(*hour)).collect::<Vec<_>>();
    for (wrong, most, until) in [
        (&[][..], 3, None),
        (&[0, 1], 3, None),
        (&[0, 1, 2], 3, Some(26)),
        (&[0, 1, 24], 3, None),
        (&[0, 1, 23], 3, Some(47)),
        (&[0, 1, 2, 30], 3, Some(26)),
        (&[0, 1, 2, 30, 31, 32], 3, Some(56)),
        (&[0], 1, Some(24)),
    ] {
        let expect = until.map(|hour| start + TimeDelta::hours(hour));
        assert_eq!(locked_until(&hours(wrong), most), expect, "{wrong:?}");
    }
}
