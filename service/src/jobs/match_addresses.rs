//! Matches houses to the state address register, some thousands at a time.

use domain::kernel::HouseId;
use serde::{Deserialize, Serialize};

use super::Job;
use crate::ctx::Ctx;
use crate::error::Result;

/// Written at the end of each import of houses or of the register.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct MatchAddresses {
    /// The houses after this one; `None`: from the first on.
    pub after: Option<HouseId>,
}

impl Job for MatchAddresses {
    const KIND: &'static str = "match_addresses";

    async fn run(self, ctx: &Ctx) -> Result<()> {
        let Some(step) = crate::addresses::step(ctx, self.after.unwrap_or(HouseId(0))).await? else { return Ok(()) };
        let tx = ctx.begin().await?;
        super::enqueue(ctx, &tx, &Self { after: Some(step.last) })?;
        tx.commit().await
    }
}
