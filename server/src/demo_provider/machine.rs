//! The doors that programs use: settings, keys, the token, userinfo.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use chrono::{TimeDelta, Utc};
use openidconnect::core::{CoreGenderClaim, CoreIdTokenClaims, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{
    Audience, EmptyAdditionalClaims, IdToken, IdTokenClaims, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    PrivateSigningKey as _, StandardClaims, SubjectIdentifier,
};
use serde::Deserialize;
use serde_json::json;
use service::demo::Persona;

use super::people;
use super::{CLIENT_ID, DemoProvider, PATH};

/// Their router, under the provider's own path.
pub fn doors(demo: &Arc<DemoProvider>) -> Router {
    let inner = Router::new()
        .route("/.well-known/openid-configuration", get(settings))
        .route("/jwks", get(keys))
        .route("/token", post(token))
        .route("/userinfo", get(userinfo).post(userinfo))
        .with_state(Arc::clone(demo));
    Router::new().nest(PATH, inner)
}

/// OpenID Connect Discovery 1.0 §3.
async fn settings(State(demo): State<Arc<DemoProvider>>) -> impl IntoResponse {
    let at = |path: &str| format!("{}/{path}", demo.issuer.as_str());
    Json(json!({
        "issuer": demo.issuer.as_str(),
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "userinfo_endpoint": at("userinfo"),
        "jwks_uri": at("jwks"),
        "end_session_endpoint": at("end-session"),
        "scopes_supported": ["openid", "profile"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
        "token_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "claims_supported":
            ["sub", "name", "family_name", "given_name", "middle_name", "trusted"],
        "authorization_response_iss_parameter_supported": true,
    }))
}

async fn keys(State(demo): State<Arc<DemoProvider>>) -> impl IntoResponse {
    Json(CoreJsonWebKeySet::new(vec![demo.key.as_verification_key()]))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    grant_type: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    code_verifier: String,
}

/// RFC 6749 §4.1.3 with RFC 7636 §4.6.
async fn token(State(demo): State<Arc<DemoProvider>>, Form(asked): Form<Asked>) -> Response {
    if asked.grant_type != "authorization_code" {
        return refused("unsupported_grant_type");
    }
    let Some(code) = demo.use_code(&asked.code) else { return refused("invalid_grant") };
    if asked.client_id != CLIENT_ID || asked.redirect_uri != demo.redirect.as_str() {
        return refused("invalid_grant");
    }
    let long_enough = (43..=128).contains(&asked.code_verifier.len());
    if !long_enough || challenge(asked.code_verifier) != code.challenge {
        return refused("invalid_grant");
    }
    let Some(somebody) = people::find(&code.slug) else { return refused("invalid_grant") };
    match id_token(&demo, somebody, code.nonce) {
        Ok(id_token) => Json(json!({
            "access_token": demo.keep_token(somebody.slug),
            "token_type": "Bearer",
            "expires_in": super::TOKEN_LIFE.as_secs(),
            "id_token": id_token,
        }))
        .into_response(),
        Err(error) => {
            tracing::error!(%error, "the demo provider cannot sign");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn challenge(verifier: String) -> String {
    PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier)).as_str().to_owned()
}

fn refused(error: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response()
}

fn id_token(demo: &DemoProvider, somebody: &Persona, nonce: Option<String>) -> anyhow::Result<String> {
    let now = Utc::now();
    let about = StandardClaims::<CoreGenderClaim>::new(SubjectIdentifier::new(somebody.slug.to_owned()));
    let claims: CoreIdTokenClaims = IdTokenClaims::new(
        demo.issuer.clone(),
        vec![Audience::new(CLIENT_ID.to_owned())],
        now + TimeDelta::minutes(5),
        now,
        about,
        EmptyAdditionalClaims {},
    );
    let claims = claims.set_nonce(nonce.map(Nonce::new)).set_auth_time(Some(now));
    let token: openidconnect::core::CoreIdToken =
        IdToken::new(claims, &demo.key, CoreJwsSigningAlgorithm::EdDsa, None, None)?;
    Ok(token.to_string())
}

/// OpenID Connect Core 1.0 §5.3.
async fn userinfo(State(demo): State<Arc<DemoProvider>>, headers: HeaderMap) -> Response {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let slug = given.and_then(|given| given.strip_prefix("Bearer ")).and_then(|token| demo.slug_of(token));
    match slug.as_deref().and_then(people::find) {
        Some(somebody) => Json(people::claims(somebody)).into_response(),
        None => {
            (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")]).into_response()
        }
    }
}
