//! Which organisations are asked for, and which houses of one organisation.

use super::OrgKind;

/// What the registry of organisations is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OrgSort {
    /// The name.
    #[default]
    Name,
    /// How many houses it serves.
    Houses,
}

impl OrgSort {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 2] = [Self::Name, Self::Houses];

    /// The name in an address line, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Houses => "houses",
        }
    }

    /// The value of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// Narrows the registry of organisations; what is empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OrgFilter {
    /// Words of the name, all of them: see [`crate::kernel::words::name_words`].
    pub words: Vec<String>,
    /// What it does.
    pub kind: Option<OrgKind>,
    /// What it is sorted by.
    pub sort: OrgSort,
    /// The last first.
    pub descending: bool,
}

impl OrgFilter {
    /// Whether nothing is narrowed, so that the whole registry is shown.
    pub fn is_all(&self) -> bool {
        self.words.is_empty() && self.kind.is_none()
    }
}
