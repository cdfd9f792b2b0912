//! A record checked from its bytes alone: every line in its one writing, the frozen message, the log and
//! its heads, every seal that is opened, every weight, the count, the digests and the signatures.

use std::collections::HashSet;
use std::fmt;

use domain::kernel::Area;
use domain::meetings::{Answer, Asked, Ballot as Counted, Choice, House, Votes, tally};

use crate::merkle::{self, Frontier, Hash};
use crate::record::{Entry, Head, Leaf, Line, Meeting, Outcome, Receipt, Voice, canonical, read};
use crate::seal;
use crate::sign;
use crate::write::{digests, frozen};

/// The first thing that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte where the line begins.
    pub byte: u64,
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: What,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Not a record at all: no text, or its first line is not a meeting's. Exit code 2.
    NotARecord,
    /// The line is not in its one writing.
    Writing,
    /// The line does not belong at this place.
    Order,
    /// A number that should follow from its place.
    Number,
    /// The register does not add up to the house.
    Register,
    /// The agenda, the times or the areas cannot be.
    Meeting,
    /// The first entry names another message or another register.
    Frozen,
    /// A decision of no voice, at no time voting was open, or about no entry.
    Act,
    /// A seal that does not stand over what is opened, or is not opened though voting has ended.
    Seal,
    /// A head that is not the log's.
    Log,
    /// A signature that is not the key's.
    Signature,
    /// An outcome that is not what the votes give.
    Outcome,
    /// Digests that are not those of the bytes.
    Digest,
    /// The record ends early.
    Cut,
    /// The receipt is of another meeting, or its entry is not in the log.
    Receipt,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.what {
            What::NotARecord => return f.write_str("это не запись собрания"),
            What::Writing => "строка записана не так, как её записывают",
            What::Order => "этой строки здесь не должно быть",
            What::Number => "номер не на своём месте",
            What::Register => "доли реестра не составляют площадь дома",
            What::Meeting => "повестка, сроки или площади невозможны",
            What::Frozen => "сообщение или реестр не те, что были размещены",
            What::Act => "решение не по реестру, не в срок или не о том",
            What::Seal => "запечатанное не совпадает с раскрытым",
            What::Log => "журнал не тот, что подписан",
            What::Signature => "подпись не сходится",
            What::Outcome => "итог не следует из голосов",
            What::Digest => "контрольные суммы не сходятся",
            What::Cut => "запись обрывается",
            What::Receipt => "квитанция не из этого журнала",
        };
        write!(f, "строка {}, байт {}: {what}", self.line, self.byte)
    }
}

/// What a good record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The meeting.
    pub meeting: Meeting,
    /// Voices in the register.
    pub voices: u64,
    /// Entries of the log.
    pub entries: u64,
    /// Decisions that count.
    pub ballots: u64,
    /// Decisions that do not: later ones of the same voice, and annulled ones.
    pub not_counted: u64,
    /// The last signed head.
    pub head: Option<Head>,
    /// What came out, once voting has ended.
    pub outcome: Option<Outcome>,
    /// Why the meeting was cancelled, if it was.
    pub cancelled: Option<String>,
}

/// Where a record stands when a line is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Meeting,
    Register,
    Log,
    Heads,
    Outcome,
    End,
}

/// Checks a record.
///
/// # Errors
/// The first line that does not fit.
pub fn record(bytes: &[u8]) -> Result<Report, Fault> {
    Checker::default().run(bytes, None)
}

/// Checks a record, and that the receipt's entry is in it.
///
/// # Errors
/// The first line that does not fit; for a receipt that does not, the line of its entry.
pub fn record_with(bytes: &[u8], receipt: &Receipt) -> Result<Report, Fault> {
    Checker::default().run(bytes, Some(receipt))
}

#[derive(Default)]
struct Checker {
    line: u64,
    byte: u64,
    part: Option<Part>,
    meeting: Option<Meeting>,
    voices: Vec<Voice>,
    entries: Vec<Entry>,
    frontier: Frontier,
    /// The head after each entry.
    roots: Vec<Hash>,
    heads: Vec<Head>,
    outcome: Option<Outcome>,
    receipt_entry: Option<String>,
}

impl Checker {
    fn fault(&self, what: What) -> Fault {
        Fault { byte: self.byte, line: self.line, what }
    }

