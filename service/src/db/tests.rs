//! Work written together: all or each alone, and nothing of what failed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use futures::future::join_all;
use sea_orm::{ConnectionTrait, Statement};

use super::{Writing, parked};
use crate::ctx::{Ctx, Tx};
use crate::error::Error;
use crate::testkit::each_store;

async fn counted(ctx: &Ctx) -> i64 {
    let statement = Statement::from_string(ctx.db.read.get_database_backend(), "select count(*) from registry_count");
    let row = ctx.db.read.query_one_raw(statement).await.expect("asked").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

/// Writes a row, then says yes, says no, or breaks.
async fn wish(ctx: &Ctx, number: u32, end: &'static str) -> Result<u32, Error> {
    ctx.write(move |tx: &Tx| -> Writing<'_, u32> {
        Box::pin(async move {
            tx.execute_unprepared(&format!("insert into registry_count values ('k{number}', 1)")).await?;
            match end {
                "no" => Err(Error::Missing("wish")),
                "twice" => {
                    tx.execute_unprepared(&format!("insert into registry_count values ('k{number}', 2)")).await?;
                    Ok(number)
                }
                "panic" => panic!("a wish that breaks"),
                _ => Ok(number),
            }
        })
    })
    .await
}

#[tokio::test]
async fn what_fails_takes_nothing_with_it() {
    each_store(async |ctx| {
        let ends = ["yes", "no", "yes", "twice", "yes", "yes"];
        let said = join_all((0..60).map(|n| wish(&ctx, n, ends[n as usize % ends.len()]))).await;
        for (n, said) in said.iter().enumerate() {
            match ends[n % ends.len()] {
                "yes" => assert!(matches!(said, Ok(number) if *number == n as u32), "{n}: {said:?}"),
                "no" => assert!(matches!(said, Err(Error::Missing("wish"))), "{n}: {said:?}"),
                _ => assert!(matches!(said, Err(Error::Db(_))), "{n}: {said:?}"),
            }
        }
        assert_eq!(counted(&ctx).await, 40);
    })
    .await;
}

#[tokio::test]
async fn a_panic_refuses_itself_alone() {
    let db = crate::testkit::TestDb::sqlite().await.expect("a database");
    let ctx = db.ctx().await.expect("a context");
    let said = join_all((0..9).map(|n| wish(&ctx, n, if n == 4 { "panic" } else { "yes" }))).await;
    assert_eq!(said.iter().filter(|said| said.is_ok()).count(), 8, "{said:?}");
    assert_eq!(counted(&ctx).await, 8);
}

#[tokio::test]
async fn a_yes_that_was_undone_is_not_told_when_the_second_run_breaks() {
    let db = crate::testkit::TestDb::sqlite().await.expect("a database");
    let ctx = db.ctx().await.expect("a context");
    let runs = Arc::new(AtomicU32::new(0));
    let once = ctx.write({
        let runs = Arc::clone(&runs);
        move |_: &Tx| -> Writing<'_, u32> {
            assert_eq!(runs.fetch_add(1, Ordering::Relaxed), 0, "breaks when it is run again");
            Box::pin(async { Ok(1) })
        }
    });
    let (said, refused) = futures::join!(once, wish(&ctx, 1, "no"));
    assert!(refused.is_err() && runs.load(Ordering::Relaxed) == 2);
    assert!(matches!(said, Err(Error::ReadOnly)), "{said:?}");
    assert!(wish(&ctx, 2, "yes").await.is_ok(), "the writer lives on");
}

#[tokio::test]
async fn indexes_left_aside_by_the_dead_are_put_back_and_by_the_living_left_alone() {
    each_store(async |ctx| {
        let aside = "select count(*) from parked_index";
        let ask = async |sql: &str| {
            let row = ctx.db.read.query_one_raw(Statement::from_string(ctx.db.read.get_database_backend(), sql));
            row.await.expect("asked").expect("a row").try_get_by_index::<i64>(0).expect("a number")
        };
        parked::park(&ctx, "house").await.expect("set aside");
        assert_eq!(ask(aside).await, 6);
        ctx.db.write.execute_unprepared("update parked_index set holder = 'dead'").await.expect("forged");
        parked::unpark(&ctx).await.expect("nothing of ours");
        assert_eq!(ask(aside).await, 6);
        let other = Ctx::on(ctx.db.clone(), ctx.clock.clone()).await.expect("another process");
        futures::try_join!(parked::adopt(&ctx), parked::adopt(&other)).expect("taken over by one");
        futures::try_join!(parked::unpark(&ctx), parked::unpark(&other)).expect("put back");
        assert_eq!(ask(aside).await, 0);
    })
    .await;
}
