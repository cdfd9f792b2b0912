//! Meetings of members: an association's by their shares, a cooperative's by heads, on both stores.

use domain::kernel::HouseId;
use domain::meetings::{Body, Caller, Choice, MeetingDraft, Refusal};
use domain::people::Role;
use ledger::verify;
use ledger::verify::What;

use super::{APRIL, House, a_house, agenda, at, message_of, refusal};
use crate::actor::Staff;
use crate::ctx::Ctx;
use crate::files::Upload;
use crate::meetings::{self, Wanted};
use crate::registers;
use crate::testkit::{a_grant, each_store};

/// The first flat's owner of a third; the second's and the third's owners; the fourth's tenant, who owns
/// nothing; the second's owner in the fifth flat too, and once more under another number.
const MEMBERS: &str = "№ члена;ФИО;Помещение;Дата вступления\n\
    1;Собственник 1-1;кв. 1;01.02.2020\n2;Собственник 2-1;2;\n3;собственник 3-1;кв. 3;\n\
    4;Жилец четвёртый;4;\n2;Собственник 2-1;кв. 5;\n7;Собственник 2-1;2;";

async fn staff_of(ctx: &Ctx, house: &House) -> Staff {
    let passport = crate::houses::passport(ctx, house.id).await.unwrap();
    let (person, organisation) = (house.owners[9].person(), passport.manager.unwrap().id);
    a_grant(ctx, person, Role::Association, Some(organisation)).await;
    Staff::for_test(person, organisation)
}

async fn load_members(ctx: &Ctx, who: &Staff, house: HouseId) {
    let upload = Upload { name: "члены.csv".to_owned(), bytes: MEMBERS.as_bytes().to_vec() };
    let load = registers::check_members(ctx, who, house, &upload).await.unwrap();
    let (plan, seen) = registers::plan_members(ctx, who, house, load).await.unwrap();
    assert_eq!((plan.members, plan.before, plan.owners, plan.known, plan.faults.len()), (5, 0, 4, 4, 0));
    assert_eq!(plan.again.len(), 3, "one name under two numbers: {:?}", plan.again);
    assert_eq!(plan.strangers, ["№ 4 Жилец четвёртый, кв. 4", "№ 2 Собственник 2-1, кв. 5"]);
    registers::load_members(ctx, who, house, load, &seen).await.unwrap();
    let again = registers::load_members(ctx, who, house, load, &seen).await;
    assert!(again.is_err(), "a file is loaded once");
    assert_eq!(registers::standing(ctx, who, house).await.unwrap().members, 5);
}

fn message(body: Body, charter: &str) -> MeetingDraft {
    let (body, charter) = (body.code().to_owned(), charter.to_owned());
    MeetingDraft { body, charter, ..message_of(APRIL.0, APRIL.1) }
}

