//! Meetings in other forms than the electronic one, and what the inspectorate has to do with meetings.

use domain::kernel::{Area, HouseId, OrgId, PersonId, PremisesId, Region};
use domain::meetings::{Choice, MeetingDraft, Phase, Refusal};
use entity::{house, ownership, premises};
use ledger::verify;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

use super::{ALL_FOR, a_house, agenda, at, drafted, message_of, on_paper, refusal};
use crate::actor::{Resident, Staff};
use crate::ctx::Ctx;
use crate::meetings::{self, Checked, Reading, Wanted};
use crate::testkit::{each_store, put, rows};

const REGION: Region = Region(35);

fn inspector(ctx: &Ctx) -> PersonId {
    PersonId(ctx.id(REGION))
}

/// Half of a flat nobody is known to own.
async fn a_half(ctx: &Ctx, house: HouseId) {
    let premises = PremisesId(ctx.id(REGION));
    let odd = premises::Model { number: "99".to_owned(), ..rows::a_flat(premises, house) };
    put(ctx, odd).await;
    let half = ownership::Model {
        house_id: house,
        premises_id: premises,
        number: 1,
        person_id: None,
        owner_name: "Половина".to_owned(),
        share_num: 1,
        share_den: 2,
        document: String::new(),
        begins_on: None,
    };
    put(ctx, half).await;
}

#[tokio::test]
async fn premises_nobody_is_known_to_own_are_asked_about() {
    each_store(async |ctx| {
        let ctx = at(&ctx, 0).await;
        let house = a_house(&ctx).await;
        let odd = premises::Model { number: "99".to_owned(), ..rows::a_flat(PremisesId(ctx.id(REGION)), house.id) };
        put(&ctx, odd).await;
        let who = &house.owners[0];
        let id = drafted(&ctx, &house, &[("Администратор", "3.3"), ("Порядок", "3.4")]).await;
        let lacks = Refusal::Shares { premises: "кв. 99".to_owned() };
        let told = meetings::readiness(&ctx, who, id).await.unwrap().lacks;
        assert_eq!(told, std::slice::from_ref(&lacks), "told before one tries");
        assert_eq!(refusal(meetings::publish(&ctx, who, id).await), lacks);
    })
    .await;
}

#[tokio::test]
async fn what_the_register_lacks_goes_through_the_inspectorate() {
    each_store(async |ctx| {
        let ctx = at(&ctx, 0).await;
        let house = a_house(&ctx).await;
        a_half(&ctx, house.id).await;
        let who = &house.owners[0];
        let gzhi = inspector(&ctx);
        put(&ctx, rows::a_person(gzhi, ctx.now())).await;
        let gzhi = Staff::for_test(gzhi, OrgId(ctx.id(REGION)));
        let id = drafted(&ctx, &house, &[("Администратор", "3.3"), ("Порядок", "3.4")]).await;
        let lacks = Refusal::Shares { premises: "кв. 99".to_owned() };
        assert_eq!(refusal(meetings::publish(&ctx, who, id).await), lacks);
        assert_eq!(refusal(meetings::ask_check(&ctx, who, id, " ", "").await), Refusal::NoQuestion);
        assert!(meetings::ask_check(&ctx, &house.owners[3], id, "?", "").await.is_err(), "not their draft");
        meetings::ask_check(&ctx, who, id, "Можно ли?", "Вторая доля не найдена").await.unwrap();
        assert_eq!(refusal(meetings::drop_question(&ctx, who, id, 1).await), Refusal::Checked);
        assert_eq!(refusal(meetings::publish(&ctx, who, id).await), Refusal::Checked);
        // Taken back it can be mended, and is asked anew; nobody else takes it back.
        assert!(meetings::withdraw_check(&ctx, &house.owners[3], id).await.is_err());
        meetings::withdraw_check(&ctx, who, id).await.unwrap();
        assert_eq!(refusal(meetings::publish(&ctx, who, id).await), lacks);
        meetings::ask_check(&ctx, who, id, "Можно ли?", "Вторая доля не найдена").await.unwrap();
        let waiting = meetings::checks(&ctx, &gzhi).await.unwrap();
        // Ten working days from Monday, 2 March 2026: the ninth is a day off for the eighth.
        assert_eq!((waiting.len(), waiting[0].due, waiting[0].overdue), (1, "2026-03-17".parse().unwrap(), false));
        assert!(meetings::checks(&at(&ctx, 16).await, &gzhi).await.unwrap()[0].overdue);
        assert_eq!(refusal(meetings::decide_check(&ctx, &gzhi, id, ctx.now(), false, " ").await), Refusal::NoReason);
        let earlier = ctx.now() - chrono::Duration::minutes(1);
        assert!(
            meetings::decide_check(&ctx, &gzhi, id, earlier, true, "То, что было").await.is_err(),
            "another question"
        );
        meetings::decide_check(&ctx, &gzhi, id, ctx.now(), false, "Запросите выписку").await.unwrap();
        assert_eq!(refusal(meetings::publish(&ctx, who, id).await), lacks);
        meetings::ask_check(&ctx, who, id, "Выписка запрошена, можно ли?", "").await.unwrap();
        meetings::decide_check(&ctx, &gzhi, id, ctx.now(), true, "Препятствий нет").await.unwrap();
        assert!(meetings::decide_check(&ctx, &gzhi, id, ctx.now(), false, "Поздно").await.is_err());
        let check = meetings::check(&ctx, who, id).await.unwrap().unwrap();
        assert_eq!((check.state, check.answer.as_str()), (Checked::Approved, "Препятствий нет"));
        // What was not looked at is not approved.
        agenda(&ctx, who, id, &[("Продать подвал", "3")]).await;
        assert_eq!(meetings::check(&ctx, who, id).await.unwrap().unwrap().state, Checked::Lapsed);
        assert_eq!(refusal(meetings::publish(&ctx, who, id).await), lacks);
        meetings::drop_question(&ctx, who, id, 3).await.unwrap();
        assert_eq!(meetings::check(&ctx, who, id).await.unwrap().unwrap().state, Checked::Approved);
        meetings::publish(&ctx, who, id).await.unwrap();
        let view = meetings::one(&ctx, id, None).await.unwrap();
        assert_eq!((view.row.phase, view.voices), (Phase::Announced, 14), "the other half is a voice nobody has");
        let (_, record) = meetings::record(&ctx, &Wanted::Id(id), None).await.unwrap();
        verify::record(record.as_bytes()).unwrap();
    })
    .await;
}

