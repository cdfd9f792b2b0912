//! Records that are made entry by entry.

use domain::meetings::{Body, Choice, Form, Kind};
use proptest::prelude::RngExt as _;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::merkle::inclusion;
use crate::merkle::{self, Hash};
use crate::record::{
    Ballot, Entrance, Entry, Item, Leaf, Line, Meeting, Opening, Paper, Power, Receipt, Voice, Way, canonical,
};
use crate::sign::Key;
use crate::{Writer, frozen, seal, verify};

pub const OPENS: i64 = 1_775_458_800_000;
pub const CLOSES: i64 = OPENS + 864_000_000;

fn key() -> Key {
    Key::of(&[7; 32])
}

fn meeting(form: Form) -> Meeting {
    let item = |no, kind, entrance, text: &str| Item { no, kind, entrance, text: text.to_owned() };
    Meeting {
        uin: "20261122000001".to_owned(),
        house: "г. Речной, ул. «Мира», д. 5".to_owned(),
        form,
        body: Body::Owners,
        total: 120_000,
        residential_total: 114_000,
        entrances: vec![Entrance { no: 1, total: 60_000 }, Entrance { no: 2, total: 60_000 }],
        opens: OPENS,
        closes: CLOSES,
        questions: vec![
            item(1, Kind::CurrentRepair, None, "Текущий ремонт подъездов"),
            item(2, Kind::Conversion, Some(2), "Перевод кв. 20 в нежилое"),
        ],
        materials: vec!["ef".repeat(32)],
        key: key().public(),
    }
}

fn voices() -> Vec<Voice> {
    (1..=40)
        .map(|no| Voice {
            no,
            premises: if no <= 38 { format!("кв. {}", no.div_ceil(2)) } else { format!("пом. {no}") },
            area: 6000,
            num: 1,
            den: 2,
            residential: no <= 38,
            entrance: Some(if no <= 20 { 1 } else { 2 }),
        })
        .collect()
}

/// A meeting under way.
pub struct Making {
    meeting: Meeting,
    voices: Vec<Voice>,
    random: ChaCha8Rng,
    /// Are answers opened?
    opened: bool,
    entries: Vec<Entry>,
    /// Decisions by their entries: whose, what, and the salt of the answers' seal.
    ballots: Vec<(u64, u32, Vec<Choice>, [u8; 16])>,
}

impl Making {
    pub fn new(form: Form, seed: u64, opened: bool) -> Self {
        let (meeting, voices) = (meeting(form), voices());
        let random = ChaCha8Rng::seed_from_u64(seed);
        let frozen = frozen(&meeting, &voices);
        let mut making = Self { meeting, voices, random, opened, entries: Vec::new(), ballots: Vec::new() };
        making.plain(Leaf::Opened { frozen });
        making
    }

    fn put(&mut self, leaf: Leaf, answers: Option<&Opening<Vec<Choice>>>, person: Option<&Opening<String>>) -> u64 {
        let n = self.entries.len() as u64;
        let answers = answers.filter(|_| self.opened).cloned();
        self.entries.push(Entry { n, leaf, answers, person: person.cloned() });
        n
    }

    /// An entry with nothing sealed.
    pub fn plain(&mut self, leaf: Leaf) -> u64 {
        self.put(leaf, None, None)
    }

    fn sealed<T: serde::Serialize>(&mut self, value: T) -> (String, Opening<T>, [u8; 16]) {
        let salt = self.random.random();
        (seal::seal(&salt, &value), seal::open(&salt, value), salt)
    }

    /// A decision in the system, of answers by chance.
    pub fn decide(&mut self, voice: u32) {
        let given: Vec<Choice> = (0..2).map(|_| Choice::ALL[self.random.random_range(0..3)]).collect();
        let (person, named, _) = self.sealed(format!("Житель {voice}"));
        let (answers, opened, salt) = self.sealed(given.clone());
        let at = OPENS + self.entries.len() as i64 * 1000;
        let ballot = Ballot { at, voice, way: Way::Electronic, rests_on: None, person, answers };
        let n = self.put(Leaf::Ballot(ballot), Some(&opened), Some(&named));
        self.ballots.push((n, voice, given, salt));
    }

    /// A paper, and the decision that rests on it when a second person has read the same.
    pub fn paper(&mut self, voice: u32, checked: bool) {
        let given = vec![Choice::For, Choice::Invalid];
        let (answers, opened, salt) = self.sealed(given.clone());
        let (person, named, _) = self.sealed(format!("Житель {voice}"));
        let (at, scan) = (OPENS + 90_000, "ab".repeat(32));
        let (who, what) = (person.clone(), answers.clone());
        let paper = Paper { at, received: OPENS + 10, voice, scan, person: who, answers: what };
        let n = self.put(Leaf::Paper(paper), Some(&opened), Some(&named));
        if checked {
            let ballot = Ballot { at: at + 5, voice, way: Way::Paper, rests_on: Some(n), person, answers };
            let n = self.put(Leaf::Ballot(ballot), Some(&opened), Some(&named));
            self.ballots.push((n, voice, given, salt));
        }
    }

