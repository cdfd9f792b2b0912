//! Which houses are asked for, and in which order.

use super::HouseKind;
use crate::kernel::OrgId;

/// What the registry of houses is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HouseSort {
    /// Region, place, street, number.
    #[default]
    Address,
    /// The year it was built; houses of an unknown year come last.
    Year,
    /// Its whole area; houses of an unknown area come last.
    Area,
}

impl HouseSort {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 3] = [Self::Address, Self::Year, Self::Area];

    /// The name in an address line, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Year => "year",
            Self::Area => "area",
        }
    }

    /// The value of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// Narrows the registry of houses; what is empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct HouseFilter {
    /// Words of the address, all of them: see [`crate::kernel::words::address_words`].
    pub words: Vec<String>,
    /// The region's name as it sorts: see [`crate::kernel::text::sortable`].
    pub region: String,
    /// Words of the settlement's name, as they sort.
    pub locality: Vec<String>,
    /// The kind.
    pub kind: Option<HouseKind>,
    /// Managed by this organisation.
    pub manager: Option<OrgId>,
    /// Managed by an organisation whose name has all these words.
    pub managed_by: Vec<String>,
    /// Built in this year or later.
    pub built_from: Option<i32>,
    /// Built in this year or earlier.
    pub built_to: Option<i32>,
    /// Only those found dangerous (признаны аварийными).
    pub dangerous: bool,
    /// What it is sorted by.
    pub sort: HouseSort,
    /// The last first.
    pub descending: bool,
}

impl HouseFilter {
    /// Whether nothing is narrowed, so that the whole registry is shown.
    pub fn is_all(&self) -> bool {
        let order = Self { sort: self.sort, descending: self.descending, ..Self::default() };
        *self == order
    }
}
