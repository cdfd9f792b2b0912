//! What screens show of matched addresses.

use serde::{Deserialize, Serialize};

use super::Doubt;
use crate::kernel::HouseId;

/// Where a house stands in being matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchState {
    /// Known for certain, by rule or by a person's word.
    Matched,
    /// A person has to say.
    Doubtful,
    /// The register has nothing like it, or a person said so.
    Absent,
}

impl MatchState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Matched, Self::Doubtful, Self::Absent];

    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Doubtful => "doubtful",
            Self::Absent => "absent",
        }
    }

    /// The value of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// An address of the register a house may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The building's number in the register.
    pub object: i64,
    /// Its GUID (ФИАС).
    pub guid: String,
    /// Where it stands, administrative form: «Вологодская обл., г. Вологда, ул. Мира».
    pub place: String,
    /// «д. 5, к. 2»
    pub building: String,
    /// 0 to 100.
    pub percent: u8,
    /// Why not 100.
    pub doubts: Vec<Doubt>,
}

impl Candidate {
    /// Its whole address, administrative form.
    pub fn line(&self) -> String {
        format!("{}, {}", self.place, self.building)
    }
}

/// A house's address as the register has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownAddress {
    /// GUID (ФИАС).
    pub guid: String,
    /// Administrative form, with the postcode when it is known.
    pub line: String,
    /// Municipal form.
    pub municipal: String,
    /// ОКТМО.
    pub oktmo: String,
    /// The municipality's name by that code; empty when the classifier was not imported.
    pub municipality: String,
    /// A person said so.
    pub by_person: bool,
}

impl KnownAddress {
    /// Nothing but the code the house's source gives, which may be empty.
    pub fn unknown(guid: &str) -> Self {
        Self { guid: guid.to_owned(), ..Self::default() }
    }
}

/// A house that waits for a person's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// Which.
    pub house: HouseId,
    /// Its address as its source prints it.
    pub address: String,
    /// The most likely first.
    pub candidates: Vec<Candidate>,
}

/// Houses by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AddressSums {
    /// Known for certain.
    pub matched: i64,
    /// Wait for a person.
    pub doubtful: i64,
    /// Not in the register.
    pub absent: i64,
}
