//! The count as it changes, for everybody who watches: one computation for a change, however many watch.
//!
//! Here a change is told at once; on PostgreSQL every process hears of it through a channel of the
//! database.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::kernel::MeetingId;
use domain::meetings::MeetingView;
use sea_orm::{ConnectionTrait as _, Statement};
use sqlx::postgres::PgListener;
use tokio::sync::{OnceCell, watch};

use super::view;
use crate::ctx::Ctx;
use crate::error::Result;

/// The channel's name in PostgreSQL.
const CHANNEL: &str = "domovoy_meeting";
/// Changes within this time are computed together.
const TOGETHER: Duration = Duration::from_millis(50);

/// Meetings that somebody watches.
#[derive(Debug, Default)]
pub struct Live {
    watched: Mutex<HashMap<MeetingId, watch::Sender<Arc<MeetingView>>>>,
    /// Those whose computation is due.
    due: Mutex<HashSet<MeetingId>>,
    listening: OnceCell<()>,
}

/// Watches a meeting: the view as it is now, and each time it has changed.
pub async fn watch(ctx: &Ctx, id: MeetingId) -> Result<watch::Receiver<Arc<MeetingView>>> {
    ctx.live.listening.get_or_init(|| listen(ctx.clone())).await;
    if let Some(sender) = watched(ctx).get(&id) {
        return Ok(sender.subscribe());
    }
    let view = Arc::new(view::one(ctx, id, None).await?);
    let mut watched = watched(ctx);
    // Whoever nobody watches any more goes.
    watched.retain(|_, sender| 0 < sender.receiver_count());
    Ok(watched.entry(id).or_insert_with(|| watch::channel(view).0).subscribe())
}

/// Lets go of everybody who watches: the process is about to stop.
pub fn end(ctx: &Ctx) {
    watched(ctx).clear();
}

fn watched(ctx: &Ctx) -> std::sync::MutexGuard<'_, HashMap<MeetingId, watch::Sender<Arc<MeetingView>>>> {
    ctx.live.watched.lock().unwrap_or_else(PoisonError::into_inner)
}

fn due(ctx: &Ctx) -> std::sync::MutexGuard<'_, HashSet<MeetingId>> {
    ctx.live.due.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something about the meeting was committed: told to this process, and on PostgreSQL to all.
pub async fn changed(ctx: &Ctx, id: MeetingId) -> Result<()> {
    if ctx.db.is_postgres() {
        let backend = ctx.db.write.get_database_backend();
        let tell = Statement::from_sql_and_values(
            backend,
            "select pg_notify($1, $2)",
            [CHANNEL.into(), id.to_string().into()],
        );
        ctx.db.write.execute_raw(tell).await?;
    } else {
        recompute(ctx, id);
    }
    Ok(())
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
                    sender.send_replace(Arc::new(view));
                }
            }
            Err(error) => tracing::warn!(%error, "a count could not be shown"),
        }
    });
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
            // What was missed meanwhile is computed for all who watch.
            let all: Vec<MeetingId> = watched(&ctx).keys().copied().collect();
            all.into_iter().for_each(|id| recompute(&ctx, id));
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
}
