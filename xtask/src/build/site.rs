//! The site's folder: hashed files in `pkg`, public files by their plain names, a manifest of both.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::cache::short_hash;
use super::{Cache, Kind};
use crate::place::Place;

/// Files that shrink when compressed; pictures and fonts are compressed already.
const TEXTUAL: [&str; 11] = ["js", "mjs", "css", "wasm", "svg", "json", "html", "txt", "xml", "webmanifest", "geojson"];

/// A site being written.
#[derive(Debug)]
pub struct Site<'a> {
    cache: &'a Cache,
    folder: PathBuf,
    brotli: u8,
    gzip: u32,
    names: BTreeMap<String, String>,
    written: BTreeSet<PathBuf>,
}

impl<'a> Site<'a> {
    /// Starts on what is there: a running server keeps its files until the new ones are complete.
    pub fn start(place: &Place, cache: &'a Cache, kind: Kind) -> Result<Self> {
        let folder = place.site();
        fs::create_dir_all(folder.join("pkg"))?;
        let (brotli, gzip) = if kind.small_wasm() { (11, 9) } else { (5, 6) };
        Ok(Self { cache, folder, brotli, gzip, names: BTreeMap::new(), written: BTreeSet::new() })
    }

    /// Adds a file whose name carries its content's hash, so that browsers may keep it for ever.
    pub fn hashed(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let (stem, extension) = name.rsplit_once('.').with_context(|| format!("{name} has no extension"))?;
        self.put(name, &format!("pkg/{stem}-{}.{extension}", short_hash(content)), content)
    }

    /// Adds a file under its own name.
    pub fn plain(&mut self, name: &str, content: &[u8]) -> Result<()> {
        self.put(name, name, content)
    }

    /// Addresses of files that were added.
    pub fn paths(&self, names: &[&str]) -> Vec<String> {
        names.iter().filter_map(|name| self.names.get(*name)).map(|path| format!("/{path}")).collect()
    }

    /// Adds every file of the public folder under its own name; the list of icons is not one of them.
    pub fn public(&mut self, folder: &Path) -> Result<()> {
        for path in files(folder)? {
            let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
            if name != "icons.txt" {
                self.put(&name, &name, &fs::read(&path)?)?;
            }
        }
        Ok(())
    }

    /// Writes the manifest, then removes what no longer belongs.
    pub fn finish(mut self) -> Result<()> {
        let manifest = serde_json::to_vec_pretty(&self.names)?;
        self.write(self.folder.join("manifest.json"), &manifest)?;
        for path in files(&self.folder)? {
            if !self.written.contains(&path) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, name: &str, path: &str, content: &[u8]) -> Result<()> {
        let file = self.folder.join(path);
        self.write(file.clone(), content)?;
        let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if TEXTUAL.contains(&extension) {
            self.write(with_suffix(&file, "br"), &self.cache.brotli(self.brotli, content)?)?;
            self.write(with_suffix(&file, "gz"), &self.cache.gzip(self.gzip, content)?)?;
        }
        self.names.insert(name.to_owned(), path.to_owned());
        Ok(())
    }

    fn write(&mut self, path: PathBuf, content: &[u8]) -> Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        if fs::read(&path).ok().as_deref() != Some(content) {
            fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        }
        self.written.insert(path);
        Ok(())
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

/// Every file in a folder and its folders, in order of name; none when there is no folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}
