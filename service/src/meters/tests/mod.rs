//! Readings and the desk on both stores; what meets at once is in `races`.

mod races;

use domain::kernel::Coded;
use domain::meters::{ReadingDraft, Resource, Stage};

use crate::actor::Staff;
use crate::ctx::{Clock, Ctx};
use crate::error::Error;
use crate::testkit::{Home, a_home, a_resident, each_store, volume};

/// A draft for today, the 20th of November.
fn a_draft(meter: domain::kernel::MeterId, key: &str, t1: &str) -> ReadingDraft {
    ReadingDraft {
        meter: meter.to_string(),
        key: key.to_owned(),
        taken_on: "2026-11-20".to_owned(),
        t1: t1.to_owned(),
        ..ReadingDraft::default()
    }
}

async fn a_cold_meter(ctx: &Ctx, home: &Home) -> domain::kernel::MeterId {
    let meter = home.meter(ctx, Resource::ColdWater, |_| {}).await;
    home.read(ctx, meter, "2026-10", &["100.5"], Stage::Passed).await;
    meter
}

fn code(error: &Error) -> &'static str {
    error.rule().map_or("other", Coded::code)
}

#[tokio::test]
async fn a_reading_is_kept_and_shown() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = a_cold_meter(&ctx, &home).await;
        let kept = super::submit(&ctx, &home.who, &a_draft(meter, "k1", "104,6")).await.expect("accepted");
        assert_eq!((kept.values[0], kept.usage[0]), (volume("104.6"), volume("4.1")));
        assert_eq!((kept.period.to_string().as_str(), kept.version, kept.stage), ("2026-11", 1, Stage::Accepted));
        let shown = super::of_premises(&ctx, &home.who, home.premises).await.expect("meters");
        assert_eq!(shown[0].current.as_ref().map(|sent| sent.id), Some(kept.id));
        assert_eq!(shown[0].previous.as_ref().map(|before| before.values[0]), Some(volume("100.5")));
        let history = super::history(&ctx, &home.who, meter).await.expect("history");
        assert_eq!(history.len(), 2);
        let months = super::monthly_use(&ctx, &home.who, meter).await.expect("use");
        assert_eq!((months.len(), months[23].usage.clone()), (24, vec![volume("4.1")]));
    })
    .await;
}

#[tokio::test]
async fn a_stranger_finds_no_meter() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = a_cold_meter(&ctx, &home).await;
        let stranger = a_home(&ctx).await.who;
        let refused = super::submit(&ctx, &stranger, &a_draft(meter, "k", "104.6")).await;
        assert!(matches!(refused, Err(Error::Missing("meter"))));
        assert!(matches!(super::one(&ctx, &stranger, meter).await, Err(Error::Missing(_))));
        assert!(super::of_premises(&ctx, &stranger, home.premises).await.expect("none").is_empty());
        let kept = super::submit(&ctx, &home.who, &a_draft(meter, "k", "104.6")).await.expect("accepted");
        assert!(matches!(super::receipt(&ctx, &stranger, kept.id).await, Err(Error::Missing(_))));
        let neighbour = a_resident(&ctx, home.account, home.house).await;
        assert_eq!(super::receipt(&ctx, &neighbour, kept.id).await.expect("linked too").id, kept.id);
    })
    .await;
}

