//! The reading check as machines ask it: every code of the rules, and bad questions told by their field.

use serde_json::{Value, json};

use crate::app::TestApp;

const DOOR: &str = "/api/v1/calculations/reading";

/// The cases that `domain` and the browser run too.
fn cases() -> Value {
    serde_json::from_str(include_str!("../../../domain/cases/reading.json")).expect("JSON")
}

/// An ordinary question, with some of it replaced.
fn question(change: &Value) -> Value {
    let mut question = cases()["question"].take();
    if let (Some(all), Some(some)) = (question.as_object_mut(), change.as_object()) {
        all.extend(some.clone());
    }
    question
}

#[tokio::test]
async fn every_case_is_answered_as_written() {
    let app = TestApp::new().await;
    let mut machine = app.browser();
    for case in cases()["cases"].as_array().expect("cases") {
        let answer = machine.post_json(DOOR, &question(&case["change"]).to_string()).await;
        assert_eq!(answer.status.as_u16(), 200, "{case}: {}", answer.body);
        let said: Value = serde_json::from_str(&answer.body).expect("JSON");
        let expected = ["usage", "blocks", "warnings", "period"].map(|key| (key.to_owned(), case[key].clone()));
        assert_eq!(said, Value::Object(expected.into_iter().collect()), "{case}");
    }
}

#[tokio::test]
async fn a_bad_question_is_told_by_its_field() {
    let app = TestApp::new().await;
    let mut machine = app.browser();
    let mut check = async |change: Value, field: &str| {
        let answer = machine.post_json(DOOR, &question(&change).to_string()).await;
        assert_eq!(answer.status.as_u16(), 422, "{change}: {}", answer.body);
        let said: Value = serde_json::from_str(&answer.body).expect("JSON");
        assert_eq!(said["field"], field, "{change}");
    };
    check(json!({ "current": ["-1"] }), "current[0]").await;
    check(json!({ "current": [104] }), "current[0]").await;
    check(json!({ "digits": 0 }), "digits").await;
    check(json!({ "tariffs": 4 }), "tariffs").await;
    check(json!({ "window": { "from": 0, "to": 5 } }), "window").await;
    check(json!({ "today": "20.11.2026" }), "today").await;
    check(json!({ "resource": "steam" }), "resource").await;
    check(json!({ "ratio": "0" }), "ratio").await;
    check(json!({ "surprise": 1 }), "surprise").await;
}
