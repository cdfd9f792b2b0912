//! How many decisions a second are taken durably, each with its entry in the log, its signed head and
//! the running sums, against bare inserts of a vote and its tally in synced transactions of 64 on the
//! same machine, in turn. Then what a reader pays: the count, an inclusion proof, the recount.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Parser;
use domain::kernel::MeetingId;
use domain::meetings::Choice;
use futures::{StreamExt as _, stream};
use migration::{Migrator, MigratorTrait as _};
use service::db::{Db, Place, SyncMode};
use service::meetings::{self, Wanted};
use service::testkit::{TestDb, a_large_house, a_large_meeting};
use service::{Clock, Confirmed, Ctx};
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
    /// Decisions of twenty questions each in the record that is recounted
    #[arg(long, default_value_t = 10_000)]
    recounted: usize,
}

const ANSWERS: [Choice; 4] = [Choice::For, Choice::Against, Choice::For, Choice::Abstain];

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let folder = tempfile::tempdir_in(".")?;
    let ctx = opened(&Place::File(folder.path().join("ours.db"))).await?;
    // A cluster of the bench's own, which syncs; absent when run by hand without one.
    let postgres = TestDb::postgres().await?;
    let beside = match &postgres {
        Some(db) => Some(opened(&db.place).await?),
        None => None,
    };
    let mut ratios = Vec::new();
    for round in 1..=args.rounds {
        let ours = ours(&ctx, &args).await?;
        let bare = bare(&folder.path().join(format!("bare-{round}.db")), args.votes).await?;
        println!("round {round}: taken {ours:.0}/s, bare {bare:.0}/s, ratio {:.3}; load {}", ours / bare, load());
        ratios.push(ours / bare);
        if let Some(ctx) = &beside {
            let rate = voted(ctx, args.votes, 4, args.at_once).await?.1;
            println!("round {round}: on PostgreSQL taken {rate:.0}/s");
        }
    }
    ratios.sort_by(f64::total_cmp);
    let middle = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
    println!("decisions to bare inserts: median {middle:.3}; goal 0.400");
    let verified = recounted(&ctx, &args, folder.path()).await?;
    belenios(folder.path());
    ensure!(0.4 <= middle && 200_000.0 <= verified, "a goal was missed");
    Ok(())
}

async fn opened(place: &Place) -> anyhow::Result<Ctx> {
    let db = Db::open(place, SyncMode::Shared).await?;
    Migrator::up(&db.write, None).await?;
    Ctx::on(db, Clock::System).await
}

/// One meeting in which everybody votes, and how many a second.
async fn voted(ctx: &Ctx, votes: usize, questions: usize, at_once: usize) -> anyhow::Result<(Voted, f64)> {
    let house = a_large_house(ctx, votes).await;
    let id = a_large_meeting(ctx, &house, questions, chrono::Duration::days(14)).await?;
    let owners = house.1;
    let answers: Vec<Choice> = ANSWERS.into_iter().cycle().take(questions).collect();
    let view = || async { meetings::one(ctx, id, None).await };
    let (few, many) = owners.split_at(owners.len().min(10));
    for owner in few {
        meetings::vote(ctx, owner, id, &answers).await?;
    }
    let early = fastest(view).await?;
    let begun = Instant::now();
    let taken = stream::iter(many.iter().map(|owner| meetings::vote(ctx, owner, id, &answers)))
        .buffer_unordered(at_once)
        .filter(|taken| std::future::ready(taken.is_ok()))
        .count()
        .await;
    let rate = taken as f64 / begun.elapsed().as_secs_f64();
    ensure!(taken == many.len(), "{taken} of {} were taken", many.len());
    let seen = view().await?;
    ensure!(seen.ballots as usize == votes, "{} counted", seen.ballots);
    let late = fastest(view).await?;
    Ok((Voted { id, owners, early, late }, rate))
}

