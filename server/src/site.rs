//! The built site: its folder, and its files by plain name.

use std::path::PathBuf;

use anyhow::Context as _;
use app::asked::{Assets, Site};
use service::Ctx;
use service::map::Basemap;

use crate::config::Config;

/// The installation as pages see it.
pub async fn load(config: &Config, ctx: Ctx) -> anyhow::Result<Site> {
    let folder = folder(config);
    let manifest = folder.join("manifest.json");
    let text = std::fs::read_to_string(&manifest).with_context(|| {
        format!("no built site at {}: run `make build`, or name its folder with --site", folder.display())
    })?;
    let assets =
        serde_json::from_str(&text).with_context(|| format!("{} is not a list of files", manifest.display()))?;
    let basemaps = basemaps(config).await?;
    let ways = crate::oidc::ways(config)?;
    Ok(Site {
        ctx,
        town: config.town.clone(),
        assets: Assets(assets),
        basemaps,
        demo: crate::demo_provider::is_on(config)?,
        ways,
    })
}

/// The base maps of the configuration, open; one that cannot be read keeps the server from starting.
pub async fn basemaps(config: &Config) -> anyhow::Result<Vec<Basemap>> {
    let mut basemaps = Vec::new();
    for file in &config.basemap {
        basemaps.push(Basemap::open(file).await?);
    }
    Ok(basemaps)
}

/// The folder of the built site.
pub fn folder(config: &Config) -> PathBuf {
    if let Some(folder) = &config.site {
        return folder.clone();
    }
    let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.parent()?.join("site")));
    beside.filter(|folder| folder.join("manifest.json").exists()).unwrap_or_else(|| PathBuf::from("target/site"))
}
