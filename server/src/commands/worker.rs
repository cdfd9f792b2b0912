//! `domovoy worker`

use service::db::{Place, SyncMode};

use crate::config::MailConfig;

/// Runs jobs until told to stop.
pub async fn run(place: &Place, sync: SyncMode, mail: MailConfig) -> anyhow::Result<()> {
    let ctx = super::open(place, sync, service::Clock::System).await?.with_mail(mail.open()?);
    tracing::info!("working; Ctrl-C stops");
    tokio::select! {
        () = service::jobs::run_forever(ctx.clone()) => {}
        () = super::serve::told_to_stop() => {}
    }
    ctx.close().await;
    Ok(())
}
