//! Whose meeting it is: of the owners of premises (гл. 6 ЖК), of an association's members (ст. 145, 146 ЖК),
//! or of a cooperative's (ст. 116, 117 ЖК).

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::kernel::Area;

/// Whose meeting it is (state format: `MeetingType` Owners, Homeowners, Cooperative).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Owners of premises: a vote is 1 m² of the area owned (48 ч. 3).
    #[default]
    Owners,
    /// Members of an association (ТСЖ): owners who joined it, by the same weights, members' shares only
    /// (143 ч. 4; 146 ч. 1.1 with 48 ч. 3).
    Association,
    /// Members of a housing cooperative: each has one vote (117 ч. 1 counts members).
    Cooperative,
}

impl Body {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Owners, Self::Association, Self::Cooperative];

    /// The stored and spoken-over-the-wire name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owners => "owners",
            Self::Association => "association",
            Self::Cooperative => "cooperative",
        }
    }

    /// The body of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|body| body.code() == code)
    }

    /// Do only members vote?
    pub const fn is_of_members(self) -> bool {
        !matches!(self, Self::Owners)
    }

    /// Has each voice one vote, whatever is owned?
    pub const fn counts_heads(self) -> bool {
        matches!(self, Self::Cooperative)
    }

    /// The article that says what a vote is.
    pub const fn weight_article(self) -> &'static str {
        match self {
            Self::Owners => "ст. 48 ч. 3 ЖК РФ",
            Self::Association => "ст. 146 ч. 1.1, ст. 48 ч. 3 ЖК РФ",
            Self::Cooperative => "ст. 117 ч. 1 ЖК РФ",
        }
    }

    /// The article of the quorum, more than half of all votes for each.
    pub const fn quorum_article(self) -> &'static str {
        match self {
            Self::Owners => "ст. 45 ч. 3 ЖК РФ",
            Self::Association => "ст. 146 ч. 3 ЖК РФ",
            Self::Cooperative => "ст. 117 ч. 1 ЖК РФ",
        }
    }

    /// The fewest votes that are no less: where heads are counted there are whole ones only.
    pub fn at_least(self, votes: Area) -> Area {
        match self.counts_heads() {
            true => Area(votes.0.div_euclid(100) * 100 + if votes.0.rem_euclid(100) == 0 { 0 } else { 100 }),
            false => votes,
        }
    }

    /// The article by which a mark that is missing or double does not count; a cooperative's charter says it.
    pub const fn marks_article(self) -> &'static str {
        match self {
            Self::Owners | Self::Association => "ст. 48 ч. 6 ЖК РФ",
            Self::Cooperative => "",
        }
    }

    /// The article by which its charter may let members decide in the system; owners need none.
    pub const fn charter_article(self) -> &'static str {
        match self {
            Self::Owners => "",
            Self::Association => "ст. 135 ч. 2.1 ЖК РФ",
            Self::Cooperative => "ст. 113 ч. 1.1 ЖК РФ",
        }
    }

    /// What it decides on.
    pub fn kinds(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| kind.body() == self)
    }

    /// What a question is about which nothing else is said.
    pub const fn other(self) -> Kind {
        match self {
            Self::Owners => Kind::Other,
            Self::Association => Kind::AssociationOther,
            Self::Cooperative => Kind::Cooperative,
        }
    }
}
