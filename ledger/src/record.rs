//! The lines of a record. Each is a JSON object in one writing only: these fields in this order, no
//! spaces, whole numbers, nothing escaped that need not be. A line that would be written otherwise is
//! not a line of a record, so no byte is free to change.
//!
//! The order: the meeting, its register of voices, the entries of the log, signed heads of it, after the
//! close the outcome, and the end, which signs all bytes before it.

use domain::kernel::{Area, Share};
use domain::meetings::{Body, Choice, Form, Kind, Said, Sum, Votes};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use crate::tagged::{self, Tagged};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum Line {
    /// What the meeting is.
    Meeting(Meeting),
    /// A share that may vote.
    Voice(Voice),
    /// An entry of the log, with what is opened of it.
    Entry(Entry),
    /// A signed head of the log.
    Head(Head),
    /// What came out.
    Outcome(Outcome),
    /// The end.
    End(End),
}

impl<'de> Tagged<'de> for Line {
    const KEY: &'static str = "line";

    fn of<D: Deserializer<'de>>(tag: &str, rest: D) -> Result<Self, D::Error> {
        match tag {
            "meeting" => Meeting::deserialize(rest).map(Self::Meeting),
            "voice" => Voice::deserialize(rest).map(Self::Voice),
            "entry" => Entry::deserialize(rest).map(Self::Entry),
            "head" => Head::deserialize(rest).map(Self::Head),
            "outcome" => Outcome::deserialize(rest).map(Self::Outcome),
            "end" => End::deserialize(rest).map(Self::End),
            _ => Err(tagged::unknown(tag)),
        }
    }
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tagged::read(deserializer)
    }
}

/// The meeting, frozen when its message was published. Instants are milliseconds since 1970, UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// The number of the vote and of its protocol (УИН).
    pub uin: String,
    /// The house, as printed.
    pub house: String,
    /// How it is held: which ways decisions may come.
    pub form: Form,
    /// Whose meeting it is; not written of owners.
    #[serde(default, skip_serializing_if = "is_of_owners")]
    pub body: Body,
    /// All votes: the area of all premises, in 0.01 m². Of members' meetings the votes of all voices, half a
    /// hundredth up; the count takes them exactly. A cooperative's voice has 100.
    pub total: i64,
    /// Of the residential ones.
    pub residential_total: i64,
    /// By entrance.
    pub entrances: Vec<Entrance>,
    /// The first instant a vote is taken.
    pub opens: i64,
    /// The first instant none is.
    pub closes: i64,
    /// The agenda.
    pub questions: Vec<Item>,
    /// Files to be read before voting: SHA-256, hexadecimal.
    pub materials: Vec<String>,
    /// The public key heads are signed with, Ed25519, hexadecimal.
    pub key: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_of_owners(body: &Body) -> bool {
    *body == Body::Owners
}

impl Meeting {
    /// All votes, by the register.
    pub fn votes(&self, voices: &[Voice]) -> Votes {
        if !self.body.is_of_members() {
            return Votes::whole(Area(self.total));
        }
        let mut votes = Votes::default();
        voices.iter().filter_map(Voice::weight).for_each(|(area, share)| votes.add(area, share));
        votes
    }
}

/// An entrance and the area of its premises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entrance {
    /// Its number.
    pub no: i32,
    /// In 0.01 m².
    pub total: i64,
}

/// A question of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its number, from 1.
    pub no: u32,
    /// What it is.
    pub kind: Kind,
    /// The entrance it is about; for kind 4.5.
    pub entrance: Option<i32>,
    /// Its wording.
    pub text: String,
}

/// A share in premises: one voice, whose votes are area × num / den.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// Its number in the register, from 1.
    pub no: u32,
    /// The premises, as printed: `кв. 12`.
    pub premises: String,
    /// Of the premises, in 0.01 m².
    pub area: i64,
    /// The share's numerator.
    pub num: i64,
    /// The share's denominator.
    pub den: i64,
    /// Are the premises residential?
    pub residential: bool,
    /// Their entrance.
    pub entrance: Option<i32>,
}

impl Voice {
    /// The area and the share; `None` when the fraction is none.
    pub fn weight(&self) -> Option<(Area, Share)> {
        Some((Area(self.area), Share::new(self.num, self.den)?))
    }
}

/// A leaf of the log. Its canonical writing is what is hashed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Leaf {
    /// The first leaf: what the message and the register were when it was published.
    Opened {
        /// SHA-256 of the meeting's line and the register's lines, line ends included.
        frozen: String,
    },
    /// A decision of an owner.
    Ballot(Ballot),
    /// A written decision, entered and not yet checked: it does not count before a second person read the same.
    Paper(Paper),
    /// A representative's power, accepted.
    Power(Power),
    /// A power ends before its day.
    Revoked {
        /// When.
        at: i64,
        /// The entry with the power.
        entry: u64,
    },
    /// A decision does not count.
    Annulled {
        /// When.
        at: i64,
        /// The entry with the decision.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// Who was at the place of the meeting, as the administrator says; a later list takes the place of this one,
    /// with a reason.
    Present {
        /// When that was written down.
        at: i64,
        /// Voices in the register, in their order.
        voices: Vec<u32>,
        /// SHA-256 of the scan of the signed list, hexadecimal.
        scan: String,
        /// Why it takes the place of an earlier one; empty of the first.
        reason: String,
    },
    /// Voting has ended; the last leaf.
    Closed {
        /// When that was written down.
        at: i64,
    },
    /// The meeting was cancelled; the last leaf.
    Cancelled {
        /// When.
        at: i64,
        /// Why.
        reason: String,
    },
}

