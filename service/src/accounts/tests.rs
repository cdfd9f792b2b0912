//! Linking accounts on both stores: the proof, the limits, and what nobody can learn.

use chrono::TimeDelta;
use domain::accounts::{LinkDraft, Rule, WRONG_PER_ACCOUNT, WRONG_PER_NETWORK, WRONG_PER_PERSON};
use domain::kernel::{HouseId, PersonId, Region};
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};

use super::*;
use crate::ctx::Clock;
use crate::testkit::{Home, a_home, a_resident, counted, counted_all, each_store};

const NUMBER: &str = "7500-123-456";
const CODE: &str = "482-719-360";
const NETWORK: &str = "192.0.2.0/24";

/// A home whose account has a number, a payer code, a bill code and a bill sum.
async fn known_home(ctx: &Ctx) -> Home {
    let home = a_home(ctx).await;
    let hash: String = Sha256::digest(b"482719360").iter().map(|byte| format!("{byte:02x}")).collect();
    let sql = format!(
        "update account set number = '{NUMBER}', number_key = '7500123456', payer_code = '75ДА533315',
         bill_code_hash = '{hash}', bill_sum = 481230 where id = {}",
        home.account
    );
    ctx.db.write.execute_unprepared(&sql).await.expect("an account");
    home
}

/// Somebody who is linked to nothing.
async fn newcomer(ctx: &Ctx) -> Resident {
    let elsewhere = a_home(ctx).await;
    let link = of_person(ctx, &elsewhere.who).await.expect("accounts")[0].links[0].id;
    end_link(ctx, &elsewhere.who, link).await.expect("ended");
    elsewhere.who
}

fn draft(house: HouseId, number: &str, proof: &str) -> LinkDraft {
    LinkDraft { house: house.to_string(), number: number.to_owned(), proof: proof.to_owned() }
}

async fn tries(ctx: &Ctx, who: &Resident, house: HouseId, number: &str, proof: &str) -> Result<AccountId, Rule> {
    match link(ctx, &who.clone().into(), NETWORK, &draft(house, number, proof)).await {
        Ok(account) => Ok(account),
        Err(Error::Accounts(rule)) => Err(rule),
        Err(other) => panic!("{other}"),
    }
}

fn later(ctx: &Ctx, span: TimeDelta) -> Ctx {
    let mut later = ctx.clone();
    later.clock = Clock::Still(ctx.now() + span);
    later
}

