//! The reading check, open to machines: the same function the server and the browser run.

use axum::Json;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::meters::{Answer, Question};
use serde_json::json;

/// POST `/api/v1/calculations/reading`
pub async fn reading(body: Bytes) -> Response {
    match answer(&body) {
        Ok(said) => Json(said).into_response(),
        Err((field, reason)) => {
            let body = Json(json!({ "code": "malformed", "field": field, "reason": reason }));
            (StatusCode::UNPROCESSABLE_ENTITY, body).into_response()
        }
    }
}

/// The check's word, or the path of the field that is wrong and why.
fn answer(body: &[u8]) -> Result<Answer, (String, String)> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let asked: Question = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| (error.path().to_string(), error.inner().to_string()))?;
    asked.answer().map_err(|(field, reason)| (field.to_owned(), reason.to_owned()))
}
