//! A whole meeting counted.

use serde::{Deserialize, Serialize};

use super::{Count, Kind, Votes};
use crate::kernel::{Area, Share};

/// The house as its votes are counted: 1 vote is 1 m².
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// All premises, residential and not, without common property.
    pub total: Area,
    /// The residential ones.
    pub residential_total: Area,
    /// Every entrance by its number, with the area of its premises; may be empty when nothing is asked of
    /// an entrance.
    pub entrances: Vec<(i32, Area)>,
}

/// One question, as far as counting needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it is.
    pub kind: Kind,
    /// The entrance a flat of which would be turned into other premises; for 4.5.
    pub entrance: Option<i32>,
}

/// What was answered to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// За
    For,
    /// Против
    Against,
    /// Воздержался
    Abstain,
    /// No mark on a paper, or several: that answer does not count, the others do (ст. 48 ч. 6 ЖК)
    Invalid,
}

impl Choice {
    /// All of them, in the order of ballots.
    pub const ALL: [Self; 4] = [Self::For, Self::Against, Self::Abstain, Self::Invalid];

    /// The stored and spoken-over-the-wire name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Abstain => "abstain",
            Self::Invalid => "invalid",
        }
    }

    /// The choice of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// The decision of one owner for one share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// The premises' area.
    pub area: Area,
    /// The share in them.
    pub share: Share,
    /// Are they residential?
    pub residential: bool,
    /// Their entrance.
    pub entrance: Option<i32>,
    /// One answer for each question, in the agenda's order.
    pub answers: Vec<Choice>,
}

/// What came out of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The votes of all who took part.
    pub participants: Votes,
    /// `2P > T`: is the meeting competent (ст. 45 ч. 3 ЖК)?
    pub quorum: bool,
    /// Each question, in the agenda's order.
    pub questions: Vec<Result>,
}

/// What came out of one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Result {
    /// What it is.
    pub kind: Kind,
    /// May it be decided? Questions 4.5 and 4.6 ask for another quorum than the rest.
    pub quorum: bool,
    /// За
    pub for_: Votes,
    /// Против
    pub against: Votes,
    /// Воздержались
    pub abstain: Votes,
    /// Answers that do not count.
    pub invalid: Votes,
    /// Is the decision adopted?
    pub adopted: bool,
}

/// Sums of one question.
#[derive(Clone, Debug, Default)]
struct Sums {
    by_choice: [Votes; 4],
    residential_for: Votes,
    entrance_for: Votes,
    entrance_participants: Votes,
}

/// Counts a meeting. The order of ballots does not matter; a ballot's answers beyond the agenda are not
/// looked at, missing ones are invalid.
pub fn tally<'b>(house: &House, asked: &[Asked], ballots: impl IntoIterator<Item = &'b Ballot>) -> Outcome {
    let (mut participants, mut residential) = (Votes::default(), Votes::default());
    let mut sums = vec![Sums::default(); asked.len()];
    for ballot in ballots {
        participants.add(ballot.area, ballot.share);
        if ballot.residential {
            residential.add(ballot.area, ballot.share);
        }
        for (number, (question, sums)) in asked.iter().zip(&mut sums).enumerate() {
            let choice = ballot.answers.get(number).copied().unwrap_or(Choice::Invalid);
            sums.add(ballot, choice, question);
        }
    }
    let total = Votes::whole(house.total);
    let count = |question: &Asked, sums: &Sums| {
        let entrance = house.entrances.iter().find(|(number, _)| Some(*number) == question.entrance);
        Count {
            total: total.clone(),
            participants: participants.clone(),
            for_: sums.of(Choice::For).clone(),
            residential_total: Votes::whole(house.residential_total),
            residential_participants: residential.clone(),
            residential_for: sums.residential_for.clone(),
            entrance_total: Votes::whole(entrance.map_or(Area(0), |(_, area)| *area)),
            entrance_participants: sums.entrance_participants.clone(),
            entrance_for: sums.entrance_for.clone(),
            entrances: house.entrances.len(),
        }
    };
    let questions = asked.iter().zip(&sums).map(|(question, sums)| {
        let (rule, count) = (question.kind.rule(), count(question, sums));
        let votes = |choice| sums.of(choice).clone();
        Result {
            kind: question.kind,
            quorum: rule.has_quorum(&count),
            for_: votes(Choice::For),
            against: votes(Choice::Against),
            abstain: votes(Choice::Abstain),
            invalid: votes(Choice::Invalid),
            adopted: rule.adopts(&count),
        }
    });
    let questions = questions.collect();
    let quorum = participants.compare(2, &total, 1).is_gt();
    Outcome { participants, quorum, questions }
}

impl Sums {
    fn of(&self, choice: Choice) -> &Votes {
        &self.by_choice[choice as usize]
    }

    fn add(&mut self, ballot: &Ballot, choice: Choice, question: &Asked) {
        let (area, share) = (ballot.area, ballot.share);
        self.by_choice[choice as usize].add(area, share);
        let of_entrance = question.entrance.is_some() && ballot.entrance == question.entrance;
        if of_entrance {
            self.entrance_participants.add(area, share);
        }
        if choice == Choice::For && ballot.residential {
            self.residential_for.add(area, share);
        }
        if choice == Choice::For && of_entrance {
            self.entrance_for.add(area, share);
        }
    }
}
