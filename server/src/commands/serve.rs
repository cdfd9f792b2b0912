//! `domovoy serve`

use std::sync::Arc;

use anyhow::Context as _;
use service::db::{Place, SyncMode};

use crate::config::Config;
use crate::router;

/// Flags of `serve`.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(flatten)]
    config: Config,
}

/// Answers until told to stop, then lets running requests finish.
pub async fn run(place: &Place, sync: SyncMode, args: Args) -> anyhow::Result<()> {
    let config = args.config;
    let ctx = super::open(place, sync, config.clock()?).await?.with_mail(config.mail.open()?);
    if 0 < config.clock_ahead {
        let demo = service::people::is_demo(&ctx).await?;
        anyhow::ensure!(demo, "people of a real provider have signed in here: their votes keep their days");
        tracing::warn!(seconds = config.clock_ahead, "the clock goes ahead");
    }
    if let Err(error) = service::meetings::form_missing_protocols(&ctx).await {
        tracing::warn!(%error, "missing protocols are formed at the next start");
    }
    let site = crate::site::load(&config, ctx.clone()).await?;
    let app = router::app(Arc::new(site), &config).await?;
    let listener = tokio::net::TcpListener::bind(config.addr)
        .await
        .with_context(|| format!("cannot listen on {}", config.addr))?;
    let jobs = tokio::spawn(service::jobs::run_forever(ctx.clone()));
    let map = tokio::spawn(service::map::follow(ctx.clone()));
    let search = tokio::spawn(service::search::follow(ctx.clone()));
    let indexes = tokio::spawn(service::db::parked::watch(ctx.clone()));
    let metrics = config.metrics_addr.map(crate::health::serve_metrics);
    tracing::info!(address = %listener.local_addr()?, "serving");
    println!("Домовой слушает {}", config.public_url());
    let service = app.into_make_service_with_connect_info::<std::net::SocketAddr>();
    let watched = ctx.clone();
    let stop = async move {
        told_to_stop().await;
        // A count that is watched would never end by itself.
        service::meetings::live::end(&watched);
    };
    axum::serve(listener, service).with_graceful_shutdown(stop).await?;
    tracing::info!("stopping");
    jobs.abort();
    indexes.abort();
    map.abort();
    search.abort();
    drop(metrics);
    ctx.close().await;
    Ok(())
}

/// Ctrl-C, or what a service manager sends.
pub async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
        }
        Err(_) => drop(interrupt.await),
    }
}
