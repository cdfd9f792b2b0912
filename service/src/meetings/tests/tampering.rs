//! A database that was changed behind the service's back: whatever it signs, the record does not fit.

use ledger::verify::{self, What};
use sea_orm::ConnectionTrait as _;

use super::{ALL_FOR, APRIL, a_house, at, on_paper, published};
use crate::ctx::Ctx;
use crate::meetings::{self, Wanted};
use crate::testkit::each_store;

/// What is changed, and what is said of the record then.
const CHANGES: [(&str, What); 10] = [
    ("update meeting_entry set answers = '[\"against\",\"for\",\"for\"]' where number = 2", What::Seal),
    ("update meeting_entry set leaf = replace(leaf, '\"voice\":2', '\"voice\":9') where number = 2", What::Log),
    ("update meeting_entry set leaf = replace(leaf, 'electronic', 'paper') where number = 2", What::Act),
    ("delete from meeting_entry where number = 2", What::Number),
    ("update meeting_voice set area = area + 1 where number = 3", What::Register),
    (
        "update meeting_voice set share_num = 2 where number = 1; update meeting_voice set share_num = 1 where number = 2",
        What::Frozen,
    ),
    ("update meeting_sum set numerator = numerator + 1 where question = 3 and name = 'for'", What::Outcome),
    ("update meeting_question set wording = 'Другой вопрос' where number = 3", What::Frozen),
    ("update meeting_question set kind = '1' where number = 3", What::Frozen),
    ("update meeting_head set root = replace(root, 'a', 'b')", What::Log),
];

async fn voted(ctx: &Ctx) -> (Ctx, domain::kernel::MeetingId) {
    let before = at(ctx, 0).await;
    let house = a_house(&before).await;
    let id = published(&before, &house, APRIL.0, APRIL.1).await;
    let during = at(ctx, 40).await;
    for owner in &house.owners[..8] {
        meetings::vote(&during, owner, id, &ALL_FOR).await.unwrap();
    }
    meetings::add_reader(&during, &house.owners[0], id, 10).await.unwrap();
    on_paper(&during, &house, id, 12, &ALL_FOR).await;
    let after = at(ctx, 90).await;
    meetings::close(&after, id).await.unwrap();
    (after, id)
}

#[tokio::test]
async fn whatever_is_changed_in_the_database_shows() {
    for (sql, what) in CHANGES {
        each_store(async |ctx| {
            let (ctx, id) = voted(&ctx).await;
            let (_, good) = meetings::record(&ctx, &Wanted::Id(id), None).await.unwrap();
            verify::record(good.as_bytes()).unwrap();
            ctx.db.write.execute_unprepared(sql).await.unwrap();
            let (_, record) = meetings::record(&ctx, &Wanted::Id(id), None).await.unwrap();
            let fault = verify::record(record.as_bytes()).expect_err(sql);
            assert_eq!(fault.what, what, "{sql}");
        })
        .await;
    }
}

/// Whoever holds the key can write another log; a receipt handed out before tells it from the true one.
#[tokio::test]
async fn a_receipt_outlives_a_log_written_anew() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let id = published(&before, &house, APRIL.0, APRIL.1).await;
        let during = at(&ctx, 40).await;
        meetings::vote(&during, &house.owners[4], id, &ALL_FOR).await.unwrap();
        let receipt = meetings::receipts(&during, &house.owners[4], id).await.unwrap().remove(0).0;
        for sql in [
            "delete from meeting_entry where number = 1",
            "delete from meeting_head where size = 2",
            "delete from meeting_sum",
            "update meeting set ballots = 0, log_size = 1, log_frontier = (select hash from meeting_entry where number = 0)",
        ] {
            during.db.write.execute_unprepared(sql).await.unwrap();
        }
        meetings::vote(&during, &house.owners[5], id, &ALL_FOR).await.unwrap();
        let (_, record) = meetings::record(&during, &Wanted::Id(id), None).await.unwrap();
        verify::record(record.as_bytes()).expect("the new log fits by itself");
        let fault = verify::record_with(record.as_bytes(), &receipt).expect_err("and not with the receipt");
        assert_eq!(fault.what, What::Receipt);
    })
    .await;
}
