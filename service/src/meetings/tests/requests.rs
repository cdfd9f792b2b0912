//! Owners demand a meeting.

use domain::kernel::RequestId;
use domain::meetings::{Refusal, RequestState, RequestView};
use domain::people::Role;
use entity::house;
use sea_orm::EntityTrait as _;

use super::{House, a_house, at, refusal};
use crate::actor::{Confirmed, Staff};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::meetings;
use crate::testkit::{a_grant, a_home, each_store};

/// «gathering, 1 with 50 of 600, until —»
async fn said(ctx: &Ctx, house: &House, reader: &Confirmed, staff: Option<&Staff>) -> Vec<String> {
    let all = meetings::requests(ctx, reader, staff, house.id).await.unwrap();
    let said = |request: RequestView| {
        let due = request.due.map_or_else(|| "—".to_owned(), |due| due.to_string());
        let (joined, votes) = (request.joined, request.votes.exact());
        let late = if request.overdue { ", overdue" } else { "" };
        format!("{}, {joined} with {votes} of {}, until {due}{late}", request.state.code(), request.total.0 / 100)
    };
    all.into_iter().map(said).collect()
}

async fn demand(ctx: &Ctx, house: &House, who: &Confirmed) -> RequestId {
    let questions = ["Ремонт подъездов\nВыбрать совет дома".to_owned()];
    meetings::demand(ctx, who, house.id, &questions).await.unwrap()
}

#[tokio::test]
async fn neighbours_join_until_ten_per_cent_and_the_organisation_holds_the_meeting() {
    each_store(async |ctx| {
        let now = at(&ctx, 0).await;
        let house = a_house(&now).await;
        // The first flat's owner has a third of 50 m².
        let (author, neighbour) = (&house.owners[0], &house.owners[5]);
        let id = demand(&now, &house, author).await;
        assert_eq!(said(&now, &house, neighbour, None).await, ["gathering, 1 with 50/3 of 600, until —"]);
        meetings::join_request(&now, author, id, true).await.unwrap();
        meetings::join_request(&now, author, id, false).await.unwrap();
        assert_eq!(said(&now, &house, neighbour, None).await, ["gathering, 0 with 0 of 600, until —"]);
        meetings::join_request(&now, author, id, true).await.unwrap();
        let stranger: Confirmed = a_home(&now).await.who.into();
        assert!(matches!(meetings::join_request(&now, &stranger, id, true).await, Err(Error::Missing(_))));
        assert!(matches!(meetings::requests(&now, &stranger, None, house.id).await, Err(Error::Missing(_))));

        meetings::join_request(&now, neighbour, id, true).await.unwrap();
        assert_eq!(said(&now, &house, author, None).await, ["sent, 2 with 200/3 of 600, until 2026-04-16"]);
        assert_eq!(refusal(meetings::join_request(&now, neighbour, id, false).await), Refusal::Frozen);
        let late = at(&ctx, 46).await;
        assert_eq!(said(&late, &house, author, None).await, ["sent, 2 with 200/3 of 600, until 2026-04-16, overdue"]);

        let row = house::Entity::find_by_id(house.id).one(&ctx.db.read).await.unwrap().unwrap();
        let manager: Confirmed = a_home(&now).await.who.into();
        let staff = Staff::for_test(manager.person(), row.organisation_id.unwrap());
        a_grant(&now, manager.person(), Role::Manager, row.organisation_id).await;
        let alien = Staff::for_test(stranger.person(), domain::kernel::OrgId(1));
        assert!(matches!(meetings::hold_request(&now, &stranger, &alien, id).await, Err(Error::Missing(_))));
        let meeting = meetings::hold_request(&now, &manager, &staff, id).await.unwrap();
        let draft = meetings::one(&now, meeting, Some(manager.person())).await.unwrap();
        let asked: Vec<_> = draft.agenda.iter().map(|question| question.text.as_str()).collect();
        assert_eq!(asked, ["Ремонт подъездов", "Выбрать совет дома"]);
        assert!(!draft.initiator.is_empty(), "the organisation is the initiator");
        assert!(matches!(meetings::hold_request(&now, &manager, &staff, id).await, Err(Error::Missing(_))), "once");
        let seen = meetings::requests(&now, author, None, house.id).await.unwrap();
        assert_eq!((seen[0].state, seen[0].meeting), (RequestState::Begun, None), "a draft is its writer's");
        let seen = meetings::requests(&now, &manager, Some(&staff), house.id).await.unwrap();
        assert_eq!((seen[0].meeting, seen[0].holds), (Some(meeting), false));
    })
    .await;
}

#[tokio::test]
async fn one_who_has_ten_per_cent_needs_nobody_and_nothing_is_demanded_without_a_question() {
    each_store(async |ctx| {
        let now = at(&ctx, 0).await;
        let house = a_house(&now).await;
        // The shop: 100 of 600 m².
        let shop = house.owners.last().unwrap();
        demand(&now, &house, shop).await;
        assert_eq!(said(&now, &house, shop, None).await, ["sent, 1 with 100 of 600, until 2026-04-16"]);
        let nothing = meetings::demand(&now, &house.owners[3], house.id, &[" \n ".to_owned()]).await;
        assert_eq!(refusal(nothing), Refusal::NoWording);
        let stranger: Confirmed = a_home(&now).await.who.into();
        let alien = meetings::demand(&now, &stranger, house.id, &["Ремонт".to_owned()]).await;
        assert_eq!(refusal(alien), Refusal::NotAnOwner);
        for _ in 0..3 {
            demand(&now, &house, &house.owners[3]).await;
        }
        let more = meetings::demand(&now, &house.owners[3], house.id, &["Ремонт".to_owned()]).await;
        assert_eq!(refusal(more), Refusal::TooManyRequests);
    })
    .await;
}
