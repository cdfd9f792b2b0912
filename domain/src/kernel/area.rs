//! Areas as whole hundredths of a square metre.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An area in 0.01 m².
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
pub struct Area(pub i64);

impl Area {
    /// Reads `60.3`, `60,30`, `1 016.70`; `None` for anything else. More than two decimals are
    /// rounded half up: registries print 0.1 + 0.2 as 0.30000000000000004.
    pub fn parse(text: &str) -> Option<Self> {
        let mut whole: i64 = 0;
        let mut decimals: [i64; 3] = [0; 3];
        let mut seen: Option<usize> = None;
        let mut any = false;
        for c in text.chars() {
            match (c, seen) {
                ('0'..='9', None) => {
                    whole = whole.checked_mul(10)?.checked_add(i64::from(c as u8 - b'0'))?;
                    any = true;
                }
                ('0'..='9', Some(place)) => {
                    if place < 3 {
                        decimals[place] = i64::from(c as u8 - b'0');
                    }
                    seen = Some(place + 1);
                    any = true;
                }
                ('.' | ',', None) => seen = Some(0),
                (' ' | '\u{a0}', None) => {}
                _ => return None,
            }
        }
        let hundredths = decimals[0] * 10 + decimals[1] + i64::from(decimals[2] >= 5);
        if any { whole.checked_mul(100)?.checked_add(hundredths).map(Self) } else { None }
    }
}

/// `60,30 м²`.
impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = self.0.unsigned_abs();
        write!(f, "{},{:02}\u{a0}м²", super::text::grouped(sum / 100), sum % 100)
    }
}
