//! Written decisions read by two people, and representatives.

use domain::meetings::{Choice, PaperState, PowerDraft, PowerState, Refusal};
use ledger::verify;

use super::{ALL_FOR, APRIL, SCAN, a_house, at, paper_of, published, refusal, scan};
use crate::ctx::{Clock, Ctx};
use crate::error::Error;
use crate::files::Upload;
use crate::meetings::{self, Reading, Wanted};
use crate::testkit::each_store;

#[tokio::test]
async fn a_paper_counts_when_two_people_read_the_same() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let id = published(&before, &house, APRIL.0, APRIL.1).await;
        let ctx = at(&ctx, 40).await;
        let (admin, reader, owner) = (&house.owners[0], &house.owners[9], &house.owners[4]);
        let against = [Choice::Against, Choice::Invalid, Choice::Abstain];
        let enter = async |received: &str, scan: &Upload| {
            meetings::enter(&ctx, admin, id, &paper_of(5, received, &against), scan).await
        };
        let good = "2026-04-10T12:00";
        assert_eq!(refusal(enter("2026-04-05T12:00", &scan()).await), Refusal::Received);
        assert_eq!(refusal(enter("2026-04-12T12:00", &scan()).await), Refusal::Received);
        assert_eq!(refusal(enter("вчера", &scan()).await), Refusal::NotATime { field: "received" });
        let none = Upload::default();
        assert!(matches!(enter(good, &none).await, Err(Error::Files(domain::files::Rule::Absent))));
        let page = Upload { name: "x.html".to_owned(), bytes: b"<html>".to_vec() };
        assert!(matches!(enter(good, &page).await, Err(Error::Files(domain::files::Rule::Kind))));
        let strange = meetings::enter(&ctx, owner, id, &paper_of(5, good, &against), &scan()).await;
        assert!(matches!(strange, Err(Error::Missing(_))), "only the administrator enters");
        let entry = enter(good, &scan()).await.unwrap();
        let view = meetings::one(&ctx, id, None).await.unwrap();
        assert_eq!((view.ballots, view.log.0), (0, 2), "entered, and not counted yet");
        // Who may see it and read it.
        assert!(matches!(meetings::papers(&ctx, reader, id).await, Err(Error::Missing(_))));
        assert_eq!(
            refusal(
                meetings::add_reader(&ctx, admin, id, 1).await.and(meetings::add_reader(&ctx, admin, id, 99).await)
            ),
            Refusal::NotAReader
        );
        meetings::add_reader(&ctx, admin, id, 10).await.unwrap();
        meetings::add_reader(&ctx, admin, id, 5).await.unwrap();
        assert_eq!(refusal(meetings::read(&ctx, admin, id, entry, &against).await), Refusal::NotAReader);
        assert_eq!(refusal(meetings::read(&ctx, owner, id, entry, &against).await), Refusal::NotAReader);
        assert_eq!(meetings::scan(&ctx, reader, id, entry).await.unwrap().bytes, SCAN);
        assert!(meetings::scan(&ctx, &house.owners[7], id, entry).await.is_err());
        // Read otherwise: it does not count, and is entered anew.
        assert_eq!(meetings::read(&ctx, reader, id, entry, &ALL_FOR).await.unwrap(), Reading::Differs);
        assert_eq!(refusal(meetings::read(&ctx, reader, id, entry, &against).await), Refusal::PaperRead);
        assert_eq!(meetings::one(&ctx, id, None).await.unwrap().ballots, 0);
        let again = enter(good, &scan()).await.unwrap();
        assert_eq!(meetings::read(&ctx, reader, id, again, &against).await.unwrap(), Reading::Counts);
        let view = meetings::one(&ctx, id, None).await.unwrap();
        assert_eq!((view.ballots, view.outcome.participants.exact().as_str()), (1, "50"));
        assert_eq!(refusal(meetings::vote(&ctx, owner, id, &ALL_FOR).await), Refusal::Voted);
        // A second paper is a conflict; once the first is annulled it counts.
        let other =
            meetings::enter(&ctx, admin, id, &paper_of(5, "2026-04-10T11:59", &ALL_FOR), &scan()).await.unwrap();
        assert_eq!(meetings::read(&ctx, reader, id, other, &ALL_FOR).await.unwrap(), Reading::Conflict);
        let counted = again + 1;
        assert_eq!(refusal(meetings::annul(&ctx, admin, id, counted, " ").await), Refusal::NoReason);
        assert!(meetings::annul(&ctx, reader, id, counted, "так").await.is_err());
        meetings::annul(&ctx, admin, id, counted, "Подпись не собственника").await.unwrap();
        let view = meetings::one(&ctx, id, None).await.unwrap();
        assert_eq!((view.ballots, view.outcome.participants.exact().as_str()), (1, "50"));
        assert_eq!(view.outcome.questions[0].for_.exact(), "50");
        let (papers, readers) = meetings::papers(&ctx, reader, id).await.unwrap();
        let states: Vec<PaperState> = papers.iter().map(|paper| paper.state).collect();
        assert_eq!(states, [PaperState::Counted, PaperState::Annulled, PaperState::Differs]);
        let late: Vec<bool> = papers.iter().map(|paper| paper.late).collect();
        assert_eq!((late, readers.len()), (vec![true, false, false], 2), "a day and a minute is late");
        meetings::annul(&ctx, admin, id, other + 1, "И эта тоже").await.unwrap();
        assert_eq!(meetings::one(&ctx, id, None).await.unwrap().outcome.participants.exact(), "0");
        meetings::vote(&ctx, owner, id, &ALL_FOR).await.unwrap();
        let last = meetings::one(&ctx, id, None).await.unwrap().log.0 - 1;
        assert_eq!(refusal(meetings::annul(&ctx, admin, id, last, "хочу").await), Refusal::OwnDecision);
        let late = Ctx::on(ctx.db.clone(), Clock::Still("2026-04-24T16:00:00Z".parse().unwrap())).await.unwrap();
        let draft = paper_of(6, "2026-04-24T18:30", &against);
        assert_eq!(refusal(meetings::enter(&late, admin, id, &draft, &scan()).await), Refusal::PaperLate);
        let after = at(&ctx, 90).await;
        let (_, record) = meetings::record(&after, &Wanted::Id(id), None).await.unwrap();
        let report = verify::record(record.as_bytes()).unwrap();
        assert_eq!((report.ballots, report.not_counted), (1, 2));
    })
    .await;
}

