use super::volume::Ratio;
use super::*;
use std::str::FromStr;

#[test]
fn volumes_read_and_print_exactly() {
    let check = |text: &str, plain: &str, russian: &str| {
        let volume = Volume::from_str(text).expect(text);
        assert_eq!(volume.to_string(), plain, "{text}");
        assert_eq!(volume.russian(0), russian, "{text}");
    };
    check("0", "0", "0");
    check("12.340", "12.34", "12,34");
    check(" 12,345 ", "12.345", "12,345");
    check("1234567.0000001", "1234567.0000001", "1\u{a0}234\u{a0}567,0000001");
    check("999999999999999.9999999", "999999999999999.9999999", "999\u{a0}999\u{a0}999\u{a0}999\u{a0}999,9999999");
    for bad in ["", "-1", "1.", ".5", "1.12345678", "1234567890123456", "1 2", "1e3", "+1", "٣"] {
        assert!(Volume::from_str(bad).is_err(), "{bad}");
    }
}

#[test]
fn volume_digits_count_before_the_point() {
    let check = |text: &str, digits: u32, decimals: u32| {
        let volume = Volume::from_str(text).expect(text);
        assert_eq!((volume.whole_digits(), volume.decimals()), (digits, decimals), "{text}");
    };
    check("0", 1, 0);
    check("0.5", 1, 1);
    check("9.999", 1, 3);
    check("10", 2, 0);
    check("00012", 2, 0);
    check("99999.1200", 5, 2);
}

#[test]
fn ratios_have_four_decimals_and_are_above_zero() {
    let check = |text: &str, steps: Option<i64>| {
        assert_eq!(Ratio::from_str(text).ok().map(|ratio| ratio.0), steps, "{text}");
    };
    check("1", Some(10_000));
    check("40", Some(400_000));
    check("0.0001", Some(1));
    check("0", None);
    check("1.00001", None);
}

#[test]
fn money_reads_what_bills_print() {
    let check = |text: &str, kopecks: Option<i64>| assert_eq!(Kopecks::parse(text).map(|sum| sum.0), kopecks, "{text}");
    check("4 812,30", Some(481_230));
    check("4812.3 ₽", Some(481_230));
    check("4812", Some(481_200));
    check("0,05", Some(5));
    check("1,234", None);
    check("", None);
    check("-5", None);
    check("99999999999999999999", None);
    assert_eq!(Kopecks(481_230).to_string(), "4\u{a0}812,30\u{a0}₽");
    assert_eq!(Kopecks(-5).to_string(), "−0,05\u{a0}₽");
}

#[test]
fn areas_read_registry_forms() {
    let check = |text: &str, area: Option<i64>| assert_eq!(Area::parse(text).map(|a| a.0), area, "{text}");
    check("1016.70", Some(101_670));
    check("60,3", Some(6_030));
    check("0.30000000000000004", Some(30));
    check("60.305", Some(6_031));
    check("1 016.7", Some(101_670));
    check("Незаполнено", None);
    check("", None);
    check("-1", None);
}

#[test]
fn shares_are_kept_in_lowest_terms() {
    let check = |num, den, text: Option<&str>| {
        assert_eq!(Share::new(num, den).map(|share| share.to_string()).as_deref(), text, "{num}/{den}");
    };
    check(1, 1, Some("1"));
    check(2, 6, Some("1/3"));
    check(7, 12, Some("7/12"));
    check(0, 3, None);
    check(4, 3, None);
}

#[test]
fn periods_follow_the_calendar() {
    let december = Period::new(2026, 12).expect("a month");
    assert_eq!(december.next().to_string(), "2027-01");
    assert_eq!(december.last_day().to_string(), "2026-12-31");
    assert_eq!(Period::from_str("2026-02").expect("a month").day(30).to_string(), "2026-02-28");
    assert_eq!(december.next().since(december.back(11)), 12);
    for bad in ["2026-13", "2026-00", "2026", "x-1", ""] {
        assert!(Period::from_str(bad).is_err(), "{bad}");
    }
}

#[test]
fn ids_cross_json_as_strings() {
    let id = HouseId((35_i64 << id::REGION_SHIFT) + 7);
    assert_eq!(id.region(), Region(35));
    let json = serde_json::to_string(&id).expect("json");
    assert_eq!(json, "\"1261007895663738887\"");
    assert_eq!(serde_json::from_str::<HouseId>(&json).expect("id"), id);
    for bad in ["0", "-5", "", "1x", "9223372036854775808"] {
        assert!(HouseId::from_str(bad).is_err(), "{bad}");
    }
}

#[test]
fn texts_fold_and_sort() {
    let check = |text: &str, folded: &str, sortable: &str| {
        assert_eq!(text::folded(text), folded);
        assert_eq!(text::sortable(text), sortable);
    };
    check("ул. Зелёная, д. 9-А", "ул зеленая д 9 а", "ул зеленая д 00009 а");
    check("  ООО «УК \"Мир\"»", "ооо ук мир", "ооо ук мир");
    check("", "", "");
}

#[test]
fn dates_print_in_russian() {
    let date = Date::from_ymd_opt(2026, 12, 15).expect("a day");
    assert_eq!(text::day(date), "15\u{a0}декабря\u{a0}2026");
    assert_eq!(text::month(Period::of(date)), "декабрь\u{a0}2026");
    assert_eq!(text::grouped(1_234_567), "1\u{a0}234\u{a0}567");
}

#[test]
fn days_cross_as_iso() {
    let check = |text: &str, good: bool| {
        let read = iso::parse(text);
        assert_eq!(read.map(iso::text).as_deref(), good.then_some(text), "{text}");
    };
    check("2026-11-20", true);
    check("0001-01-01", true);
    check("2026-02-30", false);
    check("2026-1-20", false);
    check("2026-11-2x", false);
    check("+026-11-20", false);
    check("", false);
}
