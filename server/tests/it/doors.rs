//! Every door tried by everybody. The list of doors comes from the router and from the server
//! functions' registry: a door without a row here fails the test, and so does a row without a door.

use std::collections::BTreeMap;

use app::doors::Door;
use domain::meters::{Resource, Stage};
use domain::people::Role;
use service::testkit::{Home, a_grant, a_home, a_meeting};

use crate::app::{Browser, TestApp};

/// What each of six people gets: nobody, a citizen of another house, the resident, staff of another
/// organisation, staff of the provider, the operator.
type Row = (&'static str, [u16; 6]);

/// For anybody.
const fn all(status: u16) -> [u16; 6] {
    [status; 6]
}

/// For whoever is signed in; nobody is sent to sign in.
const fn signed(status: u16) -> [u16; 6] {
    [303, status, status, status, status, status]
}

/// For the resident; to everybody else it does not exist.
const fn resident(status: u16) -> [u16; 6] {
    [303, 404, status, 404, 404, 404]
}

/// For staff of an organisation; each sees its own.
const fn staff(status: u16) -> [u16; 6] {
    [303, 403, 403, status, status, 403]
}

/// For the staff of the organisation that manages the house.
const fn manager(status: u16) -> [u16; 6] {
    [303, 403, 403, 403, status, 403]
}

/// For the inspectorate, whose the other organisation's staff is too.
const fn inspector(status: u16) -> [u16; 6] {
    [303, 403, 403, status, 403, 403]
}

/// For the operator of the installation.
const fn operator(status: u16) -> [u16; 6] {
    [303, 403, 403, 403, 403, status]
}

include!("doors_table.rs");

/// What a form is filled with.
fn form(door: &str, meter: &str) -> Vec<(&'static str, String)> {
    let pair = |name, value: &str| (name, value.to_owned());
    match door {
        "POST /cabinet/meters" => {
            vec![pair("meter", meter), pair("key", "k"), pair("taken_on", "2026-11-20"), pair("t1", "104")]
        }
        "POST /desk/reading-days" => vec![pair("from", "20"), pair("to", "25")],
        "POST /desk/readings" => vec![pair("month", "2026-11"), pair("number", "7")],
        _ => Vec::new(),
    }
}

struct Stage6<'a> {
    home: Home,
    people: [Browser<'a>; 6],
    ids: BTreeMap<&'static str, String>,
}

async fn stage(app: &TestApp) -> Stage6<'_> {
    let ctx = &app.ctx;
    let home = a_home(ctx).await;
    let meter = home.meter(ctx, Resource::ColdWater, |_| {}).await;
    let reading = home.read(ctx, meter, "2026-10", &["100"], Stage::Passed).await;
    let (stranger, other, own, operator) = (a_home(ctx).await, a_home(ctx).await, a_home(ctx).await, a_home(ctx).await);
    a_grant(ctx, other.who.person(), Role::Supplier, Some(other.provider)).await;
    a_grant(ctx, other.who.person(), Role::Inspectorate, Some(other.provider)).await;
    a_grant(ctx, own.who.person(), Role::Manager, Some(home.provider)).await;
    a_grant(ctx, operator.who.person(), Role::Operator, None).await;
    let people = [
        app.browser(),
        app.signed_in(&stranger.who.person().to_string()).await,
        app.signed_in(&home.who.person().to_string()).await,
        app.signed_in(&other.who.person().to_string()).await,
        app.signed_in(&own.who.person().to_string()).await,
        app.signed_in(&operator.who.person().to_string()).await,
    ];
    let over = a_meeting(ctx, &home, true).await.expect("a meeting");
    let ids = BTreeMap::from([
        ("{meter}", meter.to_string()),
        ("{reading}", reading.to_string()),
        ("{house}", home.house.to_string()),
        ("{organisation}", home.provider.to_string()),
        ("{premises}", home.premises.to_string()),
        ("{account}", home.account.to_string()),
        ("{meeting}", a_meeting(ctx, &home, false).await.expect("a meeting").to_string()),
        // What is over tells its count once, and has a protocol; what goes on would tell it for ever.
        ("{meeting}/live", format!("{over}/live")),
        ("{meeting}/protocol", format!("{over}/protocol")),
        ("{meeting}/execution", format!("{over}/execution")),
        ("{number}", "1".to_owned()),
        ("{provider}", "demo".to_owned()),
        ("{map}", "0".to_owned()),
        ("{zoom}", "3".to_owned()),
        ("{x}", "4".to_owned()),
        ("{y}", "2".to_owned()),
    ]);
    Stage6 { home, people, ids }
}

fn path(door: Door, ids: &BTreeMap<&'static str, String>) -> String {
    // The longer names first.
    ids.iter().rev().fold(door.path.to_owned(), |path, (name, id)| path.replace(name, id))
}

#[tokio::test]
async fn every_door_answers_everybody_as_the_table_says() {
    let app = TestApp::new().await;
    let rows: BTreeMap<&str, [u16; 6]> = TABLE.iter().copied().collect();
    let doors = domovoy::router::doors(&app.config).expect("doors").list();
    let mut wrong = Vec::new();
    for door in &doors {
        let name = format!("{} {}", door.method, door.path);
        let Some(expected) = rows.get(name.as_str()) else {
            wrong.push(format!("{name}: no row in the table"));
            continue;
        };
        // Each door has people of its own: what one did must not change what the next may.
        let mut stage = stage(&app).await;
        let path = path(*door, &stage.ids);
        let meter = stage.ids["{meter}"].clone();
        for (place, person) in stage.people.iter_mut().enumerate() {
            let fields = form(&name, &meter);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = match door.method {
                "GET" => person.get(&path).await,
                _ => person.post(&path, &fields).await,
            };
            if answer.status.as_u16() != expected[place] {
                wrong.push(format!("{name} for person {place}: {} instead of {}", answer.status, expected[place]));
            }
        }
        assert_ne!(stage.home.house.0, 0);
    }
    let known: Vec<_> = doors.iter().map(|door| format!("{} {}", door.method, door.path)).collect();
    wrong.extend(
        rows.keys().filter(|row| !known.iter().any(|door| door == *row)).map(|row| format!("{row}: no such door")),
    );
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_server_function_answers_everybody_as_the_table_says() {
    let app = TestApp::new().await;
    let rows: BTreeMap<&str, [u16; 6]> = FUNCTIONS.iter().copied().collect();
    let mut known: Vec<_> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    known.sort_unstable();
    assert_eq!(known, rows.keys().copied().collect::<Vec<_>>(), "server functions and rows differ");
    let mut stage = stage(&app).await;
    let body =
        format!(r#"{{"draft":{{"meter":"{}","key":"k","taken_on":"2026-11-20","t1":"104"}}}}"#, stage.ids["{meter}"]);
    for (function, expected) in &rows {
        for (place, person) in stage.people.iter_mut().enumerate() {
            let answer = person.post_json(function, &body).await;
            assert_eq!(answer.status.as_u16(), expected[place], "{function} for person {place}: {}", answer.body);
        }
    }
}

#[tokio::test]
async fn a_page_of_another_site_cannot_send_forms() {
    let app = TestApp::new().await;
    let mut stage = stage(&app).await;
    let answer = stage.people[2].post_from_elsewhere("/cabinet/meters").await;
    assert_eq!(answer.status.as_u16(), 403);
}
