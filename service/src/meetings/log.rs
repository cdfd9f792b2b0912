//! The log: entries to be, their seals, the signed head after them.

use chrono::{DateTime, Utc};
use domain::kernel::MeetingId;
use domain::meetings::{Choice, Refusal};
use ledger::merkle::{self, Frontier};
use ledger::record::{Ballot as Sealed, Head as Signed, Leaf, Paper, Power, Way, canonical, read};
use ledger::seal;
use ledger::sign::Key;
use sea_orm::ConnectionTrait;

use super::repo::{self, Entry, Head, Meeting, Voice};
use crate::ctx::Tx;
use crate::error::{Error, OnUnique as _, Result, Unique};

/// One decision that counts for each share.
const ONE_VOICE: Unique =
    Unique { name: "meeting_entry_voice_key", columns: "meeting_entry.meeting_id, meeting_entry.voice" };

/// An entry to be.
pub struct New {
    leaf: Leaf,
    at: DateTime<Utc>,
    voice: Option<i32>,
    person: Option<([u8; 16], String)>,
    answers: Option<([u8; 16], Vec<Choice>)>,
}

/// Who decided and what, with the salts they are sealed by.
#[derive(Clone, Debug)]
pub struct Secrets {
    person: ([u8; 16], String),
    answers: ([u8; 16], Vec<Choice>),
}

impl Secrets {
    /// With new salts.
    pub fn of(name: &str, answers: &[Choice]) -> Self {
        let salts: [[u8; 16]; 2] = rand::random();
        Self { person: (salts[0], name.to_owned()), answers: (salts[1], answers.to_vec()) }
    }

    /// As an entry of the log has them.
    pub fn from_entry(entry: &Entry) -> Option<Self> {
        let salt = |salt: &Option<Vec<u8>>| <[u8; 16]>::try_from(salt.as_deref()?).ok();
        Some(Self {
            person: (salt(&entry.person_salt)?, entry.person_name.clone()),
            answers: (salt(&entry.answers_salt)?, read(&entry.answers)?),
        })
    }

    /// The answers.
    pub fn answers(&self) -> &[Choice] {
        &self.answers.1
    }

    fn seals(&self) -> [String; 2] {
        [seal::seal(&self.person.0, &self.person.1), seal::seal(&self.answers.0, &self.answers.1)]
    }
}

/// How a decision came, and the entry it rests on.
#[derive(Clone, Copy, Debug)]
pub struct Came(pub Way, pub Option<i64>);

impl New {
    /// An entry in which nothing is sealed.
    pub fn plain(leaf: Leaf, at: DateTime<Utc>) -> Self {
        Self { leaf, at, voice: None, person: None, answers: None }
    }

    /// A decision. `counts`: it is the first of its share.
    pub fn decision(voice: &Voice, came: Came, secrets: Secrets, at: DateTime<Utc>, counts: bool) -> Self {
        let [person, answers] = secrets.seals();
        let ballot = Sealed {
            at: at.timestamp_millis(),
            voice: voice.number.unsigned_abs(),
            way: came.0,
            rests_on: came.1.map(i64::unsigned_abs),
            person,
            answers,
        };
        let new = Self::plain(Leaf::Ballot(ballot), at);
        Self { voice: counts.then_some(voice.number), ..new }.with(secrets)
    }

    /// A written decision as it was entered; `received` and `scan` are in the open.
    pub fn paper(voice: &Voice, secrets: Secrets, received: DateTime<Utc>, scan: String, at: DateTime<Utc>) -> Self {
        let [person, answers] = secrets.seals();
        let (number, received) = (voice.number.unsigned_abs(), received.timestamp_millis());
        let paper = Paper { at: at.timestamp_millis(), received, voice: number, scan, person, answers };
        Self::plain(Leaf::Paper(paper), at).with(secrets)
    }

    /// A power that was accepted; `said` names the representative and the document.
    pub fn power(said: &str, mut power: Power, at: DateTime<Utc>) -> Self {
        let salt = rand::random();
        power.person = seal::seal(&salt, &said);
        Self { person: Some((salt, said.to_owned())), ..Self::plain(Leaf::Power(power), at) }
    }

    fn with(self, secrets: Secrets) -> Self {
        Self { person: Some(secrets.person), answers: Some(secrets.answers), ..self }
    }
}

/// The key heads are signed with.
pub async fn key(db: &impl ConnectionTrait) -> Result<Key> {
    let secret = repo::known_secret(db).await?.ok_or_else(|| anyhow::anyhow!("no key of the logs"))?;
    Ok(Key::of(&secret))
}

/// Appends entries to the log and signs its new head, and the one at each power of two on the way: those
/// a record prints.
pub async fn append(tx: &Tx, mut row: Meeting, new: Vec<New>, now: DateTime<Utc>) -> Result<()> {
    let size = u64::try_from(row.log_size).unwrap_or_default();
    let mut frontier = Frontier::of(size, &row.log_frontier).ok_or_else(|| anyhow::anyhow!("a log is broken"))?;
    let (mut entries, mut heads) = (Vec::with_capacity(new.len()), Vec::new());
    let (key, last) = (key(tx).await?, size + new.len() as u64);
    for New { leaf, at, voice, person, answers } in new {
        let leaf = canonical(&leaf);
        let hash = merkle::leaf(leaf.as_bytes());
        entries.push(Entry {
            meeting_id: row.id,
            number: frontier.size() as i64,
            leaf,
            hash: hash.to_vec(),
            voice,
            taken_at: at,
            person_salt: person.as_ref().map(|(salt, _)| salt.to_vec()),
            person_name: person.map(|(_, name)| name).unwrap_or_default(),
            answers_salt: answers.as_ref().map(|(salt, _)| salt.to_vec()),
            answers: answers.map(|(_, answers)| canonical(&answers)).unwrap_or_default(),
        });
        frontier.push(hash);
        let size = frontier.size();
        if size == last || size.is_power_of_two() {
            let root = hex::encode(frontier.root());
            heads.push(stored(row.id, key.head(&row.uin, size, root, now.timestamp_millis()), now));
        }
    }
    repo::append(tx, entries).await.map_err(|error| match error {
        Error::Db(error) => Err::<(), _>(error).on_unique(ONE_VOICE, Refusal::Voted).err().unwrap_or(Error::Busy),
        error => error,
    })?;
    row.log_size = frontier.size() as i64;
    row.log_frontier = frontier.bytes();
    repo::put_log(tx, &row, heads).await
}

fn stored(meeting_id: MeetingId, head: Signed, now: DateTime<Utc>) -> Head {
    Head {
        meeting_id,
        size: head.size as i64,
        root: head.root,
        // What is signed is whole milliseconds.
        signed_at: DateTime::from_timestamp_millis(head.at).unwrap_or(now),
        signature: head.signature,
    }
}
