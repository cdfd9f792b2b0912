//! How much a browser has to load: a table for people, and a limit that only gets lower.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result, ensure};

use crate::build::{Kind, site};
use crate::place::Place;

/// What stands in the table.
const MEASURED: [&str; 10] = [
    "frontend.wasm",
    "frontend.js",
    "boot.js",
    "main.css",
    "offers.js",
    "offline.js",
    "map.js",
    "map-worker.js",
    "map.css",
    "recount.wasm",
];

/// What counts against the limit: everything that follows the page itself.
const LIMITED: [&str; 3] = ["frontend.wasm", "frontend.js", "boot.js"];

/// The size of one file in bytes.
struct Size {
    raw: usize,
    brotli: usize,
}

/// Builds the optimised browser's half and compares it with `xtask/size-limit.txt` (KiB of brotli).
pub fn check(place: &Place) -> Result<()> {
    site(place, Kind::WasmRelease)?;
    let text = fs::read_to_string(place.root.join("xtask/size-limit.txt")).context("no xtask/size-limit.txt")?;
    let limit: usize = text.trim().parse().context("xtask/size-limit.txt must hold a whole number of KiB")?;
    let sizes = measure(place)?;
    let total = total(&sizes);
    let said = format!("scripts and WASM: {} of {limit} KiB brotli", kib(total));
    ensure!(total <= limit * 1024, "{said}: too large. Make it smaller; the limit only ever goes down");
    println!("{said}");
    Ok(())
}

/// The table of sizes of the site that stands built.
pub fn table(place: &Place) -> Result<String> {
    let sizes = measure(place)?;
    let mut table = format!("{:<16}{:>12}{:>12}\n", "KiB", "raw", "brotli");
    for (name, size) in &sizes {
        writeln!(table, "{name:<16}{:>12}{:>12}", kib(size.raw), kib(size.brotli))?;
    }
    writeln!(table, "{:<16}{:>12}{:>12}", "scripts + WASM", "", kib(total(&sizes)))?;
    Ok(table)
}

fn measure(place: &Place) -> Result<Vec<(&'static str, Size)>> {
    let site = place.site();
    let manifest = fs::read(site.join("manifest.json")).context("there is no site yet: run `cargo xtask build`")?;
    let manifest: BTreeMap<String, String> = serde_json::from_slice(&manifest)?;
    let mut sizes = Vec::new();
    for name in MEASURED {
        let Some(path) = manifest.get(name) else { continue };
        let content = fs::read(site.join(path))?;
        let compressed = site.join(format!("{path}.br"));
        let brotli =
            fs::metadata(compressed).map(|file| usize::try_from(file.len())).unwrap_or_else(|_| Ok(content.len()))?;
        sizes.push((name, Size { raw: content.len(), brotli }));
    }
    Ok(sizes)
}

fn total(sizes: &[(&str, Size)]) -> usize {
    sizes.iter().filter(|(name, _)| LIMITED.contains(name)).map(|(_, size)| size.brotli).sum()
}

/// Bytes as KiB with one digit after the point, rounded up: a limit must not be met by rounding.
pub fn kib(bytes: usize) -> String {
    let tenths = (bytes * 10).div_ceil(1024);
    format!("{}.{}", tenths / 10, tenths % 10)
}