#[tokio::test]
async fn premises_that_are_not_the_house_stop_the_message() {
    each_store(async |ctx| {
        let ctx = at(&ctx, 0).await;
        let house = a_house(&ctx).await;
        let row = house::Entity::find_by_id(house.id).one(&ctx.db.read).await.unwrap().unwrap();
        let mut row = row.into_active_model();
        row.area_flats = sea_orm::Set(Some(Area(50_001)));
        row.area_non_residential = sea_orm::Set(Some(Area(10_000)));
        row.update(&ctx.db.write).await.unwrap();
        let who = &house.owners[0];
        let id = drafted(&ctx, &house, &[("Администратор", "3.3"), ("Порядок", "3.4")]).await;
        let differs = Refusal::Unexplained { register: Area(60_000), house: Area(60_001) };
        assert_eq!(refusal(meetings::publish(&ctx, who, id).await), differs);
    })
    .await;
}

#[tokio::test]
async fn a_meeting_on_paper_is_counted_after_its_end() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let who = &house.owners[0];
        let id = meetings::begin(&before, who, None, house.id, None).await.unwrap();
        agenda(&before, who, id, &[("Ремонт", "4.1"), ("Аренда", "3"), ("Двор", "2.1")]).await;
        // Three days are enough, and neither 3.3 nor 3.4 has to be decided.
        let draft = |form: &str, place: &str| MeetingDraft {
            form: form.to_owned(),
            place: place.to_owned(),
            ..message_of("2026-04-09T10:00", "2026-04-12T18:00")
        };
        assert_eq!(refusal(meetings::save(&before, who, id, &draft("письмом", "")).await), Refusal::NoForm);
        meetings::save(&before, who, id, &draft("mixed", "")).await.unwrap();
        assert_eq!(refusal(meetings::publish(&before, who, id).await), Refusal::NoPlace);
        meetings::save(&before, who, id, &draft("absentee", "")).await.unwrap();
        meetings::publish(&before, who, id).await.unwrap();
        let during = at(&before, 40).await;
        assert_eq!(refusal(meetings::vote(&during, who, id, &ALL_FOR).await), Refusal::OnPaper);
        assert_eq!(refusal(meetings::finish(&during, who, id).await), Refusal::NotOpen);
        meetings::add_reader(&during, who, id, 10).await.unwrap();
        // Six days after the end: what was received in time is still entered.
        let after = at(&before, 47).await;
        for share in [1, 2, 3, 4, 5, 6, 7, 12] {
            let answers = [Choice::For, Choice::Against, Choice::Abstain];
            assert_eq!(on_paper(&after, &house, id, share, &answers).await, Reading::Counts);
        }
        let view = meetings::one(&after, id, None).await.unwrap();
        assert_eq!((view.row.phase, view.ballots), (Phase::Counting, 8));
        assert!(meetings::finish(&after, &house.owners[3], id).await.is_err());
        meetings::finish(&after, who, id).await.unwrap();
        let view = meetings::one(&after, id, None).await.unwrap();
        assert_eq!((view.row.phase, view.outcome.participants.exact().as_str()), (Phase::Closed, "400"));
        assert!(view.outcome.questions[0].adopted && !view.outcome.questions[1].adopted);
        let (_, record) = meetings::record(&after, &Wanted::Id(id), None).await.unwrap();
        assert_eq!(verify::record(record.as_bytes()).unwrap().ballots, 8);
        // The inspectorate has the protocol; another on the same within three months asks for a look.
        let gzhi = Staff::for_test(inspector(&ctx), OrgId(ctx.id(REGION)));
        assert!(meetings::protocols(&after, &gzhi).await.unwrap()[0].alike.is_empty());
        let again = meetings::begin(&after, who, None, house.id, None).await.unwrap();
        agenda(&after, who, again, &[("Снова ремонт", "4.1")]).await;
        let draft = MeetingDraft { form: "absentee".to_owned(), ..message_of("2026-05-05T10:00", "2026-05-08T18:00") };
        meetings::save(&after, who, again, &draft).await.unwrap();
        meetings::publish(&after, who, again).await.unwrap();
        let later = at(&before, 90).await;
        // Nobody counted: ten days after the end the log closes by itself.
        assert_eq!(meetings::one(&later, again, None).await.unwrap().row.phase, Phase::Closed);
        let kept = meetings::protocols(&later, &gzhi).await.unwrap();
        assert_eq!((kept.len(), kept[0].alike.len(), kept[1].alike.len()), (2, 1, 1));
        assert!(meetings::checks(&later, &gzhi).await.unwrap().is_empty());
        let nobody = Resident::for_test(PersonId(ctx.id(REGION)));
        assert!(meetings::papers(&later, &nobody, id).await.is_err());
    })
    .await;
}
