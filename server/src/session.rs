//! Who sent the request: the session's cookie becomes a [`Visitor`](service::Visitor) in the request's
//! extensions.
//!
//! The cookie is an opaque random token of our own, not a session framework's record: only its hash is
//! stored, the row knows its person and has a public name, so sessions can be listed and ended one by one.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use app::asked::Asked;
use app::doors::Doors;
use app::error::Failure;
use axum::Extension;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use service::Ctx;
use service::people::{Origin, Token};

use crate::config::Config;

/// How the cookie is named and whose word about a caller's address is taken.
#[derive(Debug)]
pub struct Cookies {
    name: &'static str,
    secure: bool,
    proxies: Vec<IpAddr>,
}

impl Cookies {
    /// By the configuration: under https the name itself demands Secure and the whole path.
    pub fn new(config: &Config) -> Self {
        let secure = config.is_https();
        let name = if secure { "__Host-session" } else { "session" };
        Self { name, secure, proxies: config.trusted_proxies.clone() }
    }

    /// The secret the browser sent.
    pub fn secret(&self, headers: &HeaderMap) -> Option<String> {
        let jar = CookieJar::from_headers(headers);
        jar.get(self.name).map(|cookie| cookie.value().to_owned()).filter(|value| value.len() == 64)
    }

    /// The cookie that hands a session to the browser.
    pub fn give(&self, token: &Token) -> Cookie<'static> {
        self.cookie(token.secret().to_owned())
    }

    /// The cookie that takes it away.
    pub fn take(&self) -> Cookie<'static> {
        let mut cookie = self.cookie(String::new());
        cookie.make_removal();
        cookie
    }

    /// Without a date it ends with the browser, as is right for a computer in a library; the server's own
    /// ends hold besides.
    fn cookie(&self, value: String) -> Cookie<'static> {
        let cookie = Cookie::build((self.name, value)).path("/").http_only(true).same_site(SameSite::Lax);
        cookie.secure(self.secure).build()
    }

    /// What is kept of where a session was opened.
    pub fn origin(&self, headers: &HeaderMap, peer: Option<IpAddr>) -> Origin {
        let device = headers.get(header::USER_AGENT).map(|name| String::from_utf8_lossy(name.as_bytes()).into_owned());
        Origin { device: device.unwrap_or_default(), network: self.network(headers, peer) }
    }

    /// The network prefix attempts are counted by. X-Forwarded-For is read from the right, as far as our
    /// own proxies wrote it; what stands further left is the caller's own invention.
    pub fn network(&self, headers: &HeaderMap, peer: Option<IpAddr>) -> String {
        let Some(peer) = peer else { return "unknown".to_owned() };
        if !self.proxies.contains(&peer) {
            return prefix(peer);
        }
        let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
        let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
        let mut caller = peer;
        for hop in hops.iter().rev() {
            let Ok(address) = hop.parse() else { break };
            caller = address;
            if !self.proxies.contains(&address) {
                break;
            }
        }
        prefix(caller)
    }
}

/// `192.0.2.0/24`, `2001:db8:1::/48`.
pub fn prefix(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            format!("{}/48", std::net::Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
    }
}

/// The address of the other end of the connection; `None` inside tests.
pub fn peer(request: &Request) -> Option<IpAddr> {
    request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())
}

/// Layer: finds out who asks. A dead cookie is taken away, unless the answer gives a new one.
pub async fn know_visitor(
    State((ctx, cookies)): State<(Ctx, Arc<Cookies>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let secret = cookies.secret(request.headers());
    let origin = cookies.origin(request.headers(), peer(&request));
    let visitor = match service::people::visitor(&ctx, secret.as_deref(), &origin.network).await {
        Ok(visitor) => visitor,
        Err(error) => {
            tracing::error!(%error, "a session could not be looked up");
            return (StatusCode::SERVICE_UNAVAILABLE, "Сейчас не получается. Попробуйте через минуту.").into_response();
        }
    };
    let dead = secret.is_some() && visitor.session.is_none();
    request.extensions_mut().insert(Arc::new(visitor));
    request.extensions_mut().insert(Arc::new(origin));
    let mut response = next.run(request).await;
    if dead
        && !response.headers().contains_key(header::SET_COOKIE)
        && let Ok(taken) = HeaderValue::from_str(&cookies.take().to_string())
    {
        response.headers_mut().append(header::SET_COOKIE, taken);
    }
    response
}

/// The session's own door.
pub fn doors() -> Doors {
    Doors::default().post("/sign-out", sign_out)
}

/// POST `/sign-out`: ends the session here, and lets the browser forget what it kept of it.
async fn sign_out(
    asked: Asked,
    Extension(cookies): Extension<Arc<Cookies>>,
    headers: HeaderMap,
    jar: CookieJar,
) -> Result<Response, Failure> {
    if let Some(secret) = cookies.secret(&headers) {
        service::people::sign_out(asked.ctx(), &secret).await?;
    }
    let forget = [(header::HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"")];
    Ok((jar.add(cookies.take()), forget, Redirect::to("/")).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookies() -> Cookies {
        Cookies { name: "session", secure: false, proxies: vec![[10, 0, 0, 1].into(), [10, 0, 0, 2].into()] }
    }

    fn network(peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().expect("a header"));
        }
        cookies().network(&headers, Some(peer.parse().expect("an address")))
    }

    #[test]
    fn the_network_is_the_callers_as_far_as_our_proxies_saw_it() {
        for (peer, forwarded, expect) in [
            ("192.0.2.77", &[][..], "192.0.2.0/24"),
            ("192.0.2.77", &["198.51.100.1"], "192.0.2.0/24"),
            ("10.0.0.1", &["198.51.100.1"], "198.51.100.0/24"),
            ("10.0.0.1", &["203.0.113.5, 198.51.100.1"], "198.51.100.0/24"),
            ("10.0.0.1", &["203.0.113.5", "198.51.100.1, 10.0.0.2"], "198.51.100.0/24"),
            ("10.0.0.1", &["nonsense, 10.0.0.2"], "10.0.0.0/24"),
            ("10.0.0.1", &[], "10.0.0.0/24"),
            ("::ffff:192.0.2.9", &[], "192.0.2.0/24"),
            ("2001:db8:1:2:3::4", &[], "2001:db8:1::/48"),
        ] {
            assert_eq!(network(peer, forwarded), expect, "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let token = Token::random();
        assert_eq!(
            cookies().give(&token).to_string(),
            format!("session={}; HttpOnly; SameSite=Lax; Path=/", token.secret())
        );
        let https = Cookies { name: "__Host-session", secure: true, proxies: Vec::new() };
        assert!(https.give(&token).to_string().ends_with("; HttpOnly; SameSite=Lax; Secure; Path=/"));
    }
}
