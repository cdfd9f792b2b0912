//! All SQL of the job queue.

use std::time::Duration;

use chrono::{DateTime, Utc};
use entity::job;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use super::{ATTEMPTS, Job as _, Lane, MailNotice};
use crate::ctx::Ctx;
use crate::error::Result;

/// A job to be written.
pub type Row = job::ActiveModel;

/// Writes jobs, at the end of the transaction they belong to.
pub async fn write(db: &impl ConnectionTrait, jobs: Vec<Row>) -> Result<()> {
    // A letter for each owner of a large house is more than one statement holds.
    let mut jobs = jobs.into_iter().peekable();
    while jobs.peek().is_some() {
        let some: Vec<Row> = jobs.by_ref().take(500).collect();
        job::Entity::insert_many(some).exec_without_returning(db).await?;
    }
    Ok(())
}

/// A job that may run at once.
pub fn new(id: i64, kind: &str, payload: String, now: DateTime<Utc>) -> Row {
    Row {
        id: Set(id),
        kind: Set(kind.to_owned()),
        payload: Set(payload),
        run_at: Set(now),
        attempts: Set(0),
        leased_until: Set(None),
        done_at: Set(None),
        error: Set(String::new()),
    }
}

/// A leased job.
#[derive(Debug, FromQueryResult)]
pub struct Taken {
    pub id: i64,
    pub kind: String,
    pub payload: String,
    pub attempts: i32,
}

/// Leases what is due: a process that dies leaves its jobs to others when the lease runs out. Looks
/// before it locks, so that an empty queue costs a read.
pub async fn take(ctx: &Ctx, lane: Lane, most: u64, lease: Duration) -> Result<Vec<Taken>> {
    let now = ctx.now();
    let due = || {
        job::Entity::find()
            .filter(match lane {
                Lane::Main => job::Column::Kind.ne(MailNotice::KIND),
                Lane::Letters => job::Column::Kind.eq(MailNotice::KIND),
            })
            .filter(job::Column::DoneAt.is_null())
            .filter(job::Column::RunAt.lte(now))
            .filter(job::Column::Attempts.lt(ATTEMPTS))
            .filter(job::Column::LeasedUntil.is_null().or(job::Column::LeasedUntil.lt(now)))
            .order_by_asc(job::Column::RunAt)
            .limit(most)
    };
    if due().limit(1).one(&ctx.db.read).await?.is_none() {
        return Ok(Vec::new());
    }
    let tx = ctx.begin().await?;
    let find = match tx.get_database_backend() {
        DbBackend::Postgres => due().lock_with_behavior(LockType::Update, LockBehavior::SkipLocked),
        _ => due(),
    };
    let columns = [job::Column::Id, job::Column::Kind, job::Column::Payload, job::Column::Attempts];
    let taken: Vec<Taken> = find.select_only().columns(columns).into_model().all(&tx).await?;
    job::Entity::update_many()
        .col_expr(job::Column::LeasedUntil, Expr::value(now + lease))
        .col_expr(job::Column::Attempts, Expr::col(job::Column::Attempts).add(1))
        .filter(job::Column::Id.is_in(taken.iter().map(|job| job.id)))
        .exec(&tx)
        .await?;
    tx.commit_unsynced().await?;
    Ok(taken)
}

/// Done, or tried again later: after 2, 4, 8 … seconds; a letter after as many minutes, for some five days, as
/// a mail server may be down for long.
pub async fn settle(ctx: &Ctx, jobs: &[Taken], error: Option<String>) -> Result<()> {
    let now = ctx.now();
    let update = job::Entity::update_many().filter(job::Column::Id.is_in(jobs.iter().map(|job| job.id)));
    let unit = if jobs.iter().all(|job| job.kind == MailNotice::KIND) { 60 } else { 1 };
    let attempts = jobs.iter().map(|job| job.attempts).max().unwrap_or_default();
    let update = match error {
        None => update.col_expr(job::Column::DoneAt, Expr::value(now)),
        Some(error) => update
            .col_expr(job::Column::Error, Expr::value(error))
            .col_expr(job::Column::LeasedUntil, Expr::value(Option::<DateTime<Utc>>::None))
            .col_expr(job::Column::RunAt, Expr::value(now + Duration::from_secs(unit * (2 << attempts.clamp(0, 12))))),
    };
    let tx = ctx.begin().await?;
    update.exec(&tx).await?;
    tx.commit_unsynced().await
}
