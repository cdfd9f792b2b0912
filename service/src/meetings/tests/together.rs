//! Decisions of several people that are taken in one transaction.

use domain::meetings::{Choice, Refusal};
use ledger::verify;

use super::{ALL_FOR, open_now, refusal};
use crate::actor::Confirmed;
use crate::error::Error;
use crate::meetings::{self, Wanted};
use crate::testkit::{a_home, each_store};

#[tokio::test]
async fn each_of_a_batch_hears_of_the_own_decision() {
    each_store(async |ctx| {
        let (ctx, house, id) = open_now(&ctx).await;
        let stranger: Confirmed = a_home(&ctx).await.who.into();
        let short = [Choice::For, Choice::Against];
        // Those who are refused stand between those who are not; one of them sends twice.
        let mut submissions: Vec<(&Confirmed, &[Choice])> = Vec::new();
        for (place, owner) in house.owners.iter().enumerate() {
            submissions.push((owner, if place == 3 { &short } else { &ALL_FOR }));
            submissions.push((&stranger, &ALL_FOR));
        }
        submissions.push((&house.owners[5], &ALL_FOR));
        let all = submissions.iter().map(|(who, answers)| meetings::vote(&ctx, who, id, answers));
        let told = futures::future::join_all(all).await;
        let mut taken = 0;
        for (place, (told, (who, _))) in told.into_iter().zip(&submissions).enumerate() {
            match (told, *who == &stranger, place) {
                (Ok(entries), false, _) => {
                    let receipts = meetings::receipts(&ctx, who, id).await.unwrap();
                    let own: Vec<i64> = receipts.iter().map(|(receipt, _)| receipt.entry.n as i64).collect();
                    assert_eq!(entries, own, "the entries are one's own");
                    assert!(receipts.iter().all(|(receipt, _)| verify::receipt_fits(receipt)));
                    taken += 1;
                }
                (told, true, _) => assert_eq!(refusal(told), Refusal::NoVoice),
                (told, _, 6) => assert_eq!(refusal(told), Refusal::NoAnswer { number: 3 }),
                (told, ..) => {
                    assert!([Some(&house.owners[5])].contains(&Some(*who)) && refusal(told) == Refusal::Voted)
                }
            }
        }
        assert_eq!(taken, house.owners.len() - 1);
        let view = meetings::one(&ctx, id, None).await.unwrap();
        assert_eq!(view.ballots as usize, taken);
        let (_, record) = meetings::record(&ctx, &Wanted::Id(id), None).await.unwrap();
        let report = verify::record(record.as_bytes()).unwrap();
        assert_eq!((report.ballots as usize, report.not_counted), (taken, 0));
        // Heads at the powers of two were signed on the way, whatever the batches were.
        let (_, heads) = meetings::heads(&ctx, id).await.unwrap();
        let sizes: Vec<u64> = heads.iter().map(|head| head.size).collect();
        assert_eq!(sizes, [1, 2, 4, 8, taken as u64 + 1]);
        meetings::vote(&ctx, &house.owners[3], id, &ALL_FOR).await.unwrap();
        let nowhere = meetings::vote(&ctx, &stranger, domain::kernel::MeetingId(1), &ALL_FOR).await;
        assert!(matches!(nowhere, Err(Error::Missing("meeting"))), "{nowhere:?}");
    })
    .await;
}
