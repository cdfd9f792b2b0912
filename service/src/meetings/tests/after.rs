//! What comes of a meeting, and what is said of its questions.

use domain::kernel::MeetingId;
use domain::meetings::{Choice, Duty, DutyDraft, DutyView, Refusal, Standing};
use domain::people::Role;

use super::{ALL_FOR, APRIL, House, a_house, at, published, refusal, scan};
use crate::actor::Confirmed;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::files::Upload;
use crate::meetings;
use crate::testkit::{a_grant, a_home, each_store};
use entity::{house, notice};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

/// A meeting that is over, whose third question was not adopted.
async fn over(ctx: &Ctx) -> (Ctx, House, MeetingId) {
    let before = at(ctx, 0).await;
    let house = a_house(&before).await;
    let id = published(&before, &house, APRIL.0, APRIL.1).await;
    let during = at(ctx, 40).await;
    for owner in &house.owners {
        let answers = [Choice::For, Choice::For, Choice::Against];
        meetings::vote(&during, owner, id, &answers).await.unwrap();
    }
    let after = at(ctx, 57).await;
    meetings::close(&after, id).await.unwrap();
    (after, house, id)
}

fn draft(responsible: &str, due: &str, done: &str) -> DutyDraft {
    DutyDraft {
        responsible: responsible.into(), due: due.into(), done: done.into(), note: "акт подписан".into()
    }
}

async fn said(ctx: &Ctx, id: MeetingId, reader: Option<&Confirmed>) -> Vec<DutyView> {
    let reader = reader.map(|who| who.person());
    meetings::execution(ctx, id, reader).await.unwrap().1
}

fn stands(duties: &[DutyView]) -> Vec<(String, Standing, bool)> {
    duties.iter().map(|duty| (duty.duty.code(), duty.standing, duty.mine)).collect()
}

fn of<'d>(duties: &'d [DutyView], code: &str) -> &'d DutyView {
    duties.iter().find(|duty| duty.duty.code() == code).expect(code)
}

#[tokio::test]
async fn the_second_way_of_notice_and_written_decisions_have_their_clocks() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let id = published(&before, &house, APRIL.0, APRIL.1).await;
        let admin = &house.owners[0];
        assert_eq!(stands(&said(&before, id, Some(admin)).await), [("notice".to_owned(), Standing::Due, true)]);
        let boards = draft("Администратор", "", "2026-03-02");
        meetings::say_duty(&before, admin, id, Duty::Notice, &boards, &scan()).await.unwrap();
        let tomorrow =
            meetings::say_duty(&before, admin, id, Duty::Notice, &draft("", "", "2026-03-03"), &scan()).await;
        assert_eq!(refusal(tomorrow), Refusal::NotATime { field: "done" });
        let voting = at(&ctx, 40).await;
        meetings::add_reader(&voting, admin, id, 10).await.unwrap();
        // Received on 10 April at noon, entered on the 11th in the morning; and the one of the 9th.
        super::on_paper(&voting, &house, id, 12, &ALL_FOR).await;
        let papers = |duties: Vec<DutyView>| (of(&duties, "papers").papers, of(&duties, "papers").standing);
        assert_eq!(papers(said(&voting, id, None).await), (Some((1, 0)), Standing::Done));
        let late = super::paper_of(3, "2026-04-09T09:00", &ALL_FOR);
        meetings::enter(&voting, admin, id, &late, &scan()).await.unwrap();
        assert_eq!(papers(said(&voting, id, None).await), (Some((2, 1)), Standing::DoneLate));
        let unsaid = meetings::say_duty(&voting, admin, id, Duty::Papers, &draft("", "", ""), &scan()).await;
        assert!(matches!(unsaid, Err(Error::Missing(_))), "of that the system knows: {unsaid:?}");
        // The protocol is formed by the system, and its clock stands.
        let after = at(&ctx, 56).await;
        meetings::close(&after, id).await.unwrap();
        while 0 < crate::jobs::run_due(&after).await.unwrap() {}
        let duties = said(&after, id, None).await;
        assert_eq!(
            (of(&duties, "protocol").standing, of(&duties, "notice").standing),
            (Standing::Done, Standing::Done)
        );
    })
    .await;
}

