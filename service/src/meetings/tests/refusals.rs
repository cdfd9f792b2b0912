//! Owners refuse a house's first electronic meeting.

use domain::kernel::MeetingId;
use domain::meetings::{Phase, Refusal};
use domain::people::Role;
use entity::house;
use sea_orm::EntityTrait as _;

use super::{APRIL, House, a_house, at, published, refusal, scan};
use crate::actor::{Confirmed, Staff};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::meetings;
use crate::testkit::{a_grant, a_home, each_store};

/// A first meeting announced for 6 April: refusals until 27 March, entered until 1 April.
async fn announced(ctx: &Ctx) -> (Ctx, House, MeetingId) {
    let before = at(ctx, 0).await;
    let house = a_house(&before).await;
    let id = published(&before, &house, APRIL.0, APRIL.1).await;
    (before, house, id)
}

async fn refused(ctx: &Ctx, who: &Confirmed, id: MeetingId) -> String {
    let seen = meetings::refusals(ctx, who, None, id).await.unwrap();
    format!(
        "{} of {}, mine {:?}, open {}, until {}",
        seen.votes.exact(),
        seen.total.0 / 100,
        seen.mine,
        seen.open,
        seen.until
    )
}

#[tokio::test]
async fn more_than_half_of_all_votes_stop_a_first_meeting() {
    each_store(async |ctx| {
        let (now, house, id) = announced(&ctx).await;
        let owner = &house.owners[5];
        meetings::refuse(&now, owner, id, true).await.unwrap();
        meetings::refuse(&now, owner, id, true).await.unwrap();
        assert_eq!(refused(&now, owner, id).await, "50 of 600, mine Some(true), open true, until 2026-03-27");
        meetings::refuse(&now, owner, id, false).await.unwrap();
        assert_eq!(refused(&now, owner, id).await, "0 of 600, mine Some(false), open true, until 2026-03-27");
        let stranger: Confirmed = a_home(&now).await.who.into();
        assert!(matches!(meetings::refuse(&now, &stranger, id, true).await, Err(Error::Missing(_))));
        assert!(matches!(meetings::refusals(&now, &stranger, None, id).await, Err(Error::Missing(_))));
        assert!(meetings::refusals(&now, owner, None, id).await.unwrap().list.is_none(), "names are not for all");

        // Half of 600 m²: six flats. It goes on.
        for owner in &house.owners[2..8] {
            meetings::refuse(&now, owner, id, true).await.unwrap();
        }
        assert_eq!(refused(&now, owner, id).await, "300 of 600, mine Some(true), open true, until 2026-03-27");
        assert_eq!(meetings::one(&now, id, None).await.unwrap().row.phase, Phase::Announced);
        assert_eq!(meetings::refusals(&now, &house.owners[0], None, id).await.unwrap().list.unwrap().len(), 6);
        // On 28 March nobody refuses any more, nor takes it back.
        let late = at(&ctx, 26).await;
        assert_eq!(refusal(meetings::refuse(&late, &house.owners[0], id, true).await), Refusal::RefusalLate);
        assert_eq!(refusal(meetings::refuse(&late, owner, id, false).await), Refusal::RefusalLate);
        // A third of one flat more is more than half.
        meetings::refuse(&now, &house.owners[0], id, true).await.unwrap();
        let ended = meetings::one(&now, id, None).await.unwrap();
        assert_eq!(ended.row.phase, Phase::Cancelled);
        assert!(ended.cancelled_because.contains("316.67 из 600.00"), "{}", ended.cancelled_because);
        let (_, record) = meetings::record(&now, &meetings::Wanted::Id(id), None).await.unwrap();
        ledger::verify::record(record.as_bytes()).unwrap();
        assert!(matches!(meetings::refuse(&now, owner, id, false).await, Err(Error::Missing(_))));
    })
    .await;
}

#[tokio::test]
async fn the_managing_organisation_enters_those_on_paper() {
    each_store(async |ctx| {
        let (now, house, id) = announced(&ctx).await;
        let row = house::Entity::find_by_id(house.id).one(&ctx.db.read).await.unwrap().unwrap();
        let manager: Confirmed = a_home(&now).await.who.into();
        a_grant(&now, manager.person(), Role::Manager, row.organisation_id).await;
        let staff = Staff::for_test(manager.person(), row.organisation_id.unwrap());
        let enter = async |ctx: &Ctx, share: i32, day: &str| {
            meetings::enter_refusal(ctx, &staff, id, share, day, &scan()).await
        };
        assert_eq!(refusal(enter(&now, 5, "2026-03-30").await), Refusal::NotATime { field: "received" });
        assert_eq!(refusal(enter(&now, 5, "позавчера").await), Refusal::NotATime { field: "received" });
        assert_eq!(refusal(enter(&now, 500, "2026-03-01").await), Refusal::NoVoice);
        let alien = Staff::for_test(manager.person(), domain::kernel::OrgId(1));
        let refused = meetings::enter_refusal(&now, &alien, id, 5, "2026-03-01", &scan()).await;
        assert!(matches!(refused, Err(Error::Missing(_))), "{refused:?}");
        // Received in time, entered on the last day but one; received a day too late.
        let handing = at(&ctx, 29).await;
        enter(&handing, 5, "2026-03-27").await.unwrap();
        assert_eq!(refusal(enter(&handing, 6, "2026-03-28").await), Refusal::RefusalLate);
        let over = at(&ctx, 31).await;
        assert_eq!(refusal(enter(&over, 6, "2026-03-27").await), Refusal::RefusalLate);
        let list = meetings::refusals(&handing, &manager, Some(&staff), id).await.unwrap().list.unwrap();
        assert_eq!((list.len(), list[0].voice, list[0].scan.is_some()), (1, 5, true));
        meetings::refusal_scan(&handing, &manager, Some(&staff), id, 5).await.unwrap();
        let owner = &house.owners[6];
        assert!(matches!(meetings::refusal_scan(&handing, owner, None, id, 5).await, Err(Error::Missing(_))));
        // One on paper takes the place of one in the system, and stands once.
        meetings::refuse(&now, &house.owners[5], id, true).await.unwrap();
        enter(&handing, 6, "2026-03-27").await.unwrap();
        assert_eq!(refusal(enter(&handing, 6, "2026-03-27").await), Refusal::RefusedOnPaper);
        meetings::refuse(&now, &house.owners[5], id, false).await.unwrap();
        assert_eq!(meetings::refusals(&now, owner, None, id).await.unwrap().votes.exact(), "100");
        // One on paper is not taken back by a button.
        meetings::refuse(&now, &house.owners[4], id, false).await.unwrap();
        assert_eq!(meetings::refusals(&now, owner, None, id).await.unwrap().votes.exact(), "100");
    })
    .await;
}
