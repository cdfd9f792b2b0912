//! A share in the right of ownership as an exact fraction.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `num / den`, in lowest terms, `0 < num <= den`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Share {
    num: i64,
    den: i64,
}

impl Share {
    /// The whole.
    pub const WHOLE: Self = Self { num: 1, den: 1 };

    /// `None` unless `0 < num <= den`.
    pub fn new(num: i64, den: i64) -> Option<Self> {
        if num <= 0 || den < num {
            return None;
        }
        let divisor = gcd(num, den);
        Some(Self { num: num / divisor, den: den / divisor })
    }

    /// What shares lack to the whole; nothing when they make it or more, or when on the way there are more parts
    /// than a number counts.
    pub fn rest(shares: impl IntoIterator<Item = Self>) -> Option<Self> {
        shares.into_iter().try_fold(Self::WHOLE, |left, share| {
            let (num, den) = (i128::from(left.num), i128::from(left.den));
            let num = num * i128::from(share.den) - den * i128::from(share.num);
            let den = den * i128::from(share.den);
            let divisor = wide_gcd(num, den);
            Self::new(i64::try_from(num / divisor).ok()?, i64::try_from(den / divisor).ok()?)
        })
    }

    /// The numerator.
    pub const fn num(self) -> i64 {
        self.num
    }

    /// The denominator.
    pub const fn den(self) -> i64 {
        self.den
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn wide_gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { wide_gcd(b, a % b) }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den == 1 { f.write_str("1") } else { write!(f, "{}/{}", self.num, self.den) }
    }
}
