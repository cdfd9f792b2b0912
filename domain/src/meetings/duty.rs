//! What has to be done after a meeting, and where it stands.

use super::Body;
use crate::kernel::Date;

/// What has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// Owners are told in one more way than by the system (45 ч. 4 ЖК since 01.03.2025, № 463-ФЗ).
    Notice,
    /// Each written decision is entered within a day of its receipt (47.1 ч. 10 ЖК). The system sees it.
    Papers,
    /// The protocol is formed (47.1 ч. 11, 46 ч. 1 ЖК). The system does it.
    Protocol,
    /// The initiator gives the originals to the managing organisation (46 ч. 1 ЖК).
    Originals,
    /// The results are told in the house (46 ч. 3 ЖК).
    Results,
    /// The managing organisation gives the originals to the inspectorate (46 ч. 1.1 ЖК).
    Inspectorate,
    /// The decision of a question is carried out.
    Decision(i32),
}

/// Days the managing organisation has from the day it received the originals (46 ч. 1.1 ЖК).
const ON_TO_INSPECTORATE: u64 = 5;

impl Duty {
    /// Those of the law, in the order of their days.
    pub const OF_LAW: [Self; 6] =
        [Self::Notice, Self::Papers, Self::Protocol, Self::Originals, Self::Results, Self::Inspectorate];

    /// Is it there before the meeting is over?
    pub const fn comes_before_the_end(self) -> bool {
        matches!(self, Self::Notice | Self::Papers)
    }

    /// Does somebody have to say that it is done? Of the others the system knows.
    pub const fn is_said(self) -> bool {
        !matches!(self, Self::Papers | Self::Protocol)
    }

    /// The stored name, also the end of a door's path.
    pub fn code(self) -> String {
        match self {
            Self::Notice => "notice".to_owned(),
            Self::Papers => "papers".to_owned(),
            Self::Protocol => "protocol".to_owned(),
            Self::Originals => "originals".to_owned(),
            Self::Results => "results".to_owned(),
            Self::Inspectorate => "inspectorate".to_owned(),
            Self::Decision(number) => format!("q{number}"),
        }
    }

    /// The duty of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.strip_prefix('q').map(str::parse) {
            Some(Ok(number)) if 0 < number => Some(Self::Decision(number)),
            _ => Self::OF_LAW.into_iter().find(|duty| duty.code() == code),
        }
    }

    /// The article it stands in; none for a decision, whose day is its responsible's.
    pub const fn article(self, body: Body) -> &'static str {
        match self {
            Self::Notice if matches!(body, Body::Association) => "ст. 146 ч. 1 ЖК РФ",
            Self::Notice => "ст. 45 ч. 4 ЖК РФ",
            Self::Papers => "ст. 47.1 ч. 10 ЖК РФ",
            Self::Protocol => "ст. 47.1 ч. 11, ст. 46 ч. 1 ЖК РФ",
            Self::Originals => "ст. 46 ч. 1 ЖК РФ",
            Self::Results => "ст. 46 ч. 3 ЖК РФ",
            Self::Inspectorate => "ст. 46 ч. 1.1 ЖК РФ",
            Self::Decision(_) => "",
        }
    }
}

/// The last day to give the originals to the inspectorate: so many days from the day they were received,
/// or from the last day to give them to the managing organisation while they were not.
pub fn inspectorate_due(received: Option<Date>, originals_due: Date) -> Date {
    let from = received.unwrap_or(originals_due);
    from.checked_add_days(chrono::Days::new(ON_TO_INSPECTORATE)).unwrap_or(from)
}

/// Where it stands on some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has said by when.
    Open,
    /// There is time.
    Due,
    /// The last day is over.
    Overdue,
    /// Done in time.
    Done,
    /// Done after the last day.
    DoneLate,
}

impl Standing {
    /// By the last day, the day it was done, and the day it is.
    pub fn of(due: Option<Date>, done: Option<Date>, today: Date) -> Self {
        match (due, done) {
            (Some(due), Some(done)) if due < done => Self::DoneLate,
            (_, Some(_)) => Self::Done,
            (None, None) => Self::Open,
            (Some(due), None) if due < today => Self::Overdue,
            (Some(_), None) => Self::Due,
        }
    }

    /// The end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Done => "done",
            Self::DoneLate => "done-late",
        }
    }
}

/// What is said of a duty, as a form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyDraft {
    pub responsible: String,
    pub due: String,
    pub done: String,
    pub note: String,
}

/// A duty as screens show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyView {
    pub duty: Duty,
    /// The wording of the question, for a decision.
    pub text: String,
    pub responsible: String,
    pub due: Option<Date>,
    pub done: Option<Date>,
    pub standing: Standing,
    /// Of written decisions: how many were entered, and how many of them later than within a day.
    pub papers: Option<(usize, usize)>,
    pub note: String,
    /// There is a file that shows it, and the reader may see it.
    pub evidence: bool,
    /// Who said so, and when.
    pub said: Option<(String, crate::kernel::Instant)>,
    /// The reader may say so.
    pub mine: bool,
}
