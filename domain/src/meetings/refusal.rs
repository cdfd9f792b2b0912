//! Why a meeting's step is refused.

use crate::kernel::{Area, Coded, Date};

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
    #[error("the end comes before the beginning")]
    Backwards,
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
    #[error("no such form of a meeting")]
    NoForm,
    #[error("it is not said where people meet")]
    NoPlace,
    #[error("not an amount of money")]
    NotMoney,
    #[error("in this form decisions are given on paper")]
    OnPaper,
    #[error("received before voting began, or later than now")]
    Received,
    #[error("it is not said which document gives the power")]
    NoDocument,
    #[error("the power holds no more")]
    PowerOver,
    #[error("the power is decided on already")]
    PowerDecided,
    #[error("the administrator cannot accept a power held by the administrator")]
    OwnPower,
    #[error("{count} written decisions wait for the second reader")]
    PapersWait { count: usize },
    #[error("the list of those who came is missing")]
    NoAttendance,
    #[error("{premises} decided at the place and are not on the list of those who came")]
    NotListed { premises: String },
    #[error("this decision was read by the second person already")]
    PaperRead,
    #[error("a decision the owner took in the system is not annulled")]
    OwnDecision,
    #[error("this person cannot be the second reader")]
    NotAReader,
    #[error("the register does not fit the house: {register} and {house}")]
    Unexplained { register: Area, house: Area },
    #[error("the inspectorate checks the message")]
    Checked,
    #[error("it is not said what is asked")]
    NoQuestion,
    #[error("no register of members is loaded")]
    NoMembers,
    #[error("it is not said by which clause of the charter members decide in the system")]
    NoCharter,
    #[error("question {number} is not one of this meeting's")]
    NotItsKind { number: i32 },
    #[error("not a kind of meeting")]
    NoBody,
    #[error("nothing is said")]
    NoRemark,
    #[error("refusals are no longer received")]
    RefusalLate,
    #[error("this share has refused on paper")]
    RefusedOnPaper,
    #[error("the person's earlier demands are not met yet")]
    TooManyRequests,
    #[error("too much was said today")]
    TooManyRemarks,
}

impl Coded for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAnOwner => "meetings.not_an_owner",
            Self::Frozen => "meetings.frozen",
            Self::NotATime { .. } => "meetings.not_a_time",
            Self::TooEarly { .. } => "meetings.too_early",
            Self::Lasts => "meetings.lasts",
            Self::Backwards => "meetings.backwards",
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
            Self::NoForm => "meetings.no_form",
            Self::NoPlace => "meetings.no_place",
            Self::NotMoney => "meetings.not_money",
            Self::OnPaper => "meetings.on_paper",
            Self::Received => "meetings.received",
            Self::NoDocument => "meetings.no_document",
            Self::PowerOver => "meetings.power_over",
            Self::PowerDecided => "meetings.power_decided",
            Self::OwnPower => "meetings.own_power",
            Self::PapersWait { .. } => "meetings.papers_wait",
            Self::NoAttendance => "meetings.no_attendance",
            Self::NotListed { .. } => "meetings.not_listed",
            Self::PaperRead => "meetings.paper_read",
            Self::OwnDecision => "meetings.own_decision",
            Self::NotAReader => "meetings.not_a_reader",
            Self::Unexplained { .. } => "meetings.unexplained",
            Self::Checked => "meetings.checked",
            Self::NoQuestion => "meetings.no_question",
            Self::NoMembers => "meetings.no_members",
            Self::NoCharter => "meetings.no_charter",
            Self::NotItsKind { .. } => "meetings.not_its_kind",
            Self::NoBody => "meetings.no_body",
            Self::NoRemark => "meetings.no_remark",
            Self::RefusalLate => "meetings.refusal_late",
            Self::RefusedOnPaper => "meetings.refused_on_paper",
            Self::TooManyRequests => "meetings.too_many_requests",
            Self::TooManyRemarks => "meetings.too_many_remarks",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotATime { field } => Some(field),
            Self::TooEarly { .. } => Some("opens"),
            Self::Lasts | Self::Backwards => Some("closes"),
            Self::NoWording => Some("text"),
            Self::NoEntrance => Some("entrance"),
            Self::NoKind => Some("kind"),
            Self::NoContacts => Some("contacts"),
            Self::NoReason => Some("reason"),
            Self::NoForm => Some("form"),
            Self::NoBody | Self::NoMembers => Some("body"),
            Self::NoCharter => Some("charter"),
            Self::NoPlace => Some("place"),
            Self::NotMoney => Some("cost"),
            Self::Received | Self::PaperLate | Self::RefusalLate => Some("received"),
            Self::NoDocument => Some("document"),
            Self::PowerOver => Some("until"),
            Self::NotAReader => Some("reader"),
            Self::RefusedOnPaper => Some("share"),
            Self::Unexplained { .. } => Some("explained"),
            Self::NoQuestion | Self::TooManyRequests => Some("question"),
            Self::NoRemark | Self::TooManyRemarks => Some("remark"),
            _ => None,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooEarly { earliest } => vec![("earliest", crate::kernel::text::day(*earliest))],
            Self::Shares { premises } | Self::NoArea { premises } | Self::NotListed { premises } => {
                vec![("premises", premises.clone())]
            }
            Self::NoAnswer { number } | Self::NotItsKind { number } => vec![("number", number.to_string())],
            Self::PapersWait { count } => vec![("count", count.to_string())],
            Self::Unexplained { register, house } => {
                vec![("register", register.to_string()), ("house", house.to_string())]
            }
            _ => Vec::new(),
        }
    }
}
