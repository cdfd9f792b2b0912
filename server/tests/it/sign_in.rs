//! Signing in through the demo provider, and all the ways it must not work.

use axum::http::{StatusCode, header};

use crate::app::{TestApp, config};

#[tokio::test]
async fn the_whole_way_there_and_back() {
    let app = TestApp::new().await;
    let mut anna = app.browser();
    assert_eq!(anna.get("/login?back=/cabinet/meters").await.location(), "/login/demo/start?back=/cabinet/meters");
    let callback = anna.callback_of("anna", "/cabinet/meters").await;
    let before = anna.cookies["session"].clone();
    let answer = anna.get(&callback).await;
    assert_eq!(answer.location(), "/welcome?back=/cabinet/meters");
    let cookie = answer.headers[header::SET_COOKIE].to_str().expect("a cookie");
    assert!(cookie.ends_with("; HttpOnly; SameSite=Lax; Path=/"), "{cookie}");
    assert_ne!(anna.cookies["session"], before, "a new session has a new token");

    let mut thief = app.browser();
    thief.cookies.insert("session".to_owned(), before);
    assert!(thief.get("/cabinet/meters").await.location().starts_with("/login?"), "the planted one is dead");
    assert!(thief.cookies.is_empty(), "and taken away");
}

#[tokio::test]
async fn an_answer_works_once_and_only_in_the_browser_that_asked() {
    let app = TestApp::new().await;
    let mut anna = app.browser();
    let callback = anna.callback_of("anna", "/").await;

    let mut stranger = app.browser();
    assert_eq!(stranger.get(&callback).await.status, StatusCode::BAD_REQUEST, "no login was begun here");
    stranger.callback_of("gleb", "/").await;
    assert_eq!(stranger.get(&callback).await.status, StatusCode::BAD_REQUEST, "another login's state");

    let mut copy = anna.clone();
    assert_eq!(anna.get(&callback).await.status, StatusCode::SEE_OTHER);
    let again = copy.get(&callback).await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST);
    assert!(again.body.contains("/login?stay=1"), "the way on is a link, nothing repeats by itself");
    assert_eq!(anna.get(&callback).await.location(), "/cabinet", "who is in already just goes on");
}

