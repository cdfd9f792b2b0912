//! One provider: its settings, the request that begins a login, and the answer that ends it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use chrono::Utc;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields, IssuerUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, StandardErrorResponse,
    StandardTokenResponse, TokenResponse as _, UserInfoClaims,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use service::people::Claims;
use tokio::sync::RwLock;

use super::claims::{self, Speech};
use super::config::ClaimsProfile;
use super::signer::{self, Signer};
use super::wire::Wire;

/// Settings and keys older than this are read anew.
const FRESH: Duration = Duration::from_secs(3600);

/// Whatever else a provider says of a person.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Extra {
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl AdditionalClaims for Extra {}

type Fields = IdTokenFields<
    Extra,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Answer = StandardTokenResponse<Fields, CoreTokenType>;
type Client = openidconnect::Client<
    Extra,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Answer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider people may sign in through.
#[derive(Debug)]
pub struct Provider {
    /// Its key, name and way of telling.
    pub speech: Speech,
    /// The name on its button.
    pub name: String,
    /// Exactly as it names itself.
    pub issuer: IssuerUrl,
    /// Our name there.
    pub client_id: ClientId,
    /// Our secret there.
    pub client_secret: Option<ClientSecret>,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// Where it sends people back to.
    pub redirect: RedirectUrl,
    /// How it is reached.
    pub wire: Wire,
    /// Signs requests, for ЕСИА.
    pub signer: Option<Arc<dyn Signer>>,
    /// The hash of the signing certificate, for ЕСИА.
    pub certificate_hash: Option<String>,
    /// What it said of itself, and when.
    pub settings: RwLock<Option<(Instant, Arc<CoreProviderMetadata>)>>,
}

/// A login that has begun: kept on the server until the answer comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// The provider's key.
    pub provider: String,
    /// Comes back with the answer.
    pub state: String,
    /// Comes back inside the ID token.
    pub nonce: String,
    /// Its hash went out; it follows with the code.
    pub verifier: String,
    /// The page to go to afterwards.
    pub back: String,
}

impl Provider {
    /// Where to send the person, and what to keep until the answer.
    pub async fn begin(&self, back: &str) -> anyhow::Result<(String, Login)> {
        let settings = self.settings(FRESH).await?;
        let client = self.client(&settings);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let state = uuid::Uuid::new_v4().to_string();
        let nonce = Nonce::new_random();
        let login = Login {
            provider: self.speech.key.clone(),
            state: state.clone(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            back: back.to_owned(),
        };
        let signed = self.signed(&state).await?;
        let sent_state = CsrfToken::new(state);
        let mut request = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || sent_state, move || nonce)
            .add_scopes(self.asked_scopes())
            .set_pkce_challenge(challenge);
        if let Some(signed) = &signed {
            request = request
                .add_extra_param("client_secret", signed.client_secret.clone())
                .add_extra_param("timestamp", signed.timestamp.clone())
                .add_extra_param("access_type", "offline");
            if let Some(hash) = &self.certificate_hash {
                request = request.add_extra_param("client_certificate_hash", hash.clone());
            }
        }
        let (url, _, _) = request.url();
        Ok((url.into(), login))
    }

    /// Trades the code for what the provider says of the person: the ID token's signature, issuer, audience,
    /// time and nonce are checked, and userinfo, where there is one, must be about the same person.
    pub async fn finish(&self, code: &str, login: &Login) -> anyhow::Result<Claims> {
        let settings = self.settings(FRESH).await?;
        let signed = self.signed(&login.state).await?;
        let mut client = self.client(&settings);
        if let Some(signed) = &signed {
            client = client.set_client_secret(ClientSecret::new(signed.client_secret.clone()));
        }
        let mut request = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .context("the provider names no token endpoint")?
            .set_pkce_verifier(PkceCodeVerifier::new(login.verifier.clone()));
        if let Some(signed) = &signed {
            request = request
                .add_extra_param("timestamp", signed.timestamp.clone())
                .add_extra_param("state", login.state.clone())
                .add_extra_param("scope", self.scopes.join(" "))
                .add_extra_param("token_type", "Bearer");
        }
        let answer = request.request_async(&self.wire).await.context("the code was not accepted")?;
        let mut said = self.verified(&client, &answer, login).await?;
        for (name, value) in self.user_info(&client, &answer, &said).await {
            said.entry(name).or_insert(value);
        }
        claims::read(&self.speech, &said)
    }

