//! Money as whole kopecks.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A sum in kopecks. Never a float: sums must be checkable by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
pub struct Kopecks(pub i64);

impl Kopecks {
    /// Reads what a person copies from a bill: `4 812,30`, `4812.3`, `4812`, with or without ₽.
    /// `None` for anything else, more than two decimals included.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String =
            text.chars().filter(|c| !c.is_whitespace() && *c != '₽').map(|c| if c == ',' { '.' } else { c }).collect();
        let (roubles, kopecks) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if roubles.is_empty() || !digits(roubles) || !digits(kopecks) || kopecks.len() > 2 {
            return None;
        }
        let whole: i64 = roubles.parse().ok()?;
        let part: i64 = format!("{kopecks:0<2}").parse().ok()?;
        Some(Self(whole.checked_mul(100)?.checked_add(part)?))
    }
}

/// `4 812,30 ₽`, groups and the sign set off by no-break spaces.
impl fmt::Display for Kopecks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "−" } else { "" };
        let sum = self.0.unsigned_abs();
        write!(f, "{sign}{},{:02}\u{a0}₽", super::text::grouped(sum / 100), sum % 100)
    }
}
