//! Is it alive, is it ready, and what the figures are.

use std::net::SocketAddr;
use std::sync::Arc;

use app::asked::Site;
use axum::Extension;
use axum::http::StatusCode;
use axum_prometheus::metrics_exporter_prometheus::PrometheusHandle;

/// GET `/livez`: the process answers.
pub async fn livez() -> &'static str {
    "ok"
}

/// GET `/readyz`: the database answers and its tables are up to date.
pub async fn readyz(Extension(site): Extension<Arc<Site>>) -> (StatusCode, &'static str) {
    match crate::commands::migrate::waiting(&site.ctx.db).await {
        Ok(0) => (StatusCode::OK, "ready"),
        Ok(_) => (StatusCode::SERVICE_UNAVAILABLE, "tables are not up to date"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
    }
}

/// Answers Prometheus on an address of its own.
pub fn serve_metrics(addr: SocketAddr) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let handle = handle();
        let app = axum::Router::new().route("/metrics", axum::routing::get(move || async move { handle.render() }));
        match tokio::net::TcpListener::bind(addr).await {
            Ok(listener) => {
                if let Err(error) = axum::serve(listener, app).await {
                    tracing::error!(%error, "metrics stopped");
                }
            }
            Err(error) => tracing::error!(%error, %addr, "metrics cannot listen"),
        }
    })
}

/// The process's one recorder.
pub fn handle() -> PrometheusHandle {
    static HANDLE: std::sync::OnceLock<PrometheusHandle> = std::sync::OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let recorder = axum_prometheus::metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
            let handle = recorder.handle();
            if axum_prometheus::metrics::set_global_recorder(recorder).is_err() {
                tracing::warn!("another metrics recorder was there first");
            }
            handle
        })
        .clone()
}
