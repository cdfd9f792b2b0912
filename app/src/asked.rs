//! What a page or a door knows of the request: who asks, in which language, from which page.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use service::{Confirmed, Ctx, Operator, Refused, Resident, Staff, Visitor};

use crate::i18n::{L10n, Lang};

/// What this installation is, the same for every request.
#[derive(Debug)]
pub struct Site {
    /// The verbs' context.
    pub ctx: Ctx,
    /// «Верхнереченск»: the name in the header.
    pub town: String,
    /// Where the built files are, by plain name.
    pub assets: Assets,
    /// Base maps under the houses, the lowest first.
    pub basemaps: Vec<service::map::Basemap>,
    /// The demo provider is on: sign-in names its people.
    pub demo: bool,
    /// How people sign in.
    pub ways: Vec<SignInWay>,
}

/// A provider people may sign in through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInWay {
    /// Its key in addresses.
    pub key: String,
    /// «Госуслуги»; empty for the demo provider.
    pub name: String,
}

/// Built files by plain name: `main.css` → `/pkg/main-1a2b3c.css`.
#[derive(Clone, Debug, Default)]
pub struct Assets(pub std::collections::HashMap<String, String>);

impl Assets {
    /// The URL of a built file; its plain name when it was not built, as in tests.
    pub fn url(&self, name: &str) -> String {
        self.0.get(name).map_or_else(|| format!("/pkg/{name}"), |path| format!("/{path}"))
    }
}

/// The request as pages see it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The installation.
    pub site: Arc<Site>,
    /// Who asks.
    pub visitor: Arc<Visitor>,
    /// The reader's language.
    pub l10n: L10n,
    /// Large print is on.
    pub large: bool,
    /// Path and query, for "come back here".
    pub uri: String,
    /// Whose request it is meant to be: a device may send what another person left on it.
    pub meant_for: Option<String>,
}

impl Asked {
    /// The verbs' context.
    pub fn ctx(&self) -> &Ctx {
        &self.site.ctx
    }

    /// The text of a key in the reader's language.
    pub fn t(&self, key: &str) -> String {
        self.l10n.t(key)
    }

    /// The proof that a resident asks.
    pub fn resident(&self) -> Result<Resident, Refused> {
        self.visitor.resident()
    }

    /// The proof that a resident asks whose identity is confirmed.
    pub fn confirmed(&self) -> Result<Confirmed, Refused> {
        self.visitor.confirmed()
    }

    /// The proof that staff with a permission asks.
    pub fn staff(&self, permission: domain::people::Permission) -> Result<Staff, Refused> {
        self.visitor.staff(permission)
    }

    /// The proof that the operator asks.
    pub fn operator(&self) -> Result<Operator, Refused> {
        self.visitor.operator()
    }
}

/// The cookie of the language, `ru` or `en`.
pub const LANG_COOKIE: &str = "lang";
/// The header by which the outbox says whose reading it sends.
pub const PERSON: &str = "x-person";
/// The cookie of large print, `1`.
pub const LARGE_COOKIE: &str = "large";

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, StatusCode> {
        let site = parts.extensions.get::<Arc<Site>>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
        let visitor = parts.extensions.get::<Arc<Visitor>>().cloned().unwrap_or_default();
        let cookies = CookieJar::from_headers(&parts.headers);
        let cookie = |name: &str| cookies.get(name).map(|cookie| cookie.value().to_owned());
        let uri = parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        Ok(Self {
            site,
            visitor,
            l10n: L10n(Lang::from_code(cookie(LANG_COOKIE).as_deref().unwrap_or_default())),
            large: cookie(LARGE_COOKIE).as_deref() == Some("1"),
            uri,
            meant_for: parts.headers.get(PERSON).map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned()),
        })
    }
}
