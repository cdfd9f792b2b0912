//! Public registries of houses, read as they are: format and encoding are seen, not asked.
//!
//! A file is read twice. The first reading ([`survey`]) finds its digest and the ids that come again
//! further down; the second ([`read`]) turns rows into facts on a thread of its own, while
//! [`write`] puts them into the database, a chunk in a transaction. Memory does not grow with the
//! file. A row's identity is (source, its id there): the same facts again change nothing, other
//! facts make a new version and keep the old one. The sums of a run are committed with the rows they
//! count, so a run that was killed goes on where it stood and ends with the sums of the whole file.

mod cell;
mod facts;
mod format;
mod frt;
mod gar;
mod oktmo;
mod read;
mod reformagkh;
mod repo;
mod report;
mod survey;
mod write;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context as _;
use domain::houses::Source;
use serde::Serialize;

use crate::ctx::Ctx;
use crate::db::parked;
use crate::error::Result;
use format::{Format, Registry};
pub use gar::{GarOutcome, gar};
pub use oktmo::{OktmoOutcome, oktmo};
pub(crate) use repo::count_registry;
use report::Report;

/// Rows in one transaction unless asked otherwise.
pub const BATCH: usize = 2000;
/// Rows that go from the reader to the writer at once.
const CHUNK: usize = 500;
/// Chunks that may wait for the writer: the next transaction's rows, read while this one is written.
const WAITING: usize = BATCH / CHUNK;

/// What is to be imported.
#[derive(Clone, Debug)]
pub struct Request {
    /// The files, in order.
    pub files: Vec<PathBuf>,
    /// Rows in one transaction.
    pub batch: usize,
    /// One report of all rejected rows; beside each file when `None`.
    pub rejected: Option<PathBuf>,
}

/// What became of the rows: `read = created + updated + unchanged + rejected`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// Rows of the file, its header aside.
    pub read: u64,
    /// Houses that are new.
    pub created: u64,
    /// Houses with a new version.
    pub updated: u64,
    /// Houses that are as they were.
    pub unchanged: u64,
    /// Rows that were not taken.
    pub rejected: u64,
}

impl std::ops::AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.read += other.read;
        self.created += other.created;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.rejected += other.rejected;
    }
}

/// How one file went.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The file.
    pub file: PathBuf,
    /// What its format was seen to be, in words.
    pub format: String,
    /// What became of its rows.
    pub sums: Sums,
    /// The row a run that was cut off had come to; 0 when there was none.
    pub resumed_at: u64,
    /// Facts dropped as impossible, by column; their rows stayed.
    pub warnings: Vec<(&'static str, u64)>,
    /// Where the rejected rows are listed, when there are any.
    pub report: Option<PathBuf>,
}

/// How far one file is.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// The file.
    pub file: &'a Path,
    /// Bytes read from the disk, of both readings.
    pub done: u64,
    /// Bytes to read.
    pub total: u64,
}

