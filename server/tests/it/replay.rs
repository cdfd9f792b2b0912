//! The same reading sent many times at once, over the network, is one reading.

use std::sync::Arc;

use domain::meters::{Resource, Stage};
use serde_json::{Value, json};
use service::meters;
use service::testkit::a_home;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::app::TestApp;

const TIMES: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_equal_requests_at_once_are_one_row() {
    TestApp::on_each_store(async |app| {
        let ctx = &app.ctx;
        let home = a_home(ctx).await;
        let meter = home.meter(ctx, Resource::ColdWater, |_| {}).await;
        home.read(ctx, meter, "2026-10", &["100.5"], Stage::Passed).await;
        // The home's resident is known to the provider by the person's id.
        let resident = app.signed_in(&home.who.person().to_string()).await;

        let door = format!("{}/api/meters/submit", app.listen().await);
        let draft = json!({ "draft": {
            "meter": meter.to_string(), "key": "once", "taken_on": "2026-11-20", "t1": "104,6",
        } });
        let (client, start) = (reqwest::Client::new(), Arc::new(Barrier::new(TIMES)));
        let mut sent = JoinSet::new();
        for _ in 0..TIMES {
            let request = client
                .post(&door)
                .header("cookie", format!("session={}", resident.cookies["session"]))
                .header("sec-fetch-site", "same-origin")
                .json(&draft);
            let start = Arc::clone(&start);
            sent.spawn(async move {
                start.wait().await;
                let answer = request.send().await.expect("an answer");
                (answer.status().as_u16(), answer.json::<Value>().await.expect("JSON"))
            });
        }
        let answers = sent.join_all().await;
        for answer in &answers {
            assert_eq!((answer.0, &answer.1["id"]), (200, &answers[0].1["id"]), "{answer:?}");
        }
        assert!(answers[0].1["id"].is_string() || answers[0].1["id"].is_i64(), "{:?}", answers[0]);
        let kept = meters::history(ctx, &home.who, meter).await.expect("history");
        assert_eq!(kept.len(), 2, "October's and one more: {kept:?}");
    })
    .await;
}
