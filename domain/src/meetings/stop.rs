//! Owners refuse a house's first electronic meeting: ст. 47.1 ч. 2.1 ЖК.

use super::Votes;
use crate::kernel::{Area, Date, FileId};

/// Can the meeting not be held? It cannot once refusals have more than half of all votes (47.1 ч. 2.1 ЖК).
pub fn is_stopped(refused: &Votes, total: Area) -> bool {
    refused.compare(2, &Votes::whole(total), 1).is_gt()
}

/// A share's refusal, for the initiator and the managing organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedShare {
    pub voice: i32,
    pub premises: String,
    pub owner: String,
    /// Given on paper, with a scan.
    pub scan: Option<FileId>,
    pub received: Date,
}

/// The refusals of a meeting, as their reader sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalsView {
    pub votes: Votes,
    pub total: Area,
    /// The last day refusals are received, and the last day they are entered.
    pub until: Date,
    pub entered_until: Date,
    /// The reader owns and has refused.
    pub mine: Option<bool>,
    /// The reader may still refuse or take it back.
    pub open: bool,
    /// The shares whose refusals on paper the reader enters: number, premises, owner.
    pub enters: Vec<(i32, String, String)>,
    /// All of them, for the initiator and who enters them.
    pub list: Option<Vec<RefusedShare>>,
}
