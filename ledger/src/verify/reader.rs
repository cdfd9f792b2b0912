//! A record read line by line: each in its one writing and at its place.

use std::collections::HashSet;

use domain::kernel::Area;
use domain::meetings::{Ballot, Votes, unlisted};
use sha2::{Digest as _, Sha256};

use super::log::Log;
use super::{Fault, Report, What, ballot, counted_outcome, receipt_fits};
use crate::record::{End, Item, Leaf, Line, Meeting, Outcome, Receipt, Voice, canonical, read};
use crate::sign;
use crate::write::streebog;

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

/// What has been read so far.
#[derive(Default)]
pub struct Reader {
    line: u64,
    byte: u64,
    part: Option<Part>,
    meeting: Option<Meeting>,
    voices: Vec<Voice>,
    /// Over the lines that are frozen at publication: the meeting's and the register's.
    frozen: Sha256,
    log: Log,
    outcome: Option<Outcome>,
    /// Over all lines that were taken.
    read: Sha256,
    /// The digests of all bytes before the last line, and how many those are.
    digests: (usize, [String; 2]),
}

impl Reader {
    fn fault(&self, what: What) -> Fault {
        Fault { byte: self.byte, line: self.line, what }
    }

    fn must(&self, good: bool, what: What) -> Result<(), Fault> {
        if good { Ok(()) } else { Err(self.fault(what)) }
    }

    /// Reads all of it.
    pub fn run(mut self, bytes: &[u8], also: impl FnOnce(&Self) -> Result<(), Fault>) -> Result<Report, Fault> {
        let text = text(bytes)?;
        let last = text.split_inclusive('\n').next_back().unwrap_or_default();
        let before = &bytes[..bytes.len() - last.len()];
        let sums = || (before.len(), streebog(before));
        // The slower digest needs no line to be understood, so it may be had meanwhile; a browser's module
        // has one thread.
        if cfg!(target_arch = "wasm32") {
            self.lines(text, sums)?;
        } else {
            std::thread::scope(|scope| {
                let coming = scope.spawn(sums);
                self.lines(text, || coming.join().unwrap_or_default())
            })?;
        }
        also(&self)?;
        self.report()
    }

    /// Takes the lines; `sums` gives the slower digest of all but the last, and how many bytes those are.
    fn lines(&mut self, text: &str, sums: impl FnOnce() -> (usize, String)) -> Result<(), Fault> {
        let (mut sums, mut ended, mut begin) = (Some(sums), false, 0);
        for line in text.split_inclusive('\n') {
            self.line += 1;
            self.must(!ended, What::Order)?;
            let written = line.strip_suffix('\n').ok_or_else(|| self.fault(What::Cut))?;
            let line_read = read(written).ok_or_else(|| self.fault(What::Writing))?;
            ended = matches!(line_read, Line::End(_));
            if let Some(sums) = sums.take_if(|_| ended) {
                let (count, streebog) = sums();
                self.digests = (count, [hex::encode(self.read.clone().finalize()), streebog]);
            }
            if matches!(line_read, Line::Meeting(_) | Line::Voice(_)) {
                self.frozen.update(line);
            }
            self.take(line_read)?;
            self.read.update(line);
            begin = self.byte;
            self.byte += line.len() as u64;
        }
        self.must(ended, What::Cut)?;
        // The digests that were compared are those of all lines before the last.
        self.must(self.digests.0 as u64 == begin, What::Digest)
    }

    /// Moves on to the part a line belongs to; parts come in order, and the first of each when it must.
    fn enter(&mut self, part: Part) -> Result<(), Fault> {
        let fits = match (self.part, part) {
            (None, Part::Meeting) => true,
            (None, _) | (_, Part::Meeting) => false,
            (Some(now), next) => now <= next && !(now == Part::Outcome && next == Part::Outcome),
        };
        self.must(fits, What::Order)?;
        let before = self.part.replace(part);
        if before < Some(Part::Log) && Some(Part::Log) <= self.part {
            self.check_register()?;
        }
        Ok(())
    }