#[tokio::test]
async fn an_association_votes_by_the_shares_of_its_members() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let who = &house.owners[2];
        let id = meetings::begin(&before, who, None, house.id, None).await.unwrap();
        meetings::save(&before, who, id, &message(Body::Association, "")).await.unwrap();
        agenda(&before, who, id, &[("Утвердить смету на 2027 год", ""), ("Взять кредит на лифты", "145.6")]).await;
        let draft =
            domain::meetings::QuestionDraft {
                text: "Ремонт".to_owned(), kind: "4.1".to_owned(), ..Default::default()
            };
        assert_eq!(refusal(meetings::ask(&before, who, id, &draft).await), Refusal::NoKind);
        let lacks = meetings::readiness(&before, who, id).await.unwrap().lacks;
        assert_eq!(lacks, [Refusal::NoMembers, Refusal::NoCharter]);
        assert_eq!(refusal(meetings::publish(&before, who, id).await), Refusal::NoCharter);
        meetings::save(&before, who, id, &message(Body::Association, "п. 7.4 устава")).await.unwrap();
        assert_eq!(refusal(meetings::publish(&before, who, id).await), Refusal::NoMembers);
        load_members(&before, &staff_of(&before, &house).await, house.id).await;
        let readiness = meetings::readiness(&before, who, id).await.unwrap();
        // 50/3 + 50 + 50; to the hundredth.
        assert_eq!((readiness.total.0, readiness.lacks), (11_667, Vec::new()));
        assert_eq!(readiness.unheard, ["№ 4 Жилец четвёртый, кв. 4", "№ 2 Собственник 2-1, кв. 5"]);
        // An owner who is no member does not call it.
        let other = &house.owners[1];
        let theirs = meetings::begin(&before, other, None, house.id, None).await.unwrap();
        meetings::save(&before, other, theirs, &message(Body::Association, "п. 7.4 устава")).await.unwrap();
        agenda(&before, other, theirs, &[("Утвердить смету", "")]).await;
        assert_eq!(refusal(meetings::publish(&before, other, theirs).await), Refusal::NotAnOwner);
        meetings::publish(&before, who, id).await.unwrap();
        let view = meetings::one(&before, id, Some(who.person())).await.unwrap();
        assert_eq!((view.voices, view.total.0, view.row.body), (3, 11_667, Body::Association));
        assert!(!view.first, "the rules of a first meeting are about owners'");

        let voting = at(&ctx, 40).await;
        let none = meetings::vote(&voting, &house.owners[1], id, &[Choice::For; 2]).await;
        assert_eq!(refusal(none), Refusal::NoVoice, "the other owner of the flat is no member");
        meetings::vote(&voting, &house.owners[0], id, &[Choice::For; 2]).await.unwrap();
        meetings::vote(&voting, &house.owners[2], id, &[Choice::For, Choice::Against]).await.unwrap();
        meetings::close(&at(&ctx, 90).await, id).await.unwrap();
        let after = at(&ctx, 91).await;
        let (_, record) = meetings::record(&after, &Wanted::Id(id), None).await.unwrap();
        let outcome = verify::record(record.as_bytes()).unwrap().outcome.unwrap();
        let adopted: Vec<bool> = outcome.questions.iter().map(|question| question.adopted).collect();
        assert_eq!((outcome.participants.exact.as_str(), outcome.quorum, adopted), ("200/3", true, vec![true, false]));
        assert_eq!(outcome.questions[1].article, "ст. 146 ч. 4 ЖК РФ");
        // One owner's meeting it is not, and no share may weigh more.
        for (from, to) in
            [("\"body\":\"association\"", "\"body\":\"cooperative\""), ("\"total\":11667", "\"total\":11668")]
        {
            let fault = verify::record(record.replacen(from, to, 1).as_bytes()).unwrap_err();
            assert!(matches!(fault.what, What::Meeting | What::Register), "{fault}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_cooperative_counts_members() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let staff = staff_of(&before, &house).await;
        load_members(&before, &staff, house.id).await;
        // The board calls it: the organisation that manages the house.
        let who = &house.owners[9];
        let by = Some(Caller::Manager);
        let id = meetings::begin(&before, who, Some(&staff), house.id, by).await.unwrap();
        meetings::save(&before, who, id, &message(Body::Cooperative, "п. 5.2 устава")).await.unwrap();
        agenda(&before, who, id, &[("Принять отчёт", ""), ("Продать гараж", "117-charter")]).await;
        meetings::publish(&before, who, id).await.unwrap();
        let voting = at(&ctx, 40).await;
        for place in [0, 2, 3] {
            let answers = [Choice::For, if place == 0 { Choice::Against } else { Choice::For }];
            let taken = meetings::vote(&voting, &house.owners[place], id, &answers).await.unwrap();
            assert_eq!(taken.len(), 1, "one vote, however many flats");
        }
        let view = meetings::one(&voting, id, Some(house.owners[2].person())).await.unwrap();
        assert_eq!((view.voices, view.my_votes().exact().as_str(), view.mine.len()), (4, "1", 1));
        meetings::close(&at(&ctx, 90).await, id).await.unwrap();
        let after = at(&ctx, 91).await;
        let (_, record) = meetings::record(&after, &Wanted::Id(id), None).await.unwrap();
        let outcome = verify::record(record.as_bytes()).unwrap().outcome.unwrap();
        let said: Vec<(&str, bool)> =
            outcome.questions.iter().map(|question| (question.for_.exact.as_str(), question.adopted)).collect();
        // Two of three are no more than three quarters.
        assert_eq!((outcome.participants.exact.as_str(), said), ("3", vec![("3", true), ("2", false)]));
        let (meeting, duties) = meetings::execution(&after, id, Some(who.person())).await.unwrap();
        let duties: Vec<String> = duties.iter().map(|duty| duty.duty.code()).collect();
        assert_eq!((meeting.row.body, duties.join(" ").as_str()), (Body::Cooperative, "protocol q1"));
    })
    .await;
}

#[tokio::test]
async fn lines_of_members_that_are_wrong_are_told_by_their_place() {
    each_store(async |ctx| {
        let ctx = at(&ctx, 0).await;
        let house = a_house(&ctx).await;
        let staff = staff_of(&ctx, &house).await;
        let table = "Номер в реестре;Член товарищества;Квартира\nнет;А;1\n1;;1\n2;Б;77\n3;В;1\n3;Г;2";
        let upload = Upload { name: "члены.csv".to_owned(), bytes: table.as_bytes().to_vec() };
        let load = registers::check_members(&ctx, &staff, house.id, &upload).await.unwrap();
        let (plan, seen) = registers::plan_members(&ctx, &staff, house.id, load).await.unwrap();
        let faults: Vec<String> =
            plan.faults.iter().map(|one| format!("{} {} {}", one.row, one.fault.code(), one.fault.said())).collect();
        assert_eq!(faults, ["2 member нет", "3 no_owner ", "4 no_premises кв. 77", "6 other_name 3"]);
        assert!(registers::load_members(&ctx, &staff, house.id, load, &seen).await.is_err());
        // A file of members is not one of owners.
        assert!(registers::plan(&ctx, &staff, house.id, load).await.is_err());
    })
    .await;
}
