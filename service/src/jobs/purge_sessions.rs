//! Drops sessions that ran out.

use serde::{Deserialize, Serialize};

use super::Job;
use crate::ctx::Ctx;
use crate::error::Result;

/// Written at each sign-in: rows come with sign-ins, so they go with them.
#[derive(Debug, Serialize, Deserialize)]
pub struct PurgeSessions {}

impl Job for PurgeSessions {
    const KIND: &'static str = "purge_sessions";

    async fn run(self, ctx: &Ctx) -> Result<()> {
        let gone = crate::people::purge_expired(ctx).await?;
        tracing::debug!(gone, "expired sessions were dropped");
        Ok(())
    }
}
