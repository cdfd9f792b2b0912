//! The tree as RFC 6962 draws it.

use sha2::{Digest as _, Sha256};

use crate::merkle::{self, Frontier, Hash, Tree};

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|number| merkle::leaf(&[number as u8])).collect()
}

/// A node, written down once more.
fn over(left: Hash, right: Hash) -> Hash {
    Sha256::digest([&[1][..], &left, &right].concat()).into()
}

/// The audit path as RFC 6962 §2.1.1 defines it, without a kept tree.
pub fn inclusion(leaves: &[Hash], index: usize) -> Vec<Hash> {
    if leaves.len() <= index || leaves.len() == 1 {
        return Vec::new();
    }
    let middle = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(middle);
    let (mut path, sibling) = match index < middle {
        true => (inclusion(left, index), merkle::root(right)),
        false => (inclusion(right, index - middle), merkle::root(left)),
    };
    path.push(sibling);
    path
}

#[test]
fn seven_leaves_as_the_rfc_draws_them() {
    let d = leaves(7);
    let [a, b, c, e, f, i, j]: [Hash; 7] = d.clone().try_into().expect("seven");
    // The RFC's names: g = (a b), h = (c d), i = (e f), j = the last; k = (g h), l = (i j).
    let (g, h, l2) = (over(a, b), over(c, e), over(f, i));
    let (k, l) = (over(g, h), over(l2, j));
    assert_eq!(merkle::root(&d), over(k, l));
    assert_eq!(inclusion(&d, 0), [b, h, l]);
    assert_eq!(inclusion(&d, 3), [c, g, l]);
    assert_eq!(inclusion(&d, 4), [i, j, k]);
    assert_eq!(inclusion(&d, 6), [l2, k]);
    assert_eq!(merkle::consistency(&d, 3), [c, e, g, l]);
    assert_eq!(merkle::consistency(&d, 4), [l]);
    assert_eq!(merkle::consistency(&d, 6), [l2, j, k]);
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!((hex::encode(merkle::empty()), merkle::root(&[])), (empty.to_owned(), merkle::empty()));
}

#[test]
fn every_path_leads_to_the_head_and_no_other_does() {
    for size in 1..40 {
        let all = leaves(size);
        let root = merkle::root(&all);
        let tree = Tree::of(all.clone());
        let mut frontier = Frontier::default();
        all.iter().for_each(|leaf| frontier.push(*leaf));
        let stored = Frontier::of(size as u64, &frontier.bytes()).expect("a frontier");
        assert_eq!(stored.root(), root);
        for index in 0..size {
            let path = inclusion(&all, index);
            assert_eq!(tree.path(index as u64, size as u64), Some(path.clone()));
            let included = |at: usize, size: usize, path: &[Hash]| {
                merkle::included(all[index], at as u64, size as u64, path, &root)
            };
            assert!(included(index, size, &path));
            assert!(!included(index + 1, size, &path) && !included(size, size, &path));
            for cut in 0..path.len() {
                assert!(!included(index, size, &path[..cut]));
                let mut other = path.clone();
                other[cut][0] ^= 1;
                assert!(!included(index, size, &other));
            }
        }
        for first in 1..=size {
            let old = merkle::root(&all[..first]);
            assert_eq!(tree.root_of(first as u64), Some(old));
            let path = merkle::consistency(&all, first);
            assert!(merkle::consistent(first as u64, &old, size as u64, &root, &path), "{first} {size}");
            let mut wrong = old;
            wrong[5] ^= 1;
            assert!(!merkle::consistent(first as u64, &wrong, size as u64, &root, &path));
        }
    }
}
