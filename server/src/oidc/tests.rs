//! The client against a provider that lies: each answer that must not be believed.

use std::sync::{Arc, Mutex};

use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::{TimeDelta, Utc};
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{
    Audience, ClientId, IdToken, IdTokenClaims, IssuerUrl, Nonce, PrivateSigningKey as _, RedirectUrl, StandardClaims,
    SubjectIdentifier,
};
use serde_json::json;

use super::claims::Speech;
use super::config::ClaimsProfile;
use super::provider::{Extra, Login, Provider};
use super::signer::{Signer, Signing};
use super::wire::Wire;

const ISSUER: &str = "http://id.test";

/// What the provider will say next.
#[derive(Clone)]
struct Says {
    issuer: &'static str,
    audience: &'static str,
    nonce: String,
    minutes: i64,
    claims: serde_json::Value,
    key: Arc<CoreEdDsaPrivateSigningKey>,
    shown_key: Arc<CoreEdDsaPrivateSigningKey>,
}

type Mouth = Arc<Mutex<Option<Says>>>;

/// A signing key; each call another one.
fn key() -> Arc<CoreEdDsaPrivateSigningKey> {
    Arc::new(crate::demo_provider::new_key().expect("a key"))
}

fn router(mouth: &Mouth) -> Router {
    let settings = json!({
        "issuer": ISSUER, "authorization_endpoint": "http://id.test/auth", "token_endpoint": "http://id.test/token",
        "jwks_uri": "http://id.test/jwks", "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
    });
    let (for_keys, for_token) = (Arc::clone(mouth), Arc::clone(mouth));
    let now = |mouth: &Mouth| mouth.lock().expect("the mouth").clone();
    Router::new()
        .route("/.well-known/openid-configuration", get(move || async move { Json(settings) }))
        .route(
            "/jwks",
            get(move || async move {
                let keys = now(&for_keys).map(|says| says.shown_key.as_verification_key());
                Json(CoreJsonWebKeySet::new(keys.into_iter().collect()))
            }),
        )
        .route(
            "/token",
            post(move || async move {
                let says = now(&for_token).expect("something to say");
                Json(json!({"access_token": "x", "token_type": "Bearer", "id_token": token(&says)}))
            }),
        )
}

fn token(says: &Says) -> String {
    let about = StandardClaims::<openidconnect::core::CoreGenderClaim>::new(SubjectIdentifier::new("7".to_owned()));
    let more = Extra { rest: says.claims.as_object().cloned().unwrap_or_default() };
    let expires = Utc::now() + TimeDelta::minutes(says.minutes);
    let issuer = IssuerUrl::new(says.issuer.to_owned()).expect("a URL");
    let audience = vec![Audience::new(says.audience.to_owned())];
    let claims = IdTokenClaims::new(issuer, audience, expires, Utc::now(), about, more);
    let claims = claims.set_nonce(Some(Nonce::new(says.nonce.clone())));
    let token: IdToken<_, _, openidconnect::core::CoreJweContentEncryptionAlgorithm, _> =
        IdToken::new(claims, says.key.as_ref(), CoreJwsSigningAlgorithm::EdDsa, None, None).expect("a token");
    token.to_string()
}

fn provider(mouth: &Mouth, profile: ClaimsProfile) -> Provider {
    Provider {
        speech: Speech { key: "test".to_owned(), profile, level_claim: Some("trusted".to_owned()) },
        name: String::new(),
        issuer: IssuerUrl::new(ISSUER.to_owned()).expect("a URL"),
        client_id: ClientId::new("DOM01".to_owned()),
        client_secret: None,
        scopes: vec!["openid".to_owned(), "fullname".to_owned()],
        redirect: RedirectUrl::new("http://127.0.0.1:3000/login/test/callback".to_owned()).expect("a URL"),
        wire: Wire::Inside(router(mouth)),
        signer: None,
        certificate_hash: None,
        settings: Default::default(),
    }
}

