//! Sums of votes, exact whatever the shares are.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero as _;

use crate::kernel::{Area, Share};

/// A number of votes: 1 vote is 1 m² of the area owned (ст. 37 ч. 1, 48 ч. 3 ЖК). Kept as hundredths of a
/// square metre by the shares' denominators, so that adding is a look-up, and thirds stay thirds.
#[derive(Clone, Debug, Default)]
pub struct Votes {
    by_denominator: BTreeMap<i64, i128>,
}

/// The largest denominator a share may have, and how many different ones a sum may hold: more is no
/// house's register, and would make exact sums slow.
const DENOMINATORS: (i64, usize) = (1_000_000_000, 500);

impl Votes {
    /// Can these shares be summed?
    pub fn can_hold(shares: impl IntoIterator<Item = Share>) -> bool {
        let mut known = BTreeSet::new();
        shares.into_iter().all(|share| {
            known.insert(share.den());
            share.den() <= DENOMINATORS.0 && known.len() <= DENOMINATORS.1
        })
    }

    /// The votes of a share in premises of an area.
    pub fn of(area: Area, share: Share) -> Self {
        let mut votes = Self::default();
        votes.add(area, share);
        votes
    }

    /// All votes of an area.
    pub fn whole(area: Area) -> Self {
        Self::of(area, Share::WHOLE)
    }

    /// Adds the votes of a share.
    pub fn add(&mut self, area: Area, share: Share) {
        *self.by_denominator.entry(share.den()).or_default() += i128::from(area.0) * i128::from(share.num());
    }

    /// Adds a part that was kept by its denominator: `numerator / denominator` hundredths of a m².
    pub fn add_part(&mut self, denominator: i64, numerator: i128) {
        *self.by_denominator.entry(denominator.max(1)).or_default() += numerator;
    }

    /// Adds other votes.
    pub fn add_all(&mut self, other: &Self) {
        for (denominator, numerator) in &other.by_denominator {
            self.add_part(*denominator, *numerator);
        }
    }

    /// The parts: denominator and numerator, in hundredths of a m².
    pub fn parts(&self) -> impl Iterator<Item = (i64, i128)> + '_ {
        self.by_denominator.iter().map(|(denominator, numerator)| (*denominator, *numerator))
    }

    /// None at all?
    pub fn is_none(&self) -> bool {
        self.hundredths().is_zero()
    }

    pub(super) fn hundredths(&self) -> BigRational {
        let part = |(den, num): (&i64, &i128)| BigRational::new(BigInt::from(*num), BigInt::from(*den));
        self.by_denominator.iter().map(part).fold(BigRational::zero(), |sum, part| sum + part)
    }

    /// Compares `times · self` with `others · other`.
    pub fn compare(&self, times: u32, other: &Self, others: u32) -> Ordering {
        let scaled = |votes: &Self, by: u32| votes.hundredths() * BigInt::from(by);
        scaled(self, times).cmp(&scaled(other, others))
    }

    /// The exact fraction in m², in lowest terms: `2601/2`, `1300`.
    pub fn exact(&self) -> String {
        (self.hundredths() / BigInt::from(100)).to_string()
    }

    /// Two decimals, half up: `1300.50`.
    pub fn decimal(&self) -> String {
        let hundredths = self.rounded();
        let (whole, rest) = (&hundredths / 100_u32, &hundredths % 100_u32);
        format!("{whole}.{rest:0>2}", rest = rest.to_string())
    }

    /// Hundredths of a m², half up, as an area to show.
    pub fn shown(&self) -> Area {
        Area(i64::try_from(self.rounded()).unwrap_or(i64::MAX))
    }

    fn rounded(&self) -> BigInt {
        let half = BigRational::new(BigInt::from(1), BigInt::from(2));
        (self.hundredths() + half).floor().to_integer()
    }

    /// What part of `whole` this is, in hundredths of a per cent, half up; 0 of nothing.
    pub fn per_myriad_of(&self, whole: &Self) -> u32 {
        let all = whole.hundredths();
        if all.is_zero() {
            return 0;
        }
        let half = BigRational::new(BigInt::from(1), BigInt::from(2));
        let part = (self.hundredths() * BigInt::from(10_000) / all + half).floor().to_integer();
        u32::try_from(part).unwrap_or_default()
    }
}

impl PartialEq for Votes {
    fn eq(&self, other: &Self) -> bool {
        self.compare(1, other, 1) == Ordering::Equal
    }
}

impl Eq for Votes {}

/// `1300.50`
impl fmt::Display for Votes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.decimal())
    }
}