#[tokio::test]
async fn a_representative_votes_while_the_power_holds() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let id = published(&before, &house, APRIL.0, APRIL.1).await;
        let ctx = at(&ctx, 40).await;
        let (admin, owner, holder) = (&house.owners[0], &house.owners[6], &house.owners[9]);
        let draft = PowerDraft {
            premises: "6".to_owned(),
            owner: "собственник 6-1".to_owned(),
            document: "77 АА 1234567 от 01.02.2026".to_owned(),
            notarised: "1".to_owned(),
            until: "2026-04-20".to_owned(),
        };
        let ask = async |draft: &PowerDraft| meetings::ask_power(&ctx, holder, id, draft, &scan()).await;
        assert_eq!(refusal(ask(&PowerDraft { owner: "Иной".to_owned(), ..draft.clone() }).await), Refusal::NoVoice);
        assert_eq!(refusal(ask(&PowerDraft { document: String::new(), ..draft.clone() }).await), Refusal::NoDocument);
        let over = PowerDraft { until: "2026-04-10".to_owned(), ..draft.clone() };
        assert_eq!(refusal(ask(&over).await), Refusal::PowerOver);
        ask(&draft).await.unwrap();
        ask(&draft).await.unwrap();
        let powers = meetings::powers(&ctx, admin, id).await.unwrap();
        assert!(powers.len() == 2 && powers.iter().all(|power| power.decides && power.state == PowerState::Asked));
        let (first, second) = (powers[1].id, powers[0].id);
        assert!(meetings::powers(&ctx, &house.owners[2], id).await.unwrap().is_empty(), "nobody else knows of it");
        assert_eq!(refusal(meetings::vote_for(&ctx, holder, id, first, &ALL_FOR).await), Refusal::PowerOver);
        assert!(meetings::decide_power(&ctx, holder, id, first, true, "").await.is_err());
        assert_eq!(refusal(meetings::decide_power(&ctx, admin, id, second, false, "").await), Refusal::NoReason);
        meetings::decide_power(&ctx, admin, id, second, false, "Подана дважды").await.unwrap();
        meetings::decide_power(&ctx, admin, id, first, true, "").await.unwrap();
        assert_eq!(refusal(meetings::decide_power(&ctx, admin, id, first, true, "").await), Refusal::PowerDecided);
        assert_eq!(meetings::power_scan(&ctx, owner, id, first).await.unwrap().bytes, SCAN);
        assert!(meetings::power_scan(&ctx, &house.owners[2], id, first).await.is_err());
        assert!(meetings::vote_for(&ctx, owner, id, first, &ALL_FOR).await.is_err(), "only its holder");
        let over = Ctx::on(ctx.db.clone(), Clock::Still("2026-04-20T21:00:00Z".parse().unwrap())).await.unwrap();
        assert_eq!(refusal(meetings::vote_for(&over, holder, id, first, &ALL_FOR).await), Refusal::PowerOver);
        meetings::vote_for(&ctx, holder, id, first, &ALL_FOR).await.unwrap();
        assert_eq!(refusal(meetings::vote_for(&ctx, holder, id, first, &ALL_FOR).await), Refusal::Voted);
        assert_eq!(refusal(meetings::vote(&ctx, owner, id, &ALL_FOR).await), Refusal::Voted);
        let view = meetings::one(&ctx, id, Some(holder.person())).await.unwrap();
        assert!(view.powers.iter().any(|power| power.voted && power.state == PowerState::Accepted));
        assert!(meetings::annul_power(&ctx, owner, id, first, "так").await.is_err(), "only the administrator");
        meetings::annul_power(&ctx, admin, id, first, "Доверенность подделана").await.unwrap();
        assert!(meetings::annul_power(&ctx, admin, id, first, "ещё раз").await.is_err(), "once");
        assert_eq!(meetings::one(&ctx, id, None).await.unwrap().ballots, 0);
        meetings::vote(&ctx, owner, id, &ALL_FOR).await.unwrap();
        let own =
            PowerDraft { premises: "7".to_owned(), owner: "Собственник 7-1".to_owned(), ..draft.clone() };
        meetings::ask_power(&ctx, admin, id, &own, &scan()).await.unwrap();
        let newest = meetings::powers(&ctx, admin, id).await.unwrap()[0].id;
        assert_eq!(refusal(meetings::decide_power(&ctx, admin, id, newest, true, "").await), Refusal::OwnPower);
        meetings::revoke_power(&ctx, owner, id, first).await.unwrap();
        assert_eq!(refusal(meetings::revoke_power(&ctx, owner, id, first).await), Refusal::PowerDecided);
        let (_, named) = meetings::record(&at(&ctx, 90).await, &Wanted::Id(id), Some(owner.person())).await.unwrap();
        assert!(named.contains("77 АА 1234567"));
        assert_eq!(verify::record(named.as_bytes()).unwrap().ballots, 1);
    })
    .await;
}
