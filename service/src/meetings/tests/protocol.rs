//! The protocol is formed by itself, says every figure, and is what the state system reads.

use std::path::Path;
use std::process::Command;

use domain::kernel::MeetingId;
use domain::meetings::Choice;
use domain::people::Role;
use sea_orm::{ConnectionTrait as _, EntityTrait as _};

use super::{ALL_FOR, APRIL, House, a_house, at, on_paper, published};
use crate::actor::{Confirmed, Staff};
use crate::ctx::Ctx;
use crate::meetings::{self, Request};
use crate::testkit::{a_grant, data, each_store, rows};

const GUID: &str = "3f2b1a90-8c7d-4e6f-9a5b-0c1d2e3f4a5b";

/// A meeting that is over: ten votes in the system, one on paper, one paper nobody has checked.
async fn over(ctx: &Ctx) -> (Ctx, House, MeetingId) {
    let before = at(ctx, 0).await;
    let house = a_house(&before).await;
    let id = published(&before, &house, APRIL.0, APRIL.1).await;
    let during = at(ctx, 40).await;
    for owner in &house.owners[..6] {
        meetings::vote(&during, owner, id, &ALL_FOR).await.unwrap();
    }
    meetings::vote(&during, &house.owners[6], id, &[Choice::Against, Choice::Abstain, Choice::For]).await.unwrap();
    meetings::add_reader(&during, &house.owners[0], id, 10).await.unwrap();
    on_paper(&during, &house, id, 12, &[Choice::Against, Choice::Invalid, Choice::Abstain]).await;
    let unread = super::paper_of(9, "2026-04-10T12:00", &ALL_FOR);
    meetings::enter(&during, &house.owners[0], id, &unread, &super::scan()).await.unwrap();
    let after = at(ctx, 90).await;
    meetings::close(&after, id).await.unwrap();
    (after, house, id)
}

/// Runs a tool on a file; its output, or `None`, said aloud, where it is not installed.
fn tool(name: &str, args: &[&str], file: &Path) -> Option<String> {
    match Command::new(name).args(args).arg(file).output() {
        Ok(done) => {
            assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
            Some(String::from_utf8_lossy(&done.stdout).into_owned())
        }
        Err(error) => {
            eprintln!("{name} ({error}): its check is skipped; ./.ci/install documents brings it");
            None
        }
    }
}

/// Words without spaces and breaks.
pub(super) fn packed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{200b}' && *letter != '\u{ad}').collect()
}

#[tokio::test]
async fn it_is_formed_once_and_told_to_the_owners_and_the_managers() {
    each_store(async |ctx| {
        let (ctx, house, id) = over(&ctx).await;
        let manager = domain::kernel::PersonId(ctx.id(domain::kernel::Region(35)));
        crate::testkit::put(&ctx, rows::a_person(manager, ctx.now())).await;
        let find = entity::house::Entity::find_by_id(house.id).one(&ctx.db.read);
        let managed = find.await.unwrap().and_then(|row| row.organisation_id);
        a_grant(&ctx, manager, Role::Manager, managed).await;
        assert!(meetings::protocol_formed(&ctx, id).await.unwrap().is_none(), "not yet");
        assert!(meetings::protocol_printed(&ctx, id, None, None).await.is_err());
        while 0 < crate::jobs::run_due(&ctx).await.unwrap() {}
        assert_eq!(meetings::protocol_formed(&ctx, id).await.unwrap(), Some(ctx.now()));
        let said = async |who: &crate::actor::Resident| {
            let feed = crate::notices::feed(&ctx, who, 50).await.unwrap();
            feed.iter().filter(|notice| notice.title.starts_with("Протокол собрания")).count()
        };
        for owner in &house.owners {
            assert_eq!(said(owner).await, 1);
        }
        assert_eq!(said(&crate::actor::Resident::for_test(manager)).await, 1);
        let first = meetings::protocol_printed(&ctx, id, None, None).await.unwrap().bytes;
        meetings::protocol::form(&ctx, id).await.unwrap();
        assert_eq!(said(&house.owners[0]).await, 1, "nobody is told twice");
        assert_eq!(meetings::protocol_printed(&ctx, id, None, None).await.unwrap().bytes, first);
    })
    .await;
}

