//! When a decision is adopted, and when there is a quorum to adopt it: ст. 45 ч. 3, 3.2 and 46 ч. 1, 1.2 ЖК;
//! of members' meetings ст. 146 ч. 3, 4 and 117 ч. 1 ЖК.

use std::cmp::Ordering::{Equal, Greater};

use serde::{Deserialize, Serialize};

use super::Votes;

/// How a question is decided. `T` are all votes, `P` those of the participants, `Y` those «за»; R marks
/// residential premises, E those of the entrance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// `2Y > P`
    SimpleOfParticipants,
    /// `4Y > 3P`
    ThreeQuartersOfParticipants,
    /// `2Y > P`, and in a house of several entrances `2YE > PE`
    Conversion,
    /// `3YR ≥ TR`
    ThirdOfResidential,
    /// `2Y > T`
    AbsoluteOfAll,
    /// `3YR ≥ 2TR`
    TwoThirdsOfResidential,
    /// `3Y ≥ 2T`
    TwoThirdsOfAll,
    /// `Y = T`
    Unanimous,
}

/// The sums a question is decided by.
#[derive(Clone, Debug, Default)]
pub struct Count {
    /// T
    pub total: Votes,
    /// P: who voted in any way, an invalid answer included, and who came to the place of the meeting
    pub participants: Votes,
    /// S: of P who came to the place and decided nothing yet; what they decide adds nothing to P
    pub silent: Votes,
    /// Y
    pub for_: Votes,
    /// TR
    pub residential_total: Votes,
    /// PR
    pub residential_participants: Votes,
    /// YR
    pub residential_for: Votes,
    /// TE of the question's entrance
    pub entrance_total: Votes,
    /// PE
    pub entrance_participants: Votes,
    /// YE
    pub entrance_for: Votes,
    /// How many entrances the house has.
    pub entrances: usize,
}

impl Rule {
    /// The stored and spoken-over-the-wire name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SimpleOfParticipants => "simple_of_participants",
            Self::ThreeQuartersOfParticipants => "three_quarters_of_participants",
            Self::Conversion => "conversion",
            Self::ThirdOfResidential => "third_of_residential",
            Self::AbsoluteOfAll => "absolute_of_all",
            Self::TwoThirdsOfResidential => "two_thirds_of_residential",
            Self::TwoThirdsOfAll => "two_thirds_of_all",
            Self::Unanimous => "unanimous",
        }
    }

    /// May the meeting decide? `2P > T` (45 ч. 3, 146 ч. 3, 117 ч. 1); 4.5 in a house of several entrances also `3PE > 2TE`,
    /// of one `3P > 2T`; 4.6 `2PR > TR` (45 ч. 3.2).
    pub fn has_quorum(self, count: &Count) -> bool {
        let whole = count.participants.compare(2, &count.total, 1) == Greater;
        match self {
            Self::Conversion if 1 < count.entrances => {
                whole && count.entrance_participants.compare(3, &count.entrance_total, 2) == Greater
            }
            Self::Conversion => count.participants.compare(3, &count.total, 2) == Greater,
            Self::TwoThirdsOfResidential | Self::ThirdOfResidential => {
                count.residential_participants.compare(2, &count.residential_total, 1) == Greater
            }
            _ => whole,
        }
    }

    /// Were there enough «за»? Without a quorum nothing is adopted, however many.
    pub fn has_majority(self, count: &Count) -> bool {
        match self {
            Self::SimpleOfParticipants => count.for_.compare(2, &count.participants, 1) == Greater,
            Self::ThreeQuartersOfParticipants => count.for_.compare(4, &count.participants, 3) == Greater,
            Self::Conversion => {
                let entrance = count.entrance_for.compare(2, &count.entrance_participants, 1) == Greater;
                count.for_.compare(2, &count.participants, 1) == Greater && (count.entrances <= 1 || entrance)
            }
            Self::AbsoluteOfAll => count.for_.compare(2, &count.total, 1) == Greater,
            Self::TwoThirdsOfAll => count.for_.compare(3, &count.total, 2).is_ge(),
            Self::TwoThirdsOfResidential => count.residential_for.compare(3, &count.residential_total, 2).is_ge(),
            Self::ThirdOfResidential => count.residential_for.compare(3, &count.residential_total, 1).is_ge(),
            Self::Unanimous => count.for_.compare(1, &count.total, 1) == Equal,
        }
    }

    /// Is the decision adopted?
    pub fn adopts(self, count: &Count) -> bool {
        self.has_quorum(count) && self.has_majority(count)
    }
}
