//! What forms of meetings send, as it was typed.

use serde::Deserialize;

/// What the message's form sends: raw, unproven. Times are `YYYY-MM-DDTHH:MM` in the house's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct MeetingDraft {
    #[serde(default)]
    pub opens: String,
    #[serde(default)]
    pub closes: String,
    #[serde(default)]
    pub annual: String,
    #[serde(default)]
    pub live: String,
    #[serde(default)]
    pub contacts: String,
    #[serde(default)]
    pub materials: String,
    /// The form's code; empty for the electronic one.
    #[serde(default)]
    pub form: String,
    #[serde(default)]
    pub place: String,
    /// Why the register differs from the house.
    #[serde(default)]
    pub explained: String,
    /// The body's code; empty for owners.
    #[serde(default)]
    pub body: String,
    /// The clause of the charter by which members decide in the system.
    #[serde(default)]
    pub charter: String,
    /// Who leads the meeting.
    #[serde(default)]
    pub chair: String,
    /// Who keeps its protocol.
    #[serde(default)]
    pub secretary: String,
}

/// What the form of a question sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct QuestionDraft {
    #[serde(default)]
    pub text: String,
    /// The kind's code; empty to take the proposed one.
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub entrance: String,
    /// Roubles the decision would cost the house; empty for none.
    #[serde(default)]
    pub cost: String,
    #[serde(default)]
    pub monthly: String,
}

/// What the form of a power of attorney sends, its scan aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct PowerDraft {
    /// `кв. 12`
    #[serde(default)]
    pub premises: String,
    /// Who gave it, as in the register.
    #[serde(default)]
    pub owner: String,
    /// Its number and day, who certified it.
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub notarised: String,
    /// The last day it holds, `YYYY-MM-DD`.
    #[serde(default)]
    pub until: String,
}

/// What the form of a written decision sends, its scan aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperDraft {
    /// The share's number in the register.
    pub voice: i32,
    /// When it was received, `YYYY-MM-DDTHH:MM` in the house's zone.
    pub received: String,
    pub answers: Vec<super::Choice>,
}
