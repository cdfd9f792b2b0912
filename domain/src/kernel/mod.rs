//! Value types that every room shares: ids, quantities, periods, codes of errors.

pub mod area;
pub mod code;
pub mod id;
pub mod iso;
pub mod money;
pub mod paging;
pub mod period;
pub mod share;
pub mod text;
pub mod volume;
pub mod words;

pub use area::Area;
pub use code::Coded;
pub use id::*;
pub use money::Kopecks;
pub use paging::{Cursor, Slice};
pub use period::Period;
pub use share::Share;
pub use volume::Volume;

/// A calendar day without a time zone: the day printed on a bill or written beside a reading.
pub use chrono::NaiveDate as Date;
/// An instant, always UTC; the house's own zone turns it into a [`Date`].
pub type Instant = chrono::DateTime<chrono::Utc>;

#[cfg(test)]
mod tests;
