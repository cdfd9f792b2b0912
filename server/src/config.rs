//! What `serve` can be told.

use std::net::SocketAddr;
use std::path::PathBuf;

use openidconnect::url::{Host, Url};

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
