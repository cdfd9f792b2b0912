//! Who calls a meeting for an organisation, and the register they are given.

use chrono::Duration;
use domain::kernel::{HouseId, OrgId, PersonId, Region, RegisterId};
use domain::meetings::{Body, Caller, MeetingDraft, Refusal};
use domain::orgs::OrgKind;
use domain::people::Role;
use entity::{house_service, notice, organisation, ownership, register_load, role_grant};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{a_house, agenda, at, message_of, refusal, scan};
use crate::actor::{Confirmed, Resident, Staff};
use crate::ctx::Ctx;

use crate::testkit::{a_grant, each_store, put, rows};
use crate::{files, meetings};

/// Somebody who works for a new organisation in a role.
async fn someone(ctx: &Ctx, role: Role) -> (Confirmed, Staff, OrgId) {
    let (person, organisation) = (PersonId(ctx.id(Region(35))), OrgId(ctx.id(Region(35))));
    put(ctx, rows::an_organisation(organisation)).await;
    put(ctx, rows::a_person(person, ctx.now())).await;
    a_grant(ctx, person, role, Some(organisation)).await;
    (Resident::for_test(person).into(), Staff::for_test(person, organisation), organisation)
}

async fn serves(ctx: &Ctx, house: HouseId, organisation: OrgId, service: &str) {
    let row = house_service::Model {
        house_id: house,
        service: service.to_owned(),
        organisation_id: organisation,
        begins_on: None,
    };
    put(ctx, row).await;
}

