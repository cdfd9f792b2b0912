//! The database: SQLite in a file, or PostgreSQL by URL, behind one pair of handles.
//!
//! SQLite has one writer (`BEGIN IMMEDIATE`) and a pool of readers; PostgreSQL has one pool in both
//! places. Statement texts are never logged: they carry personal data.

mod batch;
mod lease;
pub mod parked;
#[cfg(test)]
mod tests;
pub mod text;
mod wal;

pub use batch::{Batches, Writing};
pub use lease::Lease;
pub use wal::{SyncMode, WalSync};

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DbBackend};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

/// A pair of handles and, for SQLite, the shared sync behind every acknowledged commit.
#[derive(Clone, Debug)]
pub struct Db {
    /// For reading, outside any transaction.
    pub read: DatabaseConnection,
    /// For writing; on SQLite a single connection.
    pub write: DatabaseConnection,
    /// `None` on PostgreSQL, which syncs by itself.
    pub sync: Option<WalSync>,
}

/// Where the data live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL URL.
    Postgres(String),
}

impl Place {
    /// Reads `postgres://…`, `sqlite://path`, or a plain path.
    pub fn parse(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Self::Postgres(url.to_owned());
        }
        let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")).unwrap_or(url);
        let path = path.split('?').next().unwrap_or(path);
        Self::File(PathBuf::from(path))
    }
}

impl Db {
    /// Opens the database; a SQLite file and its folder are made when missing.
    pub async fn open(place: &Place, sync: SyncMode) -> anyhow::Result<Self> {
        match place {
            Place::Postgres(url) => Self::open_postgres(url).await,
            Place::File(path) => Self::open_sqlite(path, sync).await,
        }
    }

    async fn open_postgres(url: &str) -> anyhow::Result<Self> {
        let mut options = ConnectOptions::new(url);
        quiet(&mut options).max_connections(16).acquire_timeout(Duration::from_secs(10));
        let pool = Database::connect(options).await.context("cannot reach PostgreSQL")?;
        Ok(Self { read: pool.clone(), write: pool, sync: None })
    }

    async fn open_sqlite(path: &Path, sync: SyncMode) -> anyhow::Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let write = sqlite(path, 1, sync).await?;
        let readers = std::thread::available_parallelism().map_or(4, |cores| cores.get().clamp(2, 8) as u32);
        let read = sqlite(path, readers, sync).await?;
        let sync = WalSync::start(path, sync).context("cannot open the write-ahead log")?;
        Ok(Self { read, write, sync: Some(sync) })
    }

    /// Settings of SQLite's writing connection while much is written: memory stays small (an index is
    /// sorted in a file, by two threads), and the log is carried over in larger pieces.
    pub async fn spare_memory(&self, on: bool) -> crate::error::Result<()> {
        if self.is_postgres() {
            return Ok(());
        }
        let settings = match on {
            true => [
                "cache_size = -4000",
                "mmap_size = 0",
                "wal_autocheckpoint = 50000",
                "temp_store = file",
                "threads = 2",
            ],
            false => [
                "cache_size = -32000",
                "mmap_size = 268435456",
                "wal_autocheckpoint = 1000",
                "temp_store = memory",
                "threads = 0",
            ],
        };
        for setting in settings {
            self.write.execute_unprepared(&format!("pragma {setting}")).await?;
        }
        Ok(())
    }

    /// Which of the two it is.
    pub fn is_postgres(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Postgres
    }
}

async fn sqlite(path: &Path, connections: u32, sync: SyncMode) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", path.display()));
    quiet(&mut options).max_connections(connections).min_connections(1).acquire_timeout(Duration::from_secs(30));
    // A file does not hang up: asking each time would double the steps of every query.
    options.test_before_acquire(false);
    options.map_sqlx_sqlite_opts(move |options| {
        options
            // Of a new file: rows and keys are long, and larger pages take them in fewer steps.
            .page_size(8192)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(if sync == SyncMode::EachCommit { SqliteSynchronous::Full } else { SqliteSynchronous::Normal })
            .busy_timeout(Duration::from_secs(30))
            .foreign_keys(true)
            .pragma("cache_size", "-32000")
            .pragma("temp_store", "memory")
            .pragma("mmap_size", "268435456")
    });
    Database::connect(options).await.with_context(|| format!("cannot open {}", path.display()))
}

fn quiet(options: &mut ConnectOptions) -> &mut ConnectOptions {
    options.sqlx_logging(false);
    options.record_stmt_in_spans(false)
}
