//! The texts the entry island is handed.

use domain::meters::{Block, Warning};

use super::island::Words;
use crate::i18n::L10n;

const KEYS: [&str; 22] = [
    "value",
    "tariff-1",
    "tariff-2",
    "tariff-3",
    "previous",
    "taken-on",
    "reason",
    "reason-hint",
    "use",
    "usual",
    "save",
    "cancel",
    "confirm",
    "went-down",
    "rollover",
    "replacement",
    "accepted",
    "receipt",
    "no-network",
    "queued",
    "failed",
    "must-confirm",
];

/// All the island says, in the reader's language.
pub fn words(l10n: L10n) -> Words {
    let plain = KEYS.iter().map(|key| ((*key).to_owned(), l10n.t(&format!("meters-entry-{key}"))));
    let coded = |code: &str| (code.to_owned(), l10n.code(&format!("meters.{code}"), &[]));
    let blocks = Block::ALL.iter().map(|block| coded(block.code()));
    let warnings = Warning::ALL.iter().map(|warning| coded(warning.code()));
    Words(plain.chain(blocks).chain(warnings).collect())
}
