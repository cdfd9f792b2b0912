//! The key it signs with: Ed25519, made at the start and never written down.

use anyhow::anyhow;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use openidconnect::JsonWebKeyId;
use openidconnect::core::CoreEdDsaPrivateSigningKey;

/// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS#8.
const PKCS8_HEAD: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// A new key under a new name, so that settings kept from an earlier start are known to be old.
pub fn make() -> anyhow::Result<CoreEdDsaPrivateSigningKey> {
    let secret: [u8; 32] = rand::random();
    let der = [PKCS8_HEAD.as_slice(), secret.as_slice()].concat();
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", BASE64_STANDARD.encode(der));
    let name = uuid::Uuid::new_v4().simple().to_string();
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new(name))).map_err(|error| anyhow!(error))
}
