//! A migrated database of its own for each test: SQLite copied from a template file, PostgreSQL cloned
//! from a template database on the server that `TEST_POSTGRES_URL` names (`make test` starts one).

use std::path::PathBuf;

use anyhow::Context as _;
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::ctx::{Clock, Ctx};
use crate::db::{Db, Place, SyncMode};

/// The instant tests live at unless they say otherwise: Friday 20 November 2026, noon in Moscow.
pub const NOON: &str = "2026-11-20T09:00:00Z";

/// A database that goes away with the value.
#[derive(Debug)]
pub struct TestDb {
    /// Where it is, for tests that open it themselves.
    pub place: Place,
    _folder: Option<TempDir>,
}

impl TestDb {
    /// A migrated, empty SQLite database.
    pub async fn sqlite() -> anyhow::Result<Self> {
        static TEMPLATE: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();
        let (_, template) = TEMPLATE
            .get_or_try_init(|| async {
                let folder = TempDir::new()?;
                let path = folder.path().join("template.db");
                let db = Db::open(&Place::File(folder.path().join("made.db")), SyncMode::Never).await?;
                Migrator::up(&db.write, None).await?;
                // A whole file: what lies in a write-ahead log beside it would not be copied with it.
                db.write.execute_unprepared(&format!("vacuum into '{}'", path.display())).await?;
                anyhow::Ok((folder, path))
            })
            .await?;
        let folder = TempDir::new()?;
        let path = folder.path().join("test.db");
        std::fs::copy(template, &path)?;
        Ok(Self { place: Place::File(path), _folder: Some(folder) })
    }

    /// A migrated, empty PostgreSQL database; `None` when no server is named.
    pub async fn postgres() -> anyhow::Result<Option<Self>> {
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        let Ok(server) = std::env::var("TEST_POSTGRES_URL") else { return Ok(None) };
        let template = TEMPLATE
            .get_or_try_init(|| async {
                let name = format!("template_{}", uuid::Uuid::new_v4().simple());
                admin(&server).await?.execute_unprepared(&format!("create database {name}")).await?;
                let db = Database::connect(at(&server, &name)).await?;
                Migrator::up(&db, None).await?;
                db.close().await?;
                anyhow::Ok(name)
            })
            .await?;
        let name = format!("test_{}", uuid::Uuid::new_v4().simple());
        let server_db = admin(&server).await?;
        server_db.execute_unprepared(&format!("create database {name} template {template}")).await?;
        Ok(Some(Self { place: Place::Postgres(at(&server, &name)), _folder: None }))
    }

    /// A context on it, the clock held at [`NOON`].
    pub async fn ctx(&self) -> anyhow::Result<Ctx> {
        let noon = NOON.parse().context("the test's instant")?;
        Ctx::open(&self.place, SyncMode::Never, Clock::Still(noon)).await
    }
}

/// Runs a test on an empty SQLite database and, when there is a server, on an empty PostgreSQL one.
pub async fn each_store(test: impl AsyncFn(Ctx)) {
    let sqlite = TestDb::sqlite().await.unwrap_or_else(|error| panic!("no SQLite database: {error:#}"));
    test(sqlite.ctx().await.unwrap_or_else(|error| panic!("{error:#}"))).await;
    match TestDb::postgres().await.unwrap_or_else(|error| panic!("no PostgreSQL database: {error:#}")) {
        Some(postgres) => test(postgres.ctx().await.unwrap_or_else(|error| panic!("{error:#}"))).await,
        None => eprintln!("TEST_POSTGRES_URL is not set: PostgreSQL skipped"),
    }
}

async fn admin(server: &str) -> anyhow::Result<DatabaseConnection> {
    Database::connect(at(server, "postgres")).await.context("cannot reach the test server")
}

/// The server's URL with another database's name: the last path segment replaced.
fn at(server: &str, name: &str) -> String {
    match server.rsplit_once('/') {
        Some((start, _)) => format!("{start}/{name}"),
        None => server.to_owned(),
    }
}
