//! Scripts and styles: bundled and minified by esbuild.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::place::Place;
use crate::process::{program, quiet};

/// The script every page loads: Turbo and the islands' starter.
pub fn boot(place: &Place) -> Result<Vec<u8>> {
    let turbo = turbo_without_inline_style(place)?;
    let alias = format!("--alias:@hotwired/turbo={}", turbo.display());
    bundle(place, &place.root.join("frontend/js/boot.js"), &["--format=esm", "--target=es2022", &alias])
}

/// The JavaScript around the WebAssembly; its exports keep their names, because islands are found by name.
pub fn glue(place: &Place, entry: &Path) -> Result<Vec<u8>> {
    bundle(place, entry, &["--format=esm", "--target=es2022"])
}

/// A script of `frontend/js` that pages load when they need it.
pub fn module(place: &Place, name: &str) -> Result<Vec<u8>> {
    bundle(place, &place.root.join("frontend/js").join(name), &["--format=esm", "--target=es2022"])
}

/// The service worker, told which files of this version to keep.
pub fn worker(place: &Place, files: &[String], version: &str) -> Result<Vec<u8>> {
    let files = format!("--define:FILES={}", serde_json::to_string(files)?);
    let version = format!("--define:VERSION={version:?}");
    bundle(place, &place.root.join("frontend/js/sw.js"), &["--format=iife", "--target=es2022", &files, &version])
}

/// The map: its element with MapLibre, its worker as it comes (shrunk once more it grows), its style.
pub fn map(place: &Place) -> Result<[(&'static str, Vec<u8>); 3]> {
    let library = place.root.join("node_modules/maplibre-gl/dist");
    let worker = library.join("maplibre-gl-worker.mjs");
    let worker = fs::read_to_string(&worker).with_context(|| format!("cannot read {}", worker.display()))?;
    let worker: Vec<&str> = worker.lines().filter(|line| !line.starts_with("//# sourceMappingURL")).collect();
    let script = module(place, "map.js")?;
    let style = bundle(place, &place.root.join("style/map.css"), &[])?;
    Ok([("map.js", script), ("map-worker.js", worker.join("\n").into_bytes()), ("map.css", style)])
}

/// The map's letters: PT Sans (SIL Open Font License), which has every letter of Russia's languages.
pub fn letters(place: &Place) -> Result<[(&'static str, Vec<u8>); 2]> {
    let read = |part: &str| {
        let path = place.root.join(format!("node_modules/@fontsource/pt-sans/files/pt-sans-{part}-400-normal.woff2"));
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    Ok([("letters-cyrillic.woff2", read("cyrillic")?), ("letters-latin.woff2", read("latin")?)])
}

/// The one style sheet, or nothing while there is none. Addresses of drawings stay as they are.
pub fn style(place: &Place) -> Result<Option<Vec<u8>>> {
    let entry = place.root.join("style/main.css");
    if !entry.exists() {
        return Ok(None);
    }
    bundle(place, &entry, &["--external:*.svg"]).map(Some)
}

fn bundle(place: &Place, entry: &Path, settings: &[&str]) -> Result<Vec<u8>> {
    let tool = place.node_bin("esbuild")?;
    let folder = tempfile::tempdir_in(place.work())?;
    let output = folder.path().join("bundle");
    let mut command = program(place, tool);
    command.arg(entry).arg("--bundle").arg("--minify").arg("--charset=utf8").arg("--legal-comments=none");
    command.arg("--log-level=warning").arg(format!("--outfile={}", output.display())).args(settings);
    quiet(command)?;
    fs::read(&output).with_context(|| format!("esbuild left no bundle of {}", entry.display()))
}

/// Turbo puts the style of its progress bar into the page as soon as it is imported. Our content
/// policy forbids inline styles and we show waiting by CSS of our own, so that one line goes.
fn turbo_without_inline_style(place: &Place) -> Result<PathBuf> {
    const LINE: &str = "    this.installStylesheetElement();\n";
    let source = place.root.join("node_modules/@hotwired/turbo/dist/turbo.es2017-esm.js");
    let text = fs::read_to_string(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let found = text.matches(LINE).count();
    ensure!(found == 1, "Turbo has changed: its progress bar's style was expected once, found {found} times");
    let path = place.work().join("turbo.js");
    fs::write(&path, text.replace(LINE, ""))?;
    Ok(path)
}
