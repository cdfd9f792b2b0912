//! What an owner decides.

use serde::{Deserialize, Serialize};

use crate::kernel::{Area, Share};

/// What was answered to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// За
    For,
    /// Против
    Against,
    /// Воздержался
    Abstain,
    /// No mark on a paper, or several: that answer does not count, the others do (ст. 48 ч. 6 ЖК)
    Invalid,
}

impl Choice {
    /// All of them, in the order of ballots.
    pub const ALL: [Self; 4] = [Self::For, Self::Against, Self::Abstain, Self::Invalid];

    /// The stored and spoken-over-the-wire name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Abstain => "abstain",
            Self::Invalid => "invalid",
        }
    }

    /// The choice of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// The decision of one owner for one share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// The premises' area.
    pub area: Area,
    /// The share in them.
    pub share: Share,
    /// Are they residential?
    pub residential: bool,
    /// Their entrance.
    pub entrance: Option<i32>,
    /// One answer for each question, in the agenda's order.
    pub answers: Vec<Choice>,
}
