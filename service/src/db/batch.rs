//! Group commit: what waits for SQLite's one writer at the same time is written in one transaction.
//!
//! A piece of work must be able to run again and may not keep anything outside the transaction: when
//! one of several fails, the transaction is undone and each is run alone.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use futures::FutureExt as _;
use tokio::sync::{mpsc, oneshot};

use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};

/// The most that is written in one transaction: the last of them should not wait long for the first.
const MOST: usize = 64;
/// The most that waits: some seconds of work. Beyond it the answer is "not now", at once.
const WAITING: usize = 4096;

/// A future that borrows the transaction.
pub type Writing<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Work with its answer kept until the commit.
trait Work: Send {
    /// Runs it; what it answered is kept.
    fn run<'a>(&'a mut self, tx: &'a Tx) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>>;
    /// Tells whoever waits, once the commit is durable.
    fn tell(self: Box<Self>, durable: Result<()>);
    /// Does anybody still wait?
    fn is_wanted(&self) -> bool;
}

struct Waiting<T, F> {
    work: F,
    answer: Option<Result<T>>,
    tell: oneshot::Sender<Result<T>>,
}

impl<T, F> Work for Waiting<T, F>
where
    T: Send,
    F: for<'t> Fn(&'t Tx) -> Writing<'t, T> + Send,
{
    fn run<'a>(&'a mut self, tx: &'a Tx) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        // An answer of an earlier run, undone since, must not outlive it.
        self.answer = None;
        Box::pin(async move {
            let answer = (self.work)(tx).await;
            self.answer.insert(answer).is_ok()
        })
    }

    fn is_wanted(&self) -> bool {
        !self.tell.is_closed()
    }

    fn tell(self: Box<Self>, durable: Result<()>) {
        let answer = self.answer.unwrap_or(Err(Error::ReadOnly));
        // Somebody who stopped waiting needs no answer.
        let _gone = self.tell.send(durable.and(answer));
    }
}

/// The queue before the writer.
#[derive(Clone)]
pub struct Batches(mpsc::Sender<Box<dyn Work>>);

impl std::fmt::Debug for Batches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Batches")
    }
}

impl Batches {
    /// Starts the task that writes; it ends with the last handle. `alone`: every piece of work gets a
    /// transaction of its own.
    pub fn start(alone: bool) -> (Self, impl FnOnce(Ctx)) {
        let (send, receive) = mpsc::channel(WAITING);
        (Self(send), move |ctx| drop(tokio::spawn(run(ctx, receive, if alone { 1 } else { MOST }))))
    }

    /// Queues work and waits for its answer, which comes when the commit is durable.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl for<'t> Fn(&'t Tx) -> Writing<'t, T> + Send + 'static,
    ) -> Result<T> {
        let (tell, told) = oneshot::channel();
        let waiting = Waiting { work, answer: None, tell };
        self.0.try_send(Box::new(waiting)).map_err(|_| Error::Busy)?;
        told.await.unwrap_or(Err(Error::ReadOnly))
    }
}

async fn run(ctx: Ctx, mut queue: mpsc::Receiver<Box<dyn Work>>, most: usize) {
    let mut batch = Vec::with_capacity(most);
    while 0 < queue.recv_many(&mut batch, most).await {
        // Whoever left while it waited is not written for behind their back.
        batch.retain(|work| work.is_wanted());
        if batch.is_empty() || together(&ctx, &mut batch).await {
            continue;
        }
        let several = 1 < batch.len();
        for work in batch.drain(..) {
            let mut alone = vec![work];
            if !several || !together(&ctx, &mut alone).await {
                alone.drain(..).for_each(|work| work.tell(Ok(())));
            }
        }
    }
}

/// Writes all in one transaction and answers them; `false`, with nothing written and nobody answered,
/// when one of them failed.
async fn together(ctx: &Ctx, batch: &mut Vec<Box<dyn Work>>) -> bool {
    let tx = match ctx.begin().await {
        Ok(tx) => tx,
        Err(error) => return refuse(batch, &error),
    };
    for work in batch.iter_mut() {
        // Dropping the transaction undoes it.
        if !AssertUnwindSafe(work.run(&tx)).catch_unwind().await.unwrap_or(false) {
            return false;
        }
    }
    if let Err(error) = tx.commit_unsynced().await {
        return refuse(batch, &error);
    }
    let (ctx, done) = (ctx.clone(), std::mem::take(batch));
    // The next batch is written while this one waits for its sync.
    drop(tokio::spawn(async move {
        let durable = ctx.synced().await.is_ok();
        for work in done {
            work.tell(if durable { Ok(()) } else { Err(Error::ReadOnly) });
        }
    }));
    true
}

fn refuse(batch: &mut Vec<Box<dyn Work>>, error: &Error) -> bool {
    tracing::error!(%error, "a batch could not be written");
    batch.drain(..).for_each(|work| work.tell(Err(Error::ReadOnly)));
    true
}
