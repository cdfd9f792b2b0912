//! The first reading of a file: its digest, and which of its ids come again further down.
//!
//! Of two rows with one id the last wins, so the earlier must be known before it is written. A set of
//! all ids would grow with the file; a Bloom filter of fixed size names the few suspects, and only
//! they are kept, exactly.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::Context as _;
use sha2::Digest as _;

use super::format::{self, Format};

/// What the first reading found.
#[derive(Debug, Default)]
pub struct Survey {
    /// SHA-256 of the file as it lies on the disk, in hexadecimal.
    pub digest: String,
    /// For each id that may stand in the file twice, the row where it stands last.
    pub last: HashMap<Vec<u8>, u64>,
}

/// Reads the whole file once. `told` hears now and then that it goes on.
pub fn take(path: &Path, format: &Format, done: &Arc<AtomicU64>, told: &dyn Fn()) -> anyhow::Result<Survey> {
    let digest = format::Shared::default();
    let mut rows = format::rows(format::open(path, done, Some(Arc::clone(&digest)))?, format.delimiter);
    let size = std::fs::metadata(path).with_context(|| format!("не прочитать {}", path.display()))?.len();
    let mut seen = Bloom::for_file(size);
    let mut last = HashMap::new();
    let mut row = csv::ByteRecord::new();
    let mut number = 0_u64;
    let id = format.columns[0].unwrap_or(0);
    while rows.read_byte_record(&mut row).with_context(|| format!("не прочитать {}", path.display()))? {
        // A row that cannot be taken does not supersede one that can.
        if row.len() == format.width && format.encoding.reads(row.as_slice()) {
            let id = row.get(id).unwrap_or_default().trim_ascii();
            if !id.is_empty() && seen.insert(id) {
                last.insert(id.to_vec(), number);
            }
        }
        number += 1;
        if number.is_multiple_of(4096) {
            told();
        }
    }
    let whole = digest.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone().finalize();
    Ok(Survey { digest: hex(&whole), last })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A set that may take a stranger for a member, and never a member for a stranger.
struct Bloom {
    bits: Vec<u64>,
}

impl Bloom {
    /// A quarter of a bit for each byte of the file: six bits for the shortest packed row (24 bytes), so
    /// that of them one in twenty is suspected by mistake, and 150 bits for an ordinary row, of which
    /// none is. Between 64 KiB and 16 MiB, which is enough for every house of the country.
    fn for_file(size: u64) -> Self {
        let words = (size / 256).next_power_of_two().clamp(1 << 13, 1 << 21);
        Self { bits: vec![0; usize::try_from(words).unwrap_or(1 << 13)] }
    }

    /// Puts an id in; was it there, or something like it?
    fn insert(&mut self, id: &[u8]) -> bool {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let (one, two) = (hasher.finish(), hasher.finish().rotate_left(32) | 1);
        let mut there = true;
        for probe in 0..4_u64 {
            let bit = one.wrapping_add(two.wrapping_mul(probe)) % (self.bits.len() as u64 * 64);
            let (word, mask) = ((bit / 64) as usize, 1 << (bit % 64));
            there &= self.bits[word] & mask != 0;
            self.bits[word] |= mask;
        }
        there
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_never_a_stranger_and_strangers_rarely_members() {
        let mut seen = Bloom::for_file(1_000_000);
        let mistaken = (0..20_000_u32).filter(|id| seen.insert(id.to_string().as_bytes())).count();
        assert!(mistaken < 20, "{mistaken}");
        assert!((0..20_000_u32).all(|id| seen.insert(id.to_string().as_bytes())));
    }
}
