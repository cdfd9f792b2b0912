//! The Merkle tree of RFC 6962 §2.1 over SHA-256: leaves are prefixed with 0x00, nodes with 0x01.

use sha2::{Digest as _, Sha256};

/// A SHA-256 digest.
pub type Hash = [u8; 32];

/// The hash of a leaf's bytes.
pub fn leaf(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The head of no leaves at all.
pub fn empty() -> Hash {
    Sha256::digest([]).into()
}

/// The head of these leaves.
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    leaves.iter().for_each(|leaf| frontier.push(*leaf));
    frontier.root()
}

/// The heads of the whole subtrees a tree of some size consists of, the largest first: enough to append
/// and to know the head, in the logarithm of the size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Hash>,
}

impl Frontier {
    /// The frontier as it was stored; `None` when it cannot be one.
    pub fn of(size: u64, bytes: &[u8]) -> Option<Self> {
        let (hashes, rest) = bytes.as_chunks::<32>();
        let fits = rest.is_empty() && hashes.len() == size.count_ones() as usize;
        fits.then(|| Self { size, subtrees: hashes.to_vec() })
    }

    /// What is stored beside the size.
    pub fn bytes(&self) -> Vec<u8> {
        self.subtrees.concat()
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.subtrees.pop() {
                hash = node(&left, &hash);
            }
        }
        self.subtrees.push(hash);
        self.size += 1;
    }

    /// The head.
    pub fn root(&self) -> Hash {
        let mut subtrees = self.subtrees.iter().rev().copied();
        let Some(last) = subtrees.next() else { return empty() };
        subtrees.fold(last, |right, left| node(&left, &right))
    }
}

/// The largest power of two below `size`.
fn split(size: usize) -> usize {
    1 << (usize::BITS - 1 - (size - 1).leading_zeros())
}

/// The audit path of a leaf, from its neighbour up (§2.1.1). Empty when there is no such leaf.
pub fn inclusion(leaves: &[Hash], index: usize) -> Vec<Hash> {
    if leaves.len() <= index || leaves.len() == 1 {
        return Vec::new();
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut path, sibling) = match index < middle {
        true => (inclusion(left, index), root(right)),
        false => (inclusion(right, index - middle), root(left)),
    };
    path.push(sibling);
    path
}

/// Does the path lead from the leaf to the head?
pub fn included(leaf: Hash, index: u64, size: u64, path: &[Hash], head: &Hash) -> bool {
    if size <= index {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            hash = node(sibling, &hash);
            while at.is_multiple_of(2) && at != 0 {
                (at, last) = (at / 2, last / 2);
            }
        } else {
            hash = node(&hash, sibling);
        }
        (at, last) = (at / 2, last / 2);
    }
    last == 0 && hash == *head
}

/// The proof that a tree of `first` leaves is the beginning of this one (§2.1.2).
pub fn consistency(leaves: &[Hash], first: usize) -> Vec<Hash> {
    if first == 0 || leaves.len() <= first {
        return Vec::new();
    }
    subproof(leaves, first, true)
}

fn subproof(leaves: &[Hash], first: usize, whole: bool) -> Vec<Hash> {
    if first == leaves.len() {
        return if whole { Vec::new() } else { vec![root(leaves)] };
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut path, sibling) = match first <= middle {
        true => (subproof(left, first, whole), root(right)),
        false => (subproof(right, first - middle, false), root(left)),
    };
    path.push(sibling);
    path
}

/// Is the tree with the head `old` the beginning of the one with the head `new`?
pub fn consistent(first: u64, old: &Hash, second: u64, new: &Hash, path: &[Hash]) -> bool {
    match first {
        0 => return path.is_empty(),
        _ if second < first => return false,
        _ if first == second => return path.is_empty() && old == new,
        _ => {}
    }
    let mut path = path.iter();
    let (mut at, mut last) = (first - 1, second - 1);
    while at % 2 == 1 {
        (at, last) = (at / 2, last / 2);
    }
    let start = if at == 0 { Some(old) } else { path.next() };
    let Some(start) = start else { return false };
    let (mut old_hash, mut new_hash) = (*start, *start);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            (old_hash, new_hash) = (node(sibling, &old_hash), node(sibling, &new_hash));
            while at.is_multiple_of(2) && at != 0 {
                (at, last) = (at / 2, last / 2);
            }
        } else {
            new_hash = node(&new_hash, sibling);
        }
        (at, last) = (at / 2, last / 2);
    }
    last == 0 && old_hash == *old && new_hash == *new
}
