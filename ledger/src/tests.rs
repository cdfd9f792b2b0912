//! The tree as RFC 6962 draws it, and records that were tampered with in every way.

use domain::meetings::{Body, Choice, Form, Kind};
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;
use sha2::{Digest as _, Sha256};

use crate::merkle::{self, Frontier, Hash, Tree};
use crate::record::{
    Ballot, Entrance, Entry, Item, Leaf, Line, Meeting, Opening, Paper, Power, Receipt, Voice, Way, canonical,
};
use crate::sign::Key;
use crate::verify::{self, What};
use crate::{Writer, frozen, seal};

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|number| merkle::leaf(&[number as u8])).collect()
}

/// A node, written down once more.
fn over(left: Hash, right: Hash) -> Hash {
    Sha256::digest([&[1][..], &left, &right].concat()).into()
}

/// The audit path as RFC 6962 §2.1.1 defines it, without a kept tree.
fn inclusion(leaves: &[Hash], index: usize) -> Vec<Hash> {
    if leaves.len() <= index || leaves.len() == 1 {
        return Vec::new();
    }
    let middle = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(middle);
    let (mut path, sibling) = match index < middle {
        true => (inclusion(left, index), merkle::root(right)),
        false => (inclusion(right, index - middle), merkle::root(left)),
    };
    path.push(sibling);
    path
}

#[test]
fn seven_leaves_as_the_rfc_draws_them() {
    let d = leaves(7);
    let [a, b, c, e, f, i, j]: [Hash; 7] = d.clone().try_into().expect("seven");
    // The RFC's names: g = (a b), h = (c d), i = (e f), j = the last; k = (g h), l = (i j).
    let (g, h, l2) = (over(a, b), over(c, e), over(f, i));
    let (k, l) = (over(g, h), over(l2, j));
    assert_eq!(merkle::root(&d), over(k, l));
    assert_eq!(inclusion(&d, 0), [b, h, l]);
    assert_eq!(inclusion(&d, 3), [c, g, l]);
    assert_eq!(inclusion(&d, 4), [i, j, k]);
    assert_eq!(inclusion(&d, 6), [l2, k]);
    assert_eq!(merkle::consistency(&d, 3), [c, e, g, l]);
    assert_eq!(merkle::consistency(&d, 4), [l]);
    assert_eq!(merkle::consistency(&d, 6), [l2, j, k]);
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!((hex::encode(merkle::empty()), merkle::root(&[])), (empty.to_owned(), merkle::empty()));
}

#[test]
fn every_path_leads_to_the_head_and_no_other_does() {
    for size in 1..40 {
        let all = leaves(size);
        let root = merkle::root(&all);
        let tree = Tree::of(all.clone());
        let mut frontier = Frontier::default();
        all.iter().for_each(|leaf| frontier.push(*leaf));
        let stored = Frontier::of(size as u64, &frontier.bytes()).expect("a frontier");
        assert_eq!(stored.root(), root);
        for index in 0..size {
            let path = inclusion(&all, index);
            assert_eq!(tree.path(index as u64, size as u64), Some(path.clone()));
            let included = |at: usize, size: usize, path: &[Hash]| {
                merkle::included(all[index], at as u64, size as u64, path, &root)
            };
            assert!(included(index, size, &path));
            assert!(!included(index + 1, size, &path) && !included(size, size, &path));
            for cut in 0..path.len() {
                assert!(!included(index, size, &path[..cut]));
                let mut other = path.clone();
                other[cut][0] ^= 1;
                assert!(!included(index, size, &other));
            }
        }
        for first in 1..=size {
            let old = merkle::root(&all[..first]);
            assert_eq!(tree.root_of(first as u64), Some(old));
            let path = merkle::consistency(&all, first);
            assert!(merkle::consistent(first as u64, &old, size as u64, &root, &path), "{first} {size}");
            let mut wrong = old;
            wrong[5] ^= 1;
            assert!(!merkle::consistent(first as u64, &wrong, size as u64, &root, &path));
        }
    }
}

const OPENS: i64 = 1_775_458_800_000;
const CLOSES: i64 = OPENS + 864_000_000;

fn key() -> Key {
    Key::of(&[7; 32])
}