#[tokio::test]
async fn refusals_write_nothing() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = a_cold_meter(&ctx, &home).await;
        let refused = async |change: fn(&mut ReadingDraft)| {
            let mut draft = a_draft(meter, "k", "104.6");
            change(&mut draft);
            let error = super::submit(&ctx, &home.who, &draft).await.expect_err("refused");
            code(&error)
        };
        assert_eq!(refused(|d| d.t1 = "99".into()).await, "meters.less_than_previous");
        assert_eq!(refused(|d| d.t1 = "123456".into()).await, "meters.too_many_digits");
        assert_eq!(refused(|d| d.t1 = "x".into()).await, "meters.not_a_number");
        assert_eq!(refused(|d| d.t1 = String::new()).await, "meters.few_values");
        assert_eq!(refused(|d| d.t2 = "5".into()).await, "meters.extra_values");
        assert_eq!(refused(|d| d.taken_on = "2026-11-21".into()).await, "meters.future_date");
        assert_eq!(refused(|d| d.taken_on = "yesterday".into()).await, "meters.not_a_date");
        assert_eq!(refused(|d| d.taken_on = "2026-10-20".into()).await, "meters.reason_missing");
        assert_eq!(refused(|d| d.taken_on = "2026-11-28".into()).await, "meters.future_date");
        assert_eq!(refused(|d| d.taken_on = "2026-11-10".into()).await, "meters.unconfirmed");
        assert_eq!(refused(|d| d.key = String::new()).await, "meters.bad_key");
        assert_eq!(super::history(&ctx, &home.who, meter).await.expect("history").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn warnings_are_confirmed_and_kept_with_the_reading() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = home
            .meter(&ctx, Resource::ColdWater, |row| {
                row.normative = volume("1").steps();
                row.verification_due = domain::kernel::Date::from_ymd_opt(2026, 11, 1);
            })
            .await;
        home.read(&ctx, meter, "2026-10", &["100"], Stage::Passed).await;
        let mut draft = a_draft(meter, "k", "106");
        let error = super::submit(&ctx, &home.who, &draft).await.expect_err("asked first");
        let warnings = error.rule().map(Coded::args).unwrap_or_default();
        assert_eq!(warnings, vec![("warnings", "ANOMALY,VERIFICATION_EXPIRED".to_owned())]);
        draft.confirmed = "yes".into();
        let kept = super::submit(&ctx, &home.who, &draft).await.expect("confirmed");
        assert_eq!(kept.warnings.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_correction_is_a_new_version_and_moves_later_use() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = a_cold_meter(&ctx, &home).await;
        let first = super::submit(&ctx, &home.who, &a_draft(meter, "k1", "104.6")).await.expect("accepted");
        let mut fix = a_draft(meter, "k2", "103.6");
        assert_eq!(code(&super::submit(&ctx, &home.who, &fix).await.expect_err("why?")), "meters.reason_missing");
        fix.reason = "Ошибся в цифре".into();
        let second = super::submit(&ctx, &home.who, &fix).await.expect("corrected");
        assert_eq!((second.version, second.usage[0]), (2, volume("3.1")));
        assert!(!super::receipt(&ctx, &home.who, first.id).await.expect("kept").living);

        let mut earlier = a_draft(meter, "k3", "101");
        earlier.taken_on = "2026-10-21".into();
        earlier.reason = "Тоже ошибся".into();
        super::submit(&ctx, &home.who, &earlier).await.expect("October corrected");
        let moved = super::receipt(&ctx, &home.who, second.id).await.expect("November");
        assert_eq!(moved.usage[0], volume("2.6"));
        earlier.key = "k4".into();
        earlier.t1 = "103.7".into();
        let above = super::submit(&ctx, &home.who, &earlier).await.expect_err("above November");
        assert_eq!(code(&above), "meters.above_next");
    })
    .await;
}

#[tokio::test]
async fn a_billed_month_is_closed() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = home.meter(&ctx, Resource::Gas, |_| {}).await;
        home.read(&ctx, meter, "2026-10", &["100"], Stage::Billed).await;
        let mut draft = a_draft(meter, "k", "101");
        draft.taken_on = "2026-10-21".into();
        draft.reason = "Ошибся".into();
        let error = super::submit(&ctx, &home.who, &draft).await.expect_err("closed");
        assert_eq!(code(&error), "meters.duplicate_period");
    })
    .await;
}

#[tokio::test]
async fn archived_meters_take_nothing() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let archived = domain::kernel::Date::from_ymd_opt(2026, 6, 1);
        let meter = home.meter(&ctx, Resource::Heat, |row| row.archived_on = archived).await;
        let error = super::submit(&ctx, &home.who, &a_draft(meter, "k", "1")).await.expect_err("archived");
        assert_eq!(code(&error), "meters.meter_archived");
    })
    .await;
}

#[tokio::test]
async fn two_tariffs_rollover_and_ratio() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = home
            .meter(&ctx, Resource::Electricity, |row| {
                row.tariffs = 2;
                row.decimals = 0;
                row.ratio = domain::kernel::volume::Ratio(400_000);
            })
            .await;
        home.read(&ctx, meter, "2026-10", &["99987", "500"], Stage::Passed).await;
        let mut draft = a_draft(meter, "k", "12");
        draft.t2 = "510".into();
        assert_eq!(code(&super::submit(&ctx, &home.who, &draft).await.expect_err("fell")), "meters.less_than_previous");
        draft.explanation = "rollover".into();
        let kept = super::submit(&ctx, &home.who, &draft).await.expect("rolled over");
        assert_eq!(kept.usage, vec![volume("1000"), volume("400")]);
    })
    .await;
}

