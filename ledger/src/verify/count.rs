//! What the decisions of a record give.

use domain::kernel::{Area, Share};
use domain::meetings::{Answer, Asked, Ballot, Choice, House, Running};

use crate::record::{Meeting, Outcome, Voice};

/// A voice's decision, as it is counted.
pub fn ballot(voice: &Voice, answers: Vec<Choice>) -> Ballot {
    let (area, share) = voice.weight().unwrap_or((Area(0), Share::WHOLE));
    Ballot { area, share, residential: voice.residential, entrance: voice.entrance, answers }
}

/// What comes out of the decisions that count, and of who was `present` without one; `voices` is the register.
pub fn counted_outcome(meeting: &Meeting, voices: &[Voice], ballots: &[Ballot], present: &[Ballot]) -> Outcome {
    let house = House {
        total: meeting.votes(voices),
        residential_total: Area(meeting.residential_total),
        entrances: meeting.entrances.iter().map(|entrance| (entrance.no, Area(entrance.total))).collect(),
    };
    let asked: Vec<Asked> =
        meeting.questions.iter().map(|item| Asked { kind: item.kind, entrance: item.entrance }).collect();
    let mut running = Running::new(asked.len());
    ballots.iter().for_each(|ballot| running.add(&asked, ballot));
    present.iter().for_each(|ballot| running.attend(&asked, ballot));
    let outcome = running.outcome(&house, &asked);
    let participants = (&outcome.participants).into();
    let Answer { quorum, questions } = outcome.into();
    Outcome { participants, quorum, questions }
}
