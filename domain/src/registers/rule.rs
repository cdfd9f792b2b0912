//! Why a register is not taken.

use crate::kernel::{Coded, Share};

/// Why a whole file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    #[error("no file was given")]
    Absent,
    #[error("the file is larger than five mebibytes")]
    TooLarge,
    #[error("the file is no table: CSV or XLSX")]
    NoTable,
    #[error("the table has more lines than a register")]
    TooLong,
    #[error("the table has no column {column}")]
    NoColumn { column: &'static str },
    #[error("the file has faults: nothing is loaded")]
    Faults { count: usize },
    #[error("the register has changed since the file was checked")]
    Changed,
}

impl Coded for Rule {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "registers.absent",
            Self::TooLarge => "registers.too_large",
            Self::NoTable => "registers.no_table",
            Self::TooLong => "registers.too_long",
            Self::NoColumn { .. } => "registers.no_column",
            Self::Faults { .. } => "registers.faults",
            Self::Changed => "registers.changed",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some("file")
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoColumn { column } => vec![("column", (*column).to_owned())],
            Self::Faults { count } => vec![("count", count.to_string())],
            _ => Vec::new(),
        }
    }
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("no number of premises")]
    NoNumber,
    #[error("not a kind of premises: {said}")]
    Kind { said: String },
    #[error("not an entrance: {said}")]
    Entrance { said: String },
    #[error("not an area: {said}")]
    Area { said: String },
    #[error("the premises have no area")]
    NoArea,
    #[error("the area or the entrance is not that of line {row}")]
    Differs { row: u64 },
    #[error("not a member's number: {said}")]
    Member { said: String },
    #[error("the house has no such premises: {said}")]
    NoPremises { said: String },
    #[error("member {said} has another name above")]
    OtherName { said: String },
    #[error("nobody is named")]
    NoOwner,
    #[error("a cell is too long: a quotation mark may be missing")]
    TooLong,
    #[error("not a share: {said}")]
    Share { said: String },
    #[error("not a day: {said}")]
    Day { said: String },
    #[error("a joint ownership beside shares")]
    Mixed,
    #[error("the shares have more different denominators than any house")]
    Denominators,
    #[error("the shares make {sum}, not a whole")]
    Sum { sum: String },
}

impl Fault {
    /// The end of its message's key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoNumber => "no_number",
            Self::Kind { .. } => "kind",
            Self::Entrance { .. } => "entrance",
            Self::Area { .. } => "area",
            Self::NoArea => "no_area",
            Self::Differs { .. } => "differs",
            Self::Member { .. } => "member",
            Self::NoPremises { .. } => "no_premises",
            Self::OtherName { .. } => "other_name",
            Self::NoOwner => "no_owner",
            Self::TooLong => "too_long",
            Self::Share { .. } => "share",
            Self::Day { .. } => "day",
            Self::Mixed => "mixed",
            Self::Denominators => "denominators",
            Self::Sum { .. } => "sum",
        }
    }

    /// What its sentence names: what was written, another line, or a sum.
    pub fn said(&self) -> String {
        match self {
            Self::Kind { said } | Self::Entrance { said } | Self::Area { said } => said.clone(),
            Self::Share { said } | Self::Day { said } | Self::Member { said } => said.clone(),
            Self::NoPremises { said } | Self::OtherName { said } => said.clone(),
            Self::Differs { row } => row.to_string(),
            Self::Sum { sum } => sum.clone(),
            Self::NoNumber | Self::NoArea | Self::NoOwner | Self::TooLong | Self::Mixed | Self::Denominators => {
                String::new()
            }
        }
    }
}

/// The largest denominator of a share: more is a slip of the pen.
pub const MOST_PARTS: i64 = 1_000_000_000;

/// `1/3`, `1`, `7 / 12`, `50%`, `0,5`.
pub fn share(text: &str) -> Option<Share> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if let Some((num, den)) = text.split_once(['/', '⁄']) {
        return exact(num.parse().ok()?, den.parse().ok()?);
    }
    let (text, unit) = text.strip_suffix('%').map_or((text.as_str(), 1), |text| (text, 100));
    let (whole, decimals) = text.split_once([',', '.']).unwrap_or((text, ""));
    if 6 < decimals.len() || whole.is_empty() || !decimals.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let den = 10_i64.pow(u32::try_from(decimals.len()).ok()?);
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = if decimals.is_empty() { 0 } else { decimals.parse().ok()? };
    exact(whole.checked_mul(den)?.checked_add(part)?, den.checked_mul(unit)?)
}

fn exact(num: i64, den: i64) -> Option<Share> {
    Share::new(num, den).filter(|share| share.den() <= MOST_PARTS)
}
