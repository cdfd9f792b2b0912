//! What `serve` can be told.

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::TimeDelta;
use openidconnect::url::{Host, Url};
use service::Clock;
use service::mail::Mail;

/// Where letters go; without it none are sent.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct MailConfig {
    /// The mail server, smtps://user:password@host, or a folder, file:/folder.
    #[arg(long, env = "DOMOVOY_MAIL", value_name = "URL", hide_env_values = true)]
    mail: Option<Secret>,
    /// The sender: Домовой <dom@example.org>.
    #[arg(long, env = "DOMOVOY_MAIL_FROM", value_name = "ADDRESS", requires = "mail")]
    mail_from: Option<String>,
}

/// Not to be printed.
#[derive(Clone)]
struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl std::str::FromStr for Secret {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

impl MailConfig {
    /// The way letters go, if one is named.
    pub fn open(&self) -> anyhow::Result<Option<Mail>> {
        let Some(Secret(place)) = &self.mail else { return Ok(None) };
        let from = self.mail_from.as_deref();
        let from = from.ok_or_else(|| anyhow::anyhow!("DOMOVOY_MAIL_FROM: who sends the letters is not said"))?;
        Ok(Some(Mail::new(place, from)?))
    }
}

/// Flags and variables of `serve`.
#[derive(Debug, Clone, clap::Args)]
pub struct Config {
    /// Address and port to listen on.
    #[arg(long, env = "DOMOVOY_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// The address people type, when it is not the one listened on: https://dom.example.
    #[arg(long, env = "DOMOVOY_PUBLIC_URL")]
    pub public: Option<String>,
    /// The name in the header: a town, a company, a house.
    #[arg(long, env = "DOMOVOY_TOWN", default_value = "Верхнереченск")]
    pub town: String,
    /// The folder of the built site; by default `site` beside the program's folder, or target/site.
    #[arg(long, env = "DOMOVOY_SITE")]
    pub site: Option<PathBuf>,
    /// A base map under the houses: a file of tiles, .pmtiles; repeat for several, the lowest first.
    #[arg(long, env = "DOMOVOY_BASEMAP", value_name = "FILE", value_delimiter = ',')]
    pub basemap: Vec<PathBuf>,
    /// Where Prometheus may read /metrics; nowhere by default, because figures are not public.
    #[arg(long, env = "DOMOVOY_METRICS_ADDR")]
    pub metrics_addr: Option<SocketAddr>,
    /// Proxies whose X-Forwarded-For is believed, by address; repeat or separate by commas.
    #[arg(long, env = "DOMOVOY_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// For trying out what takes weeks: the clock goes so many seconds ahead. With the demo provider only.
    #[arg(long, env = "DOMOVOY_CLOCK_AHEAD", value_name = "SECONDS", default_value_t = 0)]
    pub clock_ahead: u32,
    #[command(flatten)]
    pub mail: MailConfig,
    #[command(flatten)]
    pub oidc: crate::oidc::config::OidcConfig,
}

impl Config {
    /// The address people type, without a slash at the end.
    pub fn public_url(&self) -> String {
        let given = self.public.clone().unwrap_or_else(|| format!("http://{}", self.addr));
        given.trim_end_matches('/').to_owned()
    }

    /// Whether people can only come from this machine; what is for trying things out asks this.
    pub fn is_loopback(&self) -> bool {
        let url = self.public_url();
        let host = url.split_once("://").map_or(url.as_str(), |(_, host)| host);
        is_loopback_host(host) && self.addr.ip().is_loopback()
    }

    /// The clock people are served by. One that goes ahead would open and close real votes: it is refused
    /// wherever other people can come.
    pub fn clock(&self) -> anyhow::Result<Clock> {
        if self.clock_ahead == 0 {
            return Ok(Clock::System);
        }
        anyhow::ensure!(crate::demo_provider::is_on(self)?, "--clock-ahead is for the demo provider on this machine");
        Ok(Clock::Ahead(TimeDelta::seconds(i64::from(self.clock_ahead))))
    }

    /// Whether cookies may only travel encrypted.
    pub fn is_https(&self) -> bool {
        self.public_url().starts_with("https://")
    }
}

/// Whether `localhost:3000`, `127.0.0.1` or `[::1]:80/path` names this machine and nothing else.
pub fn is_loopback_host(host: &str) -> bool {
    let Ok(url) = Url::parse(&format!("http://{host}")) else { return false };
    let named = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    named && url.username().is_empty() && url.password().is_none()
}