impl<'de> Tagged<'de> for Leaf {
    const KEY: &'static str = "act";

    fn of<D: Deserializer<'de>>(act: &str, rest: D) -> Result<Self, D::Error> {
        /// The acts that are written seldom.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Seldom {
            frozen: Option<String>,
            at: Option<i64>,
            entry: Option<u64>,
            voices: Option<Vec<u32>>,
            scan: Option<String>,
            reason: Option<String>,
        }
        match act {
            "ballot" => return Ballot::deserialize(rest).map(Self::Ballot),
            "paper" => return Paper::deserialize(rest).map(Self::Paper),
            "power" => return Power::deserialize(rest).map(Self::Power),
            _ => {}
        }
        // A field too many is not written again, so the line is not in its one writing.
        let Seldom { frozen, at, entry, voices, scan, reason } = Seldom::deserialize(rest)?;
        if act == "present" {
            let present = || Some(Self::Present { at: at?, voices: voices?, scan: scan?, reason: reason? });
            return present().ok_or_else(|| tagged::unknown(act));
        }
        match (act, frozen, at, entry, reason) {
            ("opened", Some(frozen), ..) => Ok(Self::Opened { frozen }),
            ("revoked", _, Some(at), Some(entry), _) => Ok(Self::Revoked { at, entry }),
            ("annulled", _, Some(at), Some(entry), Some(reason)) => Ok(Self::Annulled { at, entry, reason }),
            ("closed", _, Some(at), ..) => Ok(Self::Closed { at }),
            ("cancelled", _, Some(at), _, Some(reason)) => Ok(Self::Cancelled { at, reason }),
            _ => Err(tagged::unknown(act)),
        }
    }
}

impl<'de> Deserialize<'de> for Leaf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tagged::read(deserializer)
    }
}

/// A decision of an owner. Who and what are sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// The instant it was taken.
    pub at: i64,
    /// The voice in the register.
    pub voice: u32,
    /// How it came.
    pub way: Way,
    /// The entry it rests on: of the paper, or of the representative's power.
    pub rests_on: Option<u64>,
    /// The seal over the person's name.
    pub person: String,
    /// The seal over the answers.
    pub answers: String,
}

/// A written decision as the administrator entered it. Who and what are sealed; the decision that rests on
/// it has the same seals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// When it was entered.
    pub at: i64,
    /// When the paper was received, as the administrator says.
    pub received: i64,
    /// The voice in the register.
    pub voice: u32,
    /// SHA-256 of the scan, hexadecimal.
    pub scan: String,
    /// The seal over the owner's name.
    pub person: String,
    /// The seal over the answers.
    pub answers: String,
}

/// A representative's power of attorney, accepted by the administrator. Who it is is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Power {
    /// When it was accepted.
    pub at: i64,
    /// The voice in the register.
    pub voice: u32,
    /// The first instant it no longer holds.
    pub until: i64,
    /// Was it certified by a notary?
    pub notarised: bool,
    /// SHA-256 of the scan, hexadecimal.
    pub scan: String,
    /// The seal over the representative's name and the document.
    pub person: String,
}

/// How a decision came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// In the system by the owner.
    Electronic,
    /// On paper, entered by the administrator.
    Paper,
    /// By a representative.
    Proxy,
}

impl Way {
    /// The stored and spoken-over-the-wire name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Electronic => "electronic",
            Self::Paper => "paper",
            Self::Proxy => "proxy",
        }
    }
}

/// What a seal was put over, with its salt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening<T> {
    /// 16 bytes, hexadecimal.
    pub salt: String,
    /// What was sealed.
    pub value: T,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its place in the log, from 0.
    pub n: u64,
    /// What is hashed.
    pub leaf: Leaf,
    /// The answers, once voting has ended.
    pub answers: Option<Opening<Vec<Choice>>>,
    /// The name, in the record for the house's owners.
    pub person: Option<Opening<String>>,
}

/// A signed head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Entries under it.
    pub size: u64,
    /// The Merkle root, hexadecimal.
    pub root: String,
    /// When it was signed.
    pub at: i64,
    /// Ed25519, hexadecimal.
    pub signature: String,
}

/// What came out of the meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The votes of all who took part.
    pub participants: Sum,
    /// Is the meeting competent?
    pub quorum: bool,
    /// Each question.
    pub questions: Vec<Said>,
}

/// The end: all bytes before it, under two digests and a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Lines before this one.
    pub lines: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// ГОСТ Р 34.11-2012 (Стрибог), 256 bits, hexadecimal.
    pub streebog256: String,
    /// Ed25519, hexadecimal.
    pub signature: String,
}

/// What a voter keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The meeting.
    pub uin: String,
    /// The voter's entry, with everything opened.
    pub entry: Entry,
    /// The audit path to the head.
    pub path: Vec<String>,
    /// A signed head the entry is under.
    pub head: Head,
    /// The key it is signed with.
    pub key: String,
}

/// The one writing of a value.
pub fn canonical(value: &impl Serialize) -> String {
    // Maps with keys that are no texts and failing writers are what cannot be written; there are none.
    serde_json::to_string(value).unwrap_or_default()
}

/// Reads a value in its one writing; `None` for anything else.
pub fn read<T: DeserializeOwned + Serialize>(text: &str) -> Option<T> {
    let value: T = serde_json::from_str(text).ok()?;
    let mut written = Vec::with_capacity(text.len());
    serde_json::to_writer(&mut written, &value).ok()?;
    (written == text.as_bytes()).then_some(value)
}
