//! The entries of a log as they are read: what each may rest on, what counts, the heads over them.

use std::collections::HashSet;

use domain::meetings::Choice;

use super::What;
use crate::merkle::{self, Tree};
use crate::record::{Ballot, Entry, Head, Leaf, Meeting, Opening, Paper, Power, Voice, Way, canonical};
use crate::{seal, sign};

/// A log being read.
#[derive(Default)]
pub struct Log {
    pub entries: Vec<Entry>,
    pub heads: Vec<Head>,
    tree: Tree,
    /// Papers a decision rests on already.
    used: HashSet<u64>,
    /// Powers that ended before their day.
    revoked: HashSet<u64>,
    annulled: HashSet<u64>,
}

/// Says what is wrong, or nothing.
type Judged = Result<(), What>;

fn must(good: bool, what: What) -> Judged {
    if good { Ok(()) } else { Err(what) }
}

impl Log {
    /// Takes an entry at its place; `frozen` is the digest of the message and the register as they were read.
    pub fn take(
        &mut self,
        entry: Entry,
        meeting: &Meeting,
        voices: &[Voice],
        frozen: impl FnOnce() -> String,
    ) -> Judged {
        must(entry.n as usize == self.entries.len(), What::Number)?;
        must(!self.is_ended(), What::Act)?;
        must(matches!(entry.leaf, Leaf::Opened { .. }) == (entry.n == 0), What::Frozen)?;
        let voiced = |voice: u32| (1..=voices.len() as u64).contains(&u64::from(voice));
        match &entry.leaf {
            Leaf::Opened { frozen: said } => {
                must(*said == frozen(), What::Frozen)?;
                must(entry.answers.is_none() && entry.person.is_none(), What::Seal)?;
            }
            Leaf::Ballot(ballot) => {
                must(voiced(ballot.voice) && in_time(meeting, ballot.at), What::Act)?;
                self.rests(ballot, meeting)?;
                sealed(&entry, &ballot.person, Some(&ballot.answers), meeting)?;
            }
            Leaf::Paper(Paper { at, received, voice, person, answers, .. }) => {
                let received = (meeting.opens..meeting.closes).contains(received) && received <= at;
                must(voiced(*voice) && received && in_time(meeting, *at), What::Act)?;
                sealed(&entry, person, Some(answers), meeting)?;
            }
            Leaf::Power(Power { at, voice, until, person, .. }) => {
                must(voiced(*voice) && *at < meeting.closes && at < until, What::Act)?;
                sealed(&entry, person, None, meeting)?;
            }
            Leaf::Revoked { entry: of, .. } => {
                must(matches!(self.leaf(*of), Some(Leaf::Power(_))) && self.revoked.insert(*of), What::Act)?;
            }
            Leaf::Annulled { at, entry: of, .. } => {
                // What an owner decided in the system nobody takes away.
                let known = matches!(self.leaf(*of), Some(Leaf::Ballot(ballot)) if ballot.way != Way::Electronic);
                must(known && in_time(meeting, *at) && self.annulled.insert(*of), What::Act)?;
            }
            Leaf::Present { at, voices: present, reason, .. } => {
                let ordered = present.is_sorted_by(|one, next| one < next);
                let place = meeting.form.has_place() && in_time(meeting, *at);
                // The first list needs no reason, each other one does.
                let place = place && reason.is_empty() != self.is_listed();
                must(place && ordered && present.iter().all(|voice| voiced(*voice)), What::Act)?;
            }
            Leaf::Closed { at } => must(meeting.closes <= *at, What::Act)?,
            Leaf::Cancelled { .. } => {}
        }
        let plain = !matches!(entry.leaf, Leaf::Ballot(_) | Leaf::Paper(_) | Leaf::Power(_));
        must(!plain || (entry.answers.is_none() && entry.person.is_none()), What::Seal)?;
        self.tree.push(merkle::leaf(canonical(&entry.leaf).as_bytes()));
        self.entries.push(entry);
        Ok(())
    }

    fn leaf(&self, n: u64) -> Option<&Leaf> {
        let entry = usize::try_from(n).ok().and_then(|n| self.entries.get(n))?;
        Some(&entry.leaf)
    }