    /// A representative votes; then the power is revoked.
    pub fn power(&mut self, voice: u32) {
        let given = vec![Choice::Against, Choice::For];
        let (answers, opened, salt) = self.sealed(given.clone());
        let (owner, owned, _) = self.sealed(format!("Житель {voice}"));
        let (person, named, _) = self.sealed("Представитель, доверенность 7".to_owned());
        let (at, scan) = (OPENS + 91_000, "cd".repeat(32));
        let power = Power { at, voice, until: CLOSES, notarised: true, scan, person };
        let n = self.put(Leaf::Power(power), None, Some(&named));
        let ballot = Ballot { at: at + 5, voice, way: Way::Proxy, rests_on: Some(n), person: owner, answers };
        let decided = self.put(Leaf::Ballot(ballot), Some(&opened), Some(&owned));
        self.ballots.push((decided, voice, given, salt));
        self.plain(Leaf::Revoked { at: at + 9, entry: n });
    }

    /// A list of those who came; another one says why it takes the place of the first.
    pub fn present(&mut self, voices: &[u32], reason: &str) {
        let (scan, reason) = ("aa".repeat(32), reason.to_owned());
        self.plain(Leaf::Present { at: OPENS + 95_000, voices: voices.to_vec(), scan, reason });
    }

    fn leaves(&self) -> Vec<Hash> {
        self.entries.iter().map(|entry| merkle::leaf(canonical(&entry.leaf).as_bytes())).collect()
    }

    fn head(&self, size: usize) -> crate::record::Head {
        key().head(&self.meeting.uin, size as u64, hex::encode(merkle::root(&self.leaves()[..size])), CLOSES)
    }

    /// The record with heads of these sizes. Decisions of the entries `not_counted` are left out of the outcome,
    /// the `silent` voices were there and decided nothing.
    pub fn record(&self, heads: &[usize], not_counted: &[u64], silent: &[u32]) -> String {
        let weight = |voice: u32| &self.voices[voice as usize - 1];
        let counted = self.ballots.iter().filter(|(n, ..)| !not_counted.contains(n));
        let counted: Vec<_> =
            counted.map(|(_, voice, answers, _)| verify::ballot(weight(*voice), answers.clone())).collect();
        let silent: Vec<_> = silent.iter().map(|voice| verify::ballot(weight(*voice), Vec::new())).collect();
        let mut writer = Writer::new(&self.meeting, &self.voices);
        self.entries.iter().for_each(|entry| writer.line(&Line::Entry(entry.clone())));
        heads.iter().for_each(|size| writer.line(&Line::Head(self.head(*size))));
        if self.opened {
            let outcome = verify::counted_outcome(&self.meeting, &self.voices, &counted, &silent);
            writer.line(&Line::Outcome(outcome));
        }
        writer.end(&key())
    }

    /// What the voter of a decision took away when the log had so many entries.
    pub fn receipt(&self, n: u64, size: usize) -> Receipt {
        let mut entry = self.entries[n as usize].clone();
        let (.., answers, salt) = self.ballots.iter().find(|(known, ..)| *known == n).expect("a decision");
        entry.answers = Some(seal::open(salt, answers.clone()));
        let path = inclusion(&self.leaves()[..size], n as usize).iter().map(hex::encode).collect();
        let (uin, head) = (self.meeting.uin.clone(), self.head(size));
        Receipt { uin, entry, path, head, key: key().public() }
    }
}

/// A record, and the receipt of one of its decisions.
pub struct Made {
    pub record: String,
    pub receipt: Receipt,
}

/// A finished meeting in the system; `opened` when its answers are. A voice speaks twice: the later decision is
/// kept and does not count; neither does the representative's, which was annulled.
pub fn made(seed: u64, opened: bool) -> Made {
    let mut making = Making::new(Form::Electronic, seed, opened);
    (1..30).chain([3]).for_each(|voice| making.decide(voice));
    making.paper(31, true);
    making.power(32);
    making.paper(33, false);
    making.plain(Leaf::Annulled {
        at: CLOSES - 5, entry: 34, reason: "доверенность отозвана".to_owned()
    });
    making.plain(Leaf::Closed { at: CLOSES });
    Made { record: making.record(&[1, 17, 39], &[30, 34], &[]), receipt: making.receipt(9, 17) }
}

/// A meeting in person of which nobody wrote who came: its term has closed it.
pub fn listless() -> String {
    let mut making = Making::new(Form::InPerson, 1, true);
    making.paper(1, true);
    making.plain(Leaf::Closed { at: CLOSES + 86_400_000 });
    making.record(&[1, 4], &[], &[])
}

/// A finished meeting at a place, in one of its forms: twelve papers, a list, and another in its place.
pub fn placed(form: Form, seed: u64) -> String {
    let mut making = Making::new(form, seed, true);
    (1..13).for_each(|voice| making.paper(voice, true));
    making.present(&[1, 2, 20], "");
    making.paper(13, false);
    making.present(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 20, 21], "Пропущена страница");
    making.plain(Leaf::Closed { at: CLOSES + 86_400_000 });
    making.record(&[1, 9, 29], &[], &[20, 21])
}