    fn take(&mut self, line: Line) -> Result<(), Fault> {
        match line {
            Line::Meeting(meeting) => {
                self.enter(Part::Meeting)?;
                self.must(can_be(&meeting), What::Meeting)?;
                self.meeting = Some(meeting);
            }
            Line::Voice(voice) => {
                self.enter(Part::Register)?;
                self.must(voice.no as usize == self.voices.len() + 1, What::Number)?;
                let lowest = voice.weight().is_some_and(|(_, share)| share.num() == voice.num);
                // Each member of a cooperative has one vote.
                let heads = self.of_meeting()?.body.counts_heads();
                let one = !heads || (voice.area, voice.num, voice.den) == (100, 1, 1);
                self.must(0 < voice.area && lowest && one, What::Register)?;
                self.voices.push(voice);
            }
            Line::Entry(entry) => {
                self.enter(Part::Log)?;
                let Some(meeting) = &self.meeting else { return Err(self.fault(What::Order)) };
                let frozen = || hex::encode(self.frozen.clone().finalize());
                let judged = self.log.take(entry, meeting, &self.voices, frozen);
                judged.map_err(|what| self.fault(what))?;
            }
            Line::Head(head) => {
                self.enter(Part::Heads)?;
                let Some(meeting) = &self.meeting else { return Err(self.fault(What::Order)) };
                let judged = self.log.take_head(head, meeting);
                judged.map_err(|what| self.fault(what))?;
            }
            Line::Outcome(outcome) => {
                self.enter(Part::Outcome)?;
                self.check_outcome(&outcome)?;
                self.outcome = Some(outcome);
            }
            Line::End(end) => {
                self.enter(Part::End)?;
                self.check_end(&end)?;
            }
        }
        Ok(())
    }

    fn of_meeting(&self) -> Result<&Meeting, Fault> {
        self.meeting.as_ref().ok_or_else(|| self.fault(What::Order))
    }

    /// The shares are the house, to the hundredth; residential ones and entrances too. Those of members make
    /// what is printed, to the rounding.
    fn check_register(&self) -> Result<(), Fault> {
        let meeting = self.of_meeting()?;
        let is = |area: i64, wanted: &dyn Fn(&Voice) -> bool| {
            let mut votes = Votes::default();
            for (area, share) in self.voices.iter().filter(|voice| wanted(voice)).filter_map(Voice::weight) {
                votes.add(area, share);
            }
            match meeting.body.is_of_members() {
                true => votes.shown() == Area(area),
                false => votes == Votes::whole(Area(area)),
            }
        };
        let of_entrance =
            |entrance: &crate::record::Entrance| is(entrance.total, &|voice| voice.entrance == Some(entrance.no));
        let good = Votes::can_hold(self.voices.iter().filter_map(Voice::weight).map(|(_, share)| share))
            && is(meeting.total, &|_| true)
            && is(meeting.residential_total, &|voice| voice.residential)
            && meeting.entrances.iter().all(of_entrance);
        self.must(good, What::Register)
    }

    fn check_outcome(&self, outcome: &Outcome) -> Result<(), Fault> {
        self.must(self.log.is_closed(), What::Outcome)?;
        self.must(self.log.is_opened(), What::Seal)?;
        let meeting = self.of_meeting()?;
        let counted = self.log.counted(&self.voices);
        let decided: HashSet<u32> = counted.iter().map(|(_, voice)| voice.no).collect();
        let silent = self.log.present().iter().filter(|no| !decided.contains(no));
        let silent = silent.filter_map(|no| self.voices.get((*no as usize).checked_sub(1)?));
        let present: Vec<Ballot> = silent.map(|voice| ballot(voice, Vec::new())).collect();
        let answered = counted.into_iter();
        let ballots: Vec<Ballot> =
            answered.filter_map(|(entry, voice)| Some(ballot(voice, entry.answers.as_ref()?.value.clone()))).collect();
        self.must(*outcome == counted_outcome(meeting, &self.voices, &ballots, &present), What::Outcome)
    }

