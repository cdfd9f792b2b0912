//! Ids of the demo town: the region's code and a serial number, the same on every run.
//!
//! The allocator of [`crate::ids`] puts milliseconds since 2025 above bit 14; numbers below bit 46 are
//! its first days, long past, so the two never meet.

use domain::kernel::Region;
use domain::kernel::id::REGION_SHIFT;

/// The region of our own making.
pub const REGION: Region = Region(99);
/// Bits for the rows of one house.
const HOUSE_BITS: u32 = 22;
/// Bits for the rows of one kind that belong to no house.
const COMMON_BITS: u32 = 14;

/// Kinds of rows that belong to no house.
pub const ORGANISATIONS: i64 = 1;
pub const PEOPLE: i64 = 2;
pub const GRANTS: i64 = 3;
pub const WINDOWS: i64 = 4;

const fn in_region(serial: i64) -> i64 {
    ((REGION.0 as i64) << REGION_SHIFT) | serial
}

/// The id of a row that belongs to no house.
pub fn common(kind: i64, place: usize) -> i64 {
    in_region((kind << COMMON_BITS) + i64::try_from(place).unwrap_or_default())
}

/// Gives out the ids of one house's rows, the house's own first.
#[derive(Debug)]
pub struct Serial(i64);

impl Serial {
    /// Of the house with this number, from 1.
    pub fn of(house: u32) -> Self {
        Self(i64::from(house) << HOUSE_BITS)
    }

    /// Of the shapes of a town that belong to no house; numbered above every house.
    pub fn of_town(town: u32) -> Self {
        Self::of((1 << 21) + town)
    }

    /// The next id.
    pub fn give(&mut self) -> i64 {
        let id = in_region(self.0);
        self.0 += 1;
        id
    }
}
