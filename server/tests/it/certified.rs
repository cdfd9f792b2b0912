//! A provider we did not write signs a person in: npm `oidc-provider`, unmodified, in a process of its own.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use axum::http::StatusCode;
use reqwest::{Client, Response, Url, redirect};

use crate::app::{TestApp, form};

/// The provider's process; ends with the value.
struct Certified {
    child: Child,
    issuer: String,
    /// Held open, because it goes on talking.
    _says: BufReader<ChildStdout>,
}

impl Certified {
    /// Starts it; `None`, said aloud, where its packages are not installed.
    fn start() -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        if !root.join("node_modules/oidc-provider").exists() {
            eprintln!("node_modules lacks oidc-provider (npm ci installs it): the certified provider is skipped");
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0").and_then(|probe| probe.local_addr()).expect("a free port").port();
        let mut child = Command::new("node")
            .arg(root.join("end2end/oidc/provider.mjs"))
            .args([&port.to_string(), "http://127.0.0.1:3000/login/oidc/callback"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("node");
        let mut says = BufReader::new(child.stdout.take().expect("an output"));
        let ready = says.by_ref().lines().map_while(Result::ok).any(|line| line == "ready");
        assert!(ready, "the provider did not start");
        Some(Self { child, issuer: format!("http://127.0.0.1:{port}"), _says: says })
    }
}

impl Drop for Certified {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}

/// A browser at the provider: keeps cookies, fills in its own development forms.
struct Visitor {
    client: Client,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    fn new() -> Self {
        let client =
            Client::builder().redirect(redirect::Policy::none()).pool_max_idle_per_host(0).build().expect("a client");
        Self { client, cookies: BTreeMap::new() }
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Response {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = request.header("cookie", cookies.join("; ")).send().await.expect("an answer");
        for cookie in answer.headers().get_all("set-cookie") {
            let line = cookie.to_str().expect("a cookie");
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a pair");
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Follows from our redirect to the provider's redirect back, filling in what it asks on the way.
    async fn walk(&mut self, start: &str) -> String {
        let mut url = Url::parse(start).expect("a URL");
        for _ in 0..20 {
            if url.path() == "/login/oidc/callback" {
                return format!("{}?{}", url.path(), url.query().unwrap_or_default());
            }
            let mut answer = self.send(self.client.get(url.clone())).await;
            if answer.status() == StatusCode::OK {
                let page = answer.text().await.expect("a page");
                let action = part(&page, "action=\"").expect("a form");
                let prompt = part(&page, "name=\"prompt\" value=\"").expect("what it asks");
                let fields = form(&[("prompt", &prompt), ("login", "darya"), ("password", "any")]);
                let to = url.join(&action).expect("a URL");
                let post =
                    self.client.post(to).header("content-type", "application/x-www-form-urlencoded").body(fields);
                answer = self.send(post).await;
            }
            let location = answer.headers().get("location").unwrap_or_else(|| panic!("stuck at {url}: {answer:?}"));
            url = url.join(location.to_str().expect("a text")).expect("a URL");
        }
        panic!("goes round and round: {url}");
    }
}

fn part(page: &str, after: &str) -> Option<String> {
    page.split_once(after).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certified_provider_signs_a_person_in() {
    let Some(provider) = Certified::start() else { return };
    let app = TestApp::with(&[
        "--oidc-issuer",
        &provider.issuer,
        "--oidc-client-id",
        "domovoy",
        "--oidc-client-secret",
        "a secret only the two of them know",
    ])
    .await;
    let mut darya = app.browser();
    let start = darya.get("/login?back=/cabinet/profile").await.location();
    assert_eq!(start, "/login/oidc/start?back=/cabinet/profile", "one provider: nothing to choose");
    let out = darya.get(&start).await.location();
    let back = Visitor::new().walk(&out).await;
    let mut thief = app.browser();
    assert_eq!(thief.get(&back).await.status, StatusCode::BAD_REQUEST, "the answer is bound to the browser");
    let on = darya.get(&back).await.location();
    let check = darya.get(&on).await;
    for part in ["Соколова", "Дарья", "Ильинична", "28\u{a0}февраля\u{a0}1990", "darya@example.org", "не подтверждена"]
    {
        assert!(check.body.contains(part), "{part}: {}", check.body);
    }
    assert_eq!(darya.post("/welcome/check", &[("back", "/cabinet/profile")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(darya.get("/cabinet/profile").await.status, StatusCode::OK, "no agreement here, so no second step");

    let mut again = app.browser();
    let out = again.get("/login/oidc/start").await.location();
    let back = Visitor::new().walk(&out).await;
    let on = again.get(&back).await.location();
    assert_eq!(again.get(&on).await.location(), "/cabinet", "the same person");
    let broken = app.browser().get(&back).await;
    assert!(broken.body.contains("Мы не нашли начатый вход"));
}
