//! All houses, findable, in memory: made on first use, made anew when the feed of changes has gone on.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use finder::{Builder, Finder};

use super::repo;
use crate::ctx::Ctx;
use crate::db::parked;
use crate::error::Result;
use crate::map::feed;

/// How often the feed is looked at.
const PAUSE: Duration = Duration::from_secs(1);
/// The index is made at most this part of the time: while millions of houses are imported, seldom.
const REST: u32 = 10;

/// The search's memory of one process.
#[derive(Debug, Default)]
pub struct Held {
    now: RwLock<Option<Arc<Now>>>,
    turn: tokio::sync::Mutex<()>,
}

/// The index as it is at one moment.
#[derive(Debug)]
pub struct Now {
    version: i64,
    /// Finds houses.
    pub finder: Finder,
}

impl Held {
    fn get(&self) -> Option<Arc<Now>> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The index; made when there is none yet.
pub async fn now(ctx: &Ctx) -> Result<Arc<Now>> {
    match ctx.search.get() {
        Some(now) => Ok(now),
        None => catch_up(ctx).await,
    }
}

/// Makes it anew when houses have changed.
pub async fn catch_up(ctx: &Ctx) -> Result<Arc<Now>> {
    let _turn = ctx.search.turn.lock().await;
    let version = feed::last(&ctx.db.read).await?;
    if let Some(now) = ctx.search.get() {
        // While a first import has the index of addresses aside, reading in their order would be slow.
        if now.version == version || parked::any(ctx).await? {
            return Ok(now);
        }
    }
    let mut builder = Builder::default();
    let mut after = (String::new(), 0);
    loop {
        let chunk = repo::by_place(&ctx.db.read, &after).await?;
        let Some(last) = chunk.last() else { break };
        after = (last.place_key.clone(), last.id.0);
        chunk.iter().for_each(|house| builder.push(house.id.0, &house.place_key));
    }
    let built = tokio::task::spawn_blocking(move || builder.build()).await.map_err(anyhow::Error::from)?;
    let finder = built.map_err(anyhow::Error::from)?;
    tracing::info!(houses = finder.len(), streets = finder.streets(), version, "houses can be found");
    let now = Arc::new(Now { version, finder });
    *ctx.search.now.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&now));
    Ok(now)
}

/// Keeps it up to the rows until the process ends.
pub async fn follow(ctx: Ctx) {
    loop {
        let begun = Instant::now();
        if let Err(error) = catch_up(&ctx).await {
            tracing::warn!(%error, "the search is behind the registry");
        }
        tokio::time::sleep(PAUSE.max(begun.elapsed() * REST)).await;
    }
}
