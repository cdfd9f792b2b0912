//! How many decisions a second are taken durably, each with its entry in the log, its signed head and
//! the running sums, against bare inserts of a vote and its tally in synced transactions of 64 on the
//! same machine, in turn. Then what a reader pays: the count, an inclusion proof, the recount.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use clap::Parser;
use domain::meetings::Choice;
use futures::{StreamExt as _, stream};
use migration::{Migrator, MigratorTrait as _};
use service::db::{Db, Place, SyncMode};
use service::meetings::{self, Wanted};
use service::testkit::a_large_meeting;
use service::{Clock, Ctx};
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};

/// The allocator that `domovoy` has.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Votes, ours and bare, A B A B.
#[derive(Parser)]
struct Args {
    /// Owners who vote in each round
    #[arg(long, default_value_t = 2_000)]
    votes: usize,
    /// Rounds
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Votes on their way at once
    #[arg(long, default_value_t = 256)]
    at_once: usize,
}

const ANSWERS: [Choice; 4] = [Choice::For, Choice::Against, Choice::For, Choice::Abstain];

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let folder = tempfile::tempdir_in(".")?;
    let db = Db::open(&Place::File(folder.path().join("ours.db")), SyncMode::Shared).await?;
    Migrator::up(&db.write, None).await?;
    let ctx = Ctx::on(db, Clock::System).await?;
    let mut ratios = Vec::new();
    for round in 1..=args.rounds {
        let ours = ours(&ctx, &args).await?;
        let bare = bare(&folder.path().join(format!("bare-{round}.db")), args.votes).await?;
        println!("round {round}: taken {ours:.0}/s, bare {bare:.0}/s, ratio {:.3}; load {}", ours / bare, load());
        ratios.push(ours / bare);
    }
    ratios.sort_by(f64::total_cmp);
    let middle = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
    println!("decisions to bare inserts: median {middle:.3}; goal 0.400");
    println!("belenios-tool verified 10.4 ballots/s on such a machine (design notes); the goal is 100 times that");
    Ok(())
}

/// One meeting in which everybody votes; and what its readers pay.
async fn ours(ctx: &Ctx, args: &Args) -> anyhow::Result<f64> {
    let (id, owners) = a_large_meeting(ctx, args.votes).await?;
    let view = || async { meetings::one(ctx, id, None).await };
    let begun = Instant::now();
    let taken = stream::iter(owners.iter().map(|owner| meetings::vote(ctx, owner, id, &ANSWERS)))
        .buffer_unordered(args.at_once)
        .filter(|taken| std::future::ready(taken.is_ok()))
        .count()
        .await;
    let rate = taken as f64 / begun.elapsed().as_secs_f64();
    ensure!(taken == args.votes, "{taken} of {} were taken", args.votes);
    let begun = Instant::now();
    let seen = view().await?;
    let count = begun.elapsed();
    ensure!(seen.ballots as usize == args.votes, "{} counted", seen.ballots);
    let begun = Instant::now();
    let receipts = meetings::receipts(ctx, owners.first().context("an owner")?, id).await?;
    let proof = begun.elapsed();
    let (_, record) = meetings::record(ctx, &Wanted::Id(id), None).await?;
    let begun = Instant::now();
    let report = ledger::verify::record(record.as_bytes()).map_err(|fault| anyhow::anyhow!("{fault}"))?;
    let entries = report.entries as f64 / begun.elapsed().as_secs_f64();
    ensure!(receipts.len() == 1 && report.ballots as usize == args.votes, "{report:?}");
    println!("count after {taken} {count:.1?}; receipt with its proof {proof:.1?}; verify {entries:.0} entries/s");
    Ok(rate)
}

/// A vote and four upserts of a tally for each, 64 in a transaction that is synced.
async fn bare(path: &Path, votes: usize) -> anyhow::Result<f64> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut db = SqliteConnection::connect_with(&options).await?;
    sqlx::query("create table vote (voice integer primary key, answers text not null, at integer not null)")
        .execute(&mut db)
        .await?;
    sqlx::query(
        "create table tally (question integer, answer text, votes integer not null, primary key (question, answer))",
    )
    .execute(&mut db)
    .await?;
    let begun = Instant::now();
    for batch in (0..votes as i64).collect::<Vec<_>>().chunks(64) {
        let mut tx = db.begin().await?;
        for voice in batch {
            sqlx::query("insert into vote values (?, 'for,against,for,abstain', 0)")
                .bind(voice)
                .execute(&mut *tx)
                .await?;
            for (question, answer) in ANSWERS.iter().enumerate() {
                sqlx::query("insert into tally values (?, ?, 4530) on conflict do update set votes = votes + 4530")
                    .bind(question as i64)
                    .bind(answer.code())
                    .execute(&mut *tx)
                    .await?;
            }
        }
        tx.commit().await?;
    }
    Ok(votes as f64 / begun.elapsed().as_secs_f64())
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").unwrap_or_default().split(' ').take(1).collect()
}
