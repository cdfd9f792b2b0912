//! A meeting from the first idea to its record, its races, and doors that stay shut, on both stores.

mod after;
mod attendance;
mod calling;
mod inspection;
mod jointly;
mod members;
mod papers;
mod protocol;
mod refusals;
mod requests;
mod tampering;
mod together;

use chrono::{Duration, Utc};
use domain::houses::PremisesKind;
use domain::kernel::{Area, HouseId, MeetingId, OrgId, PersonId, PremisesId, Region};
use domain::meetings::{Body, Choice, MeetingDraft, PaperDraft, Phase, QuestionDraft, Refusal};
use entity::{ownership, premises};
use ledger::record::Receipt;
use ledger::verify;

use super::{Reading, Wanted, message};
use crate::actor::{Confirmed, Resident};
use crate::ctx::{Clock, Ctx};
use crate::error::{Error, Result};
use crate::files::Upload;
use crate::testkit::{each_store, put, rows};

/// A house of ten flats of 50 m² and a shop of 100 m²: 600 m², 500 of them residential. Each flat has an
/// owner; the first has two, with 1/3 and 2/3.
struct House {
    id: HouseId,
    owners: Vec<Confirmed>,
}

async fn a_house(ctx: &Ctx) -> House {
    let region = Region(35);
    let (org, id) = (OrgId(ctx.id(region)), HouseId(ctx.id(region)));
    put(ctx, rows::an_organisation(org)).await;
    put(ctx, rows::a_house(id, org)).await;
    let mut owners = Vec::new();
    for number in 1..=11 {
        let premises = PremisesId(ctx.id(region));
        let shop = number == 11;
        let kind = if shop { PremisesKind::NonResidential } else { PremisesKind::Flat };
        let model = premises::Model {
            kind: kind.code().to_owned(),
            number: number.to_string(),
            number_key: format!("{number:05}"),
            entrance: Some(if number <= 5 || shop { 1 } else { 2 }),
            area: Area(if shop { 10_000 } else { 5_000 }),
            ..rows::a_flat(premises, id)
        };
        put(ctx, model).await;
        let shares: &[(i64, i64)] = if number == 1 { &[(1, 3), (2, 3)] } else { &[(1, 1)] };
        for (share, place) in shares.iter().zip(1..) {
            let person = PersonId(ctx.id(region));
            put(ctx, rows::a_person(person, ctx.now())).await;
            let own = ownership::Model {
                house_id: id,
                premises_id: premises,
                number: place,
                person_id: Some(person),
                owner_name: format!("Собственник {number}-{place}"),
                share_num: share.0,
                share_den: share.1,
                document: String::new(),
                begins_on: None,
            };
            put(ctx, own).await;
            owners.push(Resident::for_test(person).into());
        }
    }
    House { id, owners }
}

/// A context with another clock over the same database.
async fn at(ctx: &Ctx, days: i64) -> Ctx {
    Ctx::on(ctx.db.clone(), Clock::Still(start() + Duration::days(days))).await.expect("a context")
}

fn start() -> chrono::DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().expect("an instant")
}

async fn agenda(ctx: &Ctx, who: &Confirmed, id: MeetingId, questions: &[(&str, &str)]) {
    for (text, kind) in questions {
        let (text, kind) = ((*text).to_owned(), (*kind).to_owned());
        let draft = QuestionDraft { text, kind, ..QuestionDraft::default() };
        super::ask(ctx, who, id, &draft).await.expect("a question");
    }
}

fn message_of(opens: &str, closes: &str) -> MeetingDraft {
    MeetingDraft {
        opens: opens.to_owned(),
        closes: closes.to_owned(),
        live: "1".to_owned(),
        contacts: "8 (817) 555-01-17".to_owned(),
        ..MeetingDraft::default()
    }
}

const APRIL: (&str, &str) = ("2026-04-06T10:00", "2026-04-26T18:00");

/// A draft of a house's first owner with these questions, whose times are April's.
async fn drafted(ctx: &Ctx, house: &House, questions: &[(&str, &str)]) -> MeetingId {
    let who = &house.owners[0];
    let id = super::begin(ctx, who, None, house.id, None).await.expect("a draft");
    agenda(ctx, who, id, questions).await;
    super::save(ctx, who, id, &message_of("2026-04-06T10:00", "2026-04-26T18:00")).await.expect("saved");
    id
}

