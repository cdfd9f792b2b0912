//! The browser's half: cargo for wasm32, wasm-bindgen as a library, wasm-opt from npm.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{Cache, Kind};
use crate::place::Place;
use crate::process::{cargo, program, quiet, run};

/// What the browser loads.
#[derive(Debug)]
pub struct Code {
    /// The WebAssembly module, optimised when it is for people.
    pub wasm: Vec<u8>,
    /// The JavaScript around it, not bundled yet: it may import snippets beside it.
    pub glue: PathBuf,
}

/// Builds a package of the browser's half. Nothing is redone whose input has not changed.
pub fn build(place: &Place, cache: &Cache, kind: Kind, package: &str) -> Result<Code> {
    let folder = bound(place, kind, package)?;
    let bound = fs::read(folder.join(format!("{package}_bg.wasm")))?;
    let wasm = if kind.small_wasm() { optimise(place, cache, &bound)? } else { bound };
    Ok(Code { wasm, glue: folder.join(package).with_extension("js") })
}

/// Builds the rules alone, for the journeys to ask them in the browser; the folder of module and glue.
pub fn in_browser(place: &Place) -> Result<PathBuf> {
    bound(place, Kind::WasmRelease, "in-browser")
}

/// A package compiled and bound, in a folder of its own.
fn bound(place: &Place, kind: Kind, package: &str) -> Result<PathBuf> {
    let compiled = compile(place, kind, package)?;
    let folder = place.work().join("bindgen").join(package);
    bind(&compiled, &folder, kind)?;
    Ok(folder)
}

fn compile(place: &Place, kind: Kind, package: &str) -> Result<PathBuf> {
    let (profile, folder) = if kind.small_wasm() { ("wasm-release", "wasm-release") } else { ("dev", "debug") };
    let target = "wasm32-unknown-unknown";
    run(cargo(place, &["build", "-p", package, "--lib", "--target", target, "--profile", profile]))?;
    Ok(place.target.join(target).join(folder).join(package.replace('-', "_")).with_extension("wasm"))
}

/// wasm-bindgen, skipped when the folder already holds the result for this very input.
fn bind(compiled: &Path, folder: &Path, kind: Kind) -> Result<()> {
    let input = fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let stamp_path = folder.join("stamp");
    let stamp = format!("{} {kind:?}", super::cache::short_hash(&input));
    if fs::read_to_string(&stamp_path).is_ok_and(|found| found == stamp) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let mut bindgen = Bindgen::new();
    let name = compiled.file_stem().unwrap_or_default().to_string_lossy();
    bindgen.input_bytes(&name, input).web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.keep_debug(!kind.small_wasm()).remove_name_section(kind.small_wasm());
    bindgen.generate(folder).context("wasm-bindgen failed")?;
    fs::write(stamp_path, stamp)?;
    Ok(())
}

/// What makes the packed file small. Measured on 364 KB: `-Oz` alone packs to 120.8 KB (brotli 11);
/// functions with one caller left where they are, unless tiny, 112.8: the packer finds their likes more
/// easily than inside others; code flattened first and passed over until nothing changes, 112.1.
const SMALL: [&str; 8] = [
    "--one-caller-inline-max-function-size=15",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--converge",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Debian's wasm-opt 108 breaks this code without saying so; the one from npm is pinned in package.json.
fn optimise(place: &Place, cache: &Cache, wasm: &[u8]) -> Result<Vec<u8>> {
    let tool = place.node_bin("wasm-opt")?;
    let version = fs::read_to_string(place.root.join("node_modules/binaryen/package.json"))?;
    cache.get(&format!("wasm-opt {}, {version}", SMALL.join(" ")), wasm, || {
        eprintln!("wasm-opt -Oz of {} KiB …", wasm.len() / 1024);
        let folder = tempfile::tempdir_in(place.work())?;
        let (input, output) = (folder.path().join("in.wasm"), folder.path().join("out.wasm"));
        fs::write(&input, wasm)?;
        let mut command = program(place, "node");
        command.arg(&tool).arg(&input).arg("-o").arg(&output).args(SMALL);
        quiet(command)?;
        Ok(fs::read(&output)?)
    })
}
