//! The way out to a provider and the way back.

use std::sync::Arc;

use app::asked::Asked;
use app::doors::Doors;
use app::error::{Failure, Kind};
use app::features::people;
use app::page::{escape, here};
use axum::Extension;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use service::people::Origin;

use super::Providers;
use super::provider::{Login, Provider};
use crate::config::is_loopback_host;
use crate::session::Cookies;

/// The doors of sign-in.
pub fn doors() -> Doors {
    Doors::default().get("/login/{provider}/start", start).get("/login/{provider}/callback", callback)
}

/// Where to go after signing in.
#[derive(Debug, Default, Deserialize)]
struct Wish {
    #[serde(default)]
    back: String,
}

/// What both doors need of the request and of the process.
#[derive(FromRequestParts)]
struct Around {
    asked: Asked,
    #[from_request(via(Extension))]
    providers: Arc<Providers>,
    #[from_request(via(Extension))]
    cookies: Arc<Cookies>,
    #[from_request(via(Extension))]
    origin: Arc<Origin>,
    headers: HeaderMap,
    jar: CookieJar,
}

/// GET `/login/{provider}/start`: on to the provider. Somebody signed in already goes straight back.
async fn start(around: Around, Path(key): Path<String>, Query(wish): Query<Wish>) -> Result<Response, Failure> {
    let Around { asked, providers, cookies, origin, headers, jar } = around;
    let back = if wish.back.is_empty() { "/cabinet" } else { here(&wish.back) };
    if asked.visitor.person.is_some() {
        return Ok(Redirect::to(back).into_response());
    }
    let provider = providers.find(&key).ok_or_else(|| Failure::new(Kind::Missing, "missing"))?;
    if let Some(elsewhere) = same_name(provider, &headers, &key, back) {
        return Ok(Redirect::to(&elsewhere).into_response());
    }
    let (url, login) = match provider.begin(back).await {
        Ok(begun) => begun,
        Err(error) => {
            tracing::warn!(provider = key, error = format!("{error:#}"), "a login could not begin");
            return Ok(people::sign_in_trouble(&asked, "login-unreachable", back).into_response());
        }
    };
    let data = serde_json::to_string(&login).map_err(|error| service::Error::Outside(error.into()))?;
    let old = cookies.secret(&headers);
    let token = service::people::open_login(asked.ctx(), old.as_deref(), &data, &origin).await?;
    Ok((jar.add(cookies.give(&token)), Redirect::to(&url)).into_response())
}

/// On one's own machine `localhost` and `127.0.0.1` are one site to a person and two to a browser's
/// cookies: the login begins under the name it will come back to.
fn same_name(provider: &Provider, headers: &HeaderMap, key: &str, back: &str) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let site = provider.redirect.url().origin().ascii_serialization();
    let own = site.split("://").nth(1)?;
    let loopback = is_loopback_host(host) && is_loopback_host(own);
    (loopback && host != own).then(|| format!("{site}/login/{key}/start?back={}", escape(back)))
}

/// What the provider sends back.
#[derive(Debug, Default, Deserialize)]
struct Sent {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    error: String,
    iss: Option<String>,
}

/// GET `/login/{provider}/callback`: the answer is checked, the person signed in, the way goes on through
/// the first visit's steps. Whatever goes wrong is said on a page that leads on; nothing repeats by itself.
async fn callback(around: Around, Path(key): Path<String>, Query(sent): Query<Sent>) -> Result<Response, Failure> {
    let Around { asked, providers, cookies, origin, headers, jar } = around;
    if asked.visitor.person.is_some() {
        return Ok(Redirect::to("/cabinet").into_response());
    }
    let provider = providers.find(&key).ok_or_else(|| Failure::new(Kind::Missing, "missing"))?;
    let Some(secret) = cookies.secret(&headers) else {
        return Ok(people::sign_in_trouble(&asked, "login-lost", "/").into_response());
    };
    let kept = service::people::take_login(asked.ctx(), &secret).await?;
    let Some(login) = kept.and_then(|kept| serde_json::from_str::<Login>(&kept).ok()) else {
        return Ok(people::sign_in_trouble(&asked, "login-lost", "/").into_response());
    };
    if let Err(trouble) = fits(provider, &login, &sent) {
        return Ok(people::sign_in_trouble(&asked, trouble, &login.back).into_response());
    }
    let claims = match provider.finish(&sent.code, &login).await {
        Ok(claims) => claims,
        Err(error) => {
            tracing::warn!(provider = key, error = format!("{error:#}"), "a login was not accepted");
            return Ok(people::sign_in_trouble(&asked, "login-not-accepted", &login.back).into_response());
        }
    };
    let signed = service::people::sign_in(asked.ctx(), &claims, Some(&secret), &origin).await?;
    let on = format!("/welcome?back={}", escape(&login.back));
    Ok((jar.add(cookies.give(&signed.token)), Redirect::to(&on)).into_response())
}

/// Whether the answer belongs to the login that this browser began; which trouble, if not.
fn fits(provider: &Provider, login: &Login, sent: &Sent) -> Result<(), &'static str> {
    if login.provider != provider.speech.key || login.state != sent.state {
        return Err("login-lost");
    }
    if let Err(error) = provider.check_issuer(sent.iss.as_deref()) {
        tracing::warn!(provider = provider.speech.key, %error, "a login was not accepted");
        return Err("login-not-accepted");
    }
    match sent.error.as_str() {
        "" if !sent.code.is_empty() => Ok(()),
        "access_denied" => Err("login-cancelled"),
        error => {
            let error: String = error.chars().filter(char::is_ascii_graphic).take(60).collect();
            tracing::warn!(provider = provider.speech.key, error, "the provider refused a login");
            Err("login-refused")
        }
    }
}
