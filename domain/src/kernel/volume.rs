//! What a meter shows and what is used: exact decimals.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Decimals kept: seven, the most the state exchange format allows (`\d{1,15}(\.\d{1,7})?`).
pub const DECIMALS: u32 = 7;
const ONE: i128 = 10_i128.pow(DECIMALS);

/// A quantity in the meter's own unit, in steps of 10⁻⁷. Exact; negative only as a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Volume(i128);

impl Volume {
    /// Nothing used.
    pub const ZERO: Self = Self(0);

    /// So many whole units.
    pub const fn whole(units: i64) -> Self {
        Self(units as i128 * ONE)
    }

    /// From the stored form, steps of 10⁻⁷.
    pub const fn from_steps(steps: i64) -> Self {
        Self(steps as i128)
    }

    /// The stored form; `None` above 922 billion units, which no meter of up to eleven digits shows.
    pub fn steps(self) -> Option<i64> {
        i64::try_from(self.0).ok()
    }

    /// `10^digits`, the reading at which a counter of so many digits returns to zero.
    pub fn wrap(digits: u32) -> Self {
        Self(10_i128.saturating_pow(digits).saturating_mul(ONE))
    }

    /// How many digits stand before the point.
    pub fn whole_digits(self) -> u32 {
        let whole = (self.0 / ONE).unsigned_abs();
        whole.checked_ilog10().map_or(1, |log| log + 1)
    }

    /// How many decimals are needed to write it.
    pub fn decimals(self) -> u32 {
        let mut rest = (self.0 % ONE).unsigned_abs();
        let mut used = DECIMALS;
        while used > 0 && rest.is_multiple_of(10) {
            rest /= 10;
            used -= 1;
        }
        used
    }

    /// Less than nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The exact product with a whole number.
    pub const fn times(self, factor: i64) -> Self {
        Self(self.0 * factor as i128)
    }

    /// The quotient rounded half up, for means shown to people; never for what is billed.
    pub fn mean_of(self, parts: i64) -> Self {
        let parts = i128::from(parts.max(1));
        Self((self.0 * 2 + parts).div_euclid(parts * 2))
    }

    /// How much of `length` this takes when `whole` takes all of it; for drawing.
    pub fn share_of(self, whole: Self, length: i64) -> i64 {
        if whole.0 <= 0 { 0 } else { i64::try_from(self.0 * i128::from(length) / whole.0).unwrap_or(length) }
    }

    /// Rounded half up to so many decimals, for people's eyes only.
    pub const fn rounded(self, decimals: u32) -> Self {
        let step = 10_i128.pow(DECIMALS.saturating_sub(decimals));
        Self((self.0 * 2 + step).div_euclid(step * 2) * step)
    }

    /// The product with a transformation ratio in ten-thousandths; `None` if seven decimals cannot
    /// hold it exactly.
    pub fn scaled(self, ratio: Ratio) -> Option<Self> {
        let product = self.0.checked_mul(i128::from(ratio.0))?;
        (product % 10_000 == 0).then_some(Self(product / 10_000))
    }

    /// `12,345` with at least `least` decimals, in Russian form.
    pub fn russian(self, least: u32) -> String {
        let sign = if self.0 < 0 { "−" } else { "" };
        let shown = self.decimals().max(least.min(DECIMALS));
        let whole = super::text::grouped(u64::try_from((self.0 / ONE).unsigned_abs()).unwrap_or(u64::MAX));
        let fraction = (self.0 % ONE).unsigned_abs() / 10_u128.pow(DECIMALS - shown);
        if shown == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole},{fraction:0width$}", width = shown as usize)
        }
    }
}

impl Add for Volume {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Volume {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::iter::Sum for Volume {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

/// The plain form: `12.345`, no trailing zeros.
impl fmt::Display for Volume {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / ONE as u128, self.0.unsigned_abs() % ONE as u128);
        let decimals = self.decimals();
        if decimals == 0 {
            return write!(f, "{sign}{whole}");
        }
        let fraction = rest / 10_u128.pow(DECIMALS - decimals);
        write!(f, "{sign}{whole}.{fraction:0width$}", width = decimals as usize)
    }
}

/// A text that is not `\d{1,15}([.,]\d{1,7})?`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a number a meter can show")]
pub struct NotAVolume;

/// Accepts the exchange format, a decimal comma, and spaces around; nothing else.
impl FromStr for Volume {
    type Err = NotAVolume;
    fn from_str(text: &str) -> Result<Self, NotAVolume> {
        let text = text.trim();
        let (whole, fraction) = text.split_once(['.', ',']).map_or((text, None), |(w, f)| (w, Some(f)));
        let digits =
            |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole, 15) || !fraction.is_none_or(|part| digits(part, DECIMALS as usize)) {
            return Err(NotAVolume);
        }
        let units: i128 = whole.parse().map_err(|_| NotAVolume)?;
        let padded = format!("{:0<7}", fraction.unwrap_or(""));
        let steps: i128 = padded.parse().map_err(|_| NotAVolume)?;
        Ok(Self(units * ONE + steps))
    }
}

impl Serialize for Volume {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Volume {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}

/// A transformation ratio (коэффициент трансформации) in ten-thousandths, above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
pub struct Ratio(pub i64);

impl Ratio {
    /// No transformer.
    pub const ONE: Self = Self(10_000);
}

impl Default for Ratio {
    fn default() -> Self {
        Self::ONE
    }
}

impl FromStr for Ratio {
    type Err = NotAVolume;
    fn from_str(text: &str) -> Result<Self, NotAVolume> {
        let steps = Volume::from_str(text)?.0;
        let per_step = ONE / 10_000;
        if steps == 0 || steps % per_step != 0 {
            return Err(NotAVolume);
        }
        i64::try_from(steps / per_step).map(Self).map_err(|_| NotAVolume)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Volume(i128::from(self.0) * (ONE / 10_000)).fmt(f)
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}
