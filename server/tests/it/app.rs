//! The application under test, and browsers that keep cookies and fill in forms.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::asked::{Assets, Site};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use clap::Parser;
use domain::people::Level;
use domovoy::config::Config;
use service::Ctx;
use service::people::{Claims, Origin};
use service::testkit::TestDb;
use tower::ServiceExt;

/// The application on an empty database of its own.
pub struct TestApp {
    pub ctx: Ctx,
    pub config: Config,
    router: Router,
    _db: TestDb,
    _site: tempfile::TempDir,
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    config: Config,
}

/// The configuration of a command line.
pub fn config(flags: &[&str]) -> Config {
    Line::parse_from(["test"].iter().chain(flags)).config
}

impl TestApp {
    /// With the demo provider, as on one's own machine.
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// With flags of `serve`.
    pub async fn with(flags: &[&str]) -> Self {
        Self::on(TestDb::sqlite().await.expect("a database"), flags).await
    }

    /// Each kind of database in turn; PostgreSQL only when the tests were given a server.
    pub async fn on_each_store(test: impl AsyncFn(Self)) {
        test(Self::new().await).await;
        match TestDb::postgres().await.expect("a database") {
            Some(db) => test(Self::on(db, &[]).await).await,
            None => eprintln!("TEST_POSTGRES_URL is not set: PostgreSQL skipped"),
        }
    }

    async fn on(db: TestDb, flags: &[&str]) -> Self {
        let ctx = db.ctx().await.expect("a context");
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = config(flags);
        config.site = Some(folder.path().to_owned());
        let site = Site {
            ctx: ctx.clone(),
            town: config.town.clone(),
            assets: Assets::default(),
            basemaps: domovoy::site::basemaps(&config).await.expect("base maps"),
            demo: true,
            ways: domovoy::oidc::ways(&config).expect("ways to sign in"),
        };
        let router = domovoy::router::app(Arc::new(site), &config).await.expect("a router");
        Self { ctx, config, router, _db: db, _site: folder }
    }

    /// Listens on a port of its own, for clients of the network; ends with the test.
    pub async fn listen(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://{address}")
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser<'_> {
        Browser { app: self, cookies: BTreeMap::new() }
    }

    /// A browser in which a citizen has signed in and is through the first visit.
    pub async fn signed_in(&self, slug: &str) -> Browser<'_> {
        let mut browser = self.browser();
        browser.cookies.insert("session".to_owned(), session(&self.ctx, slug).await);
        browser
    }
}

/// The session's secret of a citizen who has signed in and is through the first visit.
pub async fn session(ctx: &Ctx, slug: &str) -> String {
    let claims = Claims {
        provider: "demo".to_owned(),
        subject: slug.to_owned(),
        family_name: "Орлова".to_owned(),
        given_name: "Анна".to_owned(),
        patronymic: String::new(),
        birth_date: None,
        email: String::new(),
        phone: String::new(),
        level: Level::Confirmed,
    };
    let signed = service::people::sign_in(ctx, &claims, None, &Origin::default()).await.expect("signs in");
    let visitor = service::people::visitor(ctx, Some(signed.token.secret()), "").await.expect("a visitor");
    let who = visitor.person.expect("somebody");
    service::people::check_data(ctx, &who).await.expect("checked");
    if let Some(agreement) = service::people::agreement_in_force(ctx).await.expect("asked") {
        service::people::accept_agreement(ctx, &who, agreement.version).await.expect("accepted");
    }
    signed.token.secret().to_owned()
}

/// A browser: keeps cookies, follows nothing by itself.
#[derive(Clone)]
pub struct Browser<'a> {
    app: &'a TestApp,
    pub cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where it sends to; the site's own address is left out.
    pub fn location(&self) -> String {
        let location = self.headers.get(header::LOCATION).unwrap_or_else(|| panic!("goes nowhere: {self:?}"));
        let location = location.to_str().expect("a text");
        location.strip_prefix("http://127.0.0.1:3000").unwrap_or(location).to_owned()
    }

    /// The hidden fields of the page's forms.
    pub fn hidden(&self) -> Vec<(String, String)> {
        let inputs = self.body.split("<input type=\"hidden\"").skip(1);
        let part = |text: &str, name: &str| {
            let value = text.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
            value.map(|(value, _)| value.replace("&amp;", "&").replace("&quot;", "\"")).unwrap_or_default()
        };
        inputs
            .map(|text| text.split('>').next().unwrap_or_default())
            .map(|text| (part(text, "name"), part(text, "value")))
            .collect()
    }
}

impl Browser<'_> {
    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form from a page of this site.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(form(fields))).await
    }

    /// Sends JSON as an island or a machine does.
    pub async fn post_json(&mut self, path: &str, body: &str) -> Answer {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request, Body::from(body.to_owned())).await
    }

    /// Sends a form from somebody else's page.
    pub async fn post_from_elsewhere(&mut self, path: &str) -> Answer {
        let request = Request::post(path)
            .header("sec-fetch-site", "cross-site")
            .header(header::ORIGIN, "https://evil.example")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::empty()).await
    }

    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(header::HOST, "127.0.0.1:3000").header(header::USER_AGENT, "Test/1.0");
        let request = request.header(header::COOKIE, cookies.join("; ")).body(body).expect("a request");
        let answer = self.app.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = answer.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie");
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a pair");
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// Signs in through the demo provider as a person does; the last answer leads on into the site.
    pub async fn sign_in_by_demo(&mut self, slug: &str, back: &str) -> Answer {
        let callback = self.callback_of(slug, back).await;
        self.get(&callback).await
    }

    /// As far as the provider's answer, which is not yet delivered.
    pub async fn callback_of(&mut self, slug: &str, back: &str) -> String {
        let out = self.get(&format!("/login/demo/start?back={back}")).await;
        let choice = self.get(&out.location()).await;
        assert_eq!(choice.status, StatusCode::OK, "{}", choice.body);
        let hidden = choice.hidden();
        let mut fields: Vec<(&str, &str)> =
            hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.push(("persona", slug));
        self.post("/demo-id/authorize", &fields).await.location()
    }
}

/// Fields as a form sends them.
pub fn form(fields: &[(&str, &str)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", escape(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