#[tokio::test]
async fn its_text_carries_every_figure_and_names_are_for_owners() {
    each_store(async |ctx| {
        let (ctx, house, id) = over(&ctx).await;
        meetings::protocol::form(&ctx, id).await.unwrap();
        let view = meetings::one(&ctx, id, None).await.unwrap();
        let owner = house.owners[3].person();
        let open = meetings::protocol_printed(&ctx, id, None, None).await.unwrap().bytes;
        let named = meetings::protocol_printed(&ctx, id, Some(owner), None).await.unwrap().bytes;
        let folder = tempfile::tempdir().unwrap();
        for (bytes, named) in [(open, false), (named, true)] {
            let file = folder.path().join("protocol.pdf");
            std::fs::write(&file, &bytes).unwrap();
            let holds = |mark: &str| bytes.windows(mark.len()).any(|part| part == mark.as_bytes());
            for mark in ["<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1"] {
                assert!(holds(mark), "{mark}");
            }
            if let Some(said) = tool("qpdf", &["--check"], &file) {
                assert!(said.contains("No syntax or stream encoding errors"), "{said}");
            }
            // It writes beside the file.
            if tool("pdftotext", &["-layout"], &file).is_none() {
                continue;
            }
            let text = packed(&std::fs::read_to_string(file.with_extension("txt")).unwrap());
            let mut expected = vec![
                view.row.uin.clone(),
                view.row.address.clone(),
                view.log.1.clone(),
                "600,00 м²".to_owned(),
                "500,00 м²".to_owned(),
                "400,00 — 66,67 %".to_owned(),
                "Письменных решений не учтено 1".to_owned(),
                "есть, собрание правомочно".to_owned(),
                "За 250,00 41,67 % 62,50 %".to_owned(),
                "Против 150,00 25,00 % 37,50 %".to_owned(),
                "Недействительно 100,00 16,67 % 25,00 %".to_owned(),
                "За 300,00 50,00 % 75,00 %".to_owned(),
                "кв. 1, доля 1/3".to_owned(),
                "16,67".to_owned(),
                "33,33".to_owned(),
                "на бумаге".to_owned(),
            ];
            expected.extend(view.agenda.iter().map(|question| question.text.clone()));
            for words in expected {
                assert!(text.contains(&packed(&words)), "{words} is missing in {text}");
            }
            for name in ["Собственник6-1", "1за,2за,3за"] {
                assert_eq!(text.contains(name), named, "{name} in {text}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn names_are_for_owners_the_initiator_and_the_inspectorate() {
    each_store(async |ctx| {
        let (ctx, house, id) = over(&ctx).await;
        meetings::protocol::form(&ctx, id).await.unwrap();
        let as_seen = async |reader: Option<&Confirmed>, inspects: Option<&Staff>| {
            let reader = reader.map(|reader| reader.person());
            meetings::protocol_printed(&ctx, id, reader, inspects).await.unwrap().bytes
        };
        let open = as_seen(None, None).await;
        let named = as_seen(Some(&house.owners[3]), None).await;
        assert_ne!(open, named);
        let elsewhere = a_house(&ctx).await;
        let stranger = &elsewhere.owners[0];
        let inspector = Staff::for_test(stranger.person(), domain::kernel::OrgId(1));
        assert_eq!(as_seen(Some(stranger), None).await, open);
        assert_eq!(as_seen(Some(&house.owners[0]), None).await, named);
        assert_eq!(as_seen(Some(stranger), Some(&inspector)).await, named);
    })
    .await;
}

#[tokio::test]
async fn the_message_is_printed_for_those_it_is_for() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        let id = published(&before, &house, APRIL.0, APRIL.1).await;
        let owner = house.owners[3].person();
        let printed = meetings::poster(&before, id, owner).await.unwrap().bytes;
        let stranger = a_house(&before).await.owners[0].person();
        assert!(meetings::poster(&before, id, stranger).await.is_err());
        let Some(text) = text_of(&printed) else { return };
        let expected = [
            "6 апреля 2026, 10:00",
            "8 (817) 555-01-17",
            "Ремонт подъездов",
            "Решение собственника",
            "ст. 46 ч. 1",
            "Если вы против собрания",
            "письменный отказ",
        ];
        for words in expected {
            assert!(text.contains(&packed(words)), "{words} is missing in {text}");
        }
    })
    .await;
}

/// The words of a PDF, packed; nothing where there is no tool that reads it.
pub(super) fn text_of(bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, bytes).unwrap();
    tool("pdftotext", &["-layout"], &file)?;
    Some(packed(&std::fs::read_to_string(file.with_extension("txt")).unwrap()))
}

#[tokio::test]
async fn two_processes_form_one() {
    each_store(async |ctx| {
        let (ctx, house, id) = over(&ctx).await;
        let other = Ctx::on(ctx.db.clone(), ctx.clock.clone()).await.unwrap();
        let both = tokio::join!(meetings::protocol::form(&ctx, id), meetings::protocol::form(&other, id));
        both.0.and(both.1).unwrap();
        let feed = crate::notices::feed(&ctx, &house.owners[2], 50).await.unwrap();
        assert_eq!(feed.iter().filter(|notice| notice.title.starts_with("Протокол")).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_protocol_that_is_missing_is_formed_later() {
    each_store(async |ctx| {
        let (ctx, _, id) = over(&ctx).await;
        ctx.db.write.execute_unprepared("delete from job").await.unwrap();
        meetings::form_missing_protocols(&ctx).await.unwrap();
        while 0 < crate::jobs::run_due(&ctx).await.unwrap() {}
        assert!(meetings::protocol_formed(&ctx, id).await.unwrap().is_some());
        meetings::form_missing_protocols(&ctx).await.unwrap();
        assert_eq!(crate::jobs::run_due(&ctx).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn strange_letters_do_not_stop_it() {
    each_store(async |ctx| {
        let (ctx, _, id) = over(&ctx).await;
        let sql = format!("update meeting_question set wording = 'Ёлка 🎄 → двор' where meeting_id = {id}");
        ctx.db.write.execute_unprepared(&sql).await.unwrap();
        meetings::protocol::form(&ctx, id).await.unwrap();
        assert!(meetings::protocol_printed(&ctx, id, None, None).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn its_requests_are_valid_by_the_state_systems_schema() {
    each_store(async |ctx| {
        let (ctx, _, id) = over(&ctx).await;
        meetings::protocol::form(&ctx, id).await.unwrap();
        let view = meetings::one(&ctx, id, None).await.unwrap();
        let adopted = view.outcome.questions.iter().filter(|question| question.adopted).count();
        for (request, root) in [
            (Request::Results, "importVotingProtocolRequest"),
            (Request::External, "importExternalVotingProtocolRequest"),
        ] {
            let voting = GUID.parse().unwrap();
            let bytes = meetings::protocol_request(&ctx, id, request, Some(voting)).await.unwrap().bytes;
            let text = String::from_utf8(bytes.clone()).unwrap();
            for part in [
                format!("<{root} "),
                format!("<VotingGUID>{GUID}</VotingGUID>"),
                "<ProtocolDate>2026-05-31</ProtocolDate>".to_owned(),
                "<AllOwnersVotesSum>600.00</AllOwnersVotesSum>".to_owned(),
                "<Agree>300.00</Agree>".to_owned(),
                "<MeetingEligibility>C</MeetingEligibility>".to_owned(),
            ] {
                assert!(text.contains(&part), "{part} is missing in {text}");
            }
            assert!(!text.contains("817"), "nobody's telephone");
            assert_eq!(text.matches("<VotingResume>M<").count(), adopted);
            assert_eq!(text.matches("<VotingResume>N<").count(), view.agenda.len() - adopted);
            let Some(schema) = data("06-giszhkh/xsd-16.3.0.0/house-management/hcs-house-management-types.xsd") else {
                return;
            };
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("protocol.xml");
            std::fs::write(&file, &bytes).unwrap();
            let schema = schema.display().to_string();
            tool("xmllint", &["--noout", "--nonet", "--schema", &schema], &file);
        }
    })
    .await;
}
