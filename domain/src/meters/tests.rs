use std::str::FromStr;

use proptest::prelude::*;

use super::*;
use crate::kernel::{Date, Period, Volume, volume::Ratio};

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn volumes(texts: &[&str]) -> Vec<Volume> {
    texts.iter().map(|text| Volume::from_str(text).expect(text)).collect()
}

fn a_device() -> Device {
    Device {
        resource: Resource::ColdWater,
        digits: 5,
        tariffs: 1,
        ratio: Ratio::ONE,
        verification_due: Some(day("2030-01-01")),
        archived: false,
        window: Window::new(15, 25),
        mean_month: None,
        normative: None,
    }
}

fn sent(previous: &[&str], current: &[&str]) -> Submission {
    Submission {
        previous: volumes(previous),
        previous_date: Some(day("2026-10-20")),
        current: volumes(current),
        current_date: day("2026-11-20"),
        today: day("2026-11-20"),
        explanation: Explanation::None,
        period_taken: false,
    }
}

/// usage | blocks | warnings | period
fn said(device: &Device, sent: &Submission) -> String {
    let said = check(device, sent);
    let join = |parts: Vec<String>| parts.join(",");
    format!(
        "{}|{}|{}|{}",
        join(said.usage.iter().map(Volume::to_string).collect()),
        join(said.blocks.iter().map(|b| b.code().to_owned()).collect()),
        join(said.warnings.iter().map(|w| w.code().to_owned()).collect()),
        said.period
    )
}

/// The cases that the server and the browser answer too; every code stands in one of them.
#[test]
fn every_case_is_answered_as_written() {
    let table: serde_json::Value = serde_json::from_str(include_str!("../../cases/reading.json")).expect("JSON");
    let mut unseen: Vec<&str> =
        Block::ALL.map(Block::code).into_iter().chain(Warning::ALL.map(Warning::code)).collect();
    for case in table["cases"].as_array().expect("cases") {
        let mut question = table["question"].clone();
        let change = case["change"].as_object().expect("a change").clone();
        question.as_object_mut().expect("a question").extend(change);
        let asked: Question = serde_json::from_value(question).expect("a question");
        let said = serde_json::to_value(asked.answer().expect("an answer")).expect("JSON");
        for part in ["usage", "blocks", "warnings", "period"] {
            assert_eq!(said[part], case[part], "{part} of {case}");
        }
        unseen.retain(|code| !said.to_string().contains(code));
    }
    assert!(unseen.is_empty(), "no case reaches {unseen:?}");
}

#[test]
fn an_ordinary_reading_is_accepted() {
    assert_eq!(said(&a_device(), &sent(&["100"], &["104.1"])), "4.1|||2026-11");
}

#[test]
fn an_equal_reading_on_a_later_date_is_zero_use() {
    assert_eq!(said(&a_device(), &sent(&["104.1"], &["104.1"])), "0|||2026-11");
}

#[test]
fn the_first_reading_has_no_use_yet() {
    let mut first = sent(&[], &["12"]);
    first.previous_date = None;
    assert_eq!(said(&a_device(), &first), "|||2026-11");
}

#[test]
fn each_block_stands_alone() {
    let check = |change: fn(&mut Device, &mut Submission), expect: &str| {
        let (mut device, mut sent) = (a_device(), sent(&["100"], &["104"]));
        change(&mut device, &mut sent);
        assert_eq!(said(&device, &sent), expect);
    };
    check(|_, s| s.today = day("2026-11-19"), "4|FUTURE_DATE||2026-11");
    check(|_, s| s.current = volumes(&["99.999"]), "|LESS_THAN_PREVIOUS||2026-11");
    check(|_, s| s.current = volumes(&["100000"]), "99900|TOO_MANY_DIGITS||2026-11");
    check(|_, s| s.current = volumes(&[]), "|FEW_VALUES||2026-11");
    check(|_, s| s.current = volumes(&["104", "1"]), "|EXTRA_VALUES||2026-11");
    check(|d, _| d.archived = true, "4|METER_ARCHIVED||2026-11");
    check(|_, s| s.period_taken = true, "4|DUPLICATE_PERIOD||2026-11");
}

#[test]
fn each_warning_stands_alone() {
    let check = |change: fn(&mut Device, &mut Submission), expect: &str| {
        let (mut device, mut sent) = (a_device(), sent(&["100"], &["104"]));
        change(&mut device, &mut sent);
        assert_eq!(said(&device, &sent), expect);
    };
    check(|d, _| d.window = Window::new(21, 25), "4||OUT_OF_WINDOW|2026-11");
    check(|d, _| d.window = Window::new(10, 19), "4||OUT_OF_WINDOW|2026-12");
    check(|d, _| d.mean_month = Some(Volume::from_str("1.3").expect("v")), "4||ANOMALY|2026-11");
    check(|d, _| d.normative = Some(Volume::from_str("0.79").expect("v")), "4||ANOMALY|2026-11");
    check(|d, _| d.verification_due = Some(day("2026-11-19")), "4||VERIFICATION_EXPIRED|2026-11");
    check(|d, _| d.verification_due = Some(day("2026-11-20")), "4|||2026-11");
    check(|d, _| d.window = None, "4|||2026-11");
}

#[test]
fn exactly_three_means_or_five_normatives_is_not_unusual() {
    let check = |mean: Option<&str>, normative: Option<&str>, used: &str, unusual: bool| {
        let mut device = a_device();
        device.mean_month = mean.map(|text| text.parse().expect("v"));
        device.normative = normative.map(|text| text.parse().expect("v"));
        let said = super::check(&device, &sent(&["0"], &[used]));
        assert_eq!(said.warnings.contains(&Warning::Anomaly), unusual, "{mean:?} {normative:?} {used}");
    };
    check(Some("4"), None, "12", false);
    check(Some("4"), None, "12.001", true);
    check(None, Some("4"), "20", false);
    check(None, Some("4"), "20.001", true);
    check(Some("0"), None, "20", false);
    check(Some("4"), Some("1"), "6", true);
}

