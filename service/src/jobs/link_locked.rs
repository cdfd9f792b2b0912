//! Tells an account's holders that somebody guesses at it.

use domain::kernel::HouseId;
use serde::{Deserialize, Serialize};

use super::Job;
use crate::ctx::Ctx;
use crate::error::Result;

/// Written for every key that locks, whether an account stands behind it or not, so that the answer takes
/// the same time.
#[derive(Debug, Serialize, Deserialize)]
pub struct LinkLocked {
    /// The house that was chosen.
    pub house: HouseId,
    /// The number that was typed, as it is compared.
    pub number: String,
}

impl Job for LinkLocked {
    const KIND: &'static str = "link_locked";

    async fn run(self, ctx: &Ctx) -> Result<()> {
        crate::accounts::tell_of_lock(ctx, self.house, &self.number).await
    }
}
