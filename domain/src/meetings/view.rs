//! Meetings as screens show them.

use super::{Body, Caller, Form, Kind, Outcome, Votes};
use crate::kernel::{Area, FileId, HouseId, Instant, Kopecks, MeetingId, PowerId, Share};

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Being written by its initiator.
    Draft,
    /// Published; voting has not begun.
    Announced,
    /// Votes are taken.
    Voting,
    /// Written decisions were received; the initiator counts them.
    Counting,
    /// Voting has ended.
    Closed,
    /// Cancelled before its end, with a reason.
    Cancelled,
}

impl Phase {
    /// The end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Announced => "announced",
            Self::Voting => "voting",
            Self::Counting => "counting",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// One line of a house's archive of meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingRow {
    pub id: MeetingId,
    pub house: HouseId,
    pub address: String,
    /// The number of the vote and of its protocol (УИН); empty for a draft.
    pub uin: String,
    pub phase: Phase,
    pub body: Body,
    pub opens: Option<Instant>,
    pub closes: Option<Instant>,
    pub time_zone: String,
    /// The wording of the first question.
    pub first_question: String,
    pub questions: usize,
}

/// A question of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    pub number: i32,
    pub kind: Kind,
    pub entrance: Option<i32>,
    pub text: String,
    /// What the decision would cost the house.
    pub cost: Option<Kopecks>,
    /// Each month, not once.
    pub monthly: bool,
}

/// A share of the reader's own: one voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyVoice {
    /// It is on the list of those who came to the place.
    pub present: bool,
    /// Its number in the register.
    pub number: i32,
    pub premises: String,
    pub area: Area,
    pub share: Share,
    /// The entry of the log that holds its decision.
    pub entry: Option<i64>,
    /// When it was taken.
    pub at: Option<Instant>,
}

/// A power of the reader's to vote for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyPower {
    pub id: PowerId,
    pub premises: String,
    pub state: PowerState,
    /// A decision of the share counts.
    pub voted: bool,
}

/// A file to read before voting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    pub id: FileId,
    pub name: String,
    pub size: i64,
    /// The question it belongs to.
    pub question: Option<i32>,
}

/// Where a written decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperState {
    /// Entered, waits for the second reader.
    Entered,
    /// Two people read the same: it counts.
    Counted,
    /// Two people read the same, and another decision of the share counts.
    Conflict,
    /// Two people read otherwise: it is to be entered anew.
    Differs,
    /// It counted and was annulled.
    Annulled,
}

impl PaperState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Entered, Self::Counted, Self::Conflict, Self::Differs, Self::Annulled];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Counted => "counted",
            Self::Conflict => "conflict",
            Self::Differs => "differs",
            Self::Annulled => "annulled",
        }
    }

    /// The state of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Where a power of attorney stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PowerState {
    /// Waits for the administrator.
    Asked,
    /// Its representative may vote.
    Accepted,
    /// Refused with a reason.
    Refused,
    /// Ended before its day.
    Revoked,
}

impl PowerState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Accepted, Self::Refused, Self::Revoked];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Revoked => "revoked",
        }
    }

    /// The state of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingView {
    pub row: MeetingRow,
    pub form: Form,
    /// Where people meet, for forms that have a place.
    pub place: String,
    pub annual: bool,
    /// The clause of the charter by which members decide in the system.
    pub charter: String,
    /// Who leads the meeting, and who keeps its protocol; to others than owners they are not named.
    pub chair: String,
    pub secretary: String,
    /// The house's first electronic meeting.
    pub first: bool,
    /// Owners may still refuse it as such.
    pub refusable: bool,
    /// Results by answer are shown while voting goes on; otherwise turnout only.
    pub live: bool,
    /// Who calls the meeting, and is its administrator.
    pub initiator: String,
    /// By which right.
    pub caller: Caller,
    /// How the administrator is reached, and where papers are received.
    pub contacts: String,
    /// Where materials may be read.
    pub materials: String,
    pub cancelled_because: String,
    /// When the log was closed and the votes counted.
    pub closed: Option<Instant>,
    pub agenda: Vec<QuestionView>,
    pub total: Area,
    pub residential_total: Area,
    /// Shares in the register.
    pub voices: i64,
    /// What came out so far; only turnout and quorum of it may be shown when `live` is off and voting goes on.
    pub outcome: Outcome,
    /// Decisions that count.
    pub ballots: i64,
    /// Entries of the log and the head over them, hexadecimal.
    pub log: (i64, String),
    /// The reader's shares.
    pub mine: Vec<MyVoice>,
    /// Shares the reader represents.
    pub powers: Vec<MyPower>,
    /// The reader is the initiator.
    pub own: bool,
    /// The reader checks written decisions.
    pub reads: bool,
    pub files: Vec<Material>,
    /// How much was said of questions, by their numbers; nothing for whom the discussion is not.
    pub remarks: Vec<(i32, i64)>,
}

impl MeetingView {
    /// May results by answer be shown?
    pub fn shows_answers(&self) -> bool {
        match self.row.phase {
            Phase::Closed => true,
            Phase::Voting | Phase::Counting => self.live,
            _ => false,
        }
    }

    /// The reader's votes.
    pub fn my_votes(&self) -> Votes {
        let mut votes = Votes::default();
        self.mine.iter().for_each(|voice| votes.add(voice.area, voice.share));
        votes
    }
}
