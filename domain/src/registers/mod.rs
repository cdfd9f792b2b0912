//! A house's register of owners (ст. 45 ч. 3.1 ЖК; ст. 36, 37, 48 ЖК for what a share weighs) as a file has
//! it: a line for each share.
//!
//! Read in order: [`Columns`] (which column is what), [`Columns::line`] (a line is read), [`rooms`] (lines
//! make premises whose shares are a whole, but for owners nobody has established).

mod line;
mod member;
mod room;
mod rule;
#[cfg(test)]
mod tests;

pub use line::{Columns, Line, Part};
pub use member::{MemberColumns, MemberLine, MembersPlan};
pub use room::{Owner, Room, rooms};
pub use rule::{Fault, Rule};

use serde::{Deserialize, Serialize};

use crate::houses::PremisesKind;
use crate::kernel::Area;

/// The most lines a register has: the largest houses have about 4 000 flats.
pub const MOST_LINES: usize = 20_000;

/// Whose register a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Of owners (45 ч. 3.1 ЖК).
    #[default]
    Owners,
    /// Of members of an association or a cooperative (143 ч. 4 ЖК).
    Members,
}

impl Whose {
    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owners => "owners",
            Self::Members => "members",
        }
    }

    /// The register of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Owners, Self::Members].into_iter().find(|whose| whose.code() == code)
    }
}

/// A fault of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faulty {
    /// The line in the file, from 1, its header being the first.
    pub row: u64,
    /// What is wrong.
    pub fault: Fault,
}

/// What loading a file would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What was understood: columns by their usual names, with those of the table.
    pub columns: Vec<(&'static str, String)>,
    /// Premises in the file, and shares in them.
    pub rooms: usize,
    /// Shares in them.
    pub shares: usize,
    /// Premises the house does not have yet.
    pub new: Vec<String>,
    /// Premises whose area or shares change.
    pub changed: Vec<Change>,
    /// Premises that stay as they are.
    pub same: usize,
    /// Premises of the house that the file does not name: they stay as they are.
    pub left: Vec<String>,
    /// Premises with an owner who is not established: their votes are among all votes, and nobody has them.
    pub unknown: Vec<String>,
    /// Lines that are wrong; with any of them nothing is loaded.
    pub faults: Vec<Faulty>,
    /// The area of each kind of premises after loading.
    pub areas: Vec<(PremisesKind, Area)>,
    /// The same by the house's passport, where it is known.
    pub passport: Option<Area>,
    /// Shares whose owner has an account at these premises here, and so may vote in the system.
    pub known: usize,
}

impl Plan {
    /// All premises after loading.
    pub fn total(&self) -> Area {
        Area(self.areas.iter().map(|(_, area)| area.0).sum())
    }

    /// May it be loaded?
    pub fn is_good(&self) -> bool {
        self.faults.is_empty() && 0 < self.rooms
    }

    /// Would it change anything?
    pub fn changes(&self) -> bool {
        !self.new.is_empty() || !self.changed.is_empty()
    }
}

/// How premises change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// `кв. 12`
    pub premises: String,
    /// The area before.
    pub before: Area,
    /// The area after.
    pub after: Area,
    /// Owners and shares before.
    pub had: Vec<String>,
    /// Owners and shares after.
    pub has: Vec<String>,
}