    fn check_end(&self, end: &End) -> Result<(), Fault> {
        self.must(self.log.is_headed(), What::Log)?;
        let (count, [sha256, streebog256]) = &self.digests;
        // Of a line that is not the last the next one says that it should not be there.
        let last = *count == self.byte as usize;
        let same = !last || (&end.sha256, &end.streebog256) == (sha256, streebog256);
        let same = same && end.lines + 1 == self.line;
        self.must(same, What::Digest)?;
        self.must(sign::end_is_signed(&self.of_meeting()?.key, end), What::Signature)
    }

    /// Does the log begin with what the head is over?
    pub fn check_head(&self, size: u64, root: &str) -> Result<(), Fault> {
        self.must(self.log.root(size).as_deref() == Some(root), What::Log)
    }

    pub fn check_receipt(&self, receipt: &Receipt) -> Result<(), Fault> {
        let meeting = self.of_meeting()?;
        let entry = usize::try_from(receipt.entry.n).ok().and_then(|n| self.log.entries.get(n));
        let same = entry.is_some_and(|entry| canonical(&entry.leaf) == canonical(&receipt.entry.leaf));
        let log = self.log.root(receipt.head.size).as_deref() == Some(receipt.head.root.as_str());
        let own = receipt.uin == meeting.uin && receipt.key == meeting.key;
        self.must(own && same && log && receipt_fits(receipt), What::Receipt)
    }

    fn report(self) -> Result<Report, Fault> {
        let fault = self.fault(What::Order);
        let meeting = self.meeting.ok_or(fault)?;
        let (ballots, counted) = (self.log.ballots(), self.log.counted(&self.voices));
        let decided: Vec<u32> = counted.iter().map(|(_, voice)| voice.no).collect();
        let counted = decided.len() as u64;
        let present = self.log.present().iter().copied().collect();
        // Until the end the list may still be written.
        let placed = self.log.is_closed() && meeting.form.has_place();
        let mut unlisted =
            if placed && self.log.is_listed() { unlisted(meeting.form, &present, decided) } else { Vec::new() };
        unlisted.sort_unstable();
        Ok(Report {
            unlisted,
            no_list: placed && !self.log.is_listed(),
            voices: self.voices.len() as u64,
            entries: self.log.entries.len() as u64,
            ballots: counted,
            not_counted: ballots - counted,
            cancelled: self.log.entries.last().and_then(|last| match &last.leaf {
                Leaf::Cancelled { reason, .. } => Some(reason.clone()),
                _ => None,
            }),
            head: self.log.heads.last().cloned(),
            outcome: self.outcome,
            meeting,
        })
    }
}

/// The bytes as text. A byte that is no text, in what is a record otherwise, is a fault of its line.
fn text(bytes: &[u8]) -> Result<&str, Fault> {
    let not_a_record = Fault { byte: 0, line: 0, what: What::NotARecord };
    match std::str::from_utf8(bytes) {
        Ok(text) if text.trim_start().starts_with('{') => Ok(text),
        Err(error) if bytes.starts_with(b"{\"line\":\"meeting\"") => {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            let byte = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |place| place as u64 + 1);
            Err(Fault { byte, line, what: What::Writing })
        }
        _ => Err(not_a_record),
    }
}

/// Are the agenda, the times and the areas possible?
fn can_be(meeting: &Meeting) -> bool {
    let numbered = meeting.questions.iter().zip(1..).all(|(item, no)| item.no == no);
    let entrances: i64 = meeting.entrances.iter().map(|entrance| entrance.total).fold(0, i64::saturating_add);
    let known = |item: &Item| item.entrance.is_none_or(|no| meeting.entrances.iter().any(|entrance| entrance.no == no));
    numbered
        && !meeting.questions.is_empty()
        && meeting.questions.iter().all(|item| item.kind.body() == meeting.body)
        && (meeting.entrances.is_empty() || !meeting.body.is_of_members())
        && meeting.questions.iter().all(known)
        && meeting.opens < meeting.closes
        && 0 < meeting.total
        && (0..=meeting.total).contains(&meeting.residential_total)
        && meeting.entrances.iter().all(|entrance| 0 <= entrance.total)
        && entrances <= meeting.total
        && meeting.entrances.len() <= 1000
        && meeting.entrances.windows(2).all(|pair| pair[0].no < pair[1].no)
}