#[tokio::test]
async fn decisions_are_followed_to_their_end_by_those_who_answer_for_them() {
    each_store(async |ctx| {
        let (after, house, id) = over(&ctx).await;
        let (admin, owner) = (&house.owners[0], &house.owners[5]);
        let open = said(&after, id, None).await;
        // Voting ended on 26 April; the 28th is within all terms.
        let want = [
            ("notice", Standing::Overdue),
            ("protocol", Standing::Overdue),
            ("originals", Standing::Due),
            ("results", Standing::Due),
            ("inspectorate", Standing::Due),
            ("q1", Standing::Open),
            ("q2", Standing::Open),
        ];
        assert_eq!(stands(&open), want.map(|(code, standing)| (code.to_owned(), standing, false)));
        assert_eq!(of(&open, "inspectorate").due.unwrap().to_string(), "2026-05-11");
        let none = Upload::default();
        let refused = meetings::say_duty(&after, owner, id, Duty::Originals, &draft("", "", ""), &none).await;
        assert!(matches!(refused, Err(Error::Missing(_))), "an owner only reads: {refused:?}");
        for done in ["2026-04-25", "2026-05-30", "вчера"] {
            let wrong = draft("", "", done);
            let refused = meetings::say_duty(&after, admin, id, Duty::Originals, &wrong, &none).await;
            assert_eq!(refusal(refused), Refusal::NotATime { field: "done" });
        }
        meetings::say_duty(&after, admin, id, Duty::Originals, &draft("Инициатор", "", "2026-04-27"), &scan())
            .await
            .unwrap();
        // The inspectorate's days run from the day the originals were received.
        assert_eq!(of(&said(&after, id, None).await, "inspectorate").due.unwrap().to_string(), "2026-05-02");

        let none_adopted = meetings::say_duty(&after, admin, id, Duty::Decision(3), &draft("", "", ""), &none).await;
        assert!(matches!(none_adopted, Err(Error::Missing(_))), "{none_adopted:?}");
        let repair = draft("ООО «Ремонт»", "2026-06-01", "");
        meetings::say_duty(&after, admin, id, Duty::Decision(1), &repair, &none).await.unwrap();
        let late = at(&ctx, 100).await;
        let then = stands(&said(&late, id, Some(admin)).await);
        let standing = |code: &str| then.iter().find(|(known, ..)| known == code).unwrap().1;
        assert_eq!(
            (standing("q1"), standing("results"), standing("originals")),
            (Standing::Overdue, Standing::Overdue, Standing::Done)
        );
        let told = notices(&ctx).await;
        let done = DutyDraft { done: "2026-06-05".into(), ..repair };
        meetings::say_duty(&late, admin, id, Duty::Decision(1), &done, &none).await.unwrap();
        assert_eq!(of(&said(&late, id, None).await, "q1").standing, Standing::DoneLate);
        let more = notices(&ctx).await - told;
        assert!(0 < more, "owners are told");
        meetings::say_duty(&late, admin, id, Duty::Decision(1), &done, &none).await.unwrap();
        assert_eq!(notices(&ctx).await - told, more, "once");

        // The evidence and the name are for the house; for others they are not there.
        let seen = |duties: Vec<DutyView>| {
            let originals = of(&duties, "originals");
            (originals.evidence, originals.said.clone().unwrap().0.is_empty())
        };
        assert_eq!(seen(said(&late, id, Some(owner)).await), (true, false));
        assert_eq!(seen(said(&late, id, None).await), (false, true));
        meetings::evidence(&late, owner.person(), id, Duty::Originals).await.unwrap();
        let stranger = a_home(&ctx).await.who;
        let refused = meetings::evidence(&late, stranger.person(), id, Duty::Originals).await;
        assert!(matches!(refused, Err(Error::Missing(_))), "{refused:?}");
    })
    .await;
}

async fn notices(ctx: &Ctx) -> u64 {
    notice::Entity::find().count(&ctx.db.read).await.unwrap()
}

async fn manager_of(ctx: &Ctx, house: &House) -> domain::kernel::OrgId {
    let row = house::Entity::find_by_id(house.id).one(&ctx.db.read).await.unwrap().unwrap();
    row.organisation_id.unwrap()
}

#[tokio::test]
async fn the_managing_organisation_says_it_too() {
    each_store(async |ctx| {
        let (after, house, id) = over(&ctx).await;
        let manager: Confirmed = crate::testkit::a_home(&after).await.who.into();
        let organisation = manager_of(&ctx, &house).await;
        assert!(!said(&after, id, Some(&manager)).await[0].mine);
        a_grant(&after, manager.person(), Role::Manager, Some(organisation)).await;
        assert!(said(&after, id, Some(&manager)).await[0].mine);
        let done = draft("", "", "2026-04-28");
        meetings::say_duty(&after, &manager, id, Duty::Inspectorate, &done, &Upload::default()).await.unwrap();
        assert_eq!(of(&said(&after, id, None).await, "inspectorate").standing, Standing::Done);
    })
    .await;
}

