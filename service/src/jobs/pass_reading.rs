//! Hands an accepted reading to its provider.

use domain::kernel::ReadingId;
use serde::{Deserialize, Serialize};

use super::Job;
use crate::ctx::Ctx;
use crate::error::Result;

/// The reading to hand on. Providers take readings in their cabinet here, so "handed on" is when it
/// stands in their list; an exchange adapter will call out instead.
#[derive(Debug, Serialize, Deserialize)]
pub struct PassReading {
    /// Which.
    pub reading: ReadingId,
}

impl Job for PassReading {
    const KIND: &'static str = "pass_reading";

    async fn run(self, ctx: &Ctx) -> Result<()> {
        Self::run_all(vec![self], ctx).await
    }
}

impl PassReading {
    /// Does several in one transaction.
    pub async fn run_all(jobs: Vec<Self>, ctx: &Ctx) -> Result<()> {
        let readings: Vec<ReadingId> = jobs.iter().map(|job| job.reading).collect();
        crate::meters::pass(ctx, &readings).await
    }
}
