//! General meetings of owners (ОСС): what may be decided, by how many votes, when, and how it is counted.
//!
//! Read in order: [`Body`] (whose meeting), [`Kind`] (what a question is, by ст. 44 ч. 2 ЖК), [`Votes`] (exact sums), [`Rule`] (when
//! a decision is adopted), [`tally`] (a whole meeting), [`Calendar`] and [`Timeline`] (the days of the
//! law), [`propose`] (which kind a question's own words speak for).

mod alike;
mod attendance;
mod ballot;
mod body;
mod calendar;
mod caller;
mod drafts;
mod duty;
mod form;
mod kind;
mod needed;
mod question;
mod refusal;
mod request;
mod rule;
mod stop;
mod tally;
mod timeline;
mod view;
mod votes;
mod wording;

#[cfg(test)]
mod tests;

pub use alike::alike;
pub use attendance::unlisted;
pub use ballot::{Ballot, Choice};
pub use body::Body;
pub use calendar::Calendar;
pub use caller::{Caller, register_due};
pub use drafts::{MeetingDraft, PaperDraft, PowerDraft, QuestionDraft};
pub use duty::{Duty, DutyDraft, DutyView, Standing, inspectorate_due};
pub use form::Form;
pub use kind::Kind;
pub use needed::cost_for;
pub use question::{Answer, Question, Said, Sum};
pub use refusal::Refusal;
pub use request::{RequestState, RequestView, held_until, is_enough};
pub use rule::{Count, Rule};
pub use stop::{RefusalsView, RefusedShare, is_stopped};
pub use tally::{Asked, House, Outcome, Part, Result, Running, tally};
pub use timeline::{Deadline, Timeline, Until, lasts};
pub use view::{Material, MeetingRow, MeetingView, MyPower, MyVoice, PaperState, Phase, PowerState, QuestionView};
pub use votes::Votes;
pub use wording::{Proposal, propose};
