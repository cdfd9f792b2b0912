//! `cargo xtask build`: the server, the browser's half, and the site with its manifest.

mod bundle;
pub mod cache;
pub mod icons;
mod site;
pub mod wasm;

pub use cache::Cache;

use std::fs;
use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::build::site::Site;
use crate::place::Place;
use crate::process::{cargo, run};
use crate::size;

/// For whom is it built?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// For the developer: quick to build.
    Dev,
    /// A development server with the optimised browser's half, as tests want it.
    WasmRelease,
    /// For people.
    Release,
}

impl Kind {
    /// The kind that the two flags of the command line mean.
    pub fn of(release: bool, wasm_release: bool) -> Self {
        match (release, wasm_release) {
            (true, _) => Self::Release,
            (false, true) => Self::WasmRelease,
            (false, false) => Self::Dev,
        }
    }

    /// Is the browser's half made small?
    pub fn small_wasm(self) -> bool {
        self != Self::Dev
    }

    /// The folder of the server's binary in the target folder.
    pub fn profile(self) -> &'static str {
        if self == Self::Release { "release" } else { "debug" }
    }
}

/// Files that browsers keep for the day without a network.
const KEPT: [&str; 5] = ["boot.js", "offline.js", "main.css", "icons.svg", "icon.svg"];

/// Builds everything. The server first: it takes longest and is what most mistakes are in.
pub fn build(place: &Place, kind: Kind) -> Result<()> {
    let started = Instant::now();
    server(place, kind)?;
    site(place, kind)?;
    if kind == Kind::WasmRelease {
        wasm::in_browser(place)?;
    }
    eprintln!("built in {:.1} s: {}", started.elapsed().as_secs_f32(), place.server(kind.profile()).display());
    Ok(())
}

/// The server's binary. Never in one cargo run with the browser's half: their features would mix.
fn server(place: &Place, kind: Kind) -> Result<()> {
    let mut command = cargo(place, &["build", "-p", "server", "--bin", "domovoy"]);
    if kind == Kind::Release {
        command.arg("--release");
    }
    run(command)
}

/// The site: `pkg/` with hashed files, public files, and the manifest, which is written last.
pub fn site(place: &Place, kind: Kind) -> Result<()> {
    let cache = Cache::open(place)?;
    let code = wasm::build(place, &cache, kind, "frontend")?;
    let recount = wasm::build(place, &cache, kind, "recount")?;
    let mut site = Site::start(place, &cache, kind)?;
    site.hashed("frontend.wasm", &code.wasm)?;
    site.hashed("frontend.js", &bundle::glue(place, &code.glue)?)?;
    site.hashed("recount.wasm", &recount.wasm)?;
    site.hashed("recount-glue.js", &bundle::glue(place, &recount.glue)?)?;
    site.hashed("boot.js", &bundle::boot(place)?)?;
    if let Some(style) = bundle::style(place)? {
        site.hashed("main.css", &style)?;
    }
    for (name, content) in bundle::map(place)? {
        site.hashed(name, &content)?;
    }
    for (name, content) in bundle::letters(place)? {
        site.hashed(name, &content)?;
    }
    site.hashed("icons.svg", icons::sprite(place)?.as_bytes())?;
    for name in ["offers.js", "offline.js", "live.js", "recount.js"] {
        site.hashed(name, &bundle::module(place, name)?)?;
    }
    site.public(&place.root.join("public"))?;
    let kept = site.paths(&KEPT);
    let version = cache::short_hash(format!("{} {}", kept.join(" "), shell(place)?).as_bytes());
    site.plain("sw.js", &bundle::worker(place, &kept, &version)?)?;
    site.finish()?;
    cache.forget_old()?;
    let table = size::table(place).context("cannot measure the site")?;
    print!("{table}");
    Ok(())
}

/// What the page without a network is made of, beside the files it names: with other words or another
/// frame it is another version too.
fn shell(place: &Place) -> Result<String> {
    let mut parts = Vec::new();
    for folder in ["app/locales/ru", "app/locales/en", "app/src/features/offline", "app/src/ui"] {
        for entry in fs::read_dir(place.root.join(folder))? {
            let path = entry?.path();
            if path.is_file() {
                parts.push((path.clone(), cache::short_hash(&fs::read(&path)?)));
            }
        }
    }
    parts.sort();
    Ok(parts.into_iter().map(|(_, hash)| hash).collect::<Vec<_>>().join(" "))
}
