//! Forms the protocol of a meeting whose log has ended.

use domain::kernel::MeetingId;
use serde::{Deserialize, Serialize};

use super::Job;
use crate::ctx::Ctx;
use crate::error::Result;

/// Written with the end of the log.
#[derive(Debug, Serialize, Deserialize)]
pub struct FormProtocol {
    /// The meeting.
    pub meeting: MeetingId,
}

impl Job for FormProtocol {
    const KIND: &'static str = "form_protocol";

    async fn run(self, ctx: &Ctx) -> Result<()> {
        crate::meetings::protocol::form(ctx, self.meeting).await
    }
}