#[tokio::test]
async fn the_number_or_the_payer_code_with_the_bills_code_or_sum() {
    each_store(async |ctx| {
        let home = known_home(&ctx).await;
        for (number, proof) in [
            ("7500123456", "482719360"),
            (" 7500 123 456 ", "482-719-360"),
            ("75 да 533315", CODE),
            (NUMBER, "4 812,30 ₽"),
            (NUMBER, "4812.3"),
        ] {
            let who = newcomer(&ctx).await;
            assert_eq!(tries(&ctx, &who, home.house, number, proof).await, Ok(home.account), "{number} {proof}");
            assert_eq!(tries(&ctx, &who, home.house, number, proof).await, Ok(home.account), "again is harmless");
            let accounts = of_person(&ctx, &who).await.expect("accounts");
            assert_eq!(accounts.len(), 1);
            assert_eq!(accounts[0].links.iter().filter(|link| link.mine).count(), 1);
        }
        let told = notices::feed(&ctx, &home.who, 50).await.expect("a feed");
        assert_eq!(told.len(), 5, "the holder hears of each newcomer once");
        assert!(told.iter().all(|notice| !notice.body.contains("Орлова")));
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_said_by_its_field() {
    each_store(async |ctx| {
        let home = known_home(&ctx).await;
        let who = newcomer(&ctx).await;
        let refused = link(&ctx, &who.clone().into(), NETWORK, &LinkDraft::default()).await;
        assert!(matches!(refused, Err(Error::Accounts(Rule::HouseMissing))));
        assert_eq!(tries(&ctx, &who, home.house, "№", CODE).await, Err(Rule::NumberMalformed));
        assert_eq!(tries(&ctx, &who, home.house, NUMBER, " - ").await, Err(Rule::ProofMissing));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_number_and_a_wrong_proof_are_the_same_answer_and_the_same_work() {
    each_store(async |ctx| {
        let home = known_home(&ctx).await;
        let nowhere = HouseId(ctx.id(Region(35)));
        let mut work = Vec::new();
        for (house, number, proof) in [
            (home.house, NUMBER, "000000000"),
            (home.house, "9999999999", CODE),
            (home.house, "75ДА533315", "1,00"),
            (nowhere, NUMBER, CODE),
        ] {
            let who = newcomer(&ctx).await;
            let (queries, answer) = counted_all(&ctx, async |ctx| tries(ctx, &who, house, number, proof).await).await;
            assert_eq!(answer, Err(Rule::NoMatch));
            work.push(queries);
        }
        assert!(work.windows(2).all(|pair| pair[0] == pair[1]) && 5 <= work[0], "{work:?}");
    })
    .await;
}

#[tokio::test]
async fn ten_wrong_ones_lock_the_account_for_a_day_and_tell_its_holder() {
    each_store(async |ctx| {
        let home = known_home(&ctx).await;
        for attempt in 0..WRONG_PER_ACCOUNT {
            let who = newcomer(&ctx).await;
            let number = if attempt % 2 == 0 { NUMBER } else { "75ДА533315" };
            assert_eq!(tries(&ctx, &who, home.house, number, "wrong").await, Err(Rule::NoMatch));
        }
        let owner = newcomer(&ctx).await;
        assert_eq!(
            tries(&ctx, &owner, home.house, NUMBER, CODE).await,
            Err(Rule::TooManyAttempts),
            "even the right one"
        );
        assert_eq!(tries(&ctx, &owner, home.house, "75ДА533315", CODE).await, Err(Rule::TooManyAttempts));
        crate::jobs::run_due(&ctx).await.expect("jobs");
        let told = notices::feed(&ctx, &home.who, 10).await.expect("a feed");
        assert_eq!(told.iter().filter(|notice| notice.title.contains("пытался")).count(), 1);

        let almost = later(&ctx, TimeDelta::hours(23));
        assert_eq!(tries(&almost, &owner, home.house, NUMBER, CODE).await, Err(Rule::TooManyAttempts));
        let tomorrow = later(&ctx, TimeDelta::hours(24));
        assert_eq!(tries(&tomorrow, &owner, home.house, NUMBER, CODE).await, Ok(home.account));
    })
    .await;
}

#[tokio::test]
async fn an_account_that_is_not_there_locks_just_the_same() {
    each_store(async |ctx| {
        let home = known_home(&ctx).await;
        for _ in 0..WRONG_PER_ACCOUNT {
            let who = newcomer(&ctx).await;
            assert_eq!(tries(&ctx, &who, home.house, "404", "wrong").await, Err(Rule::NoMatch));
        }
        let who = newcomer(&ctx).await;
        assert_eq!(tries(&ctx, &who, home.house, "404", "wrong").await, Err(Rule::TooManyAttempts));
        crate::jobs::run_due(&ctx).await.expect("jobs");
        assert!(notices::feed(&ctx, &home.who, 10).await.expect("a feed").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_person_and_a_network_are_limited_too() {
    each_store(async |ctx| {
        let home = known_home(&ctx).await;
        let who = newcomer(&ctx).await;
        for attempt in 0..WRONG_PER_PERSON {
            assert_eq!(tries(&ctx, &who, home.house, &format!("{attempt}"), "wrong").await, Err(Rule::NoMatch));
        }
        assert_eq!(tries(&ctx, &who, home.house, NUMBER, CODE).await, Err(Rule::TooManyAttempts));
        let other = newcomer(&ctx).await;
        assert_eq!(tries(&ctx, &other, home.house, NUMBER, CODE).await, Ok(home.account), "others may");

        for attempt in WRONG_PER_PERSON..WRONG_PER_NETWORK {
            let crowd = newcomer(&ctx).await;
            assert_eq!(tries(&ctx, &crowd, home.house, &format!("{attempt}"), "wrong").await, Err(Rule::NoMatch));
        }
        let neighbour = newcomer(&ctx).await;
        assert_eq!(tries(&ctx, &neighbour, home.house, NUMBER, CODE).await, Err(Rule::TooManyAttempts));
        let elsewhere =
            link(&ctx, &neighbour.clone().into(), "198.51.100.0/24", &draft(home.house, NUMBER, CODE)).await;
        assert!(elsewhere.is_ok(), "another network may");
    })
    .await;
}

#[tokio::test]
async fn many_at_once_are_counted_one_by_one() {
    each_store(async |ctx| {
        let home = known_home(&ctx).await;
        let who = newcomer(&ctx).await;
        let wrong = draft(home.house, NUMBER, "wrong");
        let known = crate::actor::Confirmed::from(who.clone());
        let all = futures::future::join_all((0..15).map(|_| link(&ctx, &known, NETWORK, &wrong))).await;
        let tried = all.iter().filter(|answer| matches!(answer, Err(Error::Accounts(Rule::NoMatch)))).count();
        assert_eq!(tried, WRONG_PER_ACCOUNT);
    })
    .await;
}

#[tokio::test]
async fn ties_are_ended_by_their_person_or_the_owner() {
    each_store(async |ctx| {
        let home = known_home(&ctx).await;
        let tenant = a_resident(&ctx, home.account, home.house).await;
        let stranger = newcomer(&ctx).await;
        let links = of_person(&ctx, &tenant).await.expect("accounts").remove(0).links;
        let id = |mine: bool| links.iter().find(|link| link.mine == mine).expect("a link").id;
        let (of_tenant, of_first) = (id(true), id(false));

        assert!(matches!(end_link(&ctx, &stranger, of_tenant).await, Err(Error::Missing("link"))));
        assert!(
            matches!(end_link(&ctx, &tenant, of_first).await, Err(Error::Refused(_))),
            "the first stands for the owner"
        );
        own(&ctx, &home, tenant.person()).await;
        assert!(matches!(end_link(&ctx, &home.who, of_tenant).await, Err(Error::Refused(_))), "a known owner decides");
        end_link(&ctx, &tenant, of_first).await.expect("ended by the owner");
        assert!(of_person(&ctx, &home.who).await.expect("accounts").is_empty());
        assert!(homes(&ctx, &home.who).await.expect("homes").is_empty());
        assert_eq!(notices::feed(&ctx, &home.who, 10).await.expect("a feed").len(), 1, "and is told");
        end_link(&ctx, &tenant, of_tenant).await.expect("one's own");
        assert!(matches!(home_of(&ctx, &tenant, &home).await, Err(Error::Missing("premises"))));
    })
    .await;
}

async fn home_of(ctx: &Ctx, who: &Resident, home: &Home) -> crate::Result<HomeView> {
    super::home(ctx, who, home.premises).await
}

async fn own(ctx: &Ctx, home: &Home, person: PersonId) {
    let sql = format!(
        "insert into ownership (house_id, premises_id, number, person_id, owner_name, share_num, share_den, document)
         values ({}, {}, 1, {person}, 'Орлова Анна', 1, 1, '')",
        home.house, home.premises
    );
    ctx.db.write.execute_unprepared(&sql).await.expect("an owner");
}

#[tokio::test]
async fn homes_are_shown_whole_and_in_few_queries() {
    each_store(async |ctx| {
        let home = known_home(&ctx).await;
        let (queries, homes) = counted(&ctx, async |ctx| homes(ctx, &home.who).await.expect("homes")).await;
        assert_eq!(homes.len(), 1);
        assert_eq!(homes[0].accounts[0].number, NUMBER);
        assert_eq!(homes[0].accounts[0].organisation.as_ref().map(|firm| firm.id), Some(home.provider));
        assert!(queries <= 9, "{queries}");
        let ask = whom_to_ask(&ctx, home.house).await.expect("somebody");
        assert_eq!(ask.manager.map(|manager| manager.id), Some(home.provider));
        assert!(whom_to_ask(&ctx, HouseId(1)).await.expect("nobody").manager.is_none());
    })
    .await;
}