    /// A paper's decision is the one that was entered, once; a representative has a power that holds.
    fn rests(&mut self, ballot: &Ballot, meeting: &Meeting) -> Judged {
        let good = match (ballot.way, ballot.rests_on) {
            (Way::Electronic, None) => meeting.form.is_electronic(),
            (Way::Paper, Some(n)) => {
                let same = matches!(self.leaf(n), Some(Leaf::Paper(paper)) if paper.voice == ballot.voice
                    && paper.person == ballot.person && paper.answers == ballot.answers);
                same && self.used.insert(n)
            }
            (Way::Proxy, Some(n)) => {
                let holds = matches!(self.leaf(n), Some(Leaf::Power(power)) if power.voice == ballot.voice
                    && (power.at..power.until).contains(&ballot.at));
                holds && !self.revoked.contains(&n)
            }
            _ => false,
        };
        must(good, What::Act)
    }

    /// Does the log end here? Nothing follows what closes or cancels.
    fn is_ended(&self) -> bool {
        self.entries.last().is_some_and(|last| matches!(last.leaf, Leaf::Closed { .. } | Leaf::Cancelled { .. }))
    }

    /// Takes a signed head: each is over no less than the one before, and over the beginning of this log.
    pub fn take_head(&mut self, head: Head, meeting: &Meeting) -> Judged {
        must(self.heads.last().is_none_or(|last| last.size <= head.size), What::Log)?;
        must(self.root(head.size).as_deref() == Some(head.root.as_str()), What::Log)?;
        must(sign::head_is_signed(&meeting.key, &meeting.uin, &head), What::Signature)?;
        self.heads.push(head);
        Ok(())
    }

    /// Is the last head over the whole log?
    pub fn is_headed(&self) -> bool {
        self.heads.last().is_some_and(|head| head.size as usize == self.entries.len())
    }

    /// The root over the first `size` entries.
    pub fn root(&self, size: u64) -> Option<String> {
        self.tree.root_of(size).filter(|_| 0 < size).map(hex::encode)
    }

    /// Are all answers opened, those of papers that do not count too?
    pub fn is_opened(&self) -> bool {
        let opened = |entry: &Entry| !matches!(entry.leaf, Leaf::Ballot(_) | Leaf::Paper(_)) || entry.answers.is_some();
        self.entries.iter().all(opened)
    }

    /// Has voting ended by its time?
    pub fn is_closed(&self) -> bool {
        self.entries.last().is_some_and(|last| matches!(last.leaf, Leaf::Closed { .. }))
    }

    /// Decisions, whether they count or not.
    pub fn ballots(&self) -> u64 {
        self.entries.iter().filter(|entry| matches!(entry.leaf, Leaf::Ballot(_))).count() as u64
    }

    /// Voices that were at the place, by the last list of them.
    pub fn present(&self) -> &[u32] {
        self.list().unwrap_or_default()
    }

    /// Was a list written of who came?
    pub fn is_listed(&self) -> bool {
        self.list().is_some()
    }

    fn list(&self) -> Option<&[u32]> {
        self.entries.iter().rev().find_map(|entry| match &entry.leaf {
            Leaf::Present { voices, .. } => Some(voices.as_slice()),
            _ => None,
        })
    }

    /// Decisions that count, by entry: of each voice the first that was not annulled.
    pub fn counted<'l>(&'l self, voices: &'l [Voice]) -> Vec<(&'l Entry, &'l Voice)> {
        let mut heard = HashSet::new();
        let mut counted = Vec::new();
        for entry in self.entries.iter().filter(|entry| !self.annulled.contains(&entry.n)) {
            let Leaf::Ballot(ballot) = &entry.leaf else { continue };
            if let Some(voice) = voices.get((ballot.voice as usize).saturating_sub(1))
                && heard.insert(ballot.voice)
            {
                counted.push((entry, voice));
            }
        }
        counted
    }
}

/// In the system a decision is taken before the end; where people decide on paper, what was received
/// before the end is entered after it too.
fn in_time(meeting: &Meeting, at: i64) -> bool {
    meeting.opens <= at && (at < meeting.closes || !meeting.form.is_electronic())
}

/// Do the seals stand over what is opened, and has every question its answer?
fn sealed(entry: &Entry, person: &str, answers: Option<&String>, meeting: &Meeting) -> Judged {
    let fits = |opening: &Opening<Vec<Choice>>| {
        answers.is_some_and(|sealed| seal::fits(sealed, opening)) && opening.value.len() == meeting.questions.len()
    };
    let named = entry.person.as_ref().is_none_or(|opening| seal::fits(person, opening));
    must(named && entry.answers.as_ref().is_none_or(fits), What::Seal)
}