/// Imports houses. All files are recognised before the first row is written; `told` hears of progress.
pub async fn houses(
    ctx: &Ctx,
    request: &Request,
    told: Arc<dyn Fn(Progress<'_>) + Send + Sync>,
) -> Result<Vec<Outcome>> {
    let mut formats = Vec::with_capacity(request.files.len());
    for file in &request.files {
        formats.push(format::detect(file)?);
    }
    let mut shared = match &request.rejected {
        Some(path) => Some(Report::at(path)?),
        None => None,
    };
    ctx.db.spare_memory(true).await?;
    if let Err(error) = set_aside(ctx).await {
        // Only slower: dropping an index may be forbidden to this database user.
        tracing::warn!(%error, "the registry is filled with its indexes standing");
    }
    let mut outcomes = Vec::with_capacity(request.files.len());
    let mut failure = None;
    for (file, format) in request.files.iter().zip(formats) {
        let report = shared.take().unwrap_or_else(|| Report::beside(file));
        match one(ctx, file, format, request.batch.max(1), report, &told).await {
            Ok((outcome, report)) => {
                outcomes.push(outcome);
                shared = request.rejected.is_some().then_some(report);
            }
            Err(error) => {
                failure = Some(error);
                break;
            }
        }
    }
    let put_back = put_back(ctx).await.and(ctx.db.spare_memory(false).await);
    match failure {
        // What stopped the work is what counts; the rest follows from it.
        Some(error) => Err(error),
        None => put_back.map(|()| outcomes),
    }
}

/// Puts the indexes back; those too that an import left which was killed between two files. Should it
/// live and only read its next file, it goes on with them standing, which is slower and no worse.
async fn put_back(ctx: &Ctx) -> Result<()> {
    if parked::any(ctx).await? && !repo::any_running(&ctx.db.read).await? {
        parked::inherit(ctx).await?;
    }
    parked::unpark(ctx).await
}

/// An empty registry is filled without the indexes of its lists; so it goes on after a kill.
async fn set_aside(ctx: &Ctx) -> Result<()> {
    parked::adopt(ctx).await?;
    if crate::houses::total(ctx).await? == 0 { parked::park(ctx, "house").await } else { Ok(()) }
}

async fn one(
    ctx: &Ctx,
    file: &Path,
    format: Format,
    batch: usize,
    mut report: Report,
    told: &Arc<dyn Fn(Progress<'_>) + Send + Sync>,
) -> Result<(Outcome, Report)> {
    let words = format.words();
    let registry = format.registry;
    let done = Arc::new(AtomicU64::new(0));
    let total = 2 * std::fs::metadata(file).with_context(|| format!("не прочитать {}", file.display()))?.len();
    let tell = {
        let (file, done, told) = (file.to_owned(), Arc::clone(&done), Arc::clone(told));
        move || told(Progress { file: &file, done: done.load(Ordering::Relaxed), total })
    };
    let path = file.to_owned();
    let (survey, format) = {
        let (path, done, tell) = (path.clone(), Arc::clone(&done), tell.clone());
        blocking(move || Ok((survey::take(&path, &format, &done, &tell)?, format))).await?
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let run = repo::begin(ctx, "houses", &name, &survey.digest).await?;
    let resumed_at = run.sums.read;
    if run.cut {
        parked::inherit(ctx).await?;
    }
    let today = ctx.today("Europe/Moscow");
    let task = read::Task { format, survey, chunk: batch.min(CHUNK), skip: resumed_at, today, done };
    let (send, mut chunks) = tokio::sync::mpsc::channel(WAITING);
    let reading = tokio::task::spawn_blocking(move || {
        let read = read::run(&path, &task, &mut report, &send)?;
        anyhow::Ok((read, report))
    });
    let source = source_of(registry);
    let batches = write::Batches {
        rows: batch,
        in_order: !parked::any(ctx).await?,
        all_new: resumed_at == 0 && !repo::any_of(&ctx.db.read, source).await?,
    };
    let mut writer = write::Writer::new(ctx, source, run, batches);
    while let Some(chunk) = chunks.recv().await {
        writer.write(chunk).await?;
        tell();
    }
    let (read, report) = reading.await.context("чтение файла прервалось")??;
    let sums = writer.finish().await?;
    tracing::info!(code = "import.done", file = %name, ?sums, "a file was imported");
    let outcome = Outcome {
        file: file.to_owned(),
        format: words,
        sums,
        resumed_at,
        warnings: read.warnings.into_iter().collect(),
        report: report.path().filter(|_| 0 < read.rejected).map(Path::to_owned),
    };
    Ok((outcome, report))
}

fn source_of(registry: Registry) -> Source {
    match registry {
        Registry::Reformagkh => Source::Reformagkh,
        Registry::Frt => Source::Frt,
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> anyhow::Result<T> + Send + 'static) -> Result<T> {
    Ok(tokio::task::spawn_blocking(work).await.context("чтение файла прервалось")??)
}
