//! The secret of a session: 256 random bits in the cookie, their SHA-256 in the table.

use std::fmt;

use sha2::{Digest, Sha256};

/// A session's secret. It is shown once, to the browser that gets it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    pub fn random() -> Self {
        Self(hex(&rand::random::<[u8; 32]>()))
    }

    /// What the cookie holds.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What the table holds.
    pub fn hash(&self) -> String {
        hash(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The table's key of a cookie's value. The lookup is by hash, so its time tells nothing of the secret.
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// The public name of a session: enough to tell the sessions of all people apart.
pub fn public_id() -> String {
    hex(&rand::random::<[u8; 12]>())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
