//! What never changes once it is there, kept in memory: agendas of published meetings, the key of the logs.

use std::sync::{Arc, OnceLock};

use domain::kernel::MeetingId;
use ledger::sign::Key;
use moka::future::Cache;
use sea_orm::ConnectionTrait;

use super::repo::{self, Meeting, Question};
use crate::ctx::Ctx;
use crate::error::Result;

/// Agendas kept at once.
const AGENDAS: u64 = 1000;

/// What is kept.
#[derive(Debug)]
pub struct Kept {
    agendas: Cache<MeetingId, Arc<Vec<Question>>>,
    secret: OnceLock<[u8; 32]>,
}

impl Default for Kept {
    fn default() -> Self {
        Self { agendas: Cache::new(AGENDAS), secret: OnceLock::new() }
    }
}

/// The agenda of a meeting.
pub async fn agenda(ctx: &Ctx, db: &impl ConnectionTrait, row: &Meeting) -> Result<Arc<Vec<Question>>> {
    if row.state == repo::DRAFT {
        return Ok(Arc::new(repo::questions(db, &[row.id]).await?));
    }
    if let Some(known) = ctx.kept.agendas.get(&row.id).await {
        return Ok(known);
    }
    let agenda = Arc::new(repo::questions(db, &[row.id]).await?);
    ctx.kept.agendas.insert(row.id, Arc::clone(&agenda)).await;
    Ok(agenda)
}

/// The key heads are signed with. It is read through the caller's own connection, by several at once if it
/// comes to that: whoever holds a connection must not wait for one who waits for another.
pub async fn key(ctx: &Ctx, db: &impl ConnectionTrait) -> Result<Key> {
    if let Some(secret) = ctx.kept.secret.get() {
        return Ok(Key::of(secret));
    }
    let secret = repo::known_secret(db).await?.ok_or_else(|| anyhow::anyhow!("no key of the logs"))?;
    Ok(Key::of(ctx.kept.secret.get_or_init(|| secret)))
}
