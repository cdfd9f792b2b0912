//! Signatures over heads and ends, Ed25519.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::record::{End, Head};

/// The key of an installation.
#[derive(Clone)]
pub struct Key(SigningKey);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// The key of 32 secret bytes.
    pub fn of(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The public half, hexadecimal.
    pub fn public(&self) -> String {
        hex::encode(self.0.verifying_key().as_bytes())
    }

    fn sign(&self, text: &str) -> String {
        hex::encode(self.0.sign(text.as_bytes()).to_bytes())
    }

    /// A signed head.
    pub fn head(&self, uin: &str, size: u64, root: String, at: i64) -> Head {
        let mut head = Head { size, root, at, signature: String::new() };
        head.signature = self.sign(&said_by(uin, &head));
        head
    }

    /// A signed end.
    pub fn end(&self, lines: u64, sha256: String, streebog256: String) -> End {
        let mut end = End { lines, sha256, streebog256, signature: String::new() };
        end.signature = self.sign(&said_at(&end));
        end
    }
}

/// What a head's signature is over.
fn said_by(uin: &str, head: &Head) -> String {
    format!("domovoy head\n{uin}\n{}\n{}\n{}\n", head.size, head.root, head.at)
}

fn said_at(end: &End) -> String {
    format!("domovoy end\n{}\n{}\n{}\n", end.lines, end.sha256, end.streebog256)
}

/// Is the head signed with the key?
pub fn head_is_signed(key: &str, uin: &str, head: &Head) -> bool {
    is_signed(key, &said_by(uin, head), &head.signature)
}

/// Is the end signed with the key?
pub fn end_is_signed(key: &str, end: &End) -> bool {
    is_signed(key, &said_at(end), &end.signature)
}

fn is_signed(key: &str, text: &str, signature: &str) -> bool {
    let lower = |text: &str| text.bytes().all(|byte| !byte.is_ascii_uppercase());
    let (mut key_bytes, mut signature_bytes) = ([0; 32], [0; 64]);
    if !lower(key) || !lower(signature) {
        return false;
    }
    if hex::decode_to_slice(key, &mut key_bytes).is_err()
        || hex::decode_to_slice(signature, &mut signature_bytes).is_err()
    {
        return false;
    }
    let Ok(key) = VerifyingKey::from_bytes(&key_bytes) else { return false };
    key.verify_strict(text.as_bytes(), &Signature::from_bytes(&signature_bytes)).is_ok()
}
