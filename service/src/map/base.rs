//! A base map somebody made elsewhere: a file of tiles (PMTiles 3), read where it lies.
//!
//! Its own names of layers are kept: what is drawn of them is the page's choice. The file is mapped into
//! memory: a newer one is put beside it and renamed over it, never written into it, and the server started
//! again.

use std::io::Read as _;
use std::path::Path;
use std::time::UNIX_EPOCH;

use anyhow::Context as _;
use atlas::Tile;
use pmtiles::{AsyncPmTilesReader, Compression, MmapBackend, MokaCache, TileCoord, TileType};

use crate::error::Result;

/// Directories of a file kept in memory: some 100 KiB each.
const DIRECTORIES: u64 = 128;

/// An open file of tiles.
pub struct Basemap {
    reader: AsyncPmTilesReader<MmapBackend, MokaCache>,
    /// Its layers, lowest first; none for pictures.
    pub layers: Vec<String>,
    /// The shallowest and the deepest zoom it has tiles of.
    pub zooms: (u8, u8),
    /// What its makers want said beside it.
    pub credit: String,
    /// Another when the file is another.
    pub tag: String,
}

impl std::fmt::Debug for Basemap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Basemap").field("layers", &self.layers).field("zooms", &self.zooms).finish_non_exhaustive()
    }
}

/// What is read of the file's own description.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Described {
    vector_layers: Vec<Layer>,
    attribution: String,
}

#[derive(serde::Deserialize)]
struct Layer {
    id: String,
}

/// A stored tile.
#[derive(Debug)]
pub struct Stored {
    /// As they lie in the file.
    pub bytes: Vec<u8>,
    /// How they are packed, as HTTP says it.
    pub encoding: Option<&'static str>,
}

impl Basemap {
    /// Opens a file; one that is cut off or something else is refused.
    pub async fn open(path: &Path) -> anyhow::Result<Self> {
        let unread = || format!("{} cannot be read as PMTiles", path.display());
        let about = std::fs::metadata(path).with_context(unread)?;
        anyhow::ensure!(is_whole(path, about.len())?, "{} is cut off, or no PMTiles of version 3", path.display());
        let changed = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        let reader = AsyncPmTilesReader::new_with_cached_path(directories(), path);
        let reader = reader.await.with_context(unread)?;
        let described: Described = serde_json::from_str(&reader.get_metadata().await.with_context(unread)?)?;
        let header = reader.get_header();
        let known = matches!(header.tile_compression, Compression::None | Compression::Gzip);
        anyhow::ensure!(known, "{}: tiles packed otherwise than by gzip", path.display());
        anyhow::ensure!(header.tile_type != TileType::Unknown, "{}: tiles of an unknown kind", path.display());
        Ok(Self {
            layers: described.vector_layers.into_iter().map(|layer| layer.id).collect(),
            zooms: (header.min_zoom, header.max_zoom),
            credit: without_tags(&described.attribution),
            tag: format!("{:x}-{:x}", about.len(), changed.as_millis()),
            reader,
        })
    }

    /// The media type of its tiles.
    pub fn media(&self) -> &'static str {
        self.reader.get_header().tile_type.content_type()
    }

    /// Lines and areas, not pictures.
    pub fn is_vector(&self) -> bool {
        self.reader.get_header().tile_type == TileType::Mvt
    }

    /// How its tiles are packed, as HTTP says it.
    pub fn encoding(&self) -> Option<&'static str> {
        self.reader.get_header().tile_compression.content_encoding()
    }

    /// A tile, packed as it lies there or, for who cannot unpack, unpacked; `None` where it has none.
    pub async fn tile(&self, tile: Tile, packed: bool) -> Result<Option<Stored>> {
        let (x, y) = tile.place();
        let at = TileCoord::new(u8::try_from(tile.zoom()).unwrap_or(u8::MAX), x, y).map_err(anyhow::Error::from)?;
        let bytes = match packed {
            true => self.reader.get_tile(at).await,
            false => self.reader.get_tile_decompressed(at).await,
        };
        let bytes = bytes.map_err(anyhow::Error::from)?;
        Ok(bytes.map(|bytes| Stored { bytes: bytes.to_vec(), encoding: self.encoding().filter(|_| packed) }))
    }
}

/// Whether everything the header tells of lies in the file: the reader takes that on trust.
fn is_whole(path: &Path, length: u64) -> std::io::Result<bool> {
    let mut header = [0; 72];
    if length < 127 {
        return Ok(false);
    }
    std::fs::File::open(path)?.read_exact(&mut header)?;
    // From the eighth byte: offset and length of root, description, leaves and tiles.
    let (numbers, _) = header[8..].as_chunks();
    let (parts, _) = numbers.as_chunks();
    let ends =
        parts.iter().map(|[offset, length]| u64::from_le_bytes(*offset).checked_add(u64::from_le_bytes(*length)));
    Ok(header.starts_with(b"PMTiles\x03") && ends.into_iter().all(|end| end.is_some_and(|end| end <= length)))
}

fn directories() -> MokaCache {
    MokaCache { cache: moka::future::Cache::new(DIRECTORIES) }
}

/// Credits come as HTML: the words alone.
fn without_tags(html: &str) -> String {
    let mut parts = html.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('>').map_or("", |(_, words)| words));
    let words = rest.fold(first, |words, part| words + part);
    words.replace("&copy;", "©").replace("&amp;", "&").trim().to_owned()
}
