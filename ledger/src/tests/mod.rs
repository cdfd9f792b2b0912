//! The tree, seals, and records that were tampered with in every way.

mod made;
mod merkle;
mod record;

use domain::meetings::Form;
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;

use self::made::{made, placed};
use crate::{seal, verify};

/// Ten thousand random changes of each record: a bit, a byte, a line dropped, doubled, moved, swapped or taken
/// from another meeting's record. None goes unseen.
#[test]
fn no_change_goes_unseen() {
    all_are_seen(&made(1, true).record, &made(2, true).record);
}

#[test]
fn no_change_of_a_list_goes_unseen() {
    all_are_seen(&placed(Form::Mixed, 1), &placed(Form::Mixed, 2));
}

fn all_are_seen(record: &str, other: &str) {
    verify::record(record.as_bytes()).expect("good");
    let mut random = ChaCha8Rng::seed_from_u64(42);
    let mut tried = 0;
    while tried < 10_000 {
        let mut bytes = record.as_bytes().to_vec();
        match random.random_range(0..8) {
            0 | 1 => {
                let place = random.random_range(0..bytes.len());
                bytes[place] ^= 1 << random.random_range(0..8);
            }
            2 => {
                let place = random.random_range(0..bytes.len());
                bytes[place] = random.random();
            }
            3 => {
                let place = random.random_range(0..bytes.len());
                bytes.remove(place);
            }
            4 => {
                let place = random.random_range(0..=bytes.len());
                bytes.insert(place, random.random());
            }
            way => {
                let mut lines: Vec<&str> = record.split_inclusive('\n').collect();
                let (one, two) = (random.random_range(0..lines.len()), random.random_range(0..lines.len()));
                match way {
                    5 => {
                        lines.remove(one);
                    }
                    6 => lines.swap(one, two),
                    _ => {
                        let theirs: Vec<&str> = other.split_inclusive('\n').collect();
                        lines.insert(one, theirs[two.min(theirs.len() - 1)]);
                    }
                }
                bytes = lines.concat().into_bytes();
            }
        }
        if bytes == record.as_bytes() {
            continue;
        }
        tried += 1;
        assert!(verify::record(&bytes).is_err(), "unseen: {}", String::from_utf8_lossy(&bytes));
    }
}

proptest! {
    #[test]
    fn a_seal_fits_what_it_was_put_over_and_nothing_else(salt: [u8; 16], other: [u8; 16], name in ".{0,20}", wrong in ".{0,20}") {
        let sealed = seal::seal(&salt, &name);
        prop_assert!(seal::fits(&sealed, &seal::open(&salt, name.clone())));
        prop_assert_eq!(seal::fits(&sealed, &seal::open(&salt, wrong.clone())), name == wrong);
        prop_assert_eq!(seal::fits(&sealed, &seal::open(&other, name)), salt == other);
    }
}
