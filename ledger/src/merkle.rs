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

/// Every whole subtree's head, level by level: what was the root at any size, and any path, without
/// hashing the leaves again.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// `levels[k][i]` is over the leaves from `i · 2^k` on, `2^k` of them.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// The tree of these leaves.
    pub fn of(leaves: impl IntoIterator<Item = Hash>) -> Self {
        let mut tree = Self::default();
        leaves.into_iter().for_each(|leaf| tree.push(leaf));
        tree
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// Appends a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let nodes = &mut self.levels[level];
            nodes.push(hash);
            let [.., left, right] = nodes.as_slice() else { return };
            if nodes.len() % 2 == 1 {
                return;
            }
            hash = node(left, right);
        }
    }

    /// The head over the leaves from `from` on, `count` of them: `from` is a multiple of the least power
    /// of two that is not less than `count`.
    fn over(&self, from: usize, count: usize) -> Option<Hash> {
        if count.is_power_of_two() {
            let level = count.trailing_zeros() as usize;
            return self.levels.get(level)?.get(from >> level).copied();
        }
        let middle = split(count);
        Some(node(&self.over(from, middle)?, &self.over(from + middle, count - middle)?))
    }

    /// The head over the first `size` leaves; `None` when there are fewer.
    pub fn root_of(&self, size: u64) -> Option<Hash> {
        match usize::try_from(size).ok()? {
            0 => Some(empty()),
            size => self.over(0, size),
        }
    }

    /// The audit path of a leaf to the head over the first `size` (§2.1.1).
    pub fn path(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        if self.size() < size || size <= index {
            return None;
        }
        let (mut from, mut count, at) = (0, usize::try_from(size).ok()?, usize::try_from(index).ok()?);
        let mut path = Vec::new();
        while 1 < count {
            let middle = split(count);
            let (sibling, rest) = match at < from + middle {
                true => (self.over(from + middle, count - middle)?, (from, middle)),
                false => (self.over(from, middle)?, (from + middle, count - middle)),
            };
            path.push(sibling);
            (from, count) = rest;
        }
        path.reverse();
        Some(path)
    }
}

/// The largest power of two below `size`.
fn split(size: usize) -> usize {
    1 << (usize::BITS - 1 - (size - 1).leading_zeros())
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
