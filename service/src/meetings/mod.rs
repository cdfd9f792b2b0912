//! General meetings of owners: the message, its publication, votes, the count, the record.
//!
//! Read in order: [`requests`] (owners demand one), [`calling`] (who may), [`message`] (a draft), [`publication`] (what it lacks), [`freeze`] (what does not change
//! any more), [`log`] (entries, seals, heads), [`voting`] (a decision is taken at one instant under the
//! meeting's row), [`together`] (those that wait, in one transaction), [`papers`] (written decisions) and [`readers`] (by two people), [`attendance`] (who came to the place), [`powers`] (representatives),
//! [`inspection`] (what the inspectorate does), [`refusals`] (of a first
//! meeting), [`protocol`] (formed when the log ends),
//! [`execution`] (what comes of it), [`reminders`] (its clocks), [`discussion`] (what owners say of the questions), [`view`] (what a screen shows), [`record`] (what anybody
//! may take away and recount), [`live`] (one computation for all who watch).

mod attendance;
mod calendar;
mod calling;
pub(crate) mod demo;
mod discussion;
mod execution;
mod freeze;
mod held;
mod inspection;
pub mod live;
mod local;
mod log;
mod materials;
mod members;
mod message;
mod papers;
mod poster;
mod powers;
pub(crate) mod protocol;
mod publication;
mod readers;
mod record;
mod refusals;
mod reminders;
mod repo;
mod requests;
mod terms;
#[cfg(test)]
mod tests;
pub(crate) mod together;
pub(crate) mod trees;
mod view;
mod voting;

pub use attendance::{Attendance, Attending, List, attend, attendance, attendance_scan, attendance_sheet, listed};
pub use calendar::load_calendar;
pub(crate) use calling::register_given;
pub use calling::{ask_register, callers, register_given_to, register_wanted};
pub use discussion::{Discussion, LONGEST as LONGEST_REMARK, Remark, discussion, hide as hide_remark, remark};
pub use execution::{evidence, execution, say as say_duty};
pub use inspection::{
    Check, Checked, Kept, ask as ask_check, check, checks, decide as decide_check, protocols,
    withdraw as withdraw_check,
};
pub use local::{local_typed, local_words, timeline};
pub use materials::{attach, detach, material};
pub use message::{ask, begin, cancel, drop_question, save, suggested_days};
pub use papers::{Paper, annul, enter, paper, papers, scan};
pub use poster::poster;
pub use powers::{
    Power, annul as annul_power, ask as ask_power, decide as decide_power, powers, revoke as revoke_power,
    scan as power_scan,
};
pub use protocol::{
    Request, form_missing as form_missing_protocols, formed as protocol_formed, printed as protocol_printed,
    request as protocol_request,
};
pub use publication::{Readiness, publish, readiness};
pub use readers::{Reading, add_reader, read};
pub use record::{Wanted, heads, list, receipts, record};
pub use refusals::{enter_refusal, refusal_scan, refusals, refuse};
pub use reminders::Reminder;
pub(crate) use reminders::remind;
pub use requests::{
    demand, end as end_request, hold as hold_request, join as join_request, requests, stands as stands_in_house,
};
pub use view::{Share, awaiting, of_house, one, register};
pub(crate) use voting::close;
pub use voting::{finish, vote, vote_for};
