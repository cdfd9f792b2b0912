//! A meeting's clock speaks up.

use domain::kernel::MeetingId;
use serde::{Deserialize, Serialize};

use super::Job;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::meetings::Reminder;

/// Due when it is to be said.
#[derive(Debug, Serialize, Deserialize)]
pub struct RemindMeeting {
    pub meeting: MeetingId,
    pub what: Reminder,
}

impl Job for RemindMeeting {
    const KIND: &'static str = "remind_meeting";

    async fn run(self, ctx: &Ctx) -> Result<()> {
        crate::meetings::remind(ctx, self.meeting, &self.what).await
    }
}
