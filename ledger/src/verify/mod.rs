//! A record checked from its bytes alone: every line in its one writing, the frozen message, the log and
//! its heads, every seal that is opened, every weight, the count, the digests and the signatures.

mod count;
mod log;
mod reader;
mod receipt;

use std::fmt;

pub use count::{ballot, counted_outcome};
pub use receipt::receipt_fits;

use crate::record::{Head, Meeting, Outcome, Receipt};
use reader::Reader;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl What {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::NotARecord,
        Self::Writing,
        Self::Order,
        Self::Number,
        Self::Register,
        Self::Meeting,
        Self::Frozen,
        Self::Act,
        Self::Seal,
        Self::Log,
        Self::Signature,
        Self::Outcome,
        Self::Digest,
        Self::Cut,
        Self::Receipt,
    ];

    /// The end of its message's key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotARecord => "not_a_record",
            Self::Writing => "writing",
            Self::Order => "order",
            Self::Number => "number",
            Self::Register => "register",
            Self::Meeting => "meeting",
            Self::Frozen => "frozen",
            Self::Act => "act",
            Self::Seal => "seal",
            Self::Log => "log",
            Self::Signature => "signature",
            Self::Outcome => "outcome",
            Self::Digest => "digest",
            Self::Cut => "cut",
            Self::Receipt => "receipt",
        }
    }
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
    /// Shares whose decisions count though they are not on the list of those present, where only who came
    /// decides, by their numbers. The log takes them, as a list may be written later; the law does not.
    pub unlisted: Vec<u32>,
    /// It was held at a place and has ended, and no list was written of who came.
    pub no_list: bool,
    /// Why the meeting was cancelled, if it was.
    pub cancelled: Option<String>,
}

/// Checks a record.
///
/// # Errors
/// The first line that does not fit.
pub fn record(bytes: &[u8]) -> Result<Report, Fault> {
    Reader::default().run(bytes, |_| Ok(()))
}

/// Checks a record, and that the receipt's entry is in it.
///
/// # Errors
/// The first line that does not fit; for a receipt that does not, the line of its entry.
pub fn record_with(bytes: &[u8], receipt: &Receipt) -> Result<Report, Fault> {
    Reader::default().run(bytes, |reader| reader.check_receipt(receipt))
}

/// Checks a record, and that its log begins with what a head printed elsewhere is over: the head's size and
/// its root, hexadecimal.
///
/// # Errors
/// The first line that does not fit; for another beginning, [`What::Log`] at the end.
pub fn record_from(bytes: &[u8], size: u64, root: &str) -> Result<Report, Fault> {
    Reader::default().run(bytes, |reader| reader.check_head(size, root))
}
