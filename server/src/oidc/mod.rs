//! Sign-in by OpenID Connect: authorisation code with PKCE, state and nonce, settings and keys by
//! discovery. What a login needs to remember waits on the server, under a cookie of its own.

pub mod claims;
pub mod config;
pub mod doors;
pub mod provider;
pub mod signer;
#[cfg(test)]
mod tests;
pub mod wire;

use std::sync::Arc;

use anyhow::Context as _;
use app::asked::SignInWay;
use openidconnect::{ClientId, ClientSecret, IssuerUrl, RedirectUrl};

use crate::config::Config;
use crate::demo_provider::{self, DemoProvider};
use claims::Speech;
use config::ClaimsProfile;
use provider::Provider;
use wire::Wire;

/// All providers people may sign in through.
#[derive(Debug, Default)]
pub struct Providers(Vec<Arc<Provider>>);

impl Providers {
    /// By the configuration; `demo` is the provider inside, when it is on.
    pub fn new(config: &Config, demo: Option<&Arc<DemoProvider>>) -> anyhow::Result<Self> {
        let mut list = Vec::new();
        if config.oidc.is_named() {
            list.push(Arc::new(configured(config)?));
        }
        if let Some(demo) = demo {
            list.push(Arc::new(inside(demo)));
        }
        Ok(Self(list))
    }

    /// The one with this key.
    pub fn find(&self, key: &str) -> Option<&Arc<Provider>> {
        self.0.iter().find(|provider| provider.speech.key == key)
    }
}

/// What the sign-in page offers, by the configuration alone.
pub fn ways(config: &Config) -> anyhow::Result<Vec<SignInWay>> {
    let mut ways = Vec::new();
    if config.oidc.is_named() {
        ways.push(SignInWay { key: config.oidc.key().to_owned(), name: config.oidc.shown_name().to_owned() });
    }
    if demo_provider::is_on(config)? {
        ways.push(SignInWay { key: demo_provider::KEY.to_owned(), name: String::new() });
    }
    Ok(ways)
}

/// Where a provider sends people back to.
pub fn redirect_url(config: &Config, key: &str) -> anyhow::Result<RedirectUrl> {
    RedirectUrl::new(format!("{}/login/{key}/callback", config.public_url())).context("the public URL is not a URL")
}

fn configured(config: &Config) -> anyhow::Result<Provider> {
    let said = &config.oidc;
    let key = said.key();
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    anyhow::ensure!(plain && key != demo_provider::KEY, "--oidc-key takes letters, digits and dashes, and not `demo`");
    anyhow::ensure!(!said.client_id.is_empty(), "--oidc-issuer needs --oidc-client-id beside it");
    let command = said.sign_command.as_deref().and_then(signer::SignCommand::parse);
    let signer = command.map(|command| Arc::new(command) as Arc<dyn signer::Signer>);
    anyhow::ensure!(
        signer.is_some() || said.claims != ClaimsProfile::Esia || said.client_secret.is_some(),
        "ЕСИА takes signed requests only: name --oidc-sign-command"
    );
    Ok(Provider {
        speech: Speech {
            key: key.to_owned(),
            profile: said.claims,
            level_claim: said.level_claim().map(str::to_owned),
        },
        name: said.shown_name().to_owned(),
        issuer: IssuerUrl::new(said.issuer.clone().unwrap_or_default()).context("--oidc-issuer is not a URL")?,
        client_id: ClientId::new(said.client_id.clone()),
        client_secret: said.client_secret.clone().filter(|secret| !secret.is_empty()).map(ClientSecret::new),
        scopes: said.scopes(),
        redirect: redirect_url(config, key)?,
        wire: Wire::network()?,
        signer,
        certificate_hash: said.certificate_hash.clone(),
        settings: Default::default(),
    })
}

/// The provider inside speaks the standard's claims and adds `trusted`, as ЕСИА does.
fn inside(demo: &Arc<DemoProvider>) -> Provider {
    Provider {
        speech: Speech {
            key: demo_provider::KEY.to_owned(),
            profile: ClaimsProfile::Standard,
            level_claim: Some("trusted".to_owned()),
        },
        name: String::new(),
        issuer: demo.issuer.clone(),
        client_id: ClientId::new(demo_provider::CLIENT_ID.to_owned()),
        client_secret: None,
        scopes: ["openid", "profile"].map(str::to_owned).to_vec(),
        redirect: demo.redirect.clone(),
        wire: Wire::Inside(demo_provider::machine_doors(demo)),
        signer: None,
        certificate_hash: None,
        settings: Default::default(),
    }
}
