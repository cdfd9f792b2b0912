//! A whole meeting counted.

use super::{Ballot, Choice, Count, Kind, Rule, Votes};
use crate::kernel::Area;

/// Whose votes are counted: of the house 1 vote is 1 m², of a cooperative's members 1 a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// All premises, residential and not, without common property; of members' meetings all members' votes,
    /// which need not be whole hundredths.
    pub total: Votes,
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

impl Asked {
    /// Is the ballot of the entrance the question is about?
    fn is_of(&self, ballot: &Ballot) -> bool {
        self.entrance.is_some() && ballot.entrance == self.entrance
    }
}

/// What came out of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The votes of all who took part.
    pub participants: Votes,
    /// Of them, who came to the place and decided nothing.
    pub silent: Votes,
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
    /// The fewest votes «за» that are missing to it: [`Rule::needs`](super::Rule::needs); whole ones where
    /// heads are counted.
    pub needs: Area,
    /// The votes the law looks at besides those of the whole house.
    pub part: Option<Part>,
}

/// The votes of a part of the house that a question is decided by: of its residential premises (46 ч. 1,
/// kinds 4.6), or of the entrance whose flat would be turned into other premises (46 ч. 1.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The entrance; none for all residential premises.
    pub entrance: Option<i32>,
    /// All votes of the part.
    pub total: Votes,
    /// Those of the participants.
    pub participants: Votes,
    /// Those «за».
    pub for_: Votes,
}

/// Sums of one question.
#[derive(Clone, Debug, Default)]
struct Sums {
    by_choice: [Votes; 4],
    residential_for: Votes,
    entrance: Votes,
    entrance_for: Votes,
}

/// A count under way: what is known so far, to be added to ballot by ballot.
#[derive(Clone, Debug)]
pub struct Running {
    all: Votes,
    residential: Votes,
    /// Of all who take part, those who came and decided nothing; never stored.
    silent: Votes,
    questions: Vec<Sums>,
}

/// The stored names of sums: of the whole meeting, then of a question.
const OF_MEETING: [&str; 2] = ["all", "residential"];
const OF_QUESTION: [&str; 7] = ["for", "against", "abstain", "invalid", "residential_for", "entrance", "entrance_for"];

impl Running {
    /// Nothing counted yet, of so many questions.
    pub fn new(questions: usize) -> Self {
        let [all, residential, silent] = Default::default();
        Self { all, residential, silent, questions: vec![Sums::default(); questions] }
    }

    /// Adds a ballot. Answers beyond the agenda are not looked at, missing ones are invalid.
    pub fn add(&mut self, asked: &[Asked], ballot: &Ballot) {
        let (area, share) = (ballot.area, ballot.share);
        self.take_part(asked, ballot);
        for (number, (question, sums)) in asked.iter().zip(&mut self.questions).enumerate() {
            let choice = ballot.answers.get(number).copied().unwrap_or(Choice::Invalid);
            let of_entrance = question.is_of(ballot);
            sums.by_choice[choice as usize].add(area, share);
            if choice == Choice::For && ballot.residential {
                sums.residential_for.add(area, share);
            }
            if choice == Choice::For && of_entrance {
                sums.entrance_for.add(area, share);
            }
        }
    }

    /// Adds who was at the place of the meeting and decided nothing: a participant, whose votes are for no
    /// answer (45 ч. 3, 46 ч. 1 ЖК). The answers are not looked at.
    pub fn attend(&mut self, asked: &[Asked], ballot: &Ballot) {
        self.silent.add(ballot.area, ballot.share);
        self.take_part(asked, ballot);
    }

    fn take_part(&mut self, asked: &[Asked], ballot: &Ballot) {
        let (area, share) = (ballot.area, ballot.share);
        self.all.add(area, share);
        if ballot.residential {
            self.residential.add(area, share);
        }
        for (_, sums) in asked.iter().zip(&mut self.questions).filter(|(question, _)| question.is_of(ballot)) {
            sums.entrance.add(area, share);
        }
    }

    /// The same sums to be taken away.
    #[must_use]
    pub fn negated(&self) -> Self {
        let mut negated = Self::new(self.questions.len());
        for (question, name, denominator, numerator) in self.parts() {
            negated.put(question, name, denominator, -numerator);
        }
        negated
    }

