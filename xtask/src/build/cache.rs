//! Results of slow steps, kept by the hash of their input, so that nothing is optimised or compressed twice.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::place::Place;

/// An entry nobody asked for this long is dropped.
const KEEP: Duration = Duration::from_secs(14 * 24 * 3600);

/// The folder of kept results.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache in the build's folder.
    pub fn open(place: &Place) -> Result<Self> {
        let folder = place.work().join("cache");
        fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    /// The result of `make` for this input: kept from before, or made now. `how` names the step and its settings.
    pub fn get(&self, how: &str, input: &[u8], make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
        let mut hash = Sha256::new();
        hash.update(how.as_bytes());
        hash.update([0]);
        hash.update(input);
        let path = self.folder.join(hex(&hash.finalize()));
        if let Ok(mut file) = fs::File::options().read(true).write(true).open(&path) {
            let mut kept = Vec::new();
            file.read_to_end(&mut kept)?;
            file.set_modified(SystemTime::now())?;
            return Ok(kept);
        }
        let made = make()?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(&made)?;
        file.persist(&path).with_context(|| format!("cannot keep {}", path.display()))?;
        Ok(made)
    }

    /// Brotli of the given quality (0–11).
    pub fn brotli(&self, quality: u8, input: &[u8]) -> Result<Vec<u8>> {
        self.get(&format!("brotli {quality}"), input, || {
            let params =
                brotli::enc::BrotliEncoderParams { quality: i32::from(quality), lgwin: 22, ..Default::default() };
            let mut output = Vec::new();
            brotli::BrotliCompress(&mut &*input, &mut output, &params)?;
            Ok(output)
        })
    }

    /// Gzip, for clients that have nothing better.
    pub fn gzip(&self, level: u32, input: &[u8]) -> Result<Vec<u8>> {
        self.get(&format!("gzip {level}"), input, || {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
            encoder.write_all(input)?;
            Ok(encoder.finish()?)
        })
    }

    /// Drops what has not been asked for in two weeks.
    pub fn forget_old(&self) -> Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let age = SystemTime::now().duration_since(entry.metadata()?.modified()?);
            if age.is_ok_and(|age| KEEP < age) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// The short content hash that stands in a file's name.
pub fn short_hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content)).chars().take(12).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
