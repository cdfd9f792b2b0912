//! The count of a meeting, open to machines.

use axum::body::Bytes;
use axum::response::Response;
use domain::meetings::Question;

use crate::calculated::calculated;

/// POST `/api/v1/calculations/tally`
pub async fn tally(body: Bytes) -> Response {
    calculated(&body, Question::answer)
}
