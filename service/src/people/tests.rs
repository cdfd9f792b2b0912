//! People and sessions on both stores.

use chrono::Duration as Span;
use domain::people::{Level, Permission, Role, Rule};
use sea_orm::ConnectionTrait;

use super::*;
use crate::actor::Refused;
use crate::ctx::Clock;
use crate::testkit::each_store;
use crate::{Error, Visitor};

fn claims() -> Claims {
    Claims {
        provider: "demo".to_owned(),
        subject: "anna".to_owned(),
        family_name: "Орлова".to_owned(),
        given_name: "Анна".to_owned(),
        patronymic: "Сергеевна".to_owned(),
        birth_date: None,
        email: "anna@example.org".to_owned(),
        phone: String::new(),
        level: Level::Confirmed,
    }
}

fn from() -> Origin {
    Origin { device: "Firefox".to_owned(), network: "192.0.2.0/24".to_owned() }
}

pub async fn signed_in(ctx: &Ctx) -> SignedIn {
    sign_in(ctx, &claims(), None, &from()).await.expect("signs in")
}

async fn ask(ctx: &Ctx, token: &Token) -> Visitor {
    visitor(ctx, Some(token.secret()), "192.0.2.0/24").await.expect("a visitor")
}

fn later(ctx: &Ctx, span: Span) -> Ctx {
    let mut later = ctx.clone();
    later.clock = Clock::Still(ctx.now() + span);
    later
}

async fn agreement(ctx: &Ctx, version: i32, begins_at: &str) {
    let sql = format!("insert into agreement values ({version}, '{begins_at}', 'текст', 'text')");
    ctx.db.write.execute_unprepared(&sql).await.expect("an agreement");
}

#[tokio::test]
async fn only_a_hash_of_the_token_is_kept() {
    each_store(async |ctx| {
        let session = signed_in(&ctx).await;
        let kept = ctx.db.read.query_all_raw(sea_orm::Statement::from_string(
            ctx.db.read.get_database_backend(),
            "select token_hash, public_id, data, device from session",
        ));
        let kept = kept.await.expect("rows");
        assert_eq!(kept.len(), 1);
        let columns: Vec<String> = (0..4).map(|at| kept[0].try_get_by_index(at).expect("a text")).collect();
        assert!(columns.iter().all(|column| !column.contains(session.token.secret())));
        assert_eq!(columns[0], session.token.hash());
        assert_eq!(format!("{:?}", session.token), "Token(…)");
    })
    .await;
}

#[tokio::test]
async fn the_same_key_is_the_same_person_and_a_new_name_is_checked_again() {
    each_store(async |ctx| {
        let one = signed_in(&ctx).await;
        assert!(one.first);
        let who = ask(&ctx, &one.token).await.person.expect("somebody");
        assert_eq!((who.name.as_str(), who.checked, who.level), ("Анна Сергеевна Орлова", false, Level::Confirmed));
        check_data(&ctx, &who).await.expect("checked");

        let again = sign_in(&ctx, &claims(), None, &from()).await.expect("signs in");
        assert_eq!((again.person, again.first), (one.person, false));
        assert!(ask(&ctx, &again.token).await.person.expect("somebody").checked);

        let married = Claims { family_name: "Ветрова".to_owned(), email: String::new(), ..claims() };
        let again = sign_in(&ctx, &married, None, &from()).await.expect("signs in");
        let who = ask(&ctx, &again.token).await.person.expect("somebody");
        assert!(!who.checked);
        let profile = profile(&ctx, &who).await.expect("a profile");
        assert_eq!((profile.family_name.as_str(), profile.email.as_str()), ("Ветрова", "anna@example.org"));

        let elsewhere = Claims { provider: "esia".to_owned(), ..claims() };
        assert_ne!(sign_in(&ctx, &elsewhere, None, &from()).await.expect("signs in").person, one.person);
    })
    .await;
}

#[tokio::test]
async fn a_first_visit_by_two_doors_at_once_is_one_person() {
    each_store(async |ctx| {
        let (claims, from) = (claims(), from());
        let doors = futures::future::join_all((0..8).map(|_| sign_in(&ctx, &claims, None, &from))).await;
        let people: Vec<_> = doors.into_iter().map(|signed| signed.expect("signs in").person).collect();
        assert!(people.iter().all(|person| *person == people[0]), "{people:?}");
    })
    .await;
}