#[test]
fn a_gap_of_months_is_measured_per_month() {
    let mut device = a_device();
    device.mean_month = Some(Volume::whole(4));
    let mut sent = sent(&["0"], &["36"]);
    sent.previous_date = Some(day("2026-08-24"));
    assert_eq!(said(&device, &sent), "36|||2026-11");
    sent.current = volumes(&["36.1"]);
    assert_eq!(said(&device, &sent), "36.1||ANOMALY|2026-11");
}

#[test]
fn rollover_and_replacement_are_said_by_the_person() {
    let check = |explanation, digits, previous: &str, current: &str, expect: &str| {
        let mut device = a_device();
        device.digits = digits;
        let mut sent = sent(&[previous], &[current]);
        sent.explanation = explanation;
        assert_eq!(said(&device, &sent), expect);
    };
    check(Explanation::Rollover, 5, "99987", "00012", "25|||2026-11");
    check(Explanation::Rollover, 5, "99999.999", "0", "0.001|||2026-11");
    check(Explanation::Rollover, 5, "100", "104", "4|||2026-11");
    check(Explanation::Replacement, 5, "812.5", "3.2", "3.2|||2026-11");
    check(Explanation::None, 5, "99987", "00012", "|LESS_THAN_PREVIOUS||2026-11");
}

#[test]
fn tariffs_and_ratio_multiply_use() {
    let mut device = a_device();
    device.resource = Resource::Electricity;
    device.tariffs = 2;
    device.ratio = "40".parse().expect("a ratio");
    let two = sent(&["100", "50.5"], &["110", "52"]);
    assert_eq!(said(&device, &two), "400,60|||2026-11");
    let one_fell = sent(&["100", "50.5"], &["110", "50"]);
    assert_eq!(said(&device, &one_fell), "|LESS_THAN_PREVIOUS||2026-11");
}

#[test]
fn windows_place_readings() {
    let check = |from, to, date: &str, period: &str, inside: bool| {
        let place = Window::new(from, to).expect("a window").place(day(date));
        assert_eq!((place.period.to_string().as_str(), place.inside), (period, inside), "{from}-{to} {date}");
    };
    check(15, 25, "2026-11-14", "2026-11", false);
    check(15, 25, "2026-11-15", "2026-11", true);
    check(15, 25, "2026-11-25", "2026-11", true);
    check(15, 25, "2026-11-26", "2026-12", false);
    check(15, 25, "2026-12-26", "2027-01", false);
    check(25, 3, "2026-11-25", "2026-11", true);
    check(25, 3, "2026-12-03", "2026-11", true);
    check(25, 3, "2026-12-04", "2026-12", false);
    check(25, 3, "2027-01-01", "2026-12", true);
    check(20, 31, "2026-02-28", "2026-02", true);
    check(30, 31, "2026-02-28", "2026-02", true);
    assert!(Window::new(0, 5).is_none() && Window::new(5, 32).is_none());
    let days = Window::new(25, 3).expect("a window").days(Period::new(2026, 12).expect("a month"));
    assert_eq!(days, (day("2026-12-25"), day("2027-01-03")));
}

#[test]
fn drafts_give_values_up_to_the_last_typed() {
    let check = |t1: &str, t2: &str, t3: &str, expect: Result<Vec<Volume>, &'static str>| {
        let draft = ReadingDraft { t1: t1.into(), t2: t2.into(), t3: t3.into(), ..ReadingDraft::default() };
        let said = draft.values().map_err(|rule| crate::kernel::Coded::field(&rule).expect("a field"));
        assert_eq!(said, expect);
    };
    check("1", "", "", Ok(volumes(&["1"])));
    check("1,5", "2", " ", Ok(volumes(&["1.5", "2"])));
    check("", "", "", Ok(vec![]));
    check("", "2", "", Err("t1"));
    check("1", "x", "", Err("t2"));
}

proptest! {
    /// Accepted use is never negative, and adding it to the previous value gives the current one.
    #[test]
    fn use_explains_the_difference(previous in 0_i64..99_999_999, current in 0_i64..99_999_999, rolled: bool) {
        let steps = |n: i64| Volume::from_steps(n * 10_000);
        let mut sent = sent(&[], &[]);
        sent.previous = vec![steps(previous)];
        sent.current = vec![steps(current)];
        if rolled { sent.explanation = Explanation::Rollover; }
        let said = super::check(&a_device(), &sent);
        if said.blocks.is_empty() {
            let turn = if current < previous { Volume::wrap(5) } else { Volume::ZERO };
            prop_assert_eq!(steps(previous) + said.usage[0], steps(current) + turn);
            prop_assert!(!said.usage[0].is_negative());
        } else {
            prop_assert!(current < previous && !rolled);
        }
    }

    /// Every day belongs to one period, no more than a month away, and periods never run backwards.
    #[test]
    fn windows_never_lose_a_day(from in 1_u32..=31, to in 1_u32..=31, offset in 0_u64..1500) {
        let window = Window::new(from, to).expect("a window");
        let date = day("2024-01-01") + chrono::Days::new(offset);
        let (place, after) = (window.place(date), window.place(date + chrono::Days::new(1)));
        prop_assert!(place.period.since(Period::of(date)).abs() <= 1);
        prop_assert!(after.period >= place.period);
        let (opens, closes) = window.days(place.period);
        prop_assert!(!place.inside || (opens <= date && date <= closes));
    }
}
