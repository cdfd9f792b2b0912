//! Ends a meeting's log when its voting has ended.

use domain::kernel::MeetingId;
use serde::{Deserialize, Serialize};

use super::Job;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Due at the end of voting.
#[derive(Debug, Serialize, Deserialize)]
pub struct CloseMeeting {
    /// The meeting.
    pub meeting: MeetingId,
}

impl Job for CloseMeeting {
    const KIND: &'static str = "close_meeting";

    async fn run(self, ctx: &Ctx) -> Result<()> {
        // This machine's clock may be ahead of the database's: then it is tried again.
        if crate::meetings::close(ctx, self.meeting).await? { Ok(()) } else { Err(Error::Busy) }
    }
}