/// A meeting in which everybody has voted, and what its count took after ten decisions and after all.
struct Voted {
    id: MeetingId,
    owners: Vec<Confirmed>,
    early: Duration,
    late: Duration,
}

/// The fastest of some tries: what it costs when nothing else is in the way.
async fn fastest<T, F: Future<Output = service::Result<T>>>(work: impl Fn() -> F) -> anyhow::Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..10 {
        let begun = Instant::now();
        work().await?;
        best = best.min(begun.elapsed());
    }
    Ok(best)
}

/// One meeting, and what its readers pay.
async fn ours(ctx: &Ctx, args: &Args) -> anyhow::Result<f64> {
    let (Voted { id, owners, early, late }, rate) = voted(ctx, args.votes, 4, args.at_once).await?;
    let owner = owners.first().context("an owner")?;
    let begun = Instant::now();
    meetings::receipts(ctx, owner, id).await?;
    let first = begun.elapsed();
    let proof = fastest(|| meetings::receipts(ctx, owner, id)).await?;
    println!(
        "at best of ten: count after 10 {early:.1?}, after {} {late:.1?}; receipt with its proof {proof:.1?}, the first {first:.1?}",
        args.votes
    );
    Ok(rate)
}

/// A large record, recounted by `verify` and by the browser's module in node.
async fn recounted(ctx: &Ctx, args: &Args, folder: &Path) -> anyhow::Result<f64> {
    let (Voted { id, owners, early, late }, rate) = voted(ctx, args.recounted, 20, args.at_once).await?;
    let owner = owners.first().context("an owner")?;
    let proof = fastest(|| meetings::receipts(ctx, owner, id)).await?;
    println!(
        "twenty questions: taken {rate:.0}/s; at best of ten: count after 10 {early:.1?}, after {} {late:.1?}; receipt {proof:.1?}",
        args.recounted
    );
    // Voting is over: answers are opened and everything is counted.
    let after = Ctx::on(ctx.db.clone(), Clock::Ahead(chrono::TimeDelta::days(15))).await?;
    let (_, record) = meetings::record(&after, &Wanted::Id(id), None).await?;
    let begun = Instant::now();
    let report = ledger::verify::record(record.as_bytes()).map_err(|fault| anyhow::anyhow!("{fault}"))?;
    let took = begun.elapsed();
    let rate = report.entries as f64 / took.as_secs_f64();
    ensure!(report.ballots as usize == args.recounted && report.outcome.is_some(), "{report:?}");
    println!("verify: {} entries of twenty questions in {took:.1?}, {rate:.0} entries/s; goal 200000", report.entries);
    let file = folder.join("record.jsonl");
    std::fs::write(&file, record)?;
    let site = std::env::var("DOMOVOY_SITE").unwrap_or_else(|_| "target/site".to_owned());
    let node =
        Command::new("node").arg(concat!(env!("CARGO_MANIFEST_DIR"), "/recount.mjs")).arg(site).arg(&file).status();
    if !node.is_ok_and(|status| status.success()) {
        println!("the recount in WASM was not measured: node and a built site are needed");
    }
    Ok(rate)
}

/// What a real verifiable system does on this machine, where it is installed: its votes are secret, ours
/// are open by law.
fn belenios(folder: &Path) {
    let script = Command::new("bash").arg(concat!(env!("CARGO_MANIFEST_DIR"), "/belenios.sh")).arg(folder).status();
    if !script.is_ok_and(|status| status.success()) {
        println!("belenios-tool was not measured: it is not here, or it failed");
    }
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
            sqlx::query(
                "insert into tally values (0, 'for', 4530), (1, 'against', 4530), (2, 'for', 4530), (3, 'abstain', 4530) \
                 on conflict do update set votes = votes + 4530",
            )
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
    }
    Ok(votes as f64 / begun.elapsed().as_secs_f64())
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").unwrap_or_default().split(' ').take(1).collect()
}
