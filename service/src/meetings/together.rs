//! Decisions that wait for the same meeting's row are taken in one transaction: one lock, one reading of
//! the register, one signed head and one sync for all of them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::kernel::{MeetingId, PowerId};
use domain::meetings::Choice;
use tokio::sync::oneshot;

use super::voting;
use crate::actor::Confirmed;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// The most that is taken in one transaction: the last should not wait long for the first.
const MOST: usize = 64;
/// The most that waits for one meeting. Beyond it the answer is "not now", at once.
const WAITING: usize = 4096;
/// The longest one transaction may take: whoever waits hears of it while still there.
const LONGEST: Duration = Duration::from_secs(10);

/// One person's decision for all of the person's shares, or for the share of a power.
#[derive(Clone, Debug)]
pub struct Submission {
    pub who: Confirmed,
    pub power: Option<PowerId>,
    pub answers: Vec<Choice>,
}

/// The entries a decision became.
type Taken = Result<Vec<i64>>;

#[derive(Debug)]
struct Waiting {
    submission: Submission,
    tell: oneshot::Sender<Taken>,
}

/// What waits, by meeting. A meeting that is here has a task that takes from it.
#[derive(Debug, Default)]
pub struct Queues(Mutex<HashMap<MeetingId, Vec<Waiting>>>);

impl Queues {
    fn open(&self) -> MutexGuard<'_, HashMap<MeetingId, Vec<Waiting>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a decision behind the others. `true`: nobody takes from this queue yet.
    fn put(&self, id: MeetingId, waiting: Waiting) -> Result<bool> {
        match self.open().entry(id) {
            Entry::Vacant(none) => {
                none.insert(vec![waiting]);
                Ok(true)
            }
            Entry::Occupied(queue) if WAITING <= queue.get().len() => Err(Error::Busy),
            Entry::Occupied(mut queue) => {
                queue.get_mut().push(waiting);
                Ok(false)
            }
        }
    }

    /// The next to be taken. Whoever left while waiting is not decided for behind their back.
    fn next(&self, id: MeetingId) -> Vec<Waiting> {
        let mut queues = self.open();
        let Some(queue) = queues.get_mut(&id) else { return Vec::new() };
        queue.retain(|waiting| !waiting.tell.is_closed());
        queue.drain(..queue.len().min(MOST)).collect()
    }

    /// Ends the queue if nothing waits in it.
    fn end(&self, id: MeetingId) -> bool {
        let mut queues = self.open();
        let ended = queues.get(&id).is_none_or(Vec::is_empty);
        if ended {
            queues.remove(&id);
        }
        ended
    }
}

/// Submits a decision; the answer comes when it is durable.
pub async fn submit(ctx: &Ctx, id: MeetingId, submission: Submission) -> Taken {
    let (tell, told) = oneshot::channel();
    if ctx.queues.put(id, Waiting { submission, tell })? {
        drop(tokio::spawn(take_all(ctx.clone(), id)));
    }
    told.await.unwrap_or(Err(Error::Busy))
}

/// Ends the queue whatever happens to its task: those who wait hear "not now" and may try again.
struct Taking<'c> {
    ctx: &'c Ctx,
    id: MeetingId,
    ended: bool,
}

impl Drop for Taking<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.ctx.queues.open().remove(&self.id);
        }
    }
}

async fn take_all(ctx: Ctx, id: MeetingId) {
    let mut taking = Taking { ctx: &ctx, id, ended: false };
    while !taking.ended {
        let (submissions, tell): (Vec<_>, Vec<_>) =
            ctx.queues.next(id).into_iter().map(|waiting| (waiting.submission, waiting.tell)).unzip();
        let taken = match submissions.is_empty() {
            true => Vec::new(),
            false => take_some(&ctx, id, submissions).await,
        };
        // Before anybody hears: who submits after an answer begins a queue of their own.
        taking.ended = ctx.queues.end(id);
        let shares: usize = taken.iter().flatten().map(Vec::len).sum();
        // What was not over in time may have been taken nevertheless.
        let changed = 0 < shares || taken.iter().any(|taken| matches!(taken, Err(Error::Busy)));
        for (tell, taken) in tell.into_iter().zip(taken) {
            // Somebody who stopped waiting needs no answer.
            let _gone = tell.send(taken);
        }
        if changed {
            super::live::changed(&ctx, id).await;
            tracing::info!(code = "meeting.vote", shares, "decisions were taken");
        }
    }
}

/// Takes them in one transaction; when it fails, or is not over in time, each may be sent again: what was
/// taken nevertheless is then shown.
async fn take_some(ctx: &Ctx, id: MeetingId, submissions: Vec<Submission>) -> Vec<Taken> {
    let count = submissions.len();
    let work = Arc::new((ctx.clone(), submissions));
    let writing = ctx.write(move |tx| {
        let work = Arc::clone(&work);
        Box::pin(async move { voting::take(&work.0, tx, id, &work.1).await })
    });
    let error = match tokio::time::timeout(LONGEST, writing).await {
        Ok(Ok(taken)) => return taken,
        Ok(Err(error)) => error,
        Err(_) => Error::Busy,
    };
    tracing::error!(%error, count, "decisions could not be written");
    let same = |_| match error {
        Error::ReadOnly => Err(Error::ReadOnly),
        _ => Err(Error::Busy),
    };
    (0..count).map(same).collect()
}
