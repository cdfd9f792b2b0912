//! Seals: SHA-256 over a salt and the canonical writing of a value. Without the salt nothing can be
//! guessed from a seal; with it only one value fits.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::record::{Opening, canonical};

/// The seal over a value.
pub fn seal<T: Serialize>(salt: &[u8; 16], value: &T) -> String {
    hex::encode(digest(salt, value))
}

fn digest<T: Serialize>(salt: &[u8; 16], value: &T) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(canonical(value)).finalize().into()
}

/// Opens a seal: the salt and the value, as a record shows them.
pub fn open<T>(salt: &[u8; 16], value: T) -> Opening<T> {
    Opening { salt: hex::encode(salt), value }
}

/// Does the seal stand over this?
pub fn fits<T: Serialize>(sealed: &str, opening: &Opening<T>) -> bool {
    let mut salt = [0; 16];
    // Only the one writing of a salt: upper-case digits would be other bytes of the same salt.
    let one_writing = opening.salt.bytes().all(|byte| !byte.is_ascii_uppercase());
    one_writing && hex::decode_to_slice(&opening.salt, &mut salt).is_ok() && seal(&salt, &opening.value) == sealed
}
