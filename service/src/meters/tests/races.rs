//! Readings that meet: the same at once, different ones at once, and what changes in between.

use domain::meters::{ReadingDraft, Resource, Stage};
use futures::future::join_all;
use sea_orm::ConnectionTrait as _;

use super::{a_cold_meter, a_draft, code};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::testkit::{Home, a_home, each_store};

#[tokio::test]
async fn the_same_key_in_fifty_requests_is_one_row() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = a_cold_meter(&ctx, &home).await;
        let draft = a_draft(meter, "once", "104.6");
        let all = join_all((0..50).map(|_| crate::meters::submit(&ctx, &home.who, &draft))).await;
        let mut ids: Vec<_> = all.into_iter().map(|kept| kept.expect("accepted").id).collect();
        ids.dedup();
        assert_eq!(ids.len(), 1);
        assert_eq!(crate::meters::history(&ctx, &home.who, meter).await.expect("history").len(), 2);
    })
    .await;
}

#[tokio::test]
async fn of_different_readings_at_once_one_is_kept_and_the_others_are_corrections() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = a_cold_meter(&ctx, &home).await;
        let drafts: Vec<_> = (0..20).map(|n| a_draft(meter, &format!("k{n}"), &format!("10{}", 1 + n % 9))).collect();
        let said = join_all(drafts.iter().map(|draft| crate::meters::submit(&ctx, &home.who, draft))).await;
        let (kept, refused): (Vec<_>, Vec<_>) = said.into_iter().partition(Result::is_ok);
        assert_eq!(kept.len(), 1);
        for refused in refused {
            assert_eq!(code(&refused.expect_err("refused")), "meters.reason_missing");
        }
        assert_eq!(crate::meters::history(&ctx, &home.who, meter).await.expect("history").len(), 2);
    })
    .await;
}

/// What `submit` does before it has the writer.
async fn weighed(ctx: &Ctx, home: &Home, draft: &ReadingDraft) -> Box<crate::meters::Admitted> {
    match crate::meters::weigh(ctx, &ctx.db.read, &home.who, draft).await.expect("weighed") {
        crate::meters::Weighed::New(new) => new,
        crate::meters::Weighed::Kept(kept) => panic!("{kept:?}"),
    }
}

#[tokio::test]
async fn what_changed_since_the_reading_was_judged_is_seen_under_the_writer() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let meter = home.meter(&ctx, Resource::ColdWater, |_| {}).await;
        home.read(&ctx, meter, "2025-09", &["100"], Stage::Passed).await;
        let draft = a_draft(meter, "now", "105");
        let new = weighed(&ctx, &home, &draft).await;
        let corrected = ReadingDraft {
            taken_on: "2025-09-21".to_owned(),
            reason: "описка".to_owned(),
            ..a_draft(meter, "then", "110")
        };
        crate::meters::submit(&ctx, &home.who, &corrected).await.expect("a correction of what lies a year back");
        let tx = ctx.begin().await.expect("begun");
        let refused = crate::meters::settle(&ctx, &tx, &home.who, &draft, &new).await.expect_err("110 stands now");
        assert_eq!(code(&refused), "meters.less_than_previous");
        drop(tx);

        let draft = a_draft(meter, "later", "112");
        let new = weighed(&ctx, &home, &draft).await;
        let accounts = crate::accounts::of_person(&ctx, &home.who).await.expect("accounts");
        crate::accounts::end_link(&ctx, &home.who, accounts[0].links[0].id).await.expect("ended");
        let tx = ctx.begin().await.expect("begun");
        let refused = crate::meters::settle(&ctx, &tx, &home.who, &draft, &new).await;
        assert!(matches!(refused, Err(Error::Missing("meter"))), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn a_bad_job_does_not_take_the_others_with_it() {
    each_store(async |ctx| {
        let home = a_home(&ctx).await;
        let mut kept = Vec::new();
        for n in 0..3 {
            let meter = a_cold_meter(&ctx, &home).await;
            kept.push(crate::meters::submit(&ctx, &home.who, &a_draft(meter, "k", "104")).await.expect("accepted").id);
            if n == 1 {
                let bad = "insert into job (id, kind, payload, run_at, attempts, error)
                           values (7, 'pass_reading', '{}', '2026-11-20 08:59:59+00:00', 0, '')";
                ctx.db.write.execute_unprepared(bad).await.expect("a bad job");
            }
        }
        crate::jobs::run_due(&ctx).await.expect("run");
        for id in kept {
            let receipt = crate::meters::receipt(&ctx, &home.who, id).await.expect("a receipt");
            assert_eq!(receipt.stage, Stage::Passed);
            assert_eq!(
                receipt.trail.iter().map(|step| step.stage).collect::<Vec<_>>(),
                [Stage::Accepted, Stage::Passed]
            );
        }
    })
    .await;
}
