//! The trees of logs, kept in memory so that a proof costs the logarithm of the log and not the log.

use std::sync::{Arc, Mutex, PoisonError};

use domain::kernel::MeetingId;
use ledger::merkle::{Hash, Tree};
use moka::future::Cache;

use super::repo;
use crate::ctx::Ctx;
use crate::error::Result;

/// Logs that are kept at once: 10 000 entries take 0.7 MB.
const KEPT: u64 = 64;

/// Trees of the logs that were asked for last.
#[derive(Debug)]
pub struct Trees(Cache<MeetingId, Arc<Mutex<Tree>>>);

impl Default for Trees {
    fn default() -> Self {
        Self(Cache::new(KEPT))
    }
}

/// The path of an entry to the signed head over the first `size` entries, which are committed. A kept tree
/// that does not lead there, because the log was restored from an older copy, is read anew once.
pub async fn path(ctx: &Ctx, id: MeetingId, entry: u64, (size, root): (u64, &str)) -> Result<Vec<Hash>> {
    for _ in 0..2 {
        if let Some(path) = kept(ctx, id, entry, size, root).await? {
            return Ok(path);
        }
        ctx.trees.0.invalidate(&id).await;
    }
    Err(anyhow::anyhow!("a log does not fit its head").into())
}

async fn kept(ctx: &Ctx, id: MeetingId, entry: u64, size: u64, root: &str) -> Result<Option<Vec<Hash>>> {
    let tree = ctx.trees.0.get_with(id, async { Arc::default() }).await;
    let known = tree.lock().unwrap_or_else(PoisonError::into_inner).size();
    let new = match known < size {
        true => repo::hashes(&ctx.db.read, id, known as i64, size as i64).await?,
        false => Vec::new(),
    };
    let mut tree = tree.lock().unwrap_or_else(PoisonError::into_inner);
    // Somebody else may have read the same meanwhile.
    for (at, hash) in (known..).zip(new) {
        let hash = hash.try_into().map_err(|_| anyhow::anyhow!("a log is broken"))?;
        if at == tree.size() {
            tree.push(hash);
        }
    }
    let fits = tree.root_of(size).is_some_and(|known| hex::encode(known) == root);
    Ok(tree.path(entry, size).filter(|_| fits))
}
