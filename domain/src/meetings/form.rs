//! How a meeting is held: ст. 44.1, 47, 47.1 ЖК.

use serde::{Deserialize, Serialize};

/// A form of the meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Заочное голосование с использованием системы (47.1): electronic, and on paper to the administrator
    #[default]
    Electronic,
    /// Заочное голосование опросным путём (47 ч. 1): written decisions
    Absentee,
    /// Очное голосование (44.1 п. 1): at one place and time
    InPerson,
    /// Очно-заочное голосование (47 ч. 3): at one place, and by written decisions
    Mixed,
}

impl Form {
    /// All of them, the electronic one first.
    pub const ALL: [Self; 4] = [Self::Electronic, Self::Absentee, Self::InPerson, Self::Mixed];

    /// The stored and spoken-over-the-wire name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Electronic => "electronic",
            Self::Absentee => "absentee",
            Self::InPerson => "in_person",
            Self::Mixed => "mixed",
        }
    }

    /// The form of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }

    /// May owners decide in the system themselves?
    pub const fn is_electronic(self) -> bool {
        matches!(self, Self::Electronic)
    }

    /// Do people meet at a place?
    pub const fn has_place(self) -> bool {
        matches!(self, Self::InPerson | Self::Mixed)
    }
}
