//! The doors that people use: choosing whom to be, and the end of a session.

use std::sync::Arc;

use app::asked::Asked;
use app::doors::Doors;
use app::error::{Failure, Kind};
use app::features::people::{Persona, demo_choice};
use app::page::Page;
use axum::extract::{ConnectInfo, Query};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use openidconnect::url::Url;
use serde::{Deserialize, Serialize};

use super::{CLIENT_ID, Code, DemoProvider, people};

/// The doors, to be opened only where the provider is on.
pub fn doors() -> Doors {
    Doors::default()
        .get("/demo-id/authorize", choose)
        .post("/demo-id/authorize", chosen)
        .get("/demo-id/end-session", end_session)
}

/// RFC 6749 §4.1.1, OpenID Connect Core 1.0 §3.1.2.1, RFC 7636 §4.3; and who was chosen.
#[derive(Debug, Default, Clone, Deserialize, Serialize)]
struct Wish {
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    response_type: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    nonce: String,
    #[serde(default)]
    code_challenge: String,
    #[serde(default)]
    code_challenge_method: String,
    #[serde(default)]
    prompt: String,
    #[serde(default)]
    persona: String,
}

/// Somebody who is not at this machine, or a request that does not come from our own sign-in, sees no
/// provider at all: nothing is sent to an address that was not agreed on.
fn known(demo: &DemoProvider, wish: &Wish, headers: &HeaderMap, peer: Option<&Peer>) -> Result<(), Failure> {
    let here = is_here(headers, peer);
    if here && wish.client_id == CLIENT_ID && wish.redirect_uri == demo.redirect.as_str() {
        return Ok(());
    }
    Err(Failure::new(Kind::Missing, "missing"))
}

type Peer = Extension<ConnectInfo<std::net::SocketAddr>>;

/// A second lock beside the configuration's: a proxy in front of a loopback address brings a foreign
/// name or says for whom it asks.
fn is_here(headers: &HeaderMap, peer: Option<&Peer>) -> bool {
    let forwarded = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let near = peer.is_none_or(|Extension(ConnectInfo(address))| address.ip().is_loopback());
    near && crate::config::is_loopback_host(host) && !forwarded.iter().any(|name| headers.contains_key(*name))
}

/// What the request lacks, in the standard's word; errors of this kind go back to the client.
fn lack(wish: &Wish) -> Option<&'static str> {
    if wish.response_type != "code" {
        return Some("unsupported_response_type");
    }
    if !wish.scope.split(' ').any(|scope| scope == "openid") {
        return Some("invalid_scope");
    }
    if wish.code_challenge_method != "S256" || wish.code_challenge.len() != 43 {
        return Some("invalid_request");
    }
    (wish.prompt == "none").then_some("login_required")
}

/// GET `/demo-id/authorize`
async fn choose(
    asked: Asked,
    Extension(demo): Extension<Arc<DemoProvider>>,
    peer: Option<Peer>,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Result<Response, Failure> {
    known(&demo, &wish, &headers, peer.as_ref())?;
    if let Some(error) = lack(&wish) {
        return answer(&demo, &wish, "error", error);
    }
    Ok(page(&asked, &wish).into_response())
}

fn page(asked: &Asked, wish: &Wish) -> Page {
    let personas = service::demo::personas().iter().map(|somebody| Persona {
        slug: somebody.slug,
        name: people::name(somebody),
        says: somebody.says,
    });
    let hidden = [
        ("client_id", &wish.client_id),
        ("redirect_uri", &wish.redirect_uri),
        ("response_type", &wish.response_type),
        ("scope", &wish.scope),
        ("state", &wish.state),
        ("nonce", &wish.nonce),
        ("code_challenge", &wish.code_challenge),
        ("code_challenge_method", &wish.code_challenge_method),
    ];
    let hidden = hidden.map(|(name, value)| (name, value.clone()));
    demo_choice(asked, personas.collect(), hidden.to_vec())
}

/// POST `/demo-id/authorize`: back with a code for the chosen one, or with a refusal.
async fn chosen(
    Extension(demo): Extension<Arc<DemoProvider>>,
    peer: Option<Peer>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Result<Response, Failure> {
    known(&demo, &wish, &headers, peer.as_ref())?;
    if let Some(error) = lack(&wish) {
        return answer(&demo, &wish, "error", error);
    }
    let Some(somebody) = people::find(&wish.persona) else { return answer(&demo, &wish, "error", "access_denied") };
    let code = demo.keep_code(Code {
        slug: somebody.slug.to_owned(),
        nonce: Some(wish.nonce.clone()).filter(|nonce| !nonce.is_empty()),
        challenge: wish.code_challenge.clone(),
    });
    answer(&demo, &wish, "code", &code)
}

/// Sends the person back with one thing said, and who says it (RFC 9207).
fn answer(demo: &DemoProvider, wish: &Wish, name: &str, value: &str) -> Result<Response, Failure> {
    let mut url = Url::parse(demo.redirect.as_str()).map_err(|_| Failure::new(Kind::Internal, "internal"))?;
    url.query_pairs_mut().append_pair(name, value).append_pair("iss", demo.issuer.as_str());
    if !wish.state.is_empty() {
        url.query_pairs_mut().append_pair("state", &wish.state);
    }
    Ok(Redirect::to(url.as_str()).into_response())
}

/// GET `/demo-id/end-session`: it keeps no sessions, so there is only the way home.
async fn end_session() -> Redirect {
    Redirect::to("/")
}