async fn begun() -> (Mouth, Provider, Login, Says) {
    let mouth: Mouth = Arc::default();
    let key = key();
    let mut says = Says {
        issuer: ISSUER,
        audience: "DOM01",
        nonce: String::new(),
        minutes: 5,
        claims: json!({"family_name": "Орлова", "given_name": "Анна", "trusted": true}),
        key: Arc::clone(&key),
        shown_key: key,
    };
    *mouth.lock().expect("the mouth") = Some(says.clone());
    let provider = provider(&mouth, ClaimsProfile::Standard);
    let (_, login) = provider.begin("/").await.expect("begins");
    says.nonce = login.nonce.clone();
    (mouth, provider, login, says)
}

#[tokio::test]
async fn an_honest_answer_is_believed() {
    let (mouth, provider, login, says) = begun().await;
    *mouth.lock().expect("the mouth") = Some(says);
    let claims = provider.finish("code", &login).await.expect("believed");
    assert_eq!(
        (claims.provider.as_str(), claims.subject.as_str(), claims.family_name.as_str()),
        ("test", "7", "Орлова")
    );
    assert_eq!(claims.level, domain::people::Level::Confirmed);
}

#[tokio::test]
async fn a_lie_is_not() {
    let (mouth, provider, login, honest) = begun().await;
    let lies: [(&str, Says); 5] = [
        ("issuer", Says { issuer: "http://other.test", ..honest.clone() }),
        ("audience", Says { audience: "OTHER", ..honest.clone() }),
        ("nonce", Says { nonce: "other".to_owned(), ..honest.clone() }),
        ("time", Says { minutes: -5, ..honest.clone() }),
        ("key", Says { key: key(), ..honest.clone() }),
    ];
    for (what, lie) in lies {
        *mouth.lock().expect("the mouth") = Some(lie);
        assert!(provider.finish("code", &login).await.is_err(), "{what}");
    }
    *mouth.lock().expect("the mouth") = Some(honest);
    assert!(provider.finish("code", &login).await.is_ok());
}

#[tokio::test]
async fn a_changed_key_is_read_anew() {
    let (mouth, provider, login, honest) = begun().await;
    let next = key();
    *mouth.lock().expect("the mouth") = Some(Says { key: Arc::clone(&next), shown_key: next, ..honest });
    assert!(provider.finish("code", &login).await.is_ok());
}

#[derive(Debug)]
struct Echo;

impl Signer for Echo {
    fn sign<'a>(&'a self, message: &'a [u8]) -> Signing<'a> {
        Box::pin(async move { Ok(message.to_vec()) })
    }
}

/// The request of ЕСИА's method book: everything of the standard, and the four parameters of its own.
#[tokio::test]
async fn esias_request_is_signed() {
    let (mouth, _, _, says) = begun().await;
    *mouth.lock().expect("the mouth") = Some(says);
    let signer: Option<Arc<dyn Signer>> = Some(Arc::new(Echo));
    let provider =
        Provider { signer, certificate_hash: Some("AB12".to_owned()), ..provider(&mouth, ClaimsProfile::Esia) };
    let (url, login) = provider.begin("/").await.expect("begins");
    let url = openidconnect::url::Url::parse(&url).expect("a URL");
    let part = |name: &str| url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned());
    assert_eq!(part("scope").as_deref(), Some("openid fullname"));
    assert_eq!(part("state").as_ref(), Some(&login.state));
    assert!(uuid::Uuid::parse_str(&login.state).is_ok(), "ЕСИА takes a UUID for the state");
    assert_eq!(part("access_type").as_deref(), Some("offline"));
    assert_eq!(part("client_certificate_hash").as_deref(), Some("AB12"));
    assert_eq!(part("code_challenge_method").as_deref(), Some("S256"));
    let secret = part("client_secret").expect("a signature");
    let message = base64::Engine::decode(&base64::prelude::BASE64_URL_SAFE, secret).expect("base64url");
    let expect = format!("openid fullname{}DOM01{}", part("timestamp").expect("a time"), login.state);
    assert_eq!(String::from_utf8(message).expect("a text"), expect);
}