    fn run(mut self, bytes: &[u8], receipt: Option<&Receipt>) -> Result<Report, Fault> {
        let not_a_record = Fault { byte: 0, line: 0, what: What::NotARecord };
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            // A byte that is no text, in what is a record otherwise.
            Err(error) if bytes.starts_with(b"{\"line\":\"meeting\"") => {
                let before = &bytes[..error.valid_up_to()];
                let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
                let byte = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |place| place as u64 + 1);
                return Err(Fault { byte, line, what: What::Writing });
            }
            Err(_) => return Err(not_a_record),
        };
        if !text.trim_start().starts_with('{') {
            return Err(not_a_record);
        }
        self.receipt_entry = receipt.map(|receipt| canonical(&receipt.entry.leaf));
        let mut ended = false;
        for line in text.split_inclusive('\n') {
            self.line += 1;
            if ended {
                return Err(self.fault(What::Order));
            }
            let Some(content) = line.strip_suffix('\n') else { return Err(self.fault(What::Cut)) };
            let line_read: Line = read(content).ok_or_else(|| self.fault(What::Writing))?;
            ended = matches!(line_read, Line::End(_));
            self.take(line_read, &bytes[..self.byte as usize])?;
            self.byte += line.len() as u64;
        }
        if !ended {
            return Err(self.fault(What::Cut));
        }
        if let Some(receipt) = receipt {
            self.check_receipt(receipt)?;
        }
        self.report()
    }

    /// Moves on to the part a line belongs to; parts come in order, and the first of each when it must.
    fn enter(&mut self, part: Part) -> Result<(), Fault> {
        let fits = match (self.part, part) {
            (None, Part::Meeting) => true,
            (None, _) | (_, Part::Meeting) => false,
            (Some(now), next) => now <= next && !(now == Part::Outcome && next == Part::Outcome),
        };
        if !fits {
            return Err(self.fault(What::Order));
        }
        let before = self.part.replace(part);
        if before < Some(Part::Log) && Some(Part::Log) <= self.part {
            self.check_register()?;
        }
        Ok(())
    }

    fn take(&mut self, line: Line, before: &[u8]) -> Result<(), Fault> {
        match line {
            Line::Meeting(meeting) => {
                self.enter(Part::Meeting)?;
                self.check_meeting(&meeting)?;
                self.meeting = Some(meeting);
            }
            Line::Voice(voice) => {
                self.enter(Part::Register)?;
                if voice.no as usize != self.voices.len() + 1 {
                    return Err(self.fault(What::Number));
                }
                if voice.area <= 0 || voice.weight().is_none_or(|(_, share)| share.num() != voice.num) {
                    return Err(self.fault(What::Register));
                }
                self.voices.push(voice);
            }
            Line::Entry(entry) => {
                self.enter(Part::Log)?;
                self.take_entry(entry)?;
            }
            Line::Head(head) => {
                self.enter(Part::Heads)?;
                self.take_head(head)?;
            }
            Line::Outcome(outcome) => {
                self.enter(Part::Outcome)?;
                self.check_outcome(&outcome)?;
                self.outcome = Some(outcome);
            }
            Line::End(end) => {
                self.enter(Part::End)?;
                let whole = self.heads.last().is_some_and(|head| head.size as usize == self.entries.len());
                if !whole {
                    return Err(self.fault(What::Log));
                }
                let (sha256, streebog256) = digests(before);
                if (end.sha256.as_str(), end.streebog256.as_str()) != (&sha256, &streebog256)
                    || end.lines + 1 != self.line
                {
                    return Err(self.fault(What::Digest));
                }
                if !sign::end_is_signed(&self.of_meeting()?.key, &end) {
                    return Err(self.fault(What::Signature));
                }
            }
        }
        Ok(())
    }

    fn of_meeting(&self) -> Result<&Meeting, Fault> {
        self.meeting.as_ref().ok_or_else(|| self.fault(What::Order))
    }

    fn check_meeting(&self, meeting: &Meeting) -> Result<(), Fault> {
        let numbered = meeting.questions.iter().zip(1..).all(|(item, no)| item.no == no);
        let entrances: i64 = meeting.entrances.iter().map(|entrance| entrance.total).fold(0, i64::saturating_add);
        let known = |item: &crate::record::Item| {
            item.entrance.is_none_or(|no| meeting.entrances.iter().any(|entrance| entrance.no == no))
        };
        let good = numbered
            && !meeting.questions.is_empty()
            && meeting.questions.iter().all(known)
            && meeting.opens < meeting.closes
            && 0 < meeting.total
            && (0..=meeting.total).contains(&meeting.residential_total)
            && meeting.entrances.iter().all(|entrance| 0 <= entrance.total)
            && entrances <= meeting.total
            && meeting.entrances.len() <= 1000
            && meeting.entrances.windows(2).all(|pair| pair[0].no < pair[1].no);
        if good { Ok(()) } else { Err(self.fault(What::Meeting)) }
    }

    /// The shares are the house, to the hundredth; residential ones and entrances too.
    fn check_register(&self) -> Result<(), Fault> {
        let meeting = self.of_meeting()?;
        let sum = |wanted: &dyn Fn(&Voice) -> bool| {
            let mut votes = Votes::default();
            for (area, share) in self.voices.iter().filter(|voice| wanted(voice)).filter_map(Voice::weight) {
                votes.add(area, share);
            }
            votes
        };
        let is = |votes: Votes, area: i64| votes == Votes::whole(Area(area));
        let good = Votes::can_hold(self.voices.iter().filter_map(Voice::weight).map(|(_, share)| share))
            && is(sum(&|_| true), meeting.total)
            && is(sum(&|voice| voice.residential), meeting.residential_total)
            && meeting
                .entrances
                .iter()
                .all(|entrance| is(sum(&|voice| voice.entrance == Some(entrance.no)), entrance.total));
        if good { Ok(()) } else { Err(self.fault(What::Register)) }
    }

    fn take_entry(&mut self, entry: Entry) -> Result<(), Fault> {
        if entry.n as usize != self.entries.len() {
            return Err(self.fault(What::Number));
        }
        if self.is_ended() {
            return Err(self.fault(What::Act));
        }
        let meeting = self.of_meeting()?;
        match &entry.leaf {
            Leaf::Opened { frozen: said } => {
                if entry.n != 0 || *said != frozen(meeting, &self.voices) {
                    return Err(self.fault(What::Frozen));
                }
            }
            _ if entry.n == 0 => return Err(self.fault(What::Frozen)),
            Leaf::Ballot(ballot) => {
                let voiced = (1..=self.voices.len() as u64).contains(&u64::from(ballot.voice));
                if !voiced || !(meeting.opens..meeting.closes).contains(&ballot.at) {
                    return Err(self.fault(What::Act));
                }
                let answered = entry.answers.as_ref().is_none_or(|opening| {
                    seal::fits(&ballot.answers, opening) && opening.value.len() == meeting.questions.len()
                });
                let named = entry.person.as_ref().is_none_or(|opening| seal::fits(&ballot.person, opening));
                if !answered || !named {
                    return Err(self.fault(What::Seal));
                }
            }
            Leaf::Annulled { entry: of, .. } => {
                let of = usize::try_from(*of).ok().and_then(|of| self.entries.get(of));
                if !of.is_some_and(|of| matches!(of.leaf, Leaf::Ballot(_))) {
                    return Err(self.fault(What::Act));
                }
            }
            Leaf::Closed { .. } | Leaf::Cancelled { .. } => {}
        }
        let sealed = matches!(entry.leaf, Leaf::Ballot(_));
        if !sealed && (entry.answers.is_some() || entry.person.is_some()) {
            return Err(self.fault(What::Seal));
        }
        let leaf = merkle::leaf(canonical(&entry.leaf).as_bytes());
        self.frontier.push(leaf);
        self.roots.push(self.frontier.root());
        self.entries.push(entry);
        Ok(())
    }

    /// Does the log end here? Nothing follows what closes or cancels.
    fn is_ended(&self) -> bool {
        self.entries.last().is_some_and(|last| matches!(last.leaf, Leaf::Closed { .. } | Leaf::Cancelled { .. }))
    }

    fn take_head(&mut self, head: Head) -> Result<(), Fault> {
        if self.heads.last().is_some_and(|last| head.size < last.size) {
            return Err(self.fault(What::Log));
        }
        if self.root(head.size).as_deref() != Some(head.root.as_str()) {
            return Err(self.fault(What::Log));
        }
        let meeting = self.of_meeting()?;
        if !sign::head_is_signed(&meeting.key, &meeting.uin, &head) {
            return Err(self.fault(What::Signature));
        }
        self.heads.push(head);
        Ok(())
    }

    /// The head over the first `size` entries.
    fn root(&self, size: u64) -> Option<String> {
        let last = usize::try_from(size).ok()?.checked_sub(1)?;
        self.roots.get(last).map(hex::encode)
    }

    /// Decisions that count, by entry: of each voice the first that was not annulled.
    fn counted(&self) -> Vec<(&Entry, &Voice)> {
        let annulled: HashSet<u64> = self
            .entries
            .iter()
            .filter_map(|entry| match entry.leaf {
                Leaf::Annulled { entry, .. } => Some(entry),
                _ => None,
            })
            .collect();
        let mut heard = HashSet::new();
        let mut counted = Vec::new();
        for entry in self.entries.iter().filter(|entry| !annulled.contains(&entry.n)) {
            let Leaf::Ballot(ballot) = &entry.leaf else { continue };
            if let Some(voice) = self.voices.get((ballot.voice as usize).saturating_sub(1))
                && heard.insert(ballot.voice)
            {
                counted.push((entry, voice));
            }
        }
        counted
    }

    fn check_outcome(&self, outcome: &Outcome) -> Result<(), Fault> {
        if !self.entries.last().is_some_and(|last| matches!(last.leaf, Leaf::Closed { .. })) {
            return Err(self.fault(What::Outcome));
        }
        let opened = self.entries.iter().all(|entry| !matches!(entry.leaf, Leaf::Ballot(_)) || entry.answers.is_some());
        if !opened {
            return Err(self.fault(What::Seal));
        }
        let meeting = self.of_meeting()?;
        let ballots = self
            .counted()
            .into_iter()
            .filter_map(|(entry, voice)| Some(ballot(voice, entry.answers.as_ref()?.value.clone())));
        let ballots: Vec<Counted> = ballots.collect();
        if *outcome == counted_outcome(meeting, &ballots) { Ok(()) } else { Err(self.fault(What::Outcome)) }
    }

    fn check_receipt(&self, receipt: &Receipt) -> Result<(), Fault> {
        let fault = self.fault(What::Receipt);
        let meeting = self.of_meeting()?;
        let Some(entry) = usize::try_from(receipt.entry.n).ok().and_then(|n| self.entries.get(n)) else {
            return Err(fault);
        };
        let same = self.receipt_entry.as_deref() == Some(canonical(&entry.leaf).as_str());
        let log = self.root(receipt.head.size).as_deref() == Some(receipt.head.root.as_str());
        let good = receipt.uin == meeting.uin && receipt.key == meeting.key && same && log && receipt_fits(receipt);
        if good { Ok(()) } else { Err(fault) }
    }

    fn report(self) -> Result<Report, Fault> {
        let ballots = self.entries.iter().filter(|entry| matches!(entry.leaf, Leaf::Ballot(_))).count() as u64;
        let counted = self.counted().len() as u64;
        let fault = self.fault(What::Order);
        Ok(Report {
            voices: self.voices.len() as u64,
            entries: self.entries.len() as u64,
            ballots: counted,
            not_counted: ballots - counted,
            cancelled: self.entries.last().and_then(|last| match &last.leaf {
                Leaf::Cancelled { reason, .. } => Some(reason.clone()),
                _ => None,
            }),
            head: self.heads.last().cloned(),
            outcome: self.outcome,
            meeting: self.meeting.ok_or(fault)?,
        })
    }
}