#[tokio::test]
async fn late_ones_go_to_the_next_month_and_equal_ones_are_zero_use() {
    each_store(async |mut ctx| {
        let home = a_home(&ctx).await;
        let meter = a_cold_meter(&ctx, &home).await;
        ctx.clock = Clock::Still("2026-11-28T09:00:00Z".parse().expect("an instant"));
        let mut draft = a_draft(meter, "k", "100.5");
        draft.taken_on = "2026-11-27".into();
        draft.confirmed = "yes".into();
        let kept = super::submit(&ctx, &home.who, &draft).await.expect("accepted");
        assert_eq!((kept.period.to_string().as_str(), kept.usage[0]), ("2026-12", volume("0")));
    })
    .await;
}

#[tokio::test]
async fn the_job_hands_a_reading_on_once() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = a_cold_meter(&ctx, &home).await;
        let kept = super::submit(&ctx, &home.who, &a_draft(meter, "k", "104.6")).await.expect("accepted");
        assert_eq!(crate::jobs::run_due(&ctx).await.expect("jobs"), 1);
        assert_eq!(crate::jobs::run_due(&ctx).await.expect("jobs"), 0);
        super::pass(&ctx, &[kept.id]).await.expect("twice is harmless");
        let passed = super::receipt(&ctx, &home.who, kept.id).await.expect("receipt");
        assert_eq!((passed.stage, passed.trail.len()), (Stage::Passed, 2));
    })
    .await;
}

#[tokio::test]
async fn the_provider_takes_readings_into_bills() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = a_cold_meter(&ctx, &home).await;
        let kept = super::submit(&ctx, &home.who, &a_draft(meter, "k", "104.6")).await.expect("accepted");
        crate::jobs::run_due(&ctx).await.expect("handed over");
        let clerk = Staff::for_test(home.who.person(), home.provider);
        let other = Staff::for_test(home.who.person(), a_home(&ctx).await.provider);
        let month = kept.period;
        let list = super::worklist(&ctx, &clerk, month, None).await.expect("list");
        assert_eq!(list.rows.iter().map(|row| row.id).collect::<Vec<_>>(), vec![kept.id]);
        assert!(super::worklist(&ctx, &other, month, None).await.expect("list").rows.is_empty());
        assert_eq!(super::take_into_bills(&ctx, &other, month, "ПД-9").await.expect("nothing"), 0);
        assert_eq!(super::take_into_bills(&ctx, &clerk, month, "ПД-7").await.expect("taken"), 1);
        assert_eq!(super::take_into_bills(&ctx, &clerk, month, "ПД-8").await.expect("again"), 0);
        let billed = super::receipt(&ctx, &home.who, kept.id).await.expect("receipt");
        assert_eq!((billed.stage, billed.trail[2].note.as_str()), (Stage::Billed, "ПД-7"));
        let mut fix = a_draft(meter, "k2", "104.5");
        fix.reason = "Поздно".into();
        let closed = super::submit(&ctx, &home.who, &fix).await.expect_err("closed");
        assert_eq!(code(&closed), "meters.duplicate_period");
    })
    .await;
}

#[tokio::test]
async fn reading_days_change_from_the_next_month() {
    each_store(async |mut ctx| {
        let home = a_home(&ctx).await;
        let clerk = Staff::for_test(home.who.person(), home.provider);
        let bad = super::set_window(&ctx, &clerk, None, "0", "25").await.expect_err("no day 0");
        assert_eq!(code(&bad), "meters.not_a_window");
        super::set_window(&ctx, &clerk, None, "1", "5").await.expect("set");
        let begins = super::set_window(&ctx, &clerk, None, "20", "27").await.expect("set again");
        assert_eq!(begins.to_string(), "2026-12-01");
        assert_eq!(super::windows_of(&ctx, &clerk).await.expect("days").len(), 2);
        let meter = home.meter(&ctx, Resource::Gas, |_| {}).await;
        let shown = super::one(&ctx, &home.who, meter).await.expect("meter");
        assert_eq!(shown.device.window.map(|window| window.from), Some(15));
        ctx.clock = Clock::Still("2026-12-02T09:00:00Z".parse().expect("an instant"));
        let shown = super::one(&ctx, &home.who, meter).await.expect("meter");
        assert_eq!(shown.device.window.map(|window| window.from), Some(20));
    })
    .await;
}
