//! The rules compiled for the browser, for the journeys to ask what the server is asked: islands show
//! only part of what the rules say, and never all of their codes.

use domain::meters::Question;
use wasm_bindgen::prelude::wasm_bindgen;

/// The answer to a question of the open reading check, both JSON.
#[wasm_bindgen]
pub fn check_reading(question: &str) -> Result<String, String> {
    let asked: Question = serde_json::from_str(question).map_err(|error| error.to_string())?;
    let said = asked.answer().map_err(|(field, reason)| format!("{field}: {reason}"))?;
    serde_json::to_string(&said).map_err(|error| error.to_string())
}