/// A published meeting.
async fn published(ctx: &Ctx, house: &House, opens: &str, closes: &str) -> MeetingId {
    let who = &house.owners[0];
    let questions =
        [("Выбрать администратора собрания", ""), ("Порядок приёма решений", "3.4"), ("Ремонт подъездов", "4.1")];
    let id = drafted(ctx, house, &questions).await;
    super::save(ctx, who, id, &message_of(opens, closes)).await.expect("saved");
    super::publish(ctx, who, id).await.expect("published");
    id
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T>) -> Refusal {
    match outcome {
        Err(Error::Meetings(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

const SCAN: &[u8] = b"%PDF-1.7 a scan";

fn scan() -> Upload {
    Upload { name: "решение.pdf".to_owned(), bytes: SCAN.to_vec() }
}

fn paper_of(voice: i32, received: &str, answers: &[Choice]) -> PaperDraft {
    PaperDraft { voice, received: received.to_owned(), answers: answers.to_vec() }
}

/// A written decision of the share, entered, and read by the owner of the ninth flat as it was entered.
async fn on_paper(ctx: &Ctx, house: &House, id: MeetingId, voice: i32, answers: &[Choice]) -> Reading {
    let draft = paper_of(voice, "2026-04-10T12:00", answers);
    let entry = super::enter(ctx, &house.owners[0], id, &draft, &scan()).await.expect("entered");
    super::read(ctx, &house.owners[9], id, entry, answers).await.expect("read")
}

const ALL_FOR: [Choice; 3] = [Choice::For; 3];

#[tokio::test]
async fn a_message_says_what_it_lacks_and_does_not_change_after() {
    each_store(async |ctx| {
        let ctx = at(&ctx, 0).await;
        let house = a_house(&ctx).await;
        let (who, stranger) = (&house.owners[0], &house.owners[3]);
        let id = super::begin(&ctx, who, None, house.id, None).await.unwrap();
        assert_eq!(refusal(super::publish(&ctx, who, id).await), Refusal::NoAgenda);
        agenda(&ctx, who, id, &[("Выбрать администратора собрания", "")]).await;
        assert_eq!(refusal(super::publish(&ctx, who, id).await), Refusal::FirstAgenda);
        agenda(&ctx, who, id, &[("Порядок приёма решений", "3.4"), ("Лишний", "5")]).await;
        super::drop_question(&ctx, who, id, 1).await.unwrap();
        assert_eq!(refusal(super::publish(&ctx, who, id).await), Refusal::FirstAgenda);
        agenda(&ctx, who, id, &[("Выбрать администратора собрания", "3.3")]).await;
        assert_eq!(refusal(super::publish(&ctx, who, id).await), Refusal::NoContacts);
        super::save(&ctx, who, id, &message_of("2026-03-10T10:00", "2026-03-30T10:00")).await.unwrap();
        // Ten working days have to lie between: the eighth of March is a Sunday, its day off the ninth.
        let earliest = "2026-03-18".parse().unwrap();
        assert_eq!(refusal(super::publish(&ctx, who, id).await), Refusal::TooEarly { earliest });
        super::save(&ctx, who, id, &message_of("2026-03-18T10:00", "2026-03-23T10:00")).await.unwrap();
        assert_eq!(refusal(super::publish(&ctx, who, id).await), Refusal::Lasts);
        super::save(&ctx, who, id, &message_of("2026-03-18T10:00", "2026-03-28T10:00")).await.unwrap();
        let strange = super::publish(&ctx, stranger, id).await;
        assert!(matches!(strange, Err(Error::Missing(_))), "a stranger's draft does not exist");
        assert!(super::one(&ctx, id, Some(stranger.person())).await.is_err());
        super::publish(&ctx, who, id).await.unwrap();
        assert_eq!(refusal(super::publish(&ctx, who, id).await), Refusal::Frozen);
        assert_eq!(refusal(super::drop_question(&ctx, who, id, 1).await), Refusal::Frozen);
        let view = super::one(&ctx, id, None).await.unwrap();
        assert_eq!(
            (view.row.phase, view.total, view.residential_total),
            (Phase::Announced, Area(60_000), Area(50_000))
        );
        assert_eq!((view.voices, view.log.0), (12, 1));
        assert_eq!(
            refusal(
                super::begin(&ctx, &Resident::for_test(PersonId(ctx.id(Region(35)))).into(), None, house.id, None)
                    .await
            ),
            Refusal::NotAnOwner
        );
    })
    .await;
}

#[tokio::test]
async fn votes_are_counted_once_and_anybody_can_recount_them() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let id = published(&before, &house, APRIL.0, APRIL.1).await;
        assert_eq!(refusal(super::vote(&before, &house.owners[0], id, &ALL_FOR).await), Refusal::NotOpen);
        let ctx = at(&ctx, 40).await;
        let missing = [Choice::For, Choice::Invalid, Choice::For];
        assert_eq!(refusal(super::vote(&ctx, &house.owners[0], id, &missing).await), Refusal::NoAnswer { number: 2 });
        let two = [Choice::For, Choice::For];
        assert_eq!(refusal(super::vote(&ctx, &house.owners[0], id, &two).await), Refusal::NoAnswer { number: 3 });
        for owner in &house.owners[..8] {
            super::vote(&ctx, owner, id, &ALL_FOR).await.unwrap();
        }
        assert_eq!(refusal(super::vote(&ctx, &house.owners[0], id, &ALL_FOR).await), Refusal::Voted);
        // On paper: a shop that has not voted counts, a flat that has is kept beside.
        let admin = &house.owners[0];
        let against = [Choice::Against, Choice::Invalid, Choice::Abstain];
        super::add_reader(&ctx, admin, id, 10).await.unwrap();
        assert_eq!(on_paper(&ctx, &house, id, 12, &against).await, Reading::Counts);
        assert_eq!(on_paper(&ctx, &house, id, 2, &against).await, Reading::Conflict);
        let view = super::one(&ctx, id, Some(admin.person())).await.unwrap();
        assert_eq!((view.row.phase, view.ballots, view.log.0), (Phase::Voting, 9, 13));
        assert_eq!(view.outcome.participants.exact(), "450");
        assert!(view.outcome.quorum && view.outcome.questions.iter().all(|question| question.adopted));
        assert_eq!(view.outcome.questions[2].for_.exact(), "350");
        assert_eq!((view.mine.len(), view.mine[0].entry), (1, Some(1)));
        assert_eq!(view.my_votes().exact(), "50/3");
        // Sealed while voting goes on; a receipt proves its entry all the same.
        let (_, sealed) = super::record(&ctx, &Wanted::Id(id), None).await.unwrap();
        assert!(!sealed.contains("\"for\"") && !sealed.contains("Собственник"));
        let report = verify::record(sealed.as_bytes()).unwrap();
        assert_eq!((report.ballots, report.not_counted, report.outcome), (9, 1, None));
        let receipt: Receipt = super::receipts(&ctx, &house.owners[1], id).await.unwrap().remove(0).0;
        verify::record_with(sealed.as_bytes(), &receipt).unwrap();
        // The end's instant is not in it any more.
        let end = Ctx::on(ctx.db.clone(), Clock::Still("2026-04-26T15:00:00Z".parse().unwrap())).await.unwrap();
        assert_eq!(refusal(super::vote(&end, &house.owners[9], id, &ALL_FOR).await), Refusal::NotOpen);
        super::close(&end, id).await.unwrap();
        super::close(&end, id).await.unwrap();
        assert_eq!(super::one(&end, id, None).await.unwrap().log.0, 14, "closed once");
        let after = at(&ctx, 90).await;
        let (uin, open) = super::record(&after, &Wanted::Id(id), None).await.unwrap();
        let report = verify::record_with(open.as_bytes(), &receipt).unwrap();
        let outcome = report.outcome.unwrap();
        assert_eq!((outcome.participants.exact.as_str(), outcome.questions[2].abstain.exact.as_str()), ("450", "100"));
        assert!(!open.contains("Собственник"), "names are opened to owners only");
        let (_, named) = super::record(&after, &Wanted::Uin(uin), Some(admin.person())).await.unwrap();
        assert!(named.contains("Собственник 1-2"));
        verify::record(named.as_bytes()).unwrap();
        assert_eq!(super::list(&after).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn of_sixty_four_submissions_for_one_share_one_counts() {
    each_store(async |ctx| {
        let (ctx, house, id) = open_now(&ctx).await;
        // Two processes: each takes together what waits in it, and they wait for each other.
        let other = Ctx::on(ctx.db.clone(), ctx.clock.clone()).await.unwrap();
        let tries = (0..64).map(|at| super::vote([&ctx, &other][at % 2], &house.owners[4], id, &ALL_FOR));
        let outcomes = futures::future::join_all(tries).await;
        let taken = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(taken, 1);
        assert!(
            outcomes.into_iter().filter_map(Result::err).all(|error| matches!(error, Error::Meetings(Refusal::Voted)))
        );
        let view = super::one(&ctx, id, None).await.unwrap();
        assert_eq!((view.ballots, view.log.0, view.outcome.participants.exact().as_str()), (1, 2, "50"));
        let (_, record) = super::record(&ctx, &Wanted::Id(id), None).await.unwrap();
        verify::record(record.as_bytes()).unwrap();
    })
    .await;
}

/// A meeting that is open at the machine's own time, which is the database's on PostgreSQL.
async fn open_now(ctx: &Ctx) -> (Ctx, House, MeetingId) {
    let now = Utc::now();
    let before = Ctx::on(ctx.db.clone(), Clock::Still(now - Duration::days(40))).await.expect("a context");
    let house = a_house(&before).await;
    let day = |days: i64| (now + Duration::days(days)).format("%Y-%m-%dT10:00").to_string();
    let id = published(&before, &house, &day(-2), &day(10)).await;
    (Ctx::on(ctx.db.clone(), Clock::System).await.expect("a context"), house, id)
}

#[tokio::test]
async fn a_cancelled_meeting_takes_no_votes_and_says_why() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let id = published(&before, &house, APRIL.0, APRIL.1).await;
        let who = &house.owners[0];
        assert_eq!(refusal(super::cancel(&before, who, id, "  ").await), Refusal::NoReason);
        assert!(super::cancel(&before, &house.owners[5], id, "так").await.is_err());
        super::cancel(&before, who, id, "ошибка в повестке").await.unwrap();
        let voting = at(&ctx, 40).await;
        assert_eq!(refusal(super::vote(&voting, who, id, &ALL_FOR).await), Refusal::NotOpen);
        let view = super::one(&voting, id, None).await.unwrap();
        assert_eq!((view.row.phase, view.cancelled_because.as_str()), (Phase::Cancelled, "ошибка в повестке"));
    })
    .await;
}

#[tokio::test]
async fn whoever_watches_sees_a_vote() {
    each_store(async |ctx| {
        let (ctx, house, id) = open_now(&ctx).await;
        // On PostgreSQL another process takes the vote.
        let other =
            if ctx.db.is_postgres() { Ctx::on(ctx.db.clone(), Clock::System).await.unwrap() } else { ctx.clone() };
        let mut seen = super::live::watch(&ctx, id).await.unwrap();
        assert_eq!(seen.borrow_and_update().view().ballots, 0);
        // A listener needs a moment to be heard by.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        super::vote(&other, &house.owners[4], id, &ALL_FOR).await.unwrap();
        tokio::time::timeout(std::time::Duration::from_secs(5), seen.changed()).await.expect("told").unwrap();
        assert_eq!(seen.borrow().view().ballots, 1);
    })
    .await;
}

#[tokio::test]
async fn every_kind_can_be_asked() {
    each_store(async |ctx| {
        let ctx = at(&ctx, 0).await;
        let house = a_house(&ctx).await;
        let who = &house.owners[0];
        let id = super::begin(&ctx, who, None, house.id, None).await.unwrap();
        for kind in Body::Owners.kinds() {
            let (text, kind) = ("Вопрос".to_owned(), kind.code().to_owned());
            let draft = QuestionDraft { text, kind, entrance: "2".to_owned(), ..QuestionDraft::default() };
            super::ask(&ctx, who, id, &draft).await.unwrap();
        }
        let draft = |text: &str, kind: &str| QuestionDraft {
            text: text.to_owned(),
            kind: kind.to_owned(),
            ..QuestionDraft::default()
        };
        assert_eq!(refusal(super::ask(&ctx, who, id, &draft(" ", "5")).await), Refusal::NoWording);
        assert_eq!(refusal(super::ask(&ctx, who, id, &draft("О разном", "")).await), Refusal::NoKind);
        assert_eq!(refusal(super::ask(&ctx, who, id, &draft("Перевод", "4.5")).await), Refusal::NoEntrance);
        assert_eq!(super::one(&ctx, id, Some(who.person())).await.unwrap().agenda.len(), Body::Owners.kinds().count());
        assert!(message::suggested_days(&ctx, house.id, "Europe/Moscow", true).0 > ctx.today("Europe/Moscow"));
    })
    .await;
}
