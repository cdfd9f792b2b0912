//! One file per command of the command line.

pub mod demo;
pub mod export;
pub mod import;
pub mod match_addresses;
pub mod migrate;
pub mod office;
pub mod serve;
pub mod staff;
pub mod verify;
pub mod worker;

use service::db::{Place, SyncMode};
use service::{Clock, Ctx};

/// The verbs' context on a migrated database; says what to do when it is not.
pub async fn open(place: &Place, sync: SyncMode, clock: Clock) -> anyhow::Result<Ctx> {
    let db = service::db::Db::open(place, sync).await?;
    let waiting = migrate::waiting(&db).await?;
    anyhow::ensure!(waiting == 0, "the database lacks {waiting} changes of its tables: run `domovoy migrate` first");
    Ctx::on(db, clock).await
}

/// Does one piece of work on a migrated database and lets go of it.
pub async fn once(
    place: &Place,
    sync: SyncMode,
    work: impl AsyncFnOnce(&Ctx) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let ctx = open(place, sync, Clock::System).await?;
    let done = work(&ctx).await;
    ctx.close().await;
    done
}
