//! Counts the statements a verb sends, so that a list cannot grow one for each row unseen.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::ctx::Ctx;

/// How many statements a verb sent to the reading handle, beside its answer.
pub async fn counted<T>(ctx: &Ctx, verb: impl AsyncFnOnce(&Ctx) -> T) -> (usize, T) {
    let count = Arc::new(AtomicUsize::new(0));
    let (mut watched, seen) = (ctx.clone(), count.clone());
    watched.db.read.set_metric_callback(move |_| {
        seen.fetch_add(1, Ordering::Relaxed);
    });
    let answer = verb(&watched).await;
    (count.load(Ordering::Relaxed), answer)
}

/// [`counted`], with the statements of writing transactions too.
pub async fn counted_all<T>(ctx: &Ctx, verb: impl AsyncFnOnce(&Ctx) -> T) -> (usize, T) {
    let count = Arc::new(AtomicUsize::new(0));
    let (mut watched, seen) = (ctx.clone(), count.clone());
    watched.db.write.set_metric_callback(move |_| {
        seen.fetch_add(1, Ordering::Relaxed);
    });
    let (read, answer) = counted(&watched, verb).await;
    (read + count.load(Ordering::Relaxed), answer)
}
