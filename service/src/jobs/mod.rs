//! The outbox: jobs written in the transaction of the row they are about, run after it, perhaps
//! twice. A job is shallow: it reads its payload and calls a verb.

mod close_meeting;
mod form_protocol;
mod link_locked;
mod mail_notice;
mod match_addresses;
mod pass_reading;
mod purge_sessions;
mod remind_meeting;
mod repo;

pub use close_meeting::CloseMeeting;
pub use form_protocol::FormProtocol;
pub use link_locked::LinkLocked;
pub use mail_notice::MailNotice;
pub use match_addresses::MatchAddresses;
pub use pass_reading::PassReading;
pub use purge_sessions::PurgeSessions;
pub use remind_meeting::RemindMeeting;

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::ctx::{Ctx, Tx};
use crate::error::Result;
use repo::Taken;
pub(crate) use repo::{Row, write};

/// Attempts before a job is left for a person to look at.
const ATTEMPTS: i32 = 12;
/// How long one run may take before another process may try.
const LEASE: Duration = Duration::from_secs(60);
/// Jobs taken at once.
const BATCH: u64 = 256;

/// Something to be done after a commit.
pub trait Job: Serialize + DeserializeOwned + Send + Sync {
    /// The stored name.
    const KIND: &'static str;

    /// Does it; may be called more than once.
    fn run(self, ctx: &Ctx) -> impl Future<Output = Result<()>> + Send;
}

/// Puts a job into the transaction: it is written with the commit.
pub fn enqueue<J: Job>(ctx: &Ctx, tx: &Tx, job: &J) -> Result<()> {
    enqueue_at(ctx, tx, job, ctx.now())
}

/// Puts a job into the transaction that is due later.
pub fn enqueue_at<J: Job>(ctx: &Ctx, tx: &Tx, job: &J, due: DateTime<Utc>) -> Result<()> {
    let payload = serde_json::to_string(job).map_err(anyhow::Error::from)?;
    tx.put(repo::new(ctx.id(domain::kernel::Region(0)), J::KIND, payload, due));
    Ok(())
}

/// Letters wait for a server of somebody else's: what must be done in time does not wait behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lane {
    Main,
    Letters,
}

/// Letters under way at once.
const LETTERS: u64 = 8;

/// Runs what is due, once; how many jobs were taken. Letters have [`send_due`].
pub async fn run_due(ctx: &Ctx) -> Result<usize> {
    let taken = repo::take(ctx, Lane::Main, BATCH, LEASE).await?;
    // Readings come in thousands on a window's last evening, and sign-ins with them: together.
    let together = [PassReading::KIND, PurgeSessions::KIND, MatchAddresses::KIND];
    for some in taken.chunk_by(|one, next| one.kind == next.kind && together.contains(&one.kind.as_str())) {
        if 1 < some.len() && dispatch(ctx, some).await.is_ok() {
            repo::settle(ctx, some, None).await?;
            continue;
        }
        // Alone, or one of them is bad: it must not take the others with it.
        for job in some {
            run_one(ctx, job).await?;
        }
    }
    Ok(taken.len())
}

/// Sends letters that are due, once; how many were taken.
pub async fn send_due(ctx: &Ctx) -> Result<usize> {
    // So few that each has its time within the lease.
    let taken = repo::take(ctx, Lane::Letters, LETTERS, LEASE).await?;
    // All of them to their ends: one that fails does not break off the others.
    let sent = futures::future::join_all(taken.iter().map(|job| run_one(ctx, job))).await;
    sent.into_iter().collect::<Result<()>>()?;
    Ok(taken.len())
}

async fn run_one(ctx: &Ctx, job: &Taken) -> Result<()> {
    let alone = std::slice::from_ref(job);
    let outcome = dispatch(ctx, alone).await;
    if let Err(error) = &outcome {
        tracing::warn!(kind = job.kind, attempts = job.attempts, %error, "a job failed");
    }
    repo::settle(ctx, alone, outcome.err().map(|error| error.to_string())).await
}

/// Runs what is due until the process ends.
pub async fn run_forever(ctx: Ctx) {
    if ctx.mail.is_some() {
        tokio::join!(again(&ctx, Lane::Main), again(&ctx, Lane::Letters));
    } else {
        again(&ctx, Lane::Main).await;
    }
}

async fn again(ctx: &Ctx, lane: Lane) {
    loop {
        let ran = match lane {
            Lane::Main => run_due(ctx).await,
            Lane::Letters => send_due(ctx).await,
        };
        let pause = match ran {
            Ok(0) => Duration::from_millis(500),
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::warn!(%error, "the queue could not be read");
                Duration::from_secs(5)
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Jobs of one kind; several only where the kind takes several.
async fn dispatch(ctx: &Ctx, jobs: &[Taken]) -> Result<()> {
    let Some(first) = jobs.first() else { return Ok(()) };
    match first.kind.as_str() {
        PassReading::KIND => PassReading::run_all(jobs.iter().map(parsed).collect::<Result<_>>()?, ctx).await,
        CloseMeeting::KIND => parsed::<CloseMeeting>(first)?.run(ctx).await,
        FormProtocol::KIND => parsed::<FormProtocol>(first)?.run(ctx).await,
        MatchAddresses::KIND => {
            // Several passes that wait become one, from where the hindmost stands.
            let all = jobs.iter().map(parsed::<MatchAddresses>).collect::<Result<Vec<_>>>()?;
            MatchAddresses { after: all.into_iter().map(|job| job.after).min().flatten() }.run(ctx).await
        }
        RemindMeeting::KIND => parsed::<RemindMeeting>(first)?.run(ctx).await,
        MailNotice::KIND => parsed::<MailNotice>(first)?.run(ctx).await,
        LinkLocked::KIND => parsed::<LinkLocked>(first)?.run(ctx).await,
        // Once for all of them: what one drops the next would not find.
        PurgeSessions::KIND => parsed::<PurgeSessions>(first)?.run(ctx).await,
        kind => Err(anyhow::anyhow!("no such job: {kind}").into()),
    }
}

fn parsed<J: Job>(job: &Taken) -> Result<J> {
    Ok(serde_json::from_str(&job.payload).map_err(anyhow::Error::from)?)
}
