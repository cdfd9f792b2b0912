//! Work written together: all or each alone, and nothing of what failed.

use futures::future::join_all;
use sea_orm::{ConnectionTrait, Statement};

use super::Writing;
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
