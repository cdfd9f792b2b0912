//! Addresses of the state register (ГАР): how they are printed, and which of them a registry's house is.

mod likeness;
mod oktmo;
mod print;
mod view;

#[cfg(test)]
mod tests;

pub use likeness::{Doubt, Likeness, Place, Verdict, judge};
pub use oktmo::{Municipality, check_digit, row as municipality};
pub use print::{Part, building_line, place_line};
pub use view::{AddressSums, Candidate, KnownAddress, MatchState, QueueRow};