#[tokio::test]
async fn the_municipality_calls_owners_of_its_houses() {
    each_store(async |ctx| {
        let ctx = at(&ctx, 0).await;
        let house = a_house(&ctx).await;
        let (who, staff, own) = someone(&ctx, Role::Municipality).await;
        let begin = async || meetings::begin(&ctx, &who, Some(&staff), house.id, None).await;
        assert_eq!(refusal(begin().await), Refusal::NotAnOwner, "not its house");
        serves(&ctx, house.id, own, "waste").await;
        assert_eq!(refusal(begin().await), Refusal::NotAnOwner, "it takes the waste away, no more");
        serves(&ctx, house.id, own, "municipality").await;
        let id = begin().await.unwrap();
        agenda(&ctx, &who, id, &[("Избрать совет многоквартирного дома", "")]).await;
        let draft = |body: &str| MeetingDraft {
            form: "absentee".to_owned(),
            body: body.to_owned(),
            ..message_of("2026-04-09T10:00", "2026-04-12T18:00")
        };
        meetings::save(&ctx, &who, id, &draft("")).await.unwrap();
        let view = meetings::one(&ctx, id, Some(who.person())).await.unwrap();
        assert_eq!((view.caller, view.own), (Caller::Municipality, true));
        // Who has left it calls nothing any more.
        let ended = ctx.now() - Duration::hours(1);
        let leave = async |at: Option<chrono::DateTime<chrono::Utc>>| {
            let of = role_grant::Column::PersonId.eq(who.person());
            let update = role_grant::Entity::update_many().col_expr(role_grant::Column::EndsAt, Expr::value(at));
            update.filter(of).exec(&ctx.db.write).await.unwrap();
        };
        leave(Some(ended)).await;
        assert_eq!(refusal(meetings::publish(&ctx, &who, id).await), Refusal::NotAnOwner);
        leave(None).await;
        meetings::publish(&ctx, &who, id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_managing_organisation_calls_by_its_contract_an_association_only_when_asked() {
    each_store(async |ctx| {
        let ctx = at(&ctx, 0).await;
        let house = a_house(&ctx).await;
        let row = entity::house::Entity::find_by_id(house.id).one(&ctx.db.read).await.unwrap().unwrap();
        let manager = row.organisation_id.unwrap();
        // An owner who works for the organisation chooses in whose name.
        let who = &house.owners[0];
        a_grant(&ctx, who.person(), Role::Manager, Some(manager)).await;
        let staff = Staff::for_test(who.person(), manager);
        let callers = meetings::callers(&ctx, who, Some(&staff), house.id).await.unwrap();
        let callers: Vec<Caller> = callers.into_iter().map(|(caller, _)| caller).collect();
        assert_eq!(callers, [Caller::Person, Caller::Manager]);
        let begin = async |wanted| meetings::begin(&ctx, who, Some(&staff), house.id, wanted).await;
        let id = begin(Some(Caller::Manager)).await.unwrap();
        assert_eq!(refusal(begin(Some(Caller::Municipality)).await), Refusal::NotAnOwner);
        agenda(&ctx, who, id, &[("Ремонт подъездов", "4.1")]).await;
        let draft = MeetingDraft { form: "absentee".to_owned(), ..message_of("2026-04-09T10:00", "2026-04-12T18:00") };
        meetings::save(&ctx, who, id, &draft).await.unwrap();
        let kind = async |kind: OrgKind| {
            let update = organisation::Entity::update_many();
            let update = update.col_expr(organisation::Column::Kind, Expr::value(kind.code()));
            update.filter(organisation::Column::Id.eq(manager)).exec(&ctx.db.write).await.unwrap();
        };
        kind(OrgKind::Association).await;
        let lacks = meetings::readiness(&ctx, who, id).await.unwrap().lacks;
        assert_eq!(lacks, [Refusal::NotAnOwner], "the draft says it before one tries");
        let other = begin(Some(Caller::Manager)).await.unwrap();
        let other = meetings::one(&ctx, other, Some(who.person())).await.unwrap();
        assert_eq!(other.row.body, Body::Association, "a board begins with its members");
        assert_eq!(refusal(meetings::publish(&ctx, who, id).await), Refusal::NotAnOwner, "45 ч. 7: by a contract");
        kind(OrgKind::Manager).await;
        // Its right is the organisation's: who is let go loses it, though an owner.
        let of = role_grant::Column::PersonId.eq(who.person());
        let role = |role: Role| {
            let update = role_grant::Entity::update_many();
            update.col_expr(role_grant::Column::Role, Expr::value(role.code())).filter(of.clone())
        };
        role(Role::BillingCentre).exec(&ctx.db.write).await.unwrap();
        assert_eq!(refusal(meetings::publish(&ctx, who, id).await), Refusal::NotAnOwner);
        role(Role::Manager).exec(&ctx.db.write).await.unwrap();
        meetings::publish(&ctx, who, id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_register_is_asked_for_once_and_given_within_five_days() {
    each_store(async |ctx| {
        let ctx = at(&ctx, 0).await;
        let house = a_house(&ctx).await;
        let (initiator, stranger) = (&house.owners[0], &house.owners[4]);
        let id = meetings::begin(&ctx, initiator, None, house.id, None).await.unwrap();
        let manager = entity::house::Entity::find_by_id(house.id).one(&ctx.db.read).await.unwrap().unwrap();
        let manager = manager.organisation_id.unwrap();
        let told = async || notice::Entity::find().all(&ctx.db.read).await.unwrap().len();
        // Nobody of the organisation is in the system: nobody can be asked.
        meetings::ask_register(&ctx, initiator, id).await.unwrap();
        assert_eq!((told().await, meetings::readiness(&ctx, initiator, id).await.unwrap().register_kept), (0, false));
        let clerk = PersonId(ctx.id(Region(35)));
        put(&ctx, rows::a_person(clerk, ctx.now())).await;
        a_grant(&ctx, clerk, Role::Manager, Some(manager)).await;
        let staff = Staff::for_test(clerk, manager);
        assert!(meetings::ask_register(&ctx, stranger, id).await.is_err(), "not their draft");
        assert_eq!(meetings::register_wanted(&ctx, &staff, house.id).await.unwrap(), None);
        for _ in 0..2 {
            meetings::ask_register(&ctx, initiator, id).await.unwrap();
            assert_eq!(told().await, 1);
        }
        let due = "2026-03-07".parse().unwrap();
        let asked = meetings::readiness(&ctx, initiator, id).await.unwrap().register_asked;
        assert_eq!(asked.map(|(_, due)| due), Some(due));
        assert_eq!(meetings::register_wanted(&ctx, &staff, house.id).await.unwrap(), Some(due));
        assert!(meetings::register_given_to(&ctx, initiator, id).await.is_err(), "not given yet");
        let other = Staff::for_test(clerk, OrgId(ctx.id(Region(35))));
        assert_eq!(meetings::register_wanted(&ctx, &other, house.id).await.unwrap(), None);
        // What is loaded afterwards is the answer.
        let later = at(&ctx, 1).await;
        let tx = later.begin().await.unwrap();
        let file = files::put(&later, &tx, clerk, &scan()).await.unwrap();
        tx.commit().await.unwrap();
        let load = register_load::Model {
            id: RegisterId(ctx.id(Region(0))),
            house_id: house.id,
            file_id: file.id,
            made_by: clerk,
            made_at: later.now(),
            loaded_at: Some(later.now()),
            rooms: 11,
            shares: 12,
            whose: "owners".to_owned(),
        };
        put(&later, load).await;
        assert_eq!(meetings::register_wanted(&later, &staff, house.id).await.unwrap(), None);
        let lines = meetings::register_given_to(&later, initiator, id).await.unwrap();
        assert_eq!(
            (lines.len(), lines[0].clone()),
            (12, ["кв. 1", "50,00", "Собственник 1-1", "1", "3", ""].map(str::to_owned))
        );
        // What nobody is known to own is in it too: the areas are the house's.
        let whose = ownership::Column::OwnerName.eq("Собственник 1-2");
        ownership::Entity::delete_many().filter(whose).exec(&ctx.db.write).await.unwrap();
        let lines = meetings::register_given_to(&later, initiator, id).await.unwrap();
        assert_eq!(lines[1], ["кв. 1", "50,00", "собственник не установлен", "2", "3", ""].map(str::to_owned));
        // Who has sold the flat is given nothing, and nobody is waited for on their behalf.
        let again = at(&ctx, 2).await;
        let second = meetings::begin(&again, initiator, None, house.id, None).await.unwrap();
        meetings::ask_register(&again, initiator, second).await.unwrap();
        let wanted = async |ctx: &Ctx| meetings::register_wanted(ctx, &staff, house.id).await.unwrap();
        assert_eq!(wanted(&again).await, Some("2026-03-09".parse().unwrap()));
        let mine = ownership::Column::PersonId.eq(initiator.person());
        let sold = ownership::Entity::update_many().col_expr(ownership::Column::PersonId, Expr::value(clerk));
        sold.filter(mine).exec(&ctx.db.write).await.unwrap();
        assert!(meetings::register_given_to(&later, initiator, id).await.is_err());
        assert!(!meetings::readiness(&later, initiator, id).await.unwrap().register_given);
        assert!(meetings::register_given_to(&later, stranger, id).await.is_err());
        assert_eq!(wanted(&again).await, None);
        let after = at(&ctx, 3).await;
        let next = meetings::begin(&after, stranger, None, house.id, None).await.unwrap();
        let before = told().await;
        meetings::ask_register(&after, stranger, next).await.unwrap();
        assert_eq!((wanted(&after).await, told().await), (Some("2026-03-10".parse().unwrap()), before + 1));
    })
    .await;
}
