//! The count as it changes, for everybody who watches: one computation for a change, however many watch.
//!
//! Here a change is told at once; on PostgreSQL every process hears of it through a channel of the
//! database.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use domain::kernel::MeetingId;
use domain::meetings::MeetingView;
use sea_orm::{ConnectionTrait as _, Statement};
use sqlx::postgres::PgListener;
use tokio::sync::{OnceCell, watch};

use super::view;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// The channel's name in PostgreSQL.
const CHANNEL: &str = "domovoy_meeting";
/// Changes within this time are computed together.
const TOGETHER: Duration = Duration::from_millis(50);

/// What everybody who watches a meeting sees.
#[derive(Debug)]
pub struct Shown {
    view: MeetingView,
    said: OnceLock<String>,
}

impl Shown {
    fn new(view: MeetingView) -> Arc<Self> {
        Arc::new(Self { view, said: OnceLock::new() })
    }

    /// The meeting.
    pub fn view(&self) -> &MeetingView {
        &self.view
    }

    /// What `say` makes of it: once, however many watch.
    pub fn said(&self, say: impl FnOnce(&MeetingView) -> String) -> &str {
        self.said.get_or_init(|| say(&self.view))
    }
}

/// Meetings that somebody watches.
#[derive(Debug, Default)]
pub struct Live {
    watched: Mutex<HashMap<MeetingId, watch::Sender<Arc<Shown>>>>,
    /// Those whose computation is due.
    due: Mutex<HashSet<MeetingId>>,
    listening: OnceCell<()>,
    /// The process is about to stop: nobody is let in any more.
    ended: AtomicBool,
}

/// Watches a meeting: the view as it is now, and each time it has changed.
pub async fn watch(ctx: &Ctx, id: MeetingId) -> Result<watch::Receiver<Arc<Shown>>> {
    ctx.live.listening.get_or_init(|| listen(ctx.clone())).await;
    if let Some(sender) = watched(ctx).get(&id) {
        return Ok(sender.subscribe());
    }
    let view = Shown::new(view::one(ctx, id, None).await?);
    let seen = {
        let mut watched = watched(ctx);
        if ctx.live.ended.load(Ordering::Relaxed) {
            return Err(Error::Busy);
        }
        // Whoever nobody watches any more goes.
        watched.retain(|_, sender| 0 < sender.receiver_count());
        watched.entry(id).or_insert_with(|| watch::channel(view).0).subscribe()
    };
    // What changed between reading and watching was told to nobody.
    recompute(ctx, id);
    Ok(seen)
}

/// Lets go of everybody who watches: the process is about to stop.
pub fn end(ctx: &Ctx) {
    ctx.live.ended.store(true, Ordering::Relaxed);
    watched(ctx).clear();
}

fn watched(ctx: &Ctx) -> std::sync::MutexGuard<'_, HashMap<MeetingId, watch::Sender<Arc<Shown>>>> {
    ctx.live.watched.lock().unwrap_or_else(PoisonError::into_inner)
}

fn due(ctx: &Ctx) -> std::sync::MutexGuard<'_, HashSet<MeetingId>> {
    ctx.live.due.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something about the meeting was committed: told to this process, and on PostgreSQL to all.
/// What was committed stands whether it is told or not, so a failure is only logged.
pub async fn changed(ctx: &Ctx, id: MeetingId) {
    if !ctx.db.is_postgres() {
        return recompute(ctx, id);
    }
    let words = [CHANNEL.into(), id.to_string().into()];
    let backend = ctx.db.write.get_database_backend();
    let tell = Statement::from_sql_and_values(backend, "select pg_notify($1, $2)", words);
    if let Err(error) = ctx.db.write.execute_raw(tell).await {
        tracing::warn!(%error, "a change of a count was told to this process only");
        recompute(ctx, id);
    }
}

/// Computes the view anew for those who watch, once for all changes that come close together.
fn recompute(ctx: &Ctx, id: MeetingId) {
    if !watched(ctx).contains_key(&id) || !due(ctx).insert(id) {
        return;
    }
    let ctx = ctx.clone();
    tokio::spawn(async move {
        tokio::time::sleep(TOGETHER).await;
        // Before it is read: what changes from here on is another change.
        due(&ctx).remove(&id);
        match view::one(&ctx, id, None).await {
            Ok(view) => {
                if let Some(sender) = watched(&ctx).get(&id) {
                    // A slower, older computation does not take the place of a newer one.
                    sender.send_if_modified(|shown| {
                        let newer = shown.view.log.0 <= view.log.0 && shown.view != view;
                        if newer {
                            *shown = Shown::new(view);
                        }
                        newer
                    });
                }
            }
            Err(error) => tracing::warn!(%error, "a count could not be shown"),
        }
    });
}

fn all(ctx: &Ctx) -> Vec<MeetingId> {
    watched(ctx).keys().copied().collect()
}

/// Hears of changes that other processes made.
async fn listen(ctx: Ctx) {
    if !ctx.db.is_postgres() {
        return;
    }
    let pool = ctx.db.write.get_postgres_connection_pool().clone();
    tokio::spawn(async move {
        loop {
            let ended = async {
                let mut listener = PgListener::connect_with(&pool).await?;
                listener.listen(CHANNEL).await?;
                // What was told before somebody listened.
                all(&ctx).into_iter().for_each(|id| recompute(&ctx, id));
                loop {
                    let told = listener.recv().await?;
                    if let Ok(id) = told.payload().parse() {
                        recompute(&ctx, id);
                    }
                }
                #[expect(unreachable_code, reason = "names the type of the error")]
                Ok::<(), sqlx::Error>(())
            };
            if let Err(error) = ended.await {
                tracing::warn!(%error, "changes of counts are not heard");
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
}
