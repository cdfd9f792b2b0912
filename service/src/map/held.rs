//! The copy itself: made on first use, changed by the feed.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use atlas::{Ground, Points};

use super::repo::feed::{self, Since};
use super::{Found, Wanted, ground, repo};
use crate::ctx::Ctx;
use crate::error::Result;

/// How often the feed is looked at.
const PAUSE: Duration = Duration::from_secs(1);
/// The rest after a change, in its own length: eighteen million points take a quarter of a second.
const REST: u32 = 3;
/// Places of filtered houses kept, in all: 4 bytes each.
const FOUND: u64 = 8_000_000;

/// Filters looked up at once.
const LOOKING: usize = 2;

/// The map's memory of one process.
#[derive(Debug)]
pub struct Held {
    now: RwLock<Option<Arc<Now>>>,
    /// One makes or changes the copy at a time.
    turn: tokio::sync::Mutex<()>,
    /// Houses of filters, by the version they were found in.
    pub(super) found: moka::future::Cache<(i64, Wanted), Arc<Found>>,
    /// Few look up filters at once: readings come first.
    pub(super) looking: tokio::sync::Semaphore,
}

/// The copy as it is at one moment.
#[derive(Debug)]
pub struct Now {
    /// The last number of the feed it has taken in.
    pub version: i64,
    /// Every house that has a place.
    pub points: Points,
    /// The base map of the demo town; nothing elsewhere.
    pub ground: Arc<Ground>,
    /// When the base map was read.
    pub ground_version: i64,
}

impl Default for Held {
    fn default() -> Self {
        let weight = |_: &_, found: &Arc<Found>| u32::try_from(found.places.len()).unwrap_or(u32::MAX).max(64);
        let found = moka::future::Cache::builder().max_capacity(FOUND).weigher(weight);
        let found = found.time_to_idle(Duration::from_secs(300)).build();
        let looking = tokio::sync::Semaphore::new(LOOKING);
        Self { now: RwLock::default(), turn: tokio::sync::Mutex::default(), found, looking }
    }
}

impl Held {
    fn get(&self) -> Option<Arc<Now>> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, now: Now) -> Arc<Now> {
        let now = Arc::new(now);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&now));
        now
    }
}

/// The copy; read from the database when there is none yet.
pub async fn now(ctx: &Ctx) -> Result<Arc<Now>> {
    match ctx.map.get() {
        Some(now) => Ok(now),
        None => catch_up(ctx).await,
    }
}

/// Takes in what was committed since.
pub async fn catch_up(ctx: &Ctx) -> Result<Arc<Now>> {
    let _turn = ctx.map.turn.lock().await;
    let Some(now) = ctx.map.get() else { return anew(ctx).await };
    match feed::since(&ctx.db.read, now.version).await? {
        Since::TooLong => anew(ctx).await,
        Since::Changed(_, ids) if ids.is_empty() => Ok(now),
        Since::Changed(version, mut ids) => {
            let ground = match ids.remove(&feed::GROUND.0) {
                true => Some(Arc::new(ground::read(ctx).await?)),
                false => None,
            };
            let ground_version = if ground.is_some() { version } else { now.ground_version };
            let ground = ground.unwrap_or_else(|| Arc::clone(&now.ground));
            let listed: Vec<i64> = ids.iter().copied().collect();
            let new = repo::points_of(&ctx.db.read, &listed).await?;
            // Millions of points are moved: not on a thread that answers.
            let points = tokio::task::spawn_blocking(move || now.points.changed(&ids, new));
            let points = points.await.map_err(anyhow::Error::from)?;
            Ok(ctx.map.set(Now { version, points, ground, ground_version }))
        }
    }
}

/// Reads everything. The number is read first: what comes later is taken in once more.
async fn anew(ctx: &Ctx) -> Result<Arc<Now>> {
    let version = feed::last(&ctx.db.read).await?;
    let points = repo::points(&ctx.db.read).await?;
    let ground = ground::read(ctx).await?;
    let points = tokio::task::spawn_blocking(move || Points::new(points)).await.map_err(anyhow::Error::from)?;
    tracing::info!(houses = points.len(), version, "houses were put on the map");
    Ok(ctx.map.set(Now { version, points, ground: Arc::new(ground), ground_version: version }))
}

/// Keeps the copy up to the rows until the process ends.
pub async fn follow(ctx: Ctx) {
    loop {
        let begun = Instant::now();
        if let Err(error) = catch_up(&ctx).await {
            tracing::warn!(%error, "the map is behind the registry");
        }
        // While an import goes on the copy is changed at most a quarter of the time.
        tokio::time::sleep(PAUSE.max(begun.elapsed() * REST)).await;
    }
}
