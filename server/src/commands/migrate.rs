//! `domovoy migrate`

use anyhow::Context as _;
use migration::{Migrator, MigratorTrait as _};
use service::db::{Db, Place, SyncMode};

/// Flags of `migrate`.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Undo so many changes instead; for developers.
    #[arg(long, value_name = "N")]
    down: Option<u32>,
}

/// Applies what is missing.
pub async fn run(place: &Place, args: Args) -> anyhow::Result<()> {
    let db = Db::open(place, SyncMode::EachCommit).await?;
    match args.down {
        Some(steps) => Migrator::down(&db.write, Some(steps)).await.context("the change could not be undone")?,
        None => Migrator::up(&db.write, None).await.context("the tables could not be brought up to date")?,
    }
    tracing::info!("the tables are up to date");
    Ok(())
}

/// How many changes the database lacks.
pub async fn waiting(db: &Db) -> anyhow::Result<usize> {
    Ok(Migrator::get_pending_migrations(&db.write).await?.len())
}
