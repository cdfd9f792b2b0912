//! Messages in a resident's feed (лента информационных сообщений).

use serde::{Deserialize, Serialize};

use crate::kernel::{Instant, NoticeId, OrgId};

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// The reading window opens or closes
    Window,
    /// A bill was issued
    Bill,
    /// An outage is planned
    Outage,
    /// Works at the house
    Works,
    /// An owners' meeting
    Meeting,
    /// Somebody tried to link the account, was linked, or signed in
    Security,
    /// Anything else from an organisation
    News,
}

impl NoticeKind {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 7] =
        [Self::Window, Self::Bill, Self::Outage, Self::Works, Self::Meeting, Self::Security, Self::News];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Bill => "bill",
            Self::Outage => "outage",
            Self::Works => "works",
            Self::Meeting => "meeting",
            Self::Security => "security",
            Self::News => "news",
        }
    }

    /// The value of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// One message of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeView {
    /// Its id.
    pub id: NoticeId,
    /// What it is about.
    pub kind: NoticeKind,
    /// The headline.
    pub title: String,
    /// The text.
    pub body: String,
    /// Who sends it; `None` for the system itself.
    pub from: Option<(OrgId, String)>,
    /// When.
    pub at: Instant,
}
