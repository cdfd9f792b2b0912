//! A voter's receipt: by itself, and in a log.

use crate::merkle::{self, Hash};
use crate::record::{Leaf, Receipt, canonical};
use crate::{seal, sign};

/// Does a receipt fit together by itself: seals, path, head and signature?
pub fn receipt_fits(receipt: &Receipt) -> bool {
    let Leaf::Ballot(ballot) = &receipt.entry.leaf else { return false };
    let opened = receipt.entry.answers.as_ref().is_some_and(|opening| seal::fits(&ballot.answers, opening))
        && receipt.entry.person.as_ref().is_none_or(|opening| seal::fits(&ballot.person, opening));
    let hash = |text: &String| {
        let mut hash = [0; 32];
        hex::decode_to_slice(text, &mut hash).ok().map(|()| hash)
    };
    let Some(path) = receipt.path.iter().map(hash).collect::<Option<Vec<Hash>>>() else { return false };
    let Some(root) = hash(&receipt.head.root) else { return false };
    let leaf = merkle::leaf(canonical(&receipt.entry.leaf).as_bytes());
    opened
        && merkle::included(leaf, receipt.entry.n, receipt.head.size, &path, &root)
        && sign::head_is_signed(&receipt.key, &receipt.uin, &receipt.head)
}
