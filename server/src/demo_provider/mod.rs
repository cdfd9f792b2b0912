//! A small OpenID provider inside the process, whose people are the demo town's personas. It asks for no
//! password, so it exists only where people can come from this machine alone.
//!
//! It keeps to the standard: discovery, authorisation code with PKCE (S256, required), codes that live a
//! minute and work once, one exact redirect address, an ID token signed with a key made at the start,
//! userinfo and end of session. The program signs people in here exactly as it does anywhere else.

mod doors;
mod keys;
mod machine;
mod people;
#[cfg(test)]
mod tests;

pub use doors::doors;
#[cfg(test)]
pub use keys::make as new_key;
pub use machine::doors as machine_doors;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use openidconnect::core::CoreEdDsaPrivateSigningKey;
use openidconnect::{IssuerUrl, RedirectUrl};

use crate::config::Config;

/// Its key, in addresses and beside each person.
pub const KEY: &str = "demo";
/// Its one client: this program.
pub const CLIENT_ID: &str = "domovoy";
/// Where it stands.
pub const PATH: &str = "/demo-id";
/// A code that was not used within so long is void.
pub const CODE_LIFE: Duration = Duration::from_secs(60);
/// An access token opens userinfo for so long.
const TOKEN_LIFE: Duration = Duration::from_secs(300);
/// Unused codes and tokens that may wait at once; more push out the oldest.
const MOST: usize = 1000;

/// The provider.
pub struct DemoProvider {
    /// Its name.
    pub issuer: IssuerUrl,
    /// The one address it sends people to.
    pub redirect: RedirectUrl,
    /// The site it belongs to, for the way back after the end of a session.
    pub home: String,
    key: CoreEdDsaPrivateSigningKey,
    codes: Mutex<HashMap<String, (Instant, Code)>>,
    tokens: Mutex<HashMap<String, (Instant, String)>>,
}

/// What a code stands for.
#[derive(Debug, Clone)]
struct Code {
    /// Whom the person chose to be.
    slug: String,
    /// Goes into the ID token.
    nonce: Option<String>,
    /// The hash of the secret that must come with the code.
    challenge: String,
}

impl std::fmt::Debug for DemoProvider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DemoProvider").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// Whether it is on. Asking for it where others can come from is a mistake that stops the start.
pub fn is_on(config: &Config) -> anyhow::Result<bool> {
    let wanted = config.oidc.demo.unwrap_or(config.is_loopback() && !config.oidc.is_named());
    anyhow::ensure!(
        !wanted || config.is_loopback(),
        "the demo provider asks for no password and works on this machine only; {} can be reached from elsewhere",
        config.public_url()
    );
    Ok(wanted)
}

impl DemoProvider {
    /// The provider of this configuration; `None` when it is off.
    pub fn new(config: &Config) -> anyhow::Result<Option<Arc<Self>>> {
        if !is_on(config)? {
            return Ok(None);
        }
        Ok(Some(Arc::new(Self {
            issuer: IssuerUrl::new(format!("{}{PATH}", config.public_url())).context("the public URL is not a URL")?,
            redirect: crate::oidc::redirect_url(config, KEY)?,
            home: config.public_url(),
            key: keys::make()?,
            codes: Mutex::default(),
            tokens: Mutex::default(),
        })))
    }

    fn keep_code(&self, code: Code) -> String {
        keep(&self.codes, CODE_LIFE, code)
    }

    /// A code works once: whoever asks with it uses it up, right or wrong.
    fn use_code(&self, code: &str) -> Option<Code> {
        let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        codes.remove(code).filter(|(made_at, _)| made_at.elapsed() < CODE_LIFE).map(|(_, code)| code)
    }

    fn keep_token(&self, slug: &str) -> String {
        keep(&self.tokens, TOKEN_LIFE, slug.to_owned())
    }

    fn slug_of(&self, token: &str) -> Option<String> {
        let tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.get(token).filter(|(made_at, _)| made_at.elapsed() < TOKEN_LIFE).map(|(_, slug)| slug.clone())
    }
}

/// Puts a thing under a new random name; what is over, or too much, goes.
fn keep<T>(place: &Mutex<HashMap<String, (Instant, T)>>, life: Duration, thing: T) -> String {
    let mut kept = place.lock().unwrap_or_else(PoisonError::into_inner);
    kept.retain(|_, (made_at, _)| made_at.elapsed() < life);
    if MOST <= kept.len()
        && let Some(oldest) = kept.iter().min_by_key(|(_, (made_at, _))| *made_at).map(|(name, _)| name.clone())
    {
        kept.remove(&oldest);
    }
    let name = service::people::Token::random().secret().to_owned();
    kept.insert(name.clone(), (Instant::now(), thing));
    name
}