fn meeting() -> Meeting {
    let item = |no, kind, entrance, text: &str| Item { no, kind, entrance, text: text.to_owned() };
    Meeting {
        uin: "20261122000001".to_owned(),
        house: "г. Речной, ул. «Мира», д. 5".to_owned(),
        form: Form::Electronic,
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

struct Made {
    record: String,
    receipt: Receipt,
}

/// A finished meeting; `opened` when its answers are.
fn made(seed: u64, opened: bool) -> Made {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (meeting, voices, key) = (meeting(), voices(), key());
    let mut entries = vec![entry(0, Leaf::Opened { frozen: frozen(&meeting, &voices) })];
    let mut ballots = Vec::new();
    for number in 1..=30_u64 {
        // One voice speaks twice: the later decision is kept and does not count.
        let voice = if number == 30 { 3 } else { number as u32 };
        let answers: Vec<Choice> = (0..2).map(|_| Choice::ALL[random.random_range(0..3)]).collect();
        let (mut salts, name) = ([[0; 16]; 2], format!("Житель {voice}"));
        salts.iter_mut().for_each(|salt| random.fill_bytes(salt));
        let ballot = Ballot {
            at: OPENS + number as i64 * 1000,
            voice,
            way: Way::Electronic,
            rests_on: None,
            person: seal::seal(&salts[0], &name),
            answers: seal::seal(&salts[1], &answers),
        };
        let mut made = entry(number, Leaf::Ballot(ballot));
        made.answers = opened.then(|| seal::open(&salts[1], answers.clone()));
        made.person = Some(seal::open(&salts[0], name));
        ballots.push((voice, answers, salts[1]));
        entries.push(made);
    }
    let mut others = Others { random, opened, entries, ballots };
    others.paper(31, true);
    others.power(32);
    others.paper(33, false);
    let Others { mut entries, ballots, .. } = others;
    let annulled =
        Leaf::Annulled { at: CLOSES - 5, entry: 34, reason: "доверенность отозвана".to_owned() };
    entries.push(entry(37, annulled));
    entries.push(entry(38, Leaf::Closed { at: CLOSES }));
    let leaves: Vec<Hash> = entries.iter().map(|entry| merkle::leaf(canonical(&entry.leaf).as_bytes())).collect();
    let head = |size: usize| key.head(&meeting.uin, size as u64, hex::encode(merkle::root(&leaves[..size])), CLOSES);
    let counted: Vec<_> = ballots
        .iter()
        .enumerate()
        .filter(|(place, (voice, ..))| *place != 29 && *voice != 32)
        .map(|(_, ballot)| ballot)
        .map(|(voice, answers, _)| verify::ballot(&voices[*voice as usize - 1], answers.clone()))
        .collect();
    let mut writer = Writer::new(&meeting, &voices);
    entries.iter().for_each(|entry| writer.line(&Line::Entry(entry.clone())));
    [1, 17, 39].into_iter().for_each(|size| writer.line(&Line::Head(head(size))));
    if opened {
        writer.line(&Line::Outcome(verify::counted_outcome(&meeting, &voices, &counted, &[])));
    }
    let mut own = entries[9].clone();
    own.answers = Some(seal::open(&ballots[8].2, ballots[8].1.clone()));
    let path = inclusion(&leaves[..17], 9).iter().map(hex::encode).collect();
    let receipt = Receipt { uin: meeting.uin.clone(), entry: own, path, head: head(17), key: key.public() };
    Made { record: writer.end(&key), receipt }
}

/// Entries of other ways than the electronic one.
struct Others {
    random: ChaCha8Rng,
    opened: bool,
    entries: Vec<Entry>,
    ballots: Vec<(u32, Vec<Choice>, [u8; 16])>,
}

impl Others {
    fn put(&mut self, leaf: Leaf, answers: Option<&Opening<Vec<Choice>>>, person: Option<&Opening<String>>) -> u64 {
        let n = self.entries.len() as u64;
        let answers = answers.filter(|_| self.opened).cloned();
        self.entries.push(Entry { n, leaf, answers, person: person.cloned() });
        n
    }

    fn sealed<T: serde::Serialize>(&mut self, value: T) -> (String, Opening<T>, [u8; 16]) {
        let salt = self.random.random();
        (seal::seal(&salt, &value), seal::open(&salt, value), salt)
    }

    /// A paper, and the decision that rests on it when a second person has read the same.
    fn paper(&mut self, voice: u32, checked: bool) {
        let given = vec![Choice::For, Choice::Invalid];
        let (answers, opened, salt) = self.sealed(given.clone());
        let (person, named, _) = self.sealed(format!("Житель {voice}"));
        let (at, scan) = (OPENS + 90_000, "ab".repeat(32));
        let (who, what) = (person.clone(), answers.clone());
        let paper = Paper { at, received: OPENS + 10, voice, scan, person: who, answers: what };
        let n = self.put(Leaf::Paper(paper), Some(&opened), Some(&named));
        if checked {
            let ballot = Ballot { at: at + 5, voice, way: Way::Paper, rests_on: Some(n), person, answers };
            self.put(Leaf::Ballot(ballot), Some(&opened), Some(&named));
            self.ballots.push((voice, given, salt));
        }
    }

    /// A representative votes; then the power is revoked.
    fn power(&mut self, voice: u32) {
        let given = vec![Choice::Against, Choice::For];
        let (answers, opened, salt) = self.sealed(given.clone());
        let (owner, owned, _) = self.sealed(format!("Житель {voice}"));
        let (person, named, _) = self.sealed("Представитель, доверенность 7".to_owned());
        let (at, scan) = (OPENS + 91_000, "cd".repeat(32));
        let power = Power { at, voice, until: CLOSES, notarised: true, scan, person };
        let n = self.put(Leaf::Power(power), None, Some(&named));
        let ballot = Ballot { at: at + 5, voice, way: Way::Proxy, rests_on: Some(n), person: owner, answers };
        self.put(Leaf::Ballot(ballot), Some(&opened), Some(&owned));
        self.ballots.push((voice, given, salt));
        self.put(Leaf::Revoked { at: at + 9, entry: n }, None, None);
    }
}

fn entry(n: u64, leaf: Leaf) -> Entry {
    Entry { n, leaf, answers: None, person: None }
}

#[test]
fn a_truthful_record_passes() {
    for opened in [true, false] {
        let Made { record, receipt } = made(1, opened);
        let report = verify::record_with(record.as_bytes(), &receipt).expect("good");
        assert_eq!((report.voices, report.entries, report.ballots, report.not_counted), (40, 39, 30, 2));
        assert_eq!(report.outcome.is_some(), opened);
        assert!(verify::receipt_fits(&receipt));
        // It begins with every head that was signed, and with no other.
        let from =
            |size: u64, root: &str| verify::record_from(record.as_bytes(), size, root).map_err(|fault| fault.what);
        let heads = record.lines().filter_map(crate::record::read::<Line>).filter_map(|line| match line {
            Line::Head(head) => Some(head),
            _ => None,
        });
        for head in heads {
            assert!(from(head.size, &head.root).is_ok());
            assert_eq!(from(head.size + 1, &head.root).err(), Some(What::Log));
        }
        assert_eq!(from(99, &receipt.head.root).err(), Some(What::Log));
    }
}

/// What is said of a record after a change.
fn said(change: impl Fn(&mut String)) -> What {
    let mut record = made(1, true).record;
    change(&mut record);
    verify::record(record.as_bytes()).expect_err("tampered").what
}

#[test]
fn what_is_wrong_is_told() {
    let replaced = |from: &str, to: &str| said(|record| *record = record.replacen(from, to, 1));
    assert_eq!(said(|record| record.insert(0, ' ')), What::Writing);
    assert_eq!(said(|record| *record = "что угодно".to_owned()), What::NotARecord);
    assert_eq!(said(|record| record.truncate(record.len() - 1)), What::Cut);
    assert_eq!(said(|record| record.push_str("{}\n")), What::Order);
    assert_eq!(replaced("\"area\":6000", "\"area\":6001"), What::Register);
    assert_eq!(replaced("Текущий ремонт", "Капитальный ремонт"), What::Frozen);
    assert_eq!(replaced("\"kind\":\"4.1\"", "\"kind\":\"1\""), What::Frozen);
    assert_eq!(replaced("\"n\":7,", "\"n\":8,"), What::Number);
    assert_eq!(replaced("\"value\":[\"for\"", "\"value\":[\"abstain\""), What::Seal);
    assert_eq!(replaced("\"quorum\":true", "\"quorum\":false"), What::Outcome);
    assert_eq!(replaced("\"size\":17", "\"size\":18"), What::Log);
    assert_eq!(replaced("\"streebog256\":\"", "\"streebog256\":\"0"), What::Digest);
    let closing = format!("\"at\":{}", OPENS + 1000);
    assert_eq!(replaced(&closing, &format!("\"at\":{CLOSES}")), What::Act);
    // A paper's decision rests on the paper that was entered, a representative's on a power that holds.
    assert_eq!(replaced("\"rests_on\":31", "\"rests_on\":30"), What::Act);
    assert_eq!(replaced("\"rests_on\":31", "\"rests_on\":null"), What::Act);
    assert_eq!(replaced("\"way\":\"paper\"", "\"way\":\"proxy\""), What::Act);
    assert_eq!(
        replaced("\"way\":\"electronic\",\"rests_on\":null", "\"way\":\"electronic\",\"rests_on\":33"),
        What::Act
    );
    let until = format!("\"until\":{CLOSES}");
    assert_eq!(replaced(&until, &format!("\"until\":{}", OPENS + 91_001)), What::Act);
    assert_eq!(replaced("\"form\":\"electronic\"", "\"form\":\"absentee\""), What::Frozen);
    assert_eq!(replaced("\"entry\":33}", "\"entry\":32}"), What::Act);
    // Nobody takes away what an owner decided in the system, and the log is not closed early.
    assert_eq!(replaced("\"entry\":34,", "\"entry\":4,"), What::Act);
    assert_eq!(replaced("\"act\":\"closed\",\"at\":", "\"act\":\"closed\",\"at\":-"), What::Act);
    let other = made(2, true).record;
    assert_eq!(
        said(|record| {
            let (mine, theirs): (Vec<&str>, Vec<&str>) = (record.lines().collect(), other.lines().collect());
            let mut lines = mine.clone();
            lines[45] = theirs[45];
            *record = lines.iter().map(|line| format!("{line}\n")).collect();
        }),
        What::Log
    );
}

#[test]
fn a_receipt_of_another_log_is_told() {
    let Made { record, receipt } = made(1, true);
    let other = made(2, true).receipt;
    let refused = |receipt: &Receipt| verify::record_with(record.as_bytes(), receipt).map_err(|fault| fault.what).err();
    assert_eq!(refused(&other), Some(What::Receipt));
    let mut bent = receipt.clone();
    bent.path.swap(0, 1);
    assert_eq!(refused(&bent), Some(What::Receipt));
    let mut moved = receipt.clone();
    moved.entry.n += 1;
    assert_eq!(refused(&moved), Some(What::Receipt));
    assert_eq!(refused(&receipt), None);
}

/// Ten thousand random changes: a bit, a byte, a line dropped, doubled, moved, swapped or taken from
/// another meeting's record. None goes unseen.
#[test]
fn no_change_goes_unseen() {
    let (record, other) = (made(1, true).record, made(2, true).record);
    verify::record(record.as_bytes()).expect("good");
    let mut random = ChaCha8Rng::seed_from_u64(42);
    let mut tried = 0;
    while tried < 10_000 {
        let mut bytes = record.clone().into_bytes();
        match random.random_range(0..8) {
            0 | 1 => {
                let place = random.random_range(0..bytes.len());
                bytes[place] ^= 1 << random.random_range(0..8);
            }
            2 => {
                let place = random.random_range(0..bytes.len());
                bytes[place] = random.random();
            }
            3 => {
                let place = random.random_range(0..bytes.len());
                bytes.remove(place);
            }
            4 => {
                let place = random.random_range(0..=bytes.len());
                bytes.insert(place, random.random());
            }
            way => {
                let mut lines: Vec<&str> = record.split_inclusive('\n').collect();
                let (one, two) = (random.random_range(0..lines.len()), random.random_range(0..lines.len()));
                match way {
                    5 => {
                        lines.remove(one);
                    }
                    6 => lines.swap(one, two),
                    _ => {
                        let theirs: Vec<&str> = other.split_inclusive('\n').collect();
                        lines.insert(one, theirs[two.min(theirs.len() - 1)]);
                    }
                }
                bytes = lines.concat().into_bytes();
            }
        }
        if bytes == record.as_bytes() {
            continue;
        }
        tried += 1;
        assert!(verify::record(&bytes).is_err(), "unseen: {}", String::from_utf8_lossy(&bytes));
    }
}

proptest! {
    #[test]
    fn a_seal_fits_what_it_was_put_over_and_nothing_else(salt: [u8; 16], other: [u8; 16], name in ".{0,20}", wrong in ".{0,20}") {
        let sealed = seal::seal(&salt, &name);
        prop_assert!(seal::fits(&sealed, &seal::open(&salt, name.clone())));
        prop_assert_eq!(seal::fits(&sealed, &seal::open(&salt, wrong.clone())), name == wrong);
        prop_assert_eq!(seal::fits(&sealed, &seal::open(&other, name)), salt == other);
    }
}