/// Does a receipt fit together by itself: seals, path, head and signature?
pub fn receipt_fits(receipt: &Receipt) -> bool {
    let Leaf::Ballot(ballot) = &receipt.entry.leaf else { return false };
    let opened = receipt.entry.answers.as_ref().is_some_and(|opening| seal::fits(&ballot.answers, opening))
        && receipt.entry.person.as_ref().is_none_or(|opening| seal::fits(&ballot.person, opening));
    let hash = |text: &String| {
        let mut hash = [0; 32];
        hex::decode_to_slice(text, &mut hash).ok().map(|()| hash)
    };
    let Some(path) = receipt.path.iter().map(hash).collect::<Option<Vec<Hash>>>() else { return false };
    let Some(root) = hash(&receipt.head.root) else { return false };
    let leaf = merkle::leaf(canonical(&receipt.entry.leaf).as_bytes());
    opened
        && merkle::included(leaf, receipt.entry.n, receipt.head.size, &path, &root)
        && sign::head_is_signed(&receipt.key, &receipt.uin, &receipt.head)
}

/// A voice's decision, as it is counted.
pub fn ballot(voice: &Voice, answers: Vec<Choice>) -> Counted {
    let (area, share) = voice.weight().unwrap_or((Area(0), domain::kernel::Share::WHOLE));
    Counted { area, share, residential: voice.residential, entrance: voice.entrance, answers }
}

/// What comes out of the decisions that count.
pub fn counted_outcome(meeting: &Meeting, ballots: &[Counted]) -> Outcome {
    let house = House {
        total: Area(meeting.total),
        residential_total: Area(meeting.residential_total),
        entrances: meeting.entrances.iter().map(|entrance| (entrance.no, Area(entrance.total))).collect(),
    };
    let asked: Vec<Asked> =
        meeting.questions.iter().map(|item| Asked { kind: item.kind, entrance: item.entrance }).collect();
    let outcome = tally(&house, &asked, ballots);
    let participants = (&outcome.participants).into();
    let Answer { quorum, questions } = outcome.into();
    Outcome { participants, quorum, questions }
}