#[tokio::test]
async fn refusals_are_told_in_words() {
    let app = TestApp::new().await;
    let mut anna = app.browser();
    let cancelled = anna.sign_in_by_demo("", "/houses").await;
    assert_eq!(cancelled.status, StatusCode::BAD_REQUEST);
    assert!(cancelled.body.contains("Вы отменили вход"), "{}", cancelled.body);
    assert!(cancelled.body.contains("back=/houses"));

    let callback = anna.callback_of("anna", "/").await;
    let broken = anna.get(&callback.replace("code=", "code=0")).await;
    assert!(broken.body.contains("не прошёл проверку"));
    let callback = anna.callback_of("anna", "/").await;
    let other = anna.get(&callback.replace("iss=http", "iss=https")).await;
    assert!(other.body.contains("не прошёл проверку"), "RFC 9207");
    assert_eq!(anna.get("/login/nobody/start").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn afterwards_only_to_pages_of_this_site() {
    let app = TestApp::new().await;
    for back in ["https://evil.example/", "//evil.example", "/\\evil.example", "%2F%2Fevil.example"] {
        let answer = app.browser().sign_in_by_demo("anna", back).await;
        assert_eq!(answer.location(), "/welcome?back=/", "{back}");
    }
    let mut anna = app.signed_in("anna").await;
    assert_eq!(anna.get("/login?back=//evil.example").await.location(), "/");
    assert_eq!(anna.get("/login/demo/start?back=/houses").await.location(), "/houses", "nothing to do");
}

#[tokio::test]
async fn signing_out_is_a_form_of_this_site() {
    let app = TestApp::new().await;
    let mut anna = app.signed_in("anna").await;
    let kept = anna.clone();
    assert_eq!(anna.get("/cabinet/meters").await.status, StatusCode::OK);
    assert_eq!(anna.get("/sign-out").await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(anna.post_from_elsewhere("/sign-out").await.status, StatusCode::FORBIDDEN);
    assert_eq!(anna.get("/cabinet/meters").await.status, StatusCode::OK);

    let out = anna.post("/sign-out", &[]).await;
    assert_eq!(out.location(), "/");
    assert_eq!(out.headers["clear-site-data"], "\"cache\", \"storage\"");
    assert!(anna.cookies.is_empty());
    assert!(kept.clone().get("/cabinet/meters").await.location().starts_with("/login?"), "the copy is dead too");
}

#[tokio::test]
async fn the_demo_provider_keeps_to_the_standard() {
    let app = TestApp::new().await;
    let mut anna = app.browser();
    let out = anna.get("/login/demo/start").await.location();
    assert!(out.contains("code_challenge_method=S256") && out.contains("nonce=") && out.contains("state="), "{out}");

    let elsewhere = out.replace("%2Flogin%2Fdemo%2Fcallback", "%2Fevil");
    assert_eq!(anna.get(&elsewhere).await.status, StatusCode::NOT_FOUND, "another address is never sent to");
    for (from, to, error) in [
        ("code_challenge_method=S256", "code_challenge_method=plain", "invalid_request"),
        ("code_challenge_method=S256", "x=y", "invalid_request"),
        ("response_type=code", "response_type=token", "unsupported_response_type"),
        ("scope=openid", "scope=email", "invalid_scope"),
        ("scope=openid", "prompt=none&scope=openid", "login_required"),
    ] {
        let answer = anna.get(&out.replace(from, to)).await.location();
        assert!(answer.starts_with(&format!("/login/demo/callback?error={error}&iss=")), "{answer}");
    }

    let settings = anna.get("/demo-id/.well-known/openid-configuration").await;
    assert!(settings.body.contains("\"issuer\":\"http://127.0.0.1:3000/demo-id\""), "{}", settings.body);
    let callback = anna.callback_of("anna", "/").await;
    let code = callback.split_once("code=").and_then(|(_, rest)| rest.split('&').next()).expect("a code");
    let fields = |verifier: &'static str| {
        [
            ("grant_type", "authorization_code"),
            ("redirect_uri", "http://127.0.0.1:3000/login/demo/callback"),
            ("client_id", "domovoy"),
            ("code_verifier", verifier),
        ]
    };
    let guess = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    let refused = anna.post("/demo-id/token", &[fields(guess).as_slice(), &[("code", code)]].concat()).await;
    assert_eq!(refused.body, "{\"error\":\"invalid_grant\"}", "the code without its verifier is nothing");
    assert!(anna.get(&callback).await.body.contains("не прошёл проверку"), "and one wrong guess uses it up");
    assert_eq!(anna.get("/demo-id/userinfo").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_demo_provider_cannot_stand_where_others_can_come() {
    for flags in [
        &["--public", "https://dom.example"][..],
        &["--addr", "0.0.0.0:3000"],
        &["--addr", "192.0.2.1:3000", "--public", "http://localhost:3000"],
        &["--public", "http://localhost.evil.example"],
        &["--public", "http://127.0.0.1.evil.example:3000"],
        &["--public", "http://127.0.0.1:x@evil.example"],
        &["--public", "http://127.0.0.1@evil.example"],
    ] {
        let open = config(flags);
        assert!(!domovoy::demo_provider::is_on(&open).expect("off by itself"), "{flags:?}");
        assert!(domovoy::oidc::ways(&open).expect("ways").is_empty());
        let wanted = config(&[flags, &["--demo-sign-in", "true"]].concat());
        assert!(domovoy::demo_provider::is_on(&wanted).is_err(), "{flags:?}");
        assert!(domovoy::router::doors(&wanted).is_err());
        // Nor can a clock that opens and closes votes before their time.
        assert!(config(&[flags, &["--clock-ahead", "60"]].concat()).clock().is_err(), "{flags:?}");
    }
    assert!(config(&["--clock-ahead", "60"]).clock().is_ok());
    assert!(domovoy::demo_provider::is_on(&config(&[])).expect("on"));
    assert!(!domovoy::demo_provider::is_on(&config(&["--demo-sign-in", "false"])).expect("off"));

    let app = TestApp::with(&["--public", "https://dom.example"]).await;
    for path in ["/login/demo/start", "/demo-id/authorize", "/demo-id/.well-known/openid-configuration"] {
        assert_eq!(app.browser().get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
