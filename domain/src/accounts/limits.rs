//! How often linking an account may be tried: enough for a person who mistypes, too little to guess.

use chrono::TimeDelta;

use crate::kernel::Instant;

/// Wrong proofs of one account in a day, whoever sends them. Ten: the sum of a bill has about a million
/// likely values, so a year of guessing finds one account in three hundred, and its holders are told.
pub const WRONG_PER_ACCOUNT: usize = 10;
/// Wrong attempts of one person in a day: several accounts, each mistyped a few times.
pub const WRONG_PER_PERSON: usize = 20;
/// Wrong attempts from one network prefix in a day: a block of flats may share one address.
pub const WRONG_PER_NETWORK: usize = 60;
/// How long the next one is refused after the last that was too many.
pub const LOCK: TimeDelta = TimeDelta::days(1);

/// Until when attempts are refused: `most` wrong ones within a day lock for a day from the last of them.
/// `wrong` is in order of time; attempts that were refused are not among them.
pub fn locked_until(wrong: &[Instant], most: usize) -> Option<Instant> {
    let full = wrong.windows(most.max(1)).filter_map(|run| {
        let (first, last) = (run.first()?, run.last()?);
        (*last - *first < LOCK).then_some(*last + LOCK)
    });
    full.last()
}
