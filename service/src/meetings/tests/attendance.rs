//! Who came to the place of a meeting.

use std::str;

use domain::kernel::{Area, MeetingId};
use domain::meetings::{Choice, MeetingDraft, Phase, Refusal};
use entity::{meeting_presence, notice};
use ledger::verify;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::protocol::{packed, text_of};
use super::{House, a_house, at, drafted, message_of, on_paper, refusal, scan};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::files::Upload;
use crate::meetings::protocol::form as form_protocol;
use crate::meetings::{self, Reading, Wanted};
use crate::testkit::each_store;

const ANSWERS: [Choice; 2] = [Choice::For, Choice::Against];

/// A meeting held at a place and by written decisions, on 9–12 April.
async fn mixed(ctx: &Ctx, house: &House) -> MeetingId {
    placed(ctx, house, "mixed").await
}

/// A meeting at a place in one of its forms.
async fn placed(ctx: &Ctx, house: &House, form: &str) -> MeetingId {
    let who = &house.owners[0];
    let id = drafted(ctx, house, &[("Ремонт", "4.1"), ("Перевод квартиры", "4.1")]).await;
    let draft = MeetingDraft {
        form: form.to_owned(),
        place: "Двор дома".to_owned(),
        ..message_of("2026-04-09T10:00", "2026-04-12T18:00")
    };
    meetings::save(ctx, who, id, &draft).await.unwrap();
    meetings::publish(ctx, who, id).await.unwrap();
    id
}

async fn participants(ctx: &Ctx, id: MeetingId) -> String {
    meetings::one(ctx, id, None).await.unwrap().outcome.participants.exact()
}

#[tokio::test]
async fn who_came_takes_part_whether_they_decide_or_not() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let who = &house.owners[0];
        let id = mixed(&before, &house).await;
        let listed = async |ctx: &Ctx, list: (&[i32], &str)| meetings::attend(ctx, who, id, list, &scan()).await;
        let attend = async |ctx: &Ctx, numbers: &[i32]| listed(ctx, (numbers, "")).await;
        assert_eq!(refusal(attend(&before, &[1]).await), Refusal::NotOpen);
        let sheet = meetings::attendance_sheet(&before, who, id).await.unwrap();
        assert!(sheet.bytes.starts_with(b"%PDF") && sheet.name.starts_with("Список"));
        let during = at(&before, 40).await;
        let strange = meetings::attend(&during, &house.owners[3], id, (&[1], ""), &scan()).await;
        assert!(matches!(strange, Err(Error::Missing(_))), "only the administrator says who came");
        assert!(meetings::attendance(&during, &house.owners[3], id).await.is_err());
        assert!(meetings::attendance_sheet(&during, &house.owners[3], id).await.is_err());
        assert_eq!(refusal(attend(&during, &[1, 99]).await), Refusal::NoVoice);
        let nothing = Upload { name: String::new(), bytes: Vec::new() };
        assert!(meetings::attend(&during, who, id, (&[1], ""), &nothing).await.is_err(), "no list without its scan");
        assert_eq!(participants(&during, id).await, "0");
        attend(&during, &[12, 3, 3, 4]).await.unwrap();
        assert_eq!(participants(&during, id).await, "200", "two flats and the shop");
        let list = meetings::attendance(&during, who, id).await.unwrap();
        let marked: Vec<i32> = list.shares.iter().filter(|share| share.present).map(|share| share.number).collect();
        assert_eq!((list.shares.len(), marked, list.present.1.exact().as_str()), (12, vec![3, 4, 12], "200"));
        meetings::add_reader(&during, who, id, 10).await.unwrap();
        let entry = list.lists[0].entry;
        assert!(meetings::attendance_scan(&during, &house.owners[9], id, entry).await.is_ok(), "a reader of papers");
        assert!(meetings::attendance_scan(&during, &house.owners[5], id, entry).await.is_err());
        assert!(meetings::attendance_scan(&during, who, id, entry - 1).await.is_err());
        let mine = meetings::one(&during, id, Some(house.owners[2].person())).await.unwrap().mine;
        assert!(mine.iter().all(|voice| voice.present), "the third sees that it is on the list");

        // Who was there and decides takes part once; who only sent a decision takes part as well.
        let after = at(&before, 42).await;
        for share in [4, 5, 6] {
            assert_eq!(on_paper(&after, &house, id, share, &ANSWERS).await, Reading::Counts);
        }
        assert_eq!(participants(&after, id).await, "300");
        // The fourth was not there after all, the first was: the list is written anew.
        assert_eq!(refusal(attend(&after, &[1, 3, 12]).await), Refusal::NoReason);
        listed(&after, (&[1, 3, 12], "Перепутали строки")).await.unwrap();
        let lists = meetings::attendance(&after, who, id).await.unwrap().lists;
        assert_eq!((lists.len(), lists[0].reason.as_str(), lists[1].numbers.len()), (2, "Перепутали строки", 3));
        assert_eq!(participants(&after, id).await, "950/3");
        let view = meetings::one(&after, id, None).await.unwrap();
        let first = &view.outcome.questions[0];
        assert!(view.outcome.quorum && !first.adopted, "150 of 316.67 m² are no majority of those who took part");
        // Those who came and are silent are asked first.
        assert_eq!((first.for_.exact().as_str(), first.invalid.is_none(), first.needs), ("150", true, Area(834)));
        meetings::finish(&after, who, id).await.unwrap();
        assert_eq!(refusal(attend(&after, &[1]).await), Refusal::NotOpen);

        let (_, record) = meetings::record(&after, &Wanted::Id(id), None).await.unwrap();
        let report = verify::record(record.as_bytes()).unwrap();
        assert_eq!(report.outcome.map(|outcome| outcome.participants.exact), Some("950/3".to_owned()));
        // Whoever takes one from the list in the record, or the list from the database, is found out.
        let fewer = record.replace("\"voices\":[1,3,12]", "\"voices\":[1,3]");
        let silenced = record.replace("\"reason\":\"Перепутали строки\"", "\"reason\":\"\"");
        assert_eq!(verify::record(silenced.as_bytes()).unwrap_err().what, verify::What::Act);
        assert_ne!(fewer, record);
        assert!(verify::record(fewer.as_bytes()).is_err());
        let told = notice::Entity::find().filter(notice::Column::Title.contains("Вы отмечены"));
        let told = told.all(&after.db.read).await.unwrap();
        let people: Vec<_> = told.iter().map(|notice| notice.person_id).collect();
        assert_eq!(people.len(), 4, "each is told once: 3, 4, 12, then 1");
        assert!(people.contains(&Some(house.owners[0].person())) && !people.contains(&Some(house.owners[8].person())));
        let gone = notice::Entity::find().filter(notice::Column::Title.contains("Вас убрали"));
        let gone = gone.one(&after.db.read).await.unwrap().unwrap();
        assert_eq!(gone.person_id, Some(house.owners[3].person()), "the fourth was told, and why");
        assert!(gone.body.contains("Перепутали строки"));
        form_protocol(&after, id).await.unwrap();
        let printed = meetings::protocol_printed(&after, id, Some(who.person()), None).await.unwrap();
        if let Some(text) = text_of(&printed.bytes) {
            for words in [
                "Присутствовали на собрании, голосов 166,67 — 27,78 %",
                "Список присутствовавших заменён первый",
                "Перепутали строки",
                "Присутствовали, не голосовали 166,67",
                "Список присутствовавших, долей: 3",
            ] {
                assert!(text.contains(&packed(words)), "{words} is missing in {text}");
            }
        }
        meeting_presence::Entity::delete_many().exec(&after.db.write).await.unwrap();
        let (_, record) = meetings::record(&after, &Wanted::Id(id), None).await.unwrap();
        assert_eq!(verify::record(record.as_bytes()).unwrap_err().what, verify::What::Outcome);
    })
    .await;
}

