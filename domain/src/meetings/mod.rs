//! General meetings of owners (ОСС): what may be decided, by how many votes, when, and how it is counted.
//!
//! Read in order: [`Kind`] (what a question is, by ст. 44 ч. 2 ЖК), [`Votes`] (exact sums), [`Rule`] (when
//! a decision is adopted), [`tally`] (a whole meeting), [`Calendar`] and [`Timeline`] (the days of the
//! law), [`propose`] (which kind a question's own words speak for).

mod calendar;
mod kind;
mod question;
mod rule;
mod tally;
mod timeline;
mod view;
mod votes;
mod wording;

#[cfg(test)]
mod tests;

pub use calendar::Calendar;
pub use kind::Kind;
pub use question::{Answer, Question, Said, Sum};
pub use rule::{Count, Rule};
pub use tally::{Asked, Ballot, Choice, House, Outcome, Result, Running, tally};
pub use timeline::{Deadline, Timeline, Until, lasts};
pub use view::{MeetingDraft, MeetingRow, MeetingView, MyVoice, Phase, QuestionDraft, QuestionView, Refusal};
pub use votes::Votes;
pub use wording::{Proposal, propose};
