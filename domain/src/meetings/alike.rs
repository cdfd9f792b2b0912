//! Meetings that decided on the same: ст. 46 ч. 1.1 ЖК.

use super::{Body, Kind};
use crate::kernel::Date;

/// Two protocols of one house within so many months ask for an unscheduled inspection.
const MONTHS: u32 = 3;

/// Do two protocols of one house ask for an inspection: were they made within three months, and is a
/// question of one like a question of the other? "Anything else" is like nothing.
pub fn alike(one: (Date, &[Kind]), other: (Date, &[Kind])) -> bool {
    let (early, late) = if one.0 <= other.0 { (one.0, other.0) } else { (other.0, one.0) };
    let near = early.checked_add_months(chrono::Months::new(MONTHS)).is_none_or(|end| late <= end);
    near && one.1.iter().any(|kind| is_told(*kind) && other.1.contains(kind))
}

/// The law speaks of owners' meetings.
fn is_told(kind: Kind) -> bool {
    kind != Kind::Other && kind.body() == Body::Owners
}