#[tokio::test]
async fn a_planted_token_dies_at_sign_in() {
    each_store(async |ctx| {
        let planted = open_login(&ctx, None, "state", &from()).await.expect("a login");
        let session = sign_in(&ctx, &claims(), Some(planted.secret()), &from()).await.expect("signs in");
        assert_ne!(planted, session.token);
        assert!(ask(&ctx, &planted).await.person.is_none());
        assert!(ask(&ctx, &session.token).await.person.is_some());
        let again = sign_in(&ctx, &claims(), Some(session.token.secret()), &from()).await.expect("signs in");
        assert!(ask(&ctx, &session.token).await.person.is_none());
        assert!(ask(&ctx, &again.token).await.person.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_login_is_taken_once_and_in_time() {
    each_store(async |ctx| {
        let login = open_login(&ctx, None, "state", &from()).await.expect("a login");
        assert!(ask(&ctx, &login).await.person.is_none());
        assert_eq!(take_login(&ctx, login.secret()).await.expect("taken").as_deref(), Some("state"));
        assert_eq!(take_login(&ctx, login.secret()).await.expect("asked"), None);

        let slow = open_login(&ctx, None, "state", &from()).await.expect("a login");
        assert_eq!(take_login(&later(&ctx, Span::minutes(15)), slow.secret()).await.expect("asked"), None);

        let first = open_login(&ctx, None, "first", &from()).await.expect("a login");
        let second = open_login(&ctx, Some(first.secret()), "second", &from()).await.expect("a login");
        assert_eq!(take_login(&ctx, first.secret()).await.expect("asked"), None);
        assert_eq!(take_login(&ctx, second.secret()).await.expect("taken").as_deref(), Some("second"));

        let session = signed_in(&ctx).await;
        assert_eq!(take_login(&ctx, session.token.secret()).await.expect("asked"), None);
        assert!(ask(&ctx, &session.token).await.person.is_some());
    })
    .await;
}

#[tokio::test]
async fn sessions_end_when_idle_when_old_and_when_told() {
    each_store(async |ctx| {
        let session = signed_in(&ctx).await;
        assert!(ask(&later(&ctx, Span::days(6)), &session.token).await.person.is_some());
        assert!(ask(&later(&ctx, Span::days(12)), &session.token).await.person.is_some(), "use keeps it");
        assert!(ask(&later(&ctx, Span::days(20)), &session.token).await.person.is_none(), "idle");

        let session = signed_in(&ctx).await;
        for day in [6, 12, 18, 24, 29] {
            assert!(ask(&later(&ctx, Span::days(day)), &session.token).await.person.is_some());
        }
        assert!(ask(&later(&ctx, Span::days(30)), &session.token).await.person.is_none(), "old");

        let session = signed_in(&ctx).await;
        sign_out(&ctx, session.token.secret()).await.expect("signs out");
        sign_out(&ctx, session.token.secret()).await.expect("again is harmless");
        assert!(ask(&ctx, &session.token).await.person.is_none());
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_only() {
    each_store(async |ctx| {
        let here = signed_in(&ctx).await;
        let phone = signed_in(&ctx).await;
        let stranger = Claims { subject: "gleb".to_owned(), ..claims() };
        let stranger = sign_in(&ctx, &stranger, None, &from()).await.expect("signs in");
        let asked = ask(&ctx, &here.token).await;
        let (who, current) = (asked.person.expect("somebody"), asked.session.expect("a session"));

        let list = list_sessions(&ctx, &who, Some(&current)).await.expect("a list");
        assert_eq!(list.len(), 2);
        assert_eq!(list.iter().filter(|session| session.current).count(), 1);
        let other = list.iter().find(|session| !session.current).expect("the phone").public_id.clone();

        let gleb = ask(&ctx, &stranger.token).await.person.expect("somebody");
        let refused = end_session(&ctx, &gleb, &other).await;
        assert!(matches!(refused, Err(Error::Missing("session"))), "a stranger's is no session");
        end_session(&ctx, &who, &other).await.expect("ended");
        assert!(ask(&ctx, &phone.token).await.person.is_none());

        let tablet = signed_in(&ctx).await;
        assert_eq!(sign_out_elsewhere(&ctx, &who, &current).await.expect("ended"), 1);
        assert!(ask(&ctx, &tablet.token).await.person.is_none());
        assert!(ask(&ctx, &here.token).await.person.is_some());
        assert_eq!(sign_out_everywhere(&ctx, &who).await.expect("ended"), 1);
        assert!(ask(&ctx, &here.token).await.person.is_none());
        assert!(ask(&ctx, &stranger.token).await.person.is_some());
    })
    .await;
}

#[tokio::test]
async fn what_ran_out_is_purged_by_the_job() {
    each_store(async |ctx| {
        signed_in(&ctx).await;
        open_login(&ctx, None, "state", &from()).await.expect("a login");
        let month = later(&ctx, Span::days(31));
        crate::jobs::run_due(&month).await.expect("jobs");
        assert_eq!(purge_expired(&month).await.expect("purged"), 0, "the job was there first");
        signed_in(&month).await;
        assert_eq!(purge_expired(&month).await.expect("purged"), 0);
    })
    .await;
}

#[tokio::test]
async fn every_version_of_the_agreement_asks_once() {
    each_store(async |ctx| {
        let session = signed_in(&ctx).await;
        let who = ask(&ctx, &session.token).await.person.expect("somebody");
        assert!(who.agreed, "nothing to accept");
        agreement(&ctx, 1, "2026-01-01T00:00:00Z").await;
        agreement(&ctx, 2, "2026-12-01T00:00:00Z").await;

        let who = ask(&ctx, &session.token).await;
        assert_eq!(who.resident().err(), Some(Refused::Unfinished));
        let who = who.person.expect("somebody");
        check_data(&ctx, &who).await.expect("checked");
        assert!(matches!(accept_agreement(&ctx, &who, 2).await, Err(Error::People(Rule::AgreementReplaced))));
        accept_agreement(&ctx, &who, 1).await.expect("accepted");
        accept_agreement(&ctx, &who, 1).await.expect("again is harmless");
        assert!(ask(&ctx, &session.token).await.resident().is_ok());

        let december = later(&ctx, Span::days(12));
        assert_eq!(agreement_in_force(&december).await.expect("asked").expect("one").version, 2);
        let session = signed_in(&december).await;
        assert_eq!(ask(&december, &session.token).await.resident().err(), Some(Refused::Unfinished));
        assert!(accept_agreement(&december, &who, 1).await.is_err());
        accept_agreement(&december, &who, 2).await.expect("accepted");
        assert!(ask(&december, &session.token).await.resident().is_ok());
    })
    .await;
}

#[tokio::test]
async fn roles_in_force_bring_their_permissions() {
    each_store(async |ctx| {
        let session = signed_in(&ctx).await;
        let who = session.person;
        let rows = format!(
            "insert into role_grant (id, person_id, role, organisation_id, house_id, begins_at, ends_at) values
             (1, {who}, 'manager', 77, null, '2026-01-01T00:00:00Z', null),
             (2, {who}, 'operator', null, null, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'),
             (3, {who}, 'inspectorate', 78, null, '2026-01-01T00:00:00Z', '2027-02-01T00:00:00Z')"
        );
        ctx.db.write.execute_unprepared(&rows).await.expect("grants");
        let visitor = ask(&ctx, &session.token).await;
        let signed = visitor.person.clone().expect("somebody");
        let roles: Vec<_> = signed.grants.iter().map(|grant| grant.role).collect();
        assert_eq!(roles, [Role::Manager, Role::Inspectorate]);
        check_data(&ctx, &signed).await.expect("checked");
        let visitor = ask(&ctx, &session.token).await;
        assert_eq!(visitor.staff(Permission::SetWindow).expect("staff").organisation().0, 77);
        assert_eq!(visitor.staff(Permission::ImportHouses).err(), Some(Refused::Denied));
        assert_eq!(visitor.operator().err(), Some(Refused::Denied));
        assert_eq!(profile(&ctx, &signed).await.expect("a profile").roles.len(), 2);
    })
    .await;
}
