//! Rules open to machines: JSON in, the same function's word out, or the path of the field that is wrong.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// What `answer` says of the question in `body`; 422 with the field's path when the question cannot be.
pub fn calculated<Q: DeserializeOwned, A: Serialize, F: Into<String>>(
    body: &[u8],
    answer: impl FnOnce(Q) -> Result<A, (F, &'static str)>,
) -> Response {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let asked = serde_path_to_error::deserialize::<_, Q>(&mut reader)
        .map_err(|error| (error.path().to_string(), error.inner().to_string()));
    let said = asked.and_then(|asked| answer(asked).map_err(|(field, reason)| (field.into(), reason.to_owned())));
    match said {
        Ok(said) => Json(said).into_response(),
        Err((field, reason)) => {
            let body = Json(json!({ "code": "malformed", "field": field, "reason": reason }));
            (StatusCode::UNPROCESSABLE_ENTITY, body).into_response()
        }
    }
}
