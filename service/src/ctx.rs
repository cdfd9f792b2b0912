//! What every verb is handed first: the database, the clock, the allocator of ids.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::kernel::{HouseId, Region};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};

use crate::db::{Batches, Db, Lease, Place, SyncMode, Writing};
use crate::error::Result;
use crate::ids::Ids;
use crate::jobs;
use crate::mail::Mail;
use crate::map::{self, Held};
use crate::meetings;
use crate::search;

/// Tells the time; tests hold it still.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's.
    #[default]
    System,
    /// The machine's, so much later: to try out what takes weeks.
    Ahead(TimeDelta),
    /// Always this instant.
    Still(DateTime<Utc>),
}

impl Clock {
    /// The instant it is.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Ahead(_) => self.of(Utc::now()),
            Self::Still(instant) => *instant,
        }
    }

    /// The instant it is when another clock, the database's, shows this one.
    pub fn of(&self, shown: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::System => shown,
            Self::Ahead(by) => shown + *by,
            Self::Still(instant) => *instant,
        }
    }
}

/// The verbs' first argument.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// Where letters go, if they do.
    pub mail: Option<Mail>,
    ids: Arc<Ids>,
    lease: Arc<Lease>,
    /// SQLite's one writer takes together what waits for it; PostgreSQL has many.
    batches: Option<Batches>,
    /// The houses' places, kept in memory.
    pub(crate) map: Arc<Held>,
    /// The houses' addresses, kept in memory.
    pub(crate) search: Arc<search::Held>,
    /// Meetings that somebody watches.
    pub(crate) live: Arc<meetings::live::Live>,
    /// Decisions that wait to be taken.
    pub(crate) queues: Arc<meetings::together::Queues>,
    /// The trees of their logs.
    pub(crate) trees: Arc<meetings::trees::Trees>,
}

impl Ctx {
    /// Opens the database at `place`, which must be migrated, and leases a process number.
    pub async fn open(place: &Place, sync: SyncMode, clock: Clock) -> anyhow::Result<Self> {
        let db = Db::open(place, sync).await?;
        Self::on(db, clock).await
    }

    /// The context of an open, migrated database.
    pub async fn on(db: Db, clock: Clock) -> anyhow::Result<Self> {
        let lease = Lease::take(&db, Utc::now()).await?;
        lease.keep(db.clone());
        let ids = Arc::new(Ids::new(lease.node));
        let ctx = Self {
            db,
            clock,
            mail: None,
            ids,
            lease: Arc::new(lease),
            batches: None,
            map: Arc::default(),
            search: Arc::default(),
            live: Arc::default(),
            queues: Arc::default(),
            trees: Arc::default(),
        };
        let Some(sync) = &ctx.db.sync else { return Ok(ctx) };
        let (batches, start) = Batches::start(sync.mode == SyncMode::EachCommit);
        start(ctx.clone());
        Ok(Self { batches: Some(batches), ..ctx })
    }

    /// The instant it is.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The same, with letters sent.
    #[must_use]
    pub fn with_mail(self, mail: Option<Mail>) -> Self {
        Self { mail, ..self }
    }

    /// This process, as its lease names it.
    pub fn holder(&self) -> &str {
        &self.lease.holder
    }

    /// The day it is in an IANA zone; Moscow's when the zone is unknown.
    pub fn today(&self, zone: &str) -> NaiveDate {
        let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Europe::Moscow);
        self.now().with_timezone(&zone).date_naive()
    }

    /// The next id in `region`.
    pub fn id(&self, region: Region) -> i64 {
        self.ids.next(region, Utc::now())
    }

    /// Begins a writing transaction; dropping it undoes it.
    pub async fn begin(&self) -> Result<Tx> {
        if let Some(sync) = &self.db.sync {
            sync.check()?;
        }
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        let inner = self.db.write.begin_with_options(options).await?;
        Ok(Tx { inner, db: self.db.clone(), outbox: Mutex::default(), houses: Mutex::default() })
    }

    /// Runs `work` in a writing transaction, on SQLite together with what else waits for the writer;
    /// the answer comes when it is durable. Work that failed has written nothing. It may be run more
    /// than once, each time on a transaction of which nothing is left.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl for<'t> Fn(&'t Tx) -> Writing<'t, T> + Send + 'static,
    ) -> Result<T> {
        if let Some(batches) = &self.batches {
            return batches.write(work).await;
        }
        let tx = self.begin().await?;
        let answer = work(&tx).await?;
        tx.commit().await?;
        Ok(answer)
    }

    /// Returns once everything committed so far is durable.
    pub async fn synced(&self) -> Result<()> {
        match &self.db.sync {
            Some(sync) => sync.wait().await,
            None => Ok(()),
        }
    }

    /// Lets go of what the process holds in the database.
    pub async fn close(&self) {
        if let Err(error) = self.lease.release(&self.db).await {
            tracing::warn!(%error, "the process number stays taken until it runs out");
        }
    }
}

/// A writing transaction. `commit` returns only when what it wrote is durable.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    db: Db,
    /// Jobs written together with the commit: one statement for all of a batch.
    outbox: Mutex<Vec<jobs::Row>>,
    /// Houses written here: told to the copies in memory with the commit.
    houses: Mutex<Vec<HouseId>>,
}

impl Tx {
    /// Commits, and waits until the commit is on the disk.
    pub async fn commit(self) -> Result<()> {
        let db = self.db.clone();
        self.commit_unsynced().await?;
        match &db.sync {
            Some(sync) => sync.wait().await,
            None => Ok(()),
        }
    }

    /// Commits without waiting for the disk: for what is told to nobody yet, or is done again if lost.
    pub async fn commit_unsynced(self) -> Result<()> {
        let rows = taken(&self.outbox);
        if !rows.is_empty() {
            jobs::write(&self.inner, rows).await?;
        }
        let houses = taken(&self.houses);
        if !houses.is_empty() {
            map::feed::append(&self.inner, &houses).await?;
        }
        Ok(self.inner.commit().await?)
    }

    /// Keeps a job for the commit.
    pub(crate) fn put(&self, job: jobs::Row) {
        self.outbox.lock().unwrap_or_else(PoisonError::into_inner).push(job);
    }

    /// The base map's shapes are others: maps take it in after the commit.
    pub(crate) fn changed_ground(&self) {
        self.changed_houses([map::feed::GROUND]);
    }

    /// These houses are made, changed or gone: maps and searches take it in after the commit.
    pub(crate) fn changed_houses(&self, houses: impl IntoIterator<Item = HouseId>) {
        self.houses.lock().unwrap_or_else(PoisonError::into_inner).extend(houses);
    }
}

fn taken<T>(kept: &Mutex<Vec<T>>) -> Vec<T> {
    std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner))
}

#[async_trait::async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.inner.query_all_raw(statement).await
    }
}
