use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use domain::houses::PremisesKind;
use domain::kernel::{Date, MeterId, PersonId, Volume};
use domain::meters::{Device, Explanation, Resource, Submission, check};
use sea_orm::ConnectionTrait;

use super::repo::{Meter, Reading, Rows};
use super::town::Town;
use super::*;
use crate::actor::Resident;
use crate::testkit::each_store;

fn today() -> Date {
    "2026-11-20".parse().unwrap()
}

fn wish(houses: u32) -> Wish {
    Wish { houses, ..Wish::usual(today()) }
}

fn chunks(wish: &Wish) -> Vec<Rows> {
    let mut maker = Maker::new(wish);
    std::iter::from_fn(|| maker.chunk()).collect()
}

#[test]
fn the_same_seed_makes_the_same_rows() {
    assert_eq!(chunks(&wish(40)), chunks(&wish(40)));
    assert_ne!(chunks(&wish(40)), chunks(&Wish { seed: 7, ..wish(40) }));
}

#[test]
fn control_digits_hold() {
    // Two well-known numbers first: the functions must agree with the world.
    assert_eq!(orgs::inn(770_708_389), "7707083893");
    assert_eq!(orgs::ogrn(102_770_013_219), "1027700132195");
    for rows in chunks(&wish(20)) {
        for org in rows.organisations {
            assert_eq!(orgs::inn(org.inn[..9].parse().unwrap()), org.inn);
            assert_eq!(orgs::ogrn(org.ogrn[..12].parse().unwrap()), org.ogrn);
            assert!(org.phone.starts_with("+7 000 ") && org.site.ends_with(".example"));
        }
    }
}

#[test]
fn payer_codes_have_their_shape_and_differ() {
    let mut seen = HashSet::new();
    for number in (0..5_000).chain(999_000..1_001_000).chain(4_096_000_000..4_096_002_000) {
        let code = people::payer_code(number);
        let signs: Vec<char> = code.chars().collect();
        assert_eq!(signs.len(), 10);
        assert!(signs[..2].iter().chain(&signs[4..]).all(char::is_ascii_digit), "{code}");
        assert!(signs[2..4].iter().all(|sign| ('А'..='Я').contains(sign)), "{code}");
        assert!(seen.insert(code));
    }
}

#[test]
fn areas_add_up_to_the_hundredth() {
    for rows in chunks(&wish(400)) {
        let mut sums: HashMap<_, [i64; 3]> = HashMap::new();
        let mut counts: HashMap<_, i32> = HashMap::new();
        for premises in &rows.premises {
            let kind = PremisesKind::from_code(&premises.kind).unwrap();
            sums.entry(premises.house_id).or_default()[kind as usize] += premises.area.0;
            *counts.entry(premises.house_id).or_default() += 1;
        }
        for house in &rows.houses {
            let [flats, other, parking] = sums[&house.id];
            assert_eq!(house.area_flats.unwrap().0, flats);
            assert_eq!(house.area_non_residential.unwrap().0, other);
            assert_eq!(house.area_parking.map_or(0, |area| area.0), parking);
            assert_eq!(house.area.unwrap().0, flats + other + parking + house.area_common.unwrap().0);
            assert_eq!(house.premises.unwrap(), counts[&house.id]);
        }
        shares_are_whole(&rows);
    }
}

fn shares_are_whole(rows: &Rows) {
    let mut shares: HashMap<_, i64> = HashMap::new();
    for row in &rows.ownerships {
        *shares.entry(row.premises_id).or_default() += row.share_num * 12 / row.share_den;
    }
    assert!(rows.premises.iter().all(|premises| shares[&premises.id] == 12));
}

#[test]
fn every_reading_passes_the_check() {
    let town = Town::new(0, today(), orgs::windows());
    let (mut checked, mut corrected, mut expired, mut replaced) = (0, 0, 0, 0);
    for rows in chunks(&wish(400)) {
        let mut by_meter: HashMap<MeterId, Vec<&Reading>> = HashMap::new();
        for reading in &rows.readings {
            by_meter.entry(reading.meter_id).or_default().push(reading);
        }
        for meter in &rows.meters {
            let read = &by_meter[&meter.id];
            recheck(&town, meter, read);
            checked += read.len();
            corrected += read.iter().filter(|reading| reading.version == 2).count();
            expired += read.iter().filter(|reading| reading.warnings.contains("VERIFICATION_EXPIRED")).count();
            replaced += usize::from(meter.archived_on.is_some());
        }
    }
    assert!(10_000 < checked && 100 < corrected && 100 < expired && 20 < replaced);
}

/// Every version against the living reading before it.
fn recheck(town: &Town, meter: &Meter, read: &[&Reading]) {
    let values = |row: &Reading| [Some(row.t1), row.t2, row.t3].into_iter().flatten().map(Volume::from_steps).collect();
    let mut previous: Option<&Reading> = None;
    for row in read {
        let device = Device {
            resource: Resource::from_code(&meter.resource).unwrap(),
            digits: meter.digits.unsigned_abs(),
            tariffs: meter.tariffs.unsigned_abs(),
            ratio: meter.ratio,
            verification_due: meter.verification_due,
            archived: false,
            window: town.window(meter),
            mean_month: None,
            normative: None,
        };
        let sent = Submission {
            previous: previous.map(values).unwrap_or_default(),
            previous_date: previous.map(|row| row.taken_on),
            current: values(row),
            current_date: row.taken_on,
            today: today(),
            explanation: Explanation::None,
            period_taken: false,
        };
        let said = check(&device, &sent);
        let used: Vec<_> = [row.used1, row.used2, row.used3].into_iter().flatten().map(Volume::from_steps).collect();
        assert_eq!((said.blocks, said.usage, said.period), (Vec::new(), used, row.period), "{meter:?} {row:?}");
        previous = if row.living { Some(row) } else { previous };
    }
}