#[tokio::test]
async fn owners_talk_of_a_question_and_nobody_else_hears() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let id = published(&before, &house, APRIL.0, APRIL.1).await;
        let (admin, owner) = (&house.owners[0], &house.owners[5]);
        let during = at(&ctx, 40).await;
        meetings::remark(&during, owner, id, 2, "  Почему <b>так</b> дорого?  ").await.unwrap();
        assert_eq!(refusal(meetings::remark(&during, owner, id, 2, " \n ").await), Refusal::NoRemark);
        let missing = |outcome: crate::error::Result<()>| matches!(outcome, Err(Error::Missing(_)));
        assert!(missing(meetings::remark(&during, owner, id, 9, "?").await));
        let stranger: Confirmed = a_home(&ctx).await.who.into();
        assert!(missing(meetings::remark(&during, &stranger, id, 2, "?").await));
        assert!(missing(meetings::discussion(&during, &stranger, id, 2).await.map(drop)));

        let heard = async |who: &Confirmed| meetings::discussion(&during, who, id, 2).await.unwrap().remarks;
        let remark = heard(owner).await.remove(0);
        assert_eq!(
            (remark.text.as_str(), remark.premises.is_empty(), remark.own),
            ("Почему <b>так</b> дорого?", false, true)
        );
        assert!(heard(admin).await[0].hides && !heard(&house.owners[6]).await[0].hides);
        let count = meetings::one(&during, id, Some(owner.person())).await.unwrap().remarks;
        assert_eq!(count, [(2, 1)]);
        assert!(meetings::one(&during, id, None).await.unwrap().remarks.is_empty());

        let hide =
            async |who: &Confirmed, reason: &str| meetings::hide_remark(&during, who, id, remark.id, reason).await;
        assert!(matches!(hide(&house.owners[6], "не нравится").await, Err(Error::Missing(_))));
        assert_eq!(refusal(hide(admin, " ").await), Refusal::NoReason);
        assert_eq!(hide(admin, "не по вопросу").await.unwrap(), 2);
        let hidden = heard(owner).await.remove(0);
        assert_eq!((hidden.text.as_str(), hidden.hidden.as_deref()), ("", Some("не по вопросу")));
        // Nobody writes over the reason, the author neither.
        hide(owner, "").await.unwrap();
        assert_eq!(heard(owner).await[0].hidden.as_deref(), Some("не по вопросу"));

        for number in 0..19 {
            meetings::remark(&during, owner, id, 1, &format!("{number}")).await.unwrap();
        }
        assert_eq!(refusal(meetings::remark(&during, owner, id, 1, "ещё").await), Refusal::TooManyRemarks);
        meetings::vote(&during, owner, id, &ALL_FOR).await.unwrap();
        let after = at(&ctx, 90).await;
        assert_eq!(refusal(meetings::remark(&after, admin, id, 1, "поздно").await), Refusal::NotOpen);
    })
    .await;
}

/// Titles of notices a person got, the oldest first.
async fn told(ctx: &Ctx, who: &Confirmed) -> Vec<String> {
    use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
    let find = notice::Entity::find().filter(notice::Column::PersonId.eq(who.person()));
    let rows = find.order_by_asc(notice::Column::Id).all(&ctx.db.read).await.unwrap();
    assert!(rows.iter().all(|row| !row.body.contains("execution-")), "a duty is said in words");
    rows.into_iter().map(|row| row.title).collect()
}

#[tokio::test]
async fn clocks_speak_up_once_and_only_while_there_is_something_to_say() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let id = published(&before, &house, APRIL.0, APRIL.1).await;
        let (admin, owner, silent) = (&house.owners[0], &house.owners[5], &house.owners[6]);
        let run = async |days: i64| {
            let then = at(&ctx, days).await;
            while 0 < crate::jobs::run_due(&then).await.unwrap() {}
            then
        };
        // The second way of notice by 20 March: told on the 18th, to the initiator alone.
        run(16).await;
        assert_eq!(told(&ctx, admin).await.last().unwrap(), "Срок по собранию: 20\u{a0}марта\u{a0}2026");
        assert_eq!(told(&ctx, owner).await.len(), 1, "of the meeting itself");
        let voting = run(36).await;
        assert_eq!(told(&ctx, owner).await.last().unwrap(), "Голосование началось");
        meetings::vote(&voting, owner, id, &ALL_FOR).await.unwrap();
        run(55).await;
        let ends = "Завтра голосование закончится, а вашего решения нет";
        assert_eq!((told(&ctx, owner).await.len(), told(&ctx, silent).await.last().unwrap().as_str()), (2, ends));
        // Run again it says nothing again.
        meetings::remind(&at(&ctx, 55).await, id, &meetings::Reminder::Ends).await.unwrap();
        assert_eq!(told(&ctx, silent).await.iter().filter(|title| *title == ends).count(), 1);
        // The originals by 6 May: told on the 4th; not once they are handed over.
        let after = run(57).await;
        let before_end = told(&ctx, admin).await.len();
        meetings::say_duty(&after, admin, id, Duty::Results, &draft("", "", "2026-04-27"), &scan()).await.unwrap();
        run(65).await;
        let terms =
            told(&ctx, admin).await.iter().filter(|title| title.starts_with("Срок по собранию: 6\u{a0}мая")).count();
        assert_eq!(terms, 1, "of the originals, not of the results");
        // Received on 3 May, the originals go on until 8 May: that is told on the 6th.
        let later = at(&ctx, 62).await;
        meetings::say_duty(&later, admin, id, Duty::Originals, &draft("", "", "2026-05-03"), &scan()).await.unwrap();
        run(64).await;
        run(67).await;
        let titles = told(&ctx, admin).await;
        let near = titles.iter().filter(|title| title.contains("8\u{a0}мая\u{a0}2026")).count();
        assert_eq!((near, before_end < titles.len()), (1, true), "{titles:?}");
    })
    .await;
}
