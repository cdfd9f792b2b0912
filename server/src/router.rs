//! The whole application as one router: pages, server functions, files, health.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use app::asked::{Asked, Site};
use app::doors::Doors;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Router};
use leptos::prelude::provide_context;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use crate::config::Config;
use crate::demo_provider::{self, DemoProvider};
use crate::session::Cookies;
use crate::{compression, headers, health, oidc, session, site};

/// The largest body of an ordinary request.
const BODY_LIMIT: usize = 256 * 1024;
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Every door of the process, pages and its own. The demo provider's exist only where it is on.
pub fn doors(config: &Config) -> anyhow::Result<Doors> {
    let own = Doors::default().get("/livez", health::livez).get("/readyz", health::readyz);
    let doors = app::routes::doors().join(own).join(session::doors()).join(oidc::doors::doors());
    Ok(if demo_provider::is_on(config)? { doors.join(demo_provider::doors()) } else { doors })
}

/// The application.
pub async fn app(site: Arc<Site>, config: &Config) -> anyhow::Result<Router> {
    let csrf = CsrfLayer::new().add_trusted_origin(config.public_url()).context("the public URL is not an origin")?;
    let demo = DemoProvider::new(config)?;
    let providers = Arc::new(oidc::Providers::new(config, demo.as_ref())?);
    let cookies = Arc::new(Cookies::new(config));
    let asking = (site.ctx.clone(), Arc::clone(&cookies));
    let mut pages = app::routes::router(doors(config)?);
    if let Some(demo) = demo {
        pages = pages.merge(demo_provider::machine_doors(&demo)).layer(Extension(demo));
    }
    let inner = pages
        .route("/api/{*function}", post(server_function))
        .nest_service("/pkg", packages(config))
        .layer(from_fn_with_state(asking, session::know_visitor))
        .layer(Extension(providers))
        .layer(Extension(cookies))
        .layer(csrf)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(Extension(site))
        .layer(from_fn(headers::secure))
        .layer(compression::open_part());
    let _recorder = health::handle();
    let outer = ServiceBuilder::new()
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(axum_prometheus::PrometheusMetricLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_secs(30)))
        .layer(CatchPanicLayer::new());
    Ok(public_files(inner, config).layer(outer))
}

/// One log line's frame: the route and the request id, never the query, which may be personal.
fn span(request: &Request) -> tracing::Span {
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id)
}

/// Leptos' server functions, with the request's `Asked` in their context.
async fn server_function(asked: Asked, request: Request) -> Response {
    leptos_axum::handle_server_fns_with_context(move || provide_context(asked.clone()), request).await.into_response()
}

/// Built files: their names carry their hash, so they never change.
fn packages(
    config: &Config,
) -> impl Clone + tower::Service<Request, Response = Response, Error = std::convert::Infallible, Future: Send> + use<> {
    let files = ServeDir::new(site::folder(config).join("pkg")).precompressed_br().precompressed_gzip();
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, forever))
        .map_response(IntoResponse::into_response)
        .service(files)
}

/// Files with plain names at the root: icons, robots.txt.
fn public_files(router: Router, config: &Config) -> Router {
    let folder = site::folder(config);
    let names = [
        "icon.svg",
        "icon-192.png",
        "icon-512.png",
        "icon-maskable-512.png",
        "manifest.webmanifest",
        "robots.txt",
        "screen-phone.png",
        "screen-wide.png",
        "sw.js",
    ];
    names.into_iter().fold(router, |router, name| {
        let file = tower_http::services::ServeFile::new(folder.join(name)).precompressed_br().precompressed_gzip();
        router.route_service(&format!("/{name}"), file)
    })
}
