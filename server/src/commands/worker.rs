//! `domovoy worker`

use service::db::{Place, SyncMode};

/// Runs jobs until told to stop.
pub async fn run(place: &Place, sync: SyncMode) -> anyhow::Result<()> {
    let ctx = super::open(place, sync, service::Clock::System).await?;
    tracing::info!("working; Ctrl-C stops");
    tokio::select! {
        () = service::jobs::run_forever(ctx.clone()) => {}
        () = super::serve::told_to_stop() => {}
    }
    ctx.close().await;
    Ok(())
}