#[tokio::test]
async fn a_meeting_at_a_place_is_not_counted_without_its_list() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let who = &house.owners[0];
        let id = mixed(&before, &house).await;
        let after = at(&before, 42).await;
        assert_eq!(refusal(meetings::finish(&after, who, id).await), Refusal::NoAttendance);
        // Nobody may have come.
        meetings::attend(&after, who, id, (&[], ""), &scan()).await.unwrap();
        meetings::finish(&after, who, id).await.unwrap();
        assert_eq!(meetings::one(&after, id, None).await.unwrap().row.phase, Phase::Closed);
        let (_, record) = meetings::record(&after, &Wanted::Id(id), None).await.unwrap();
        assert!(verify::record(record.as_bytes()).is_ok());
    })
    .await;
}

#[tokio::test]
async fn in_person_only_those_who_came_decide() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let who = &house.owners[0];
        let id = placed(&before, &house, "in_person").await;
        meetings::add_reader(&at(&before, 40).await, who, id, 10).await.unwrap();
        let after = at(&before, 42).await;
        for share in [4, 5] {
            assert_eq!(on_paper(&after, &house, id, share, &ANSWERS).await, Reading::Counts);
        }
        meetings::attend(&after, who, id, (&[3, 5], ""), &scan()).await.unwrap();
        let strange = Refusal::NotListed { premises: "кв. 3".to_owned() };
        assert_eq!(refusal(meetings::finish(&after, who, id).await), strange);
        meetings::attend(&after, who, id, (&[3, 4, 5], "Пропущена строка"), &scan()).await.unwrap();
        meetings::finish(&after, who, id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_meeting_that_closes_by_itself_says_that_it_has_no_list() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let id = mixed(&before, &house).await;
        let later = at(&before, 60).await;
        assert_eq!(meetings::one(&later, id, None).await.unwrap().row.phase, Phase::Closed);
        form_protocol(&later, id).await.unwrap();
        let printed = meetings::protocol_printed(&later, id, None, None).await.unwrap();
        let Some(text) = text_of(&printed.bytes) else { return };
        assert!(text.contains(&packed("список присутствовавших не внесён")), "{text}");
        assert!(!text.contains(&packed("Список присутствовавших, долей")), "{text}");
    })
    .await;
}

#[tokio::test]
async fn where_nobody_meets_there_is_no_list() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let id = super::published(&before, &house, super::APRIL.0, super::APRIL.1).await;
        let during = at(&before, 40).await;
        let listed = meetings::attend(&during, &house.owners[0], id, (&[1], ""), &scan()).await;
        assert!(matches!(listed, Err(Error::Missing(_))));
        let (_, record) = meetings::record(&during, &Wanted::Id(id), None).await.unwrap();
        assert!(str::from_utf8(record.as_bytes()).is_ok_and(|record| !record.contains("present")));
    })
    .await;
}
