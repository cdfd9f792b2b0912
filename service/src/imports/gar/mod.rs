//! The state address register: an archive is checked to its end before the first row is written, then
//! read again into the tables, every version of every record.
//!
//! A whole archive and one of changes are read alike: a record's number is its identity, the same again
//! changes nothing, another content takes the place of the old one (a version that has ended) unless the
//! register changed that one later (words of its lists do not say when), and what an archive does not name stays. Rows and how far the run is are committed together.

mod kept;
#[cfg(test)]
mod tests;
mod write;

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ::gar::{Archive, Entry, Fault, Group};
use anyhow::Context as _;
use serde::Serialize;
use sha2::Digest as _;
use tokio::sync::mpsc::Sender;

use super::repo;
use super::{Progress, Sums, blocking};
use crate::ctx::Ctx;
use crate::error::Result;
pub use kept::{Kept, Version};

/// Records that go from the reader to the writer at once, and stand in one transaction.
const CHUNK: usize = 2000;
/// Chunks that may wait for the writer.
const WAITING: usize = 1;

/// How an archive went.
#[derive(Clone, Debug, Serialize)]
pub struct GarOutcome {
    /// `read = created + updated + unchanged + rejected`; nothing is ever rejected: an archive with one
    /// bad record is refused whole.
    #[serde(flatten)]
    pub sums: Sums,
    /// Records of papers and journals: checked, not kept, counted as unchanged.
    pub not_kept: u64,
    /// Records by file, in the order they were read.
    #[serde(skip)]
    pub files: Vec<(String, u64)>,
    /// The record a run that was cut off had come to; 0 when there was none.
    pub resumed_at: u64,
}

/// Imports an archive. `told` hears of progress over both readings.
///
/// # Errors
/// With the place, when the archive or one of its records does not fit the schemas; nothing is written
/// then.
pub async fn gar(ctx: &Ctx, file: &Path, told: Arc<dyn Fn(Progress<'_>) + Send + Sync>) -> Result<GarOutcome> {
    let path = file.to_owned();
    let done = Arc::new(AtomicU64::new(0));
    let survey = {
        let (path, done, told) = (path.clone(), Arc::clone(&done), Arc::clone(&told));
        blocking(move || survey(&path, &done, &*told)).await?
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let run = repo::begin(ctx, "gar", &name, &survey.digest).await?;
    let resumed_at = run.sums.read;
    ctx.db.spare_memory(true).await?;
    let (send, mut chunks) = tokio::sync::mpsc::channel(WAITING);
    let reading = {
        let (path, done, total) = (path.clone(), Arc::clone(&done), survey.total);
        tokio::task::spawn_blocking(move || {
            let tell =
                |bytes| told(Progress { file: &path, done: done.fetch_add(bytes, Ordering::Relaxed) + bytes, total });
            read(&path, resumed_at, &send, &tell)
        })
    };
    let mut writer = write::Writer::new(ctx, run);
    let mut failed = None;
    while let Some(chunk) = chunks.recv().await {
        if let Err(error) = writer.write(chunk).await {
            failed = Some(error);
            break;
        }
    }
    drop(chunks);
    let read = reading.await.context("чтение архива прервалось")?;
    ctx.db.spare_memory(false).await?;
    if let Some(error) = failed {
        return Err(error);
    }
    read?;
    let sums = writer.finish().await?;
    tracing::info!(code = "import.gar", file = %name, ?sums, "an archive was imported");
    Ok(GarOutcome { sums, not_kept: survey.not_kept, files: survey.files, resumed_at })
}

/// What the first reading found.
struct Survey {
    digest: String,
    files: Vec<(String, u64)>,
    not_kept: u64,
    /// Bytes of both readings.
    total: u64,
}

/// Reads everything once, and refuses what does not fit.
fn survey(path: &PathBuf, done: &AtomicU64, told: &dyn Fn(Progress<'_>)) -> anyhow::Result<Survey> {
    let mut archive = Archive::open(path)?;
    let entries = archive.entries().to_vec();
    let total = 2 * entries.iter().map(|entry| entry.size).sum::<u64>();
    let (mut files, mut not_kept) = (Vec::new(), 0);
    for entry in &entries {
        let (mut before, mut record) = (0, 0);
        let kept = Kept::of(entry.table);
        let records = archive.read(entry, |row, byte| {
            record += 1;
            if let Some((attribute, most)) = kept.and_then(|kept| kept.too_long(row)) {
                let (file, attribute) = (entry.name.clone(), attribute.to_owned());
                return Err(Fault { file, record, byte, attribute, what: ::gar::What::TooLong(most) });
            }
            if (1 << 20) <= byte - before {
                told(Progress { file: path, done: done.fetch_add(byte - before, Ordering::Relaxed), total });
                before = byte;
            }
            Ok::<_, Fault>(())
        })?;
        done.fetch_add(entry.size.saturating_sub(before), Ordering::Relaxed);
        not_kept += if entry.table.group == Group::Other { records } else { 0 };
        files.push((entry.name.clone(), records));
    }
    Ok(Survey {
        digest: digest(path).with_context(|| format!("не прочитать {}", path.display()))?,
        files,
        not_kept,
        total,
    })
}

/// SHA-256 of a file in hexadecimal.
fn digest(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut digest = sha2::Sha256::new();
    let mut buffer = vec![0; 128 << 10];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            read => digest.update(&buffer[..read]),
        }
    }
}

/// Records of one kind for the writer.
pub struct Chunk {
    /// The table they go to; `None` when they are only counted.
    pub kept: Option<&'static Kept>,
    /// The versions.
    pub versions: Vec<Version>,
    /// Records of the archive that are done with once this chunk is written.
    pub records_read: u64,
}

/// Reads the archive again, from record `skip` on, in chunks.
fn read(path: &Path, skip: u64, send: &Sender<Chunk>, tell: &dyn Fn(u64)) -> anyhow::Result<()> {
    let mut archive = Archive::open(path)?;
    let entries: Vec<Entry> = archive.entries().to_vec();
    let mut number = 0;
    for entry in &entries {
        let kept = Kept::of(entry.table);
        let mut versions = Vec::with_capacity(CHUNK);
        let mut before = 0;
        archive.read(entry, |row, byte| {
            number += 1;
            if number <= skip {
                return Ok(());
            }
            if let Some(kept) = kept {
                versions.push(kept.version(row, entry.region));
                if versions.len() == CHUNK {
                    let full = std::mem::replace(&mut versions, Vec::with_capacity(CHUNK));
                    tell(byte - before);
                    before = byte;
                    return hand_over(send, Chunk { kept: Some(kept), versions: full, records_read: number });
                }
            }
            anyhow::Ok(())
        })?;
        tell(entry.size.saturating_sub(before));
        if skip < number {
            hand_over(send, Chunk { kept, versions, records_read: number })?;
        }
    }
    Ok(())
}

fn hand_over(send: &Sender<Chunk>, chunk: Chunk) -> anyhow::Result<()> {
    // Nobody listens when writing failed, and that failure is the one that is told.
    send.blocking_send(chunk).context("запись в базу прервалась")
}
