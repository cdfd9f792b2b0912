//! Sends a notice to its person by mail too.

use domain::kernel::NoticeId;
use serde::{Deserialize, Serialize};

use super::Job;
use crate::ctx::Ctx;
use crate::error::Result;

/// One letter: what fails is tried again alone. Sent twice it has the same number.
#[derive(Debug, Serialize, Deserialize)]
pub struct MailNotice {
    pub notice: NoticeId,
}

impl Job for MailNotice {
    const KIND: &'static str = "mail_notice";

    async fn run(self, ctx: &Ctx) -> Result<()> {
        crate::notices::mail(ctx, self.notice).await
    }
}
