//! The demand of owners that the managing organisation holds a meeting: ст. 45 ч. 6 ЖК.

use super::Votes;
use crate::kernel::{Area, Date, HouseId, Instant, MeetingId, RequestId};

/// The organisation holds it within so many days of having received the demand (45 ч. 6 ЖК).
const TERM: u64 = 45;
/// One part in so many of all votes is enough: ten per cent (45 ч. 6 ЖК).
const PART: u32 = 10;

/// Do those who joined have no less than ten per cent of all votes?
pub fn is_enough(joined: &Votes, total: Area) -> bool {
    0 < total.0 && joined.compare(PART, &Votes::whole(total), 1).is_ge()
}

/// The last day to hold the meeting.
pub fn held_until(received: Date) -> Date {
    received.checked_add_days(chrono::Days::new(TERM)).unwrap_or(received)
}

/// Where a demand stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// Neighbours join.
    Gathering,
    /// Enough have joined: the organisation has received it.
    Sent,
    /// The organisation has begun a meeting; the clock runs on until it is held.
    Begun,
    /// The meeting was held. Never stored: its log tells it.
    Held,
    /// Its author has ended it before it was sent.
    Ended,
}

impl RequestState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Gathering, Self::Sent, Self::Begun, Self::Held, Self::Ended];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gathering => "gathering",
            Self::Sent => "sent",
            Self::Begun => "begun",
            Self::Held => "held",
            Self::Ended => "ended",
        }
    }

    /// The state of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A demand as screens show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestView {
    pub id: RequestId,
    pub house: HouseId,
    /// What is to be decided, a question on a line.
    pub questions: Vec<String>,
    /// Who began it: «Анна Сергеевна О.»
    pub author: String,
    pub at: Instant,
    pub state: RequestState,
    /// How many have joined, and their votes.
    pub joined: usize,
    pub votes: Votes,
    /// All votes of the house.
    pub total: Area,
    /// The last day to hold the meeting, once it is sent.
    pub due: Option<Date>,
    pub overdue: bool,
    /// The meeting that came of it, once its message is published or for whoever writes it.
    pub meeting: Option<MeetingId>,
    /// The reader has joined.
    pub mine: bool,
    /// The reader may join or leave.
    pub joins: bool,
    /// The reader may end it.
    pub ends: bool,
    /// The reader works for the organisation that holds the meeting.
    pub holds: bool,
}
