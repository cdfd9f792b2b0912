//! The allocator of ids: region, time, process and a counter in 63 bits, no round trip.
//!
//! | bits | what |
//! | --- | --- |
//! | 62–55 | region's code |
//! | 54–14 | milliseconds since 2025-01-01 (until 2094) |
//! | 13–8 | the process's number, leased in `node_lease` |
//! | 7–0 | counter; when a millisecond is used up, the next one is borrowed |

use std::sync::Mutex;

use chrono::{DateTime, Utc};
use domain::kernel::Region;
use domain::kernel::id::REGION_SHIFT;

/// 2025-01-01T00:00:00Z in milliseconds.
const EPOCH_MS: i64 = 1_735_689_600_000;
const COUNTER_BITS: u32 = 8;
const NODE_BITS: u32 = 6;
const STAMP_BITS: u32 = REGION_SHIFT - NODE_BITS - COUNTER_BITS;

/// How many processes may make ids at once.
pub const NODES: i32 = 1 << NODE_BITS;

/// Makes ids for one process.
#[derive(Debug)]
pub struct Ids {
    node: i64,
    /// The last (millisecond, counter) given, as one number.
    last: Mutex<i64>,
}

impl Ids {
    /// The allocator of process number `node` (0–63).
    pub fn new(node: i32) -> Self {
        Self { node: i64::from(node), last: Mutex::new(0) }
    }

    /// The next id in `region`. Ids of one process only grow.
    pub fn next(&self, region: Region, now: DateTime<Utc>) -> i64 {
        let stamp = (now.timestamp_millis() - EPOCH_MS).max(1) << COUNTER_BITS;
        let tick = {
            let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *last = stamp.max(*last + 1);
            *last
        };
        let (millis, counter) = (tick >> COUNTER_BITS, tick & ((1 << COUNTER_BITS) - 1));
        let millis = millis & ((1 << STAMP_BITS) - 1);
        (i64::from(region.0) << REGION_SHIFT)
            | (millis << (NODE_BITS + COUNTER_BITS))
            | (self.node << COUNTER_BITS)
            | counter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_and_carry_their_region() {
        let ids = Ids::new(63);
        let now = DateTime::from_timestamp_millis(EPOCH_MS + 5).expect("an instant");
        let made: Vec<i64> = (0..1000).map(|_| ids.next(Region(255), now)).collect();
        assert!(made.windows(2).all(|pair| 0 < pair[0] && pair[0] < pair[1]));
        assert_eq!(domain::kernel::HouseId(made[0]).region(), Region(255));
        assert_ne!(Ids::new(1).next(Region(35), now), Ids::new(2).next(Region(35), now));
    }
}
