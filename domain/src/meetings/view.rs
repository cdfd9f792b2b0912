//! Meetings as screens show them, what forms send, and why they are refused.

use serde::Deserialize;

use super::{Kind, Outcome, Votes};
use crate::kernel::{Area, Coded, Date, HouseId, Instant, MeetingId, Share};

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Being written by its initiator.
    Draft,
    /// Published; voting has not begun.
    Announced,
    /// Votes are taken.
    Voting,
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
}

/// A share of the reader's own: one voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyVoice {
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

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingView {
    pub row: MeetingRow,
    pub annual: bool,
    /// The house's first electronic meeting.
    pub first: bool,
    /// Results by answer are shown while voting goes on; otherwise turnout only.
    pub live: bool,
    /// Who calls the meeting, and is its administrator.
    pub initiator: String,
    /// How the administrator is reached, and where papers are received.
    pub contacts: String,
    /// Where materials may be read.
    pub materials: String,
    pub cancelled_because: String,
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
    /// The reader is the initiator.
    pub own: bool,
}

impl MeetingView {
    /// May results by answer be shown?
    pub fn shows_answers(&self) -> bool {
        self.row.phase == Phase::Closed || (self.live && self.row.phase == Phase::Voting)
    }

    /// The reader's votes.
    pub fn my_votes(&self) -> Votes {
        let mut votes = Votes::default();
        self.mine.iter().for_each(|voice| votes.add(voice.area, voice.share));
        votes
    }
}

/// What the message's form sends: raw, unproven. Times are `YYYY-MM-DDTHH:MM` in the house's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct MeetingDraft {
    #[serde(default)]
    pub opens: String,
    #[serde(default)]
    pub closes: String,
    #[serde(default)]
    pub annual: String,
    #[serde(default)]
    pub live: String,
    #[serde(default)]
    pub contacts: String,
    #[serde(default)]
    pub materials: String,
}

/// What the form of a question sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct QuestionDraft {
    #[serde(default)]
    pub text: String,
    /// The kind's code; empty to take the proposed one.
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub entrance: String,
}

/// Why a meeting's step is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("only an owner in the house may call a meeting")]
    NotAnOwner,
    #[error("the meeting is published: its message does not change any more")]
    Frozen,
    #[error("not a day and time")]
    NotATime { field: &'static str },
    #[error("voting begins too early: {earliest} is the first lawful day")]
    TooEarly { earliest: Date },
    #[error("voting lasts from 7 to 60 days")]
    Lasts,
    #[error("the question has no wording")]
    NoWording,
    #[error("a question of this kind names an entrance of the house")]
    NoEntrance,
    #[error("not a kind of question")]
    NoKind,
    #[error("the agenda is empty")]
    NoAgenda,
    #[error("the first electronic meeting decides on the administrator and on the procedure")]
    FirstAgenda,
    #[error("it is not said how the administrator is reached")]
    NoContacts,
    #[error("the shares of {premises} do not make a whole")]
    Shares { premises: String },
    #[error("the area of {premises} is not known")]
    NoArea { premises: String },
    #[error("papers are no longer received")]
    PaperLate,
    #[error("voting is not open")]
    NotOpen,
    #[error("there is no voice of this person's in the register")]
    NoVoice,
    #[error("this share has voted")]
    Voted,
    #[error("question {number} has no answer")]
    NoAnswer { number: i32 },
    #[error("no reason is given")]
    NoReason,
}

impl Coded for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAnOwner => "meetings.not_an_owner",
            Self::Frozen => "meetings.frozen",
            Self::NotATime { .. } => "meetings.not_a_time",
            Self::TooEarly { .. } => "meetings.too_early",
            Self::Lasts => "meetings.lasts",
            Self::NoWording => "meetings.no_wording",
            Self::NoEntrance => "meetings.no_entrance",
            Self::NoKind => "meetings.no_kind",
            Self::NoAgenda => "meetings.no_agenda",
            Self::FirstAgenda => "meetings.first_agenda",
            Self::NoContacts => "meetings.no_contacts",
            Self::Shares { .. } => "meetings.shares",
            Self::NoArea { .. } => "meetings.no_area",
            Self::PaperLate => "meetings.paper_late",
            Self::NotOpen => "meetings.not_open",
            Self::NoVoice => "meetings.no_voice",
            Self::Voted => "meetings.voted",
            Self::NoAnswer { .. } => "meetings.no_answer",
            Self::NoReason => "meetings.no_reason",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotATime { field } => Some(field),
            Self::TooEarly { .. } => Some("opens"),
            Self::Lasts => Some("closes"),
            Self::NoWording => Some("text"),
            Self::NoEntrance => Some("entrance"),
            Self::NoKind => Some("kind"),
            Self::NoContacts => Some("contacts"),
            Self::NoReason => Some("reason"),
            _ => None,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooEarly { earliest } => vec![("earliest", crate::kernel::text::day(*earliest))],
            Self::Shares { premises } | Self::NoArea { premises } => vec![("premises", premises.clone())],
            Self::NoAnswer { number } => vec![("number", number.to_string())],
            _ => Vec::new(),
        }
    }
}