    /// The ID token's claims. Keys change: when none fits, they are read anew, once.
    async fn verified(&self, client: &Client, answer: &Answer, login: &Login) -> anyhow::Result<Map<String, Value>> {
        let token = answer.id_token().context("the provider sent no ID token")?;
        let nonce = Nonce::new(login.nonce.clone());
        let algorithms = [
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
            CoreJwsSigningAlgorithm::EcdsaP256Sha256,
            CoreJwsSigningAlgorithm::EdDsa,
        ];
        let checked = token.claims(&client.id_token_verifier().set_allowed_algs(algorithms.clone()), &nonce);
        let claims = match checked {
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                let settings = self.settings(Duration::ZERO).await?;
                let client = self.client(&settings);
                serde_json::to_value(token.claims(&client.id_token_verifier().set_allowed_algs(algorithms), &nonce)?)?
            }
            checked => serde_json::to_value(checked?)?,
        };
        claims::members(claims)
    }

    /// What userinfo adds; nothing when there is none or it does not answer.
    async fn user_info(&self, client: &Client, answer: &Answer, said: &Map<String, Value>) -> Map<String, Value> {
        let subject = said.get("sub").and_then(Value::as_str).unwrap_or_default();
        let subject = openidconnect::SubjectIdentifier::new(subject.to_owned());
        let Ok(request) = client.user_info(answer.access_token().clone(), Some(subject)) else { return Map::new() };
        let told: Result<UserInfoClaims<Extra, CoreGenderClaim>, _> = request.request_async(&self.wire).await;
        match told.map_err(anyhow::Error::from).and_then(|told| claims::members(serde_json::to_value(told)?)) {
            Ok(told) => told,
            Err(error) => {
                tracing::warn!(provider = self.speech.key, %error, "userinfo did not answer");
                Map::new()
            }
        }
    }

    async fn signed(&self, state: &str) -> anyhow::Result<Option<signer::Signed>> {
        let Some(signer) = &self.signer else { return Ok(None) };
        let scope = self.scopes.join(" ");
        Ok(Some(signer::signed(signer.as_ref(), &scope, &self.client_id, state, Utc::now()).await?))
    }

    /// All but `openid`, which the client adds itself.
    fn asked_scopes(&self) -> impl Iterator<Item = Scope> {
        self.scopes.iter().filter(|scope| *scope != "openid").cloned().map(Scope::new)
    }

    /// What the provider says of itself, not older than `fresh`.
    async fn settings(&self, fresh: Duration) -> anyhow::Result<Arc<CoreProviderMetadata>> {
        if let Some((read_at, settings)) = self.settings.read().await.as_ref()
            && read_at.elapsed() < fresh
        {
            return Ok(Arc::clone(settings));
        }
        let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.wire).await;
        let found = Arc::new(found.context("the provider's settings cannot be read")?);
        *self.settings.write().await = Some((Instant::now(), Arc::clone(&found)));
        Ok(found)
    }

    fn client(&self, settings: &CoreProviderMetadata) -> Client {
        let secret = self.client_secret.clone();
        let client = openidconnect::Client::from_provider_metadata(settings.clone(), self.client_id.clone(), secret);
        let client: Client = client.set_redirect_uri(self.redirect.clone());
        let takes =
            |method| settings.token_endpoint_auth_methods_supported().is_some_and(|known| known.contains(&method));
        let in_body = self.speech.profile == ClaimsProfile::Esia
            || takes(CoreClientAuthMethod::ClientSecretPost) && !takes(CoreClientAuthMethod::ClientSecretBasic);
        if in_body { client.set_auth_type(AuthType::RequestBody) } else { client }
    }

    /// Whether an answer that names its issuer (RFC 9207) names this one.
    pub fn check_issuer(&self, named: Option<&str>) -> anyhow::Result<()> {
        match named {
            Some(named) if named != self.issuer.as_str() => bail!("the answer comes from another provider"),
            _ => Ok(()),
        }
    }
}