    /// Every sum as it is stored: the question's number from 1, 0 for the meeting; the sum's name; a
    /// denominator and a numerator of hundredths of a m².
    pub fn parts(&self) -> Vec<(i32, &'static str, i64, i128)> {
        let mut parts = Vec::new();
        let mut put = |question: usize, name, votes: &Votes| {
            parts.extend(votes.parts().map(|(den, num)| (question as i32, name, den, num)));
        };
        put(0, OF_MEETING[0], &self.all);
        put(0, OF_MEETING[1], &self.residential);
        for (number, sums) in self.questions.iter().enumerate() {
            for (name, votes) in OF_QUESTION.into_iter().zip(sums.all()) {
                put(number + 1, name, votes);
            }
        }
        parts
    }

    /// Adds a stored sum; an unknown one is not looked at.
    pub fn put(&mut self, question: i32, name: &str, denominator: i64, numerator: i128) {
        let votes = match (usize::try_from(question), OF_QUESTION.iter().position(|known| *known == name)) {
            (Ok(0), _) if name == OF_MEETING[0] => Some(&mut self.all),
            (Ok(0), _) if name == OF_MEETING[1] => Some(&mut self.residential),
            (Ok(question), Some(place)) if 0 < question => {
                self.questions.get_mut(question - 1).and_then(|sums| sums.at(place))
            }
            _ => None,
        };
        if let Some(votes) = votes {
            votes.add_part(denominator, numerator);
        }
    }

    /// What comes out of what is known.
    pub fn outcome(&self, house: &House, asked: &[Asked]) -> Outcome {
        let questions = asked.iter().zip(&self.questions).map(|(question, sums)| {
            let rule = question.kind.rule();
            let count = self.count(house, question, sums);
            let [for_, against, abstain, invalid] = sums.by_choice.clone();
            Result {
                kind: question.kind,
                quorum: rule.has_quorum(&count),
                for_,
                against,
                abstain,
                invalid,
                adopted: rule.adopts(&count),
                needs: question.kind.body().at_least(rule.needs(&count)),
                part: part(rule, question.entrance.filter(|_| 1 < house.entrances.len()), count),
            }
        });
        Outcome {
            questions: questions.collect(),
            quorum: self.all.compare(2, &house.total, 1).is_gt(),
            participants: self.all.clone(),
            silent: self.silent.clone(),
        }
    }

    fn count(&self, house: &House, question: &Asked, sums: &Sums) -> Count {
        let entrance = house.entrances.iter().find(|(number, _)| Some(*number) == question.entrance);
        Count {
            total: house.total.clone(),
            participants: self.all.clone(),
            silent: self.silent.clone(),
            for_: sums.by_choice[Choice::For as usize].clone(),
            residential_total: Votes::whole(house.residential_total),
            residential_participants: self.residential.clone(),
            residential_for: sums.residential_for.clone(),
            entrance_total: Votes::whole(entrance.map_or(Area(0), |(_, area)| *area)),
            entrance_participants: sums.entrance.clone(),
            entrance_for: sums.entrance_for.clone(),
            entrances: house.entrances.len(),
        }
    }
}

/// The part of the house a rule looks at, with its sums.
fn part(rule: Rule, entrance: Option<i32>, count: Count) -> Option<Part> {
    let [total, participants, for_] = match (rule, entrance) {
        (Rule::ThirdOfResidential | Rule::TwoThirdsOfResidential, _) => {
            [count.residential_total, count.residential_participants, count.residential_for]
        }
        (Rule::Conversion, Some(_)) => [count.entrance_total, count.entrance_participants, count.entrance_for],
        _ => return None,
    };
    Some(Part { entrance: entrance.filter(|_| rule == Rule::Conversion), total, participants, for_ })
}

impl Sums {
    /// In the order of their names.
    fn all(&self) -> impl Iterator<Item = &Votes> {
        self.by_choice.iter().chain([&self.residential_for, &self.entrance, &self.entrance_for])
    }

    fn at(&mut self, place: usize) -> Option<&mut Votes> {
        let rest = [&mut self.residential_for, &mut self.entrance, &mut self.entrance_for];
        self.by_choice.iter_mut().chain(rest).nth(place)
    }
}

/// Counts a meeting; the order of ballots does not matter.
pub fn tally<'b>(house: &House, asked: &[Asked], ballots: impl IntoIterator<Item = &'b Ballot>) -> Outcome {
    let mut running = Running::new(asked.len());
    ballots.into_iter().for_each(|ballot| running.add(asked, ballot));
    running.outcome(house, asked)
}
