//! What comes of a meeting, and what leads to one.

use std::collections::HashSet;

use crate::kernel::{Area, Share, iso};
use crate::meetings::{Duty, Form, Standing, Votes, held_until, inspectorate_due, is_enough, is_stopped, unlisted};

#[test]
fn in_person_only_who_came_decides() {
    let check = |form: Form, present: &[i32], decided: &[i32], want: &[i32]| {
        let present: HashSet<i32> = present.iter().copied().collect();
        assert_eq!(unlisted(form, &present, decided.iter().copied()), want, "{form:?} {present:?} {decided:?}");
    };
    check(Form::InPerson, &[3, 4, 5], &[5, 3], &[]);
    check(Form::InPerson, &[3, 5], &[5, 4, 3, 9], &[4, 9]);
    check(Form::InPerson, &[], &[1], &[1]);
    for form in [Form::Mixed, Form::Absentee, Form::Electronic] {
        check(form, &[3], &[4, 9], &[]);
    }
}

#[test]
fn a_duty_stands_by_its_days() {
    let day = |text: &str| (!text.is_empty()).then(|| iso::parse(text).expect("a day"));
    for (due, done, today, want) in [
        ("", "", "2026-04-10", "open"),
        ("2026-04-10", "", "2026-04-10", "due"),
        ("2026-04-10", "", "2026-04-11", "overdue"),
        ("2026-04-10", "2026-04-10", "2026-05-01", "done"),
        ("2026-04-10", "2026-04-11", "2026-05-01", "done-late"),
        ("", "2026-04-11", "2026-05-01", "done"),
    ] {
        let standing = Standing::of(day(due), day(done), day(today).expect("today"));
        assert_eq!(standing.code(), want, "{due} {done} {today}");
    }
    let due = |received: &str| inspectorate_due(day(received), day("2026-05-06").expect("a day")).to_string();
    assert_eq!((due("").as_str(), due("2026-04-27").as_str()), ("2026-05-11", "2026-05-02"));
    for duty in Duty::OF_LAW.into_iter().chain([Duty::Decision(12)]) {
        assert_eq!(Duty::from_code(&duty.code()), Some(duty));
    }
    assert_eq!([Duty::from_code("q0"), Duty::from_code("q"), Duty::from_code("x")], [None; 3]);
}

#[test]
fn a_demand_needs_ten_per_cent_of_all_votes_and_no_less() {
    let joined = |hundredths: i64, den: i64| Votes::of(Area(hundredths), Share::new(1, den).expect("a share"));
    for (votes, total, want) in [
        (joined(6_000, 1), 60_000, true),
        (joined(5_999, 1), 60_000, false),
        (joined(18_000, 3), 60_000, true),
        (joined(17_999, 3), 60_000, false),
        (Votes::default(), 0, false),
    ] {
        assert_eq!(is_enough(&votes, Area(total)), want, "{votes:?} of {total}");
    }
    let received = iso::parse("2026-03-02").expect("a day");
    assert_eq!(held_until(received).to_string(), "2026-04-16");
}

#[test]
fn a_first_meeting_is_stopped_by_more_than_half_of_all_votes() {
    let of = |hundredths: i64, den: i64| Votes::of(Area(hundredths), Share::new(1, den).expect("a share"));
    for (refused, want) in [
        (of(30_000, 1), false),
        (of(30_001, 1), true),
        (of(90_000, 3), false),
        (of(90_001, 3), true),
        (Votes::default(), false),
    ] {
        assert_eq!(is_stopped(&refused, Area(60_000)), want, "{refused:?}");
    }
}
