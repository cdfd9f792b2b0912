//! The reading check as machines ask it: every code of the rules, and bad questions told by their field.

use serde_json::{Value, json};

use crate::app::TestApp;

const DOOR: &str = "/api/v1/calculations/reading";

/// An ordinary question, with some of it replaced.
fn question(change: &Value) -> Value {
    let mut question = json!({
        "resource": "cold_water", "digits": 5, "tariffs": 1,
        "previous": ["100"], "current": ["104.1"],
        "previous_date": "2026-10-20", "current_date": "2026-11-20", "today": "2026-11-20",
        "rollover": false, "verification_due": "2030-01-01", "archived": false, "period_taken": false,
        "ratio": "1", "window": { "from": 15, "to": 25 }, "mean_month": "4", "normative": "7.6"
    });
    if let (Some(all), Some(some)) = (question.as_object_mut(), change.as_object()) {
        all.extend(some.clone());
    }
    question
}

#[tokio::test]
async fn every_code_is_reached() {
    let app = TestApp::new().await;
    let mut machine = app.browser();
    let mut check = async |change: Value, usage: &[&str], blocks: &[&str], warnings: &[&str], period: &str| {
        let answer = machine.post_json(DOOR, &question(&change).to_string()).await;
        assert_eq!(answer.status.as_u16(), 200, "{change}: {}", answer.body);
        let said: Value = serde_json::from_str(&answer.body).expect("JSON");
        let expected = json!({ "usage": usage, "blocks": blocks, "warnings": warnings, "period": period });
        assert_eq!(said, expected, "{change}");
    };
    check(json!({}), &["4.1"], &[], &[], "2026-11").await;
    check(json!({ "today": "2026-11-19" }), &["4.1"], &["FUTURE_DATE"], &[], "2026-11").await;
    check(json!({ "current": ["99"] }), &[], &["LESS_THAN_PREVIOUS"], &[], "2026-11").await;
    check(json!({ "digits": 2 }), &["4.1"], &["TOO_MANY_DIGITS"], &[], "2026-11").await;
    check(json!({ "current": [] }), &[], &["FEW_VALUES"], &[], "2026-11").await;
    check(json!({ "current": ["104", "5"] }), &[], &["EXTRA_VALUES"], &[], "2026-11").await;
    check(json!({ "archived": true }), &["4.1"], &["METER_ARCHIVED"], &[], "2026-11").await;
    check(json!({ "period_taken": true }), &["4.1"], &["DUPLICATE_PERIOD"], &[], "2026-11").await;
    check(json!({ "window": { "from": 5, "to": 10 } }), &["4.1"], &[], &["OUT_OF_WINDOW"], "2026-12").await;
    check(json!({ "mean_month": "1.3" }), &["4.1"], &[], &["ANOMALY"], "2026-11").await;
    check(json!({ "verification_due": "2026-11-19" }), &["4.1"], &[], &["VERIFICATION_EXPIRED"], "2026-11").await;
    let rolled =
        json!({ "previous": ["99987"], "current": ["00012"], "rollover": true, "mean_month": null, "normative": null });
    check(rolled, &["25"], &[], &[], "2026-11").await;
    let two = json!({ "tariffs": 2, "previous": ["1", "2"], "current": ["2", "2"], "ratio": "40", "mean_month": null, "normative": null });
    check(two, &["40", "0"], &[], &[], "2026-11").await;
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
