//! What building rests on: sizes are never rounded down, hashes are stable, the cache is asked first.

use std::cell::Cell;

use crate::build::Cache;
use crate::build::cache::short_hash;
use crate::build::icons::symbol;
use crate::place::Place;
use crate::size::kib;
use crate::steps;

#[test]
fn a_size_is_rounded_up() {
    for (bytes, said) in [(0, "0.0"), (1, "0.1"), (1024, "1.0"), (1025, "1.1"), (143_360, "140.0"), (143_361, "140.1")]
    {
        assert_eq!(kib(bytes), said, "{bytes}");
    }
}

#[test]
fn a_hash_is_short_and_of_the_content() {
    assert_eq!(short_hash(b""), "e3b0c44298fc");
    assert_ne!(short_hash(b"a"), short_hash(b"b"));
}

#[test]
fn an_icon_becomes_a_symbol() {
    let drawing = "<!-- @license -->\n<svg\n  class=\"lucide\"\n>\n  <path d=\"M1 1\" />\n</svg>\n";
    let made = symbol("house", drawing).unwrap();
    assert!(made.starts_with("<symbol id=\"house\" viewBox=\"0 0 24 24\""), "{made}");
    assert!(made.ends_with("><path d=\"M1 1\" /></symbol>\n"), "{made}");
    assert!(symbol("house", "<p>not found</p>").is_err());
}

#[test]
fn a_result_is_made_once_for_an_input_and_a_way() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place { root: folder.path().into(), target: folder.path().into() };
    let cache = Cache::open(&place).unwrap();
    let made = Cell::new(0);
    let get = |how: &str, input: &[u8]| {
        let make = || {
            made.set(made.get() + 1);
            Ok(b"result".to_vec())
        };
        cache.get(how, input, make).unwrap()
    };
    assert_eq!(get("a", b"1"), get("a", b"1"));
    assert_eq!(made.get(), 1);
    get("b", b"1");
    get("a", b"2");
    assert_eq!(made.get(), 3);
}

#[test]
fn brotli_can_be_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place { root: folder.path().into(), target: folder.path().into() };
    let packed = Cache::open(&place).unwrap().brotli(5, b"wasm wasm wasm wasm").unwrap();
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut &*packed, &mut unpacked).unwrap();
    assert_eq!(unpacked, b"wasm wasm wasm wasm");
}

#[test]
fn steps_have_names_of_their_own() {
    let mut names: Vec<String> = steps::all().into_iter().map(|step| step.name).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}
