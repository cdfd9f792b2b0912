//! The doors of meetings.

use super::calculation;
use crate::doors::Doors;

/// The doors of meetings.
pub fn doors() -> Doors {
    Doors::default().post("/api/v1/calculations/tally", calculation::tally)
}
