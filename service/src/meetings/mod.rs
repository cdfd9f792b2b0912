//! General meetings of owners: the message, its publication, votes, the count, the record.
//!
//! Read in order: [`message`] (a draft until it is published, frozen after), [`voting`] (a decision is
//! taken at one instant under the meeting's row, and is an entry of the log), [`view`] (what a screen
//! shows), [`record`] (what anybody may take away and recount), [`live`] (one computation for all who
//! watch).

mod calendar;
pub(crate) mod demo;
pub mod live;
mod local;
mod message;
mod record;
mod repo;
#[cfg(test)]
mod tests;
mod view;
mod voting;

pub use local::{local_typed, local_words, timeline};
pub use message::{ask, begin, cancel, drop_question, publish, save, suggested_days};
pub use record::{Wanted, list, receipts, record};
pub use view::{Share, awaiting, of_house, one, register};
pub(crate) use voting::close;
pub use voting::{paper, vote};
