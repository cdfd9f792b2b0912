//! The reading check and the count of a meeting as machines ask them; bad questions are told by their field.

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

#[tokio::test]
async fn a_meeting_is_counted() {
    let app = TestApp::new().await;
    let mut machine = app.browser();
    let question = |change: &Value| {
        let mut question = json!({
            "total": "100.00",
            "residential_total": "90.00",
            "entrances": [{ "no": 1, "total": "60.00" }, { "no": 2, "total": "40.00" }],
            "questions": [{ "kind": "4.1" }, { "kind": "4.5", "entrance": 1 }],
            "ballots": [
                { "area": "45.00", "share": "2/3", "residential": true, "entrance": 1, "answers": ["for", "for"] },
                { "area": "31.00", "residential": true, "entrance": 1, "answers": ["against", "for"] },
            ],
        });
        if let (Some(all), Some(some)) = (question.as_object_mut(), change.as_object()) {
            all.extend(some.clone());
        }
        question.to_string()
    };
    let answer = machine.post_json("/api/v1/calculations/tally", &question(&json!({}))).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.body);
    let said: Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(said["quorum"], true);
    assert_eq!(said["questions"][0]["for"], json!({ "exact": "30", "decimal": "30.00" }));
    assert_eq!([&said["questions"][0]["adopted"], &said["questions"][1]["adopted"]], [false, true]);
    let mut check = async |change: Value, field: &str| {
        let answer = machine.post_json("/api/v1/calculations/tally", &question(&change)).await;
        assert_eq!(answer.status.as_u16(), 422, "{change}: {}", answer.body);
        let said: Value = serde_json::from_str(&answer.body).expect("JSON");
        assert_eq!(said["field"], field, "{change}");
    };
    check(json!({ "total": 100 }), "total").await;
    check(json!({ "total": "100.001" }), "total").await;
    check(json!({ "residential_total": "101" }), "residential_total").await;
    check(json!({ "questions": [{ "kind": "4.8" }] }), "questions[0].kind").await;
    check(json!({ "questions": [{ "kind": "4.5", "entrance": 3 }] }), "questions[0].entrance").await;
    check(json!({ "ballots": [{ "area": "1", "share": "0/3", "answers": ["for", "for"] }] }), "ballots[0].share").await;
    check(json!({ "ballots": [{ "area": "1", "answers": ["yes", "for"] }] }), "ballots[0].answers[0]").await;
    check(json!({ "ballots": [{ "area": "1", "answers": ["for"] }] }), "ballots[0].answers").await;
    check(json!({ "surprise": 1 }), "surprise").await;
}
