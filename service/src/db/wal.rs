//! Durable means synced. SQLite commits at `synchronous=NORMAL` leave the last transactions in the
//! operating system's memory; an acknowledged one must survive a power cut. So every commit waits for
//! a shared `fdatasync` of the write-ahead log that began after it: one sync answers all who wait.
//!
//! If a sync fails, nobody who waited is told "done", and nothing is written until a restart: after a
//! failed fsync the kernel may have dropped the pages, and only recovery tells what is on the disk.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::error::{Error, Result};

/// Waiters are gathered for so long at the most…
const GATHER: Duration = Duration::from_millis(5);
/// …or until so many wait.
const GATHER_MOST: usize = 256;

/// When an acknowledged commit is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SyncMode {
    /// One shared sync for all who wait.
    #[default]
    Shared,
    /// SQLite syncs in each commit by itself; the benchmark's reference.
    EachCommit,
    /// Never waits: throw-away test databases.
    Never,
}

/// Handle to the thread that syncs.
#[derive(Clone, Debug)]
pub struct WalSync {
    /// When an acknowledged commit is on the disk.
    pub mode: SyncMode,
    queue: Option<mpsc::Sender<oneshot::Sender<bool>>>,
    broken: Arc<AtomicBool>,
}

impl WalSync {
    /// Starts the thread for the log of the database at `path`. The log exists from the first write.
    pub fn start(path: &Path, mode: SyncMode) -> std::io::Result<Self> {
        let broken = Arc::new(AtomicBool::new(false));
        if mode != SyncMode::Shared {
            return Ok(Self { mode, queue: None, broken });
        }
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let log = std::path::PathBuf::from(log);
        let (queue, waiting) = mpsc::channel();
        let flag = Arc::clone(&broken);
        std::thread::Builder::new().name("wal-sync".into()).spawn(move || run(&log, &waiting, &flag))?;
        Ok(Self { mode, queue: Some(queue), broken })
    }

    /// Refuses when an earlier sync failed.
    pub fn check(&self) -> Result<()> {
        if self.broken.load(Ordering::Acquire) { Err(Error::ReadOnly) } else { Ok(()) }
    }

    /// Returns once everything committed before the call is on the disk.
    pub async fn wait(&self) -> Result<()> {
        let Some(queue) = &self.queue else { return Ok(()) };
        let (done, told) = oneshot::channel();
        queue.send(done).map_err(|_| Error::ReadOnly)?;
        if told.await.unwrap_or(false) { Ok(()) } else { Err(Error::ReadOnly) }
    }
}

fn run(path: &Path, waiting: &mpsc::Receiver<oneshot::Sender<bool>>, broken: &AtomicBool) {
    let mut log: Option<File> = None;
    while let Ok(first) = waiting.recv() {
        let mut batch = vec![first];
        gather(waiting, &mut batch);
        let synced = !broken.load(Ordering::Acquire) && sync(path, &mut log);
        if !synced {
            broken.store(true, Ordering::Release);
            tracing::error!("the write-ahead log could not be synced: writing stops until a restart");
        }
        for waiter in batch {
            // Somebody who stopped waiting needs no answer.
            let _gone = waiter.send(synced);
        }
    }
}

/// Takes whoever is already there, and waits a little for those who are about to come: as long as
/// they keep coming within a quarter of a millisecond.
fn gather(waiting: &mpsc::Receiver<oneshot::Sender<bool>>, batch: &mut Vec<oneshot::Sender<bool>>) {
    let begun = Instant::now();
    while batch.len() < GATHER_MOST && begun.elapsed() < GATHER {
        match waiting.recv_timeout(Duration::from_micros(250)) {
            Ok(next) => batch.push(next),
            Err(_) => return,
        }
    }
}

fn sync(path: &Path, log: &mut Option<File>) -> bool {
    if log.is_none() {
        *log = File::open(path).ok();
        // A new log's name must be on the disk too.
        let folder = path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        if let Some(Ok(folder)) = folder.map(File::open)
            && folder.sync_all().is_err()
        {
            return false;
        }
    }
    let Some(file) = log else { return false };
    file.sync_data().is_ok()
}