#[test]
fn borises_meters_are_what_he_is_told() {
    let all = chunks(&wish(400));
    let boris = personas::id("boris");
    let rows = all.iter().find(|rows| rows.links.iter().any(|link| link.person_id == boris)).unwrap();
    let account = rows.links.iter().find(|link| link.person_id == boris).unwrap().account_id;
    let premises = rows.accounts.iter().find(|row| row.id == account).unwrap().premises_id;
    let meters: Vec<_> = rows.meters.iter().filter(|meter| meter.premises_id == Some(premises)).collect();
    assert!(meters.iter().any(|meter| meter.verification_due.unwrap() < today()));
    let last = |meter: &Meter| rows.readings.iter().rfind(|reading| reading.meter_id == meter.id).unwrap().t1;
    let near = meters.iter().filter(|meter| meter.resource == "electricity").map(|meter| last(meter));
    assert_eq!(near.collect::<Vec<_>>(), [99_984 * 10_000_000]);
    let shares: Vec<_> = rows.ownerships.iter().filter(|row| row.premises_id == premises).collect();
    assert!(shares.len() == 3 && shares[0].person_id == Some(boris) && shares[0].share_den == 3);
}

#[test]
fn anna_can_link_her_account_by_what_is_printed() {
    let all = chunks(&wish(400));
    let find = |rows: &Rows| rows.accounts.iter().find(|row| row.number == ANNA_ACCOUNT).cloned();
    let (rows, account) = all.iter().find_map(|rows| Some((rows, find(rows)?))).unwrap();
    assert_eq!(account.bill_code_hash, people::hash("482 719 360"));
    let kinds: HashSet<_> = rows
        .meters
        .iter()
        .filter(|meter| meter.premises_id == Some(account.premises_id))
        .map(|meter| (meter.resource.as_str(), meter.tariffs))
        .collect();
    assert!(HashSet::from([("electricity", 2), ("cold_water", 1), ("hot_water", 1)]).is_subset(&kinds));
    assert!(all.iter().flat_map(|rows| &rows.links).all(|link| link.person_id != personas::id("anna")));
    let house = rows.houses.iter().find(|house| house.id == account.house_id).unwrap();
    assert_eq!(house.organisation_id, all[0].grants[0].organisation_id);
}

const TABLES: [&str; 20] = [
    "organisation",
    "person",
    "role_grant",
    "agreement",
    "agreement_acceptance",
    "reading_window",
    "house",
    "house_service",
    "entrance",
    "premises",
    "ownership",
    "tenancy",
    "shape",
    "account",
    "account_service",
    "account_link",
    "meter",
    "reading",
    "reading_event",
    "notice",
];

async fn number(ctx: &Ctx, sql: &str) -> i64 {
    let row = ctx.db.read.query_one_raw(sea_orm::Statement::from_string(ctx.db.read.get_database_backend(), sql));
    row.await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

#[tokio::test]
async fn both_stores_hold_the_same_town() {
    let first: Mutex<Option<Vec<i64>>> = Mutex::new(None);
    each_store(async |ctx| {
        assert!(is_empty(&ctx).await.unwrap());
        let made = make(&ctx, &wish(40)).await.unwrap();
        assert!(!is_empty(&ctx).await.unwrap());
        let mut counts = Vec::new();
        for table in TABLES {
            counts.push(number(&ctx, &format!("select count(*) from {table}")).await);
        }
        assert!(counts.iter().all(|count| 0 < *count), "{counts:?}");
        assert_eq!((counts[6], counts[17]), (40, i64::try_from(made.readings).unwrap()));
        assert_eq!(number(&ctx, "select value from registry_count where key = 'houses'").await, 40);
        let wrong = "select count(*) from organisation o where o.houses <> (select count(*) from house h where
            h.organisation_id = o.id or exists (select 1 from house_service s where s.house_id = h.id
            and s.organisation_id = o.id))";
        assert_eq!(number(&ctx, wrong).await, 0);
        let known = first.lock().unwrap().get_or_insert_with(|| counts.clone()).clone();
        assert_eq!(known, counts);
        assert!(make(&ctx, &wish(40)).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn those_who_can_sign_in_see_their_meters() {
    each_store(async |ctx| {
        make(&ctx, &wish(60)).await.unwrap();
        let meters = async |slug: &str| {
            let who: PersonId = personas::id(slug);
            crate::meters::of_person(&ctx, &Resident::for_test(who)).await.unwrap()
        };
        for slug in ["boris", "vera", "gleb"] {
            let meters = meters(slug).await;
            assert!(2 <= meters.len(), "{slug}");
            assert!(meters.iter().all(|meter| meter.previous.is_some() || meter.current.is_some()), "{slug}");
        }
        assert!(meters("anna").await.is_empty());
        assert_eq!(number(&ctx, "select count(*) from person where issuer = 'demo'").await, 13);
        assert_eq!(number(&ctx, "select count(*) from person where checked_at is null").await, 2);
    })
    .await;
}

/// How long a town takes: `TOWN_HOUSES=400 cargo test --release -p service town_speed -- --nocapture`.
#[tokio::test]
async fn town_speed() {
    let Some(houses) = std::env::var("TOWN_HOUSES").ok().and_then(|houses| houses.parse().ok()) else {
        eprintln!("TOWN_HOUSES is not set: nothing to measure");
        return;
    };
    each_store(async |ctx| {
        let begun = std::time::Instant::now();
        let made = make(&ctx, &wish(houses)).await.unwrap();
        eprintln!("{} {made:?} in {:?}", if ctx.db.is_postgres() { "PostgreSQL" } else { "SQLite" }, begun.elapsed());
    })
    .await;
}
