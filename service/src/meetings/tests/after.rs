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

#[tokio::test]
async fn decisions_are_followed_to_their_end_by_those_who_answer_for_them() {
    each_store(async |ctx| {
        let (after, house, id) = over(&ctx).await;
        let (admin, owner) = (&house.owners[0], &house.owners[5]);
        let open = said(&after, id, None).await;
        // Voting ended on 26 April; the 28th is within all terms.
        let want = [
            ("originals", Standing::Due),
            ("results", Standing::Due),
            ("inspectorate", Standing::Due),
            ("q1", Standing::Open),
            ("q2", Standing::Open),
        ];
        assert_eq!(stands(&open), want.map(|(code, standing)| (code.to_owned(), standing, false)));
        assert_eq!(open[2].due.unwrap().to_string(), "2026-05-11");
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
        assert_eq!(said(&after, id, None).await[2].due.unwrap().to_string(), "2026-05-02");

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
        assert_eq!(said(&late, id, None).await[3].standing, Standing::DoneLate);
        let more = notices(&ctx).await - told;
        assert!(0 < more, "owners are told");
        meetings::say_duty(&late, admin, id, Duty::Decision(1), &done, &none).await.unwrap();
        assert_eq!(notices(&ctx).await - told, more, "once");

        // The evidence and the name are for the house; for others they are not there.
        let seen = |duties: Vec<DutyView>| (duties[0].evidence, duties[0].said.clone().unwrap().0.is_empty());
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
        assert_eq!(said(&after, id, None).await[2].standing, Standing::Done);
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
