//! The reading check, open to machines: the same function the server and the browser run.

use axum::Json;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::kernel::volume::Ratio;
use domain::kernel::{Date, Volume};
use domain::meters::{Check, Device, Explanation, Resource, Submission, Window, check};
use serde::Deserialize;
use serde_json::json;

/// What is asked. Values are decimal strings, days ISO.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    resource: Resource,
    digits: u32,
    tariffs: u32,
    #[serde(default)]
    previous: Vec<Volume>,
    current: Vec<Volume>,
    #[serde(default)]
    previous_date: Option<Date>,
    current_date: Date,
    today: Date,
    #[serde(default)]
    rollover: Option<bool>,
    #[serde(default)]
    verification_due: Option<Date>,
    #[serde(default)]
    archived: Option<bool>,
    #[serde(default)]
    period_taken: Option<bool>,
    #[serde(default)]
    ratio: Option<Ratio>,
    #[serde(default)]
    window: Option<Window>,
    #[serde(default)]
    mean_month: Option<Volume>,
    #[serde(default)]
    normative: Option<Volume>,
}

/// POST `/api/v1/calculations/reading`
pub async fn reading(body: Bytes) -> Response {
    match answer(&body) {
        Ok(said) => Json(json!({
            "usage": said.usage,
            "blocks": said.blocks,
            "warnings": said.warnings,
            "period": said.period,
        }))
        .into_response(),
        Err((field, reason)) => {
            let body = Json(json!({ "code": "malformed", "field": field, "reason": reason }));
            (StatusCode::UNPROCESSABLE_ENTITY, body).into_response()
        }
    }
}

/// The check's word, or the path of the field that is wrong and why.
fn answer(body: &[u8]) -> Result<Check, (String, String)> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let asked: Question = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| (error.path().to_string(), error.inner().to_string()))?;
    let wrong = |field: &str, reason: &str| Err((field.to_owned(), reason.to_owned()));
    if !(1..=15).contains(&asked.digits) {
        return wrong("digits", "1 to 15");
    }
    if !(1..=3).contains(&asked.tariffs) {
        return wrong("tariffs", "1 to 3");
    }
    if asked.window.is_some_and(|window| Window::new(window.from, window.to).is_none()) {
        return wrong("window", "days 1 to 31");
    }
    let rollover = asked.rollover.unwrap_or(false);
    let device = Device {
        resource: asked.resource,
        digits: asked.digits,
        tariffs: asked.tariffs,
        ratio: asked.ratio.unwrap_or_default(),
        verification_due: asked.verification_due,
        archived: asked.archived.unwrap_or(false),
        window: asked.window,
        mean_month: asked.mean_month,
        normative: asked.normative,
    };
    let sent = Submission {
        previous: asked.previous,
        previous_date: asked.previous_date,
        current: asked.current,
        current_date: asked.current_date,
        today: asked.today,
        explanation: if rollover { Explanation::Rollover } else { Explanation::None },
        period_taken: asked.period_taken.unwrap_or(false),
    };
    Ok(check(&device, &sent))
}
