//! The reading check, open to machines: the same function the server and the browser run.

use axum::body::Bytes;
use axum::response::Response;
use domain::meters::Question;

use crate::calculated::calculated;

/// POST `/api/v1/calculations/reading`
pub async fn reading(body: Bytes) -> Response {
    calculated(&body, Question::answer)
}
