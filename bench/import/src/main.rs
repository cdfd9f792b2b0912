//! How fast and how small the import of houses is, beside `sqlite3 .import` of the same file.
//!
//! Each round runs both, the order turned each time; each is a process of its own, timed from start
//! to end. `one` is such a process: it imports files into a database that is there.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use clap::{Parser, Subcommand};
use migration::{Migrator, MigratorTrait as _};
use service::db::{Db, Place, SyncMode};
use service::imports::{BATCH, Request, Sums, houses};
use service::{Clock, Ctx};

/// The allocator that `domovoy` has.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Import of houses beside `sqlite3 .import`, A B A B.
#[derive(Parser)]
struct Args {
    /// Rows of the made file: the source's rows over and over, each with an id of its own
    #[arg(long, default_value_t = 300_000)]
    rows: usize,
    /// Rounds
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Rows in one transaction
    #[arg(long, default_value_t = BATCH)]
    batch: usize,
    /// The registry whose rows are repeated, .csv.gz
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/01-houses/reformagkh-vologda-20161006.csv.gz"))]
    source: PathBuf,
    #[command(subcommand)]
    step: Option<Step>,
}

#[derive(Subcommand)]
enum Step {
    /// Imports files into a database, migrating it first
    One {
        /// A SQLite file or a postgres:// URL
        database: String,
        /// The files
        files: Vec<PathBuf>,
    },
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    match &args.step {
        Some(Step::One { database, files }) => one(database, files, args.batch),
        None => compare(&args),
    }
}

/// The time and the most memory of one process.
#[derive(Clone, Copy, Debug)]
struct Cost {
    time: Duration,
    peak_kib: u64,
}

fn compare(args: &Args) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("houses.csv");
    make(&args.source, &file, args.rows)?;
    println!("{} rows, {} MiB; load {}", args.rows, std::fs::metadata(&file)?.len() >> 20, load());
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..args.rounds {
        for turn in 0..2 {
            if (round + turn) % 2 == 0 {
                ours.push(import(folder.path(), &file, args)?);
            } else {
                theirs.push(sqlite3(folder.path(), &file, args.rows)?);
            }
        }
        let (our, their) = (ours[round], theirs[round]);
        println!(
            "round {}: import {:.2} s, {} MiB; sqlite3 {:.2} s; ratio {:.2}; load {}",
            round + 1,
            our.time.as_secs_f64(),
            our.peak_kib >> 10,
            their.time.as_secs_f64(),
            their.time.as_secs_f64() / our.time.as_secs_f64(),
            load()
        );
    }
    tell("import", args.rows, &ours);
    tell("sqlite3 .import", args.rows, &theirs);
    let ratios = ours.iter().zip(&theirs).map(|(our, their)| their.time.as_secs_f64() / our.time.as_secs_f64());
    let (low, middle, high) = spread(ratios.collect());
    println!("ratio of speeds: median {middle:.2} ({low:.2}–{high:.2}); goal 0.40");
    let peak = ours.iter().map(|cost| cost.peak_kib).max().unwrap_or_default();
    println!("peak memory of the import: {:.1} MiB; goal 64", peak as f64 / 1024.0);
    ensure!(0.4 <= middle && peak <= 64 << 10, "a goal is missed");
    Ok(())
}

fn tell(name: &str, rows: usize, costs: &[Cost]) {
    let (low, middle, high) = spread(costs.iter().map(|cost| rows as f64 / cost.time.as_secs_f64()).collect());
    println!("{name}: median {middle:.0} rows/s ({low:.0}–{high:.0})");
}

fn spread(mut values: Vec<f64>) -> (f64, f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
    (at(0), at(values.len() / 2), at(values.len().saturating_sub(1)))
}

/// Writes the source's rows over and over until there are `rows`, HOUSE_ID counted up.
fn make(source: &Path, file: &Path, rows: usize) -> anyhow::Result<()> {
    let packed = std::fs::File::open(source).with_context(|| format!("{} (--source names it)", source.display()))?;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(flate2::read::MultiGzDecoder::new(packed));
    let mut records = reader.byte_records();
    let header = records.next().context("an empty file")??;
    let source = records.collect::<Result<Vec<_>, _>>()?;
    let id = header.iter().position(|name| name == b"HOUSE_ID").context("no HOUSE_ID")?;
    let mut writer = csv::Writer::from_path(file)?;
    writer.write_byte_record(&header)?;
    for (number, row) in source.iter().cycle().take(rows).enumerate() {
        let fresh = (20_000_000 + number).to_string();
        writer.write_record(row.iter().enumerate().map(|(at, cell)| if at == id { fresh.as_bytes() } else { cell }))?;
    }
    writer.flush()?;
    Ok(())
}

fn import(folder: &Path, file: &Path, args: &Args) -> anyhow::Result<Cost> {
    let database = fresh(folder, "ours.db")?;
    prepare(&database)?;
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--batch").arg(args.batch.to_string()).arg("one").arg(&database).arg(file);
    let (cost, said) = run(&mut command)?;
    let created = serde_json::from_str::<serde_json::Value>(said.trim())?["created"].as_u64();
    ensure!(created == Some(args.rows as u64), "the import made {created:?} houses: {said}");
    Ok(cost)
}

fn sqlite3(folder: &Path, file: &Path, rows: usize) -> anyhow::Result<Cost> {
    let database = fresh(folder, "theirs.db")?;
    let mut command = Command::new("sqlite3");
    command.arg(&database).args(["-cmd", ".mode csv"]).arg(format!(".import {} houses", file.display()));
    let (cost, _) = run(&mut command)?;
    let (_, said) = run(Command::new("sqlite3").arg(&database).arg("select count(*) from houses"))?;
    ensure!(said.trim() == rows.to_string(), "sqlite3 made {said} rows");
    Ok(cost)
}

/// A path where no database is.
fn fresh(folder: &Path, name: &str) -> anyhow::Result<PathBuf> {
    for end in ["", "-wal", "-shm"] {
        let path = folder.join(format!("{name}{end}"));
        if path.exists() {
            std::fs::remove_file(path)?;
        }
    }
    Ok(folder.join(name))
}

/// Runs a process and watches its peak of resident memory.
fn run(command: &mut Command) -> anyhow::Result<(Cost, String)> {
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {command:?}"))?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak_kib = 0;
    let ended = loop {
        peak_kib = peak(&status).unwrap_or(0).max(peak_kib);
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let time = begun.elapsed();
    let mut said = String::new();
    if let Some(mut out) = child.stdout.take() {
        std::io::Read::read_to_string(&mut out, &mut said)?;
    }
    if !ended.success() {
        bail!("{command:?} failed: {ended}");
    }
    Ok((Cost { time, peak_kib }, said))
}

fn peak(status: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.trim().parse().ok()
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").unwrap_or_default().split(' ').take(3).collect::<Vec<_>>().join(" ")
}

fn prepare(database: &Path) -> anyhow::Result<()> {
    runtime()?.block_on(async {
        let db = Db::open(&Place::File(database.to_owned()), SyncMode::Shared).await?;
        Migrator::up(&db.write, None).await?;
        Ok(())
    })
}

fn one(database: &str, files: &[PathBuf], batch: usize) -> anyhow::Result<()> {
    runtime()?.block_on(async {
        let db = Db::open(&Place::parse(database), SyncMode::Shared).await?;
        Migrator::up(&db.write, None).await?;
        let ctx = Ctx::on(db, Clock::System).await?;
        let rejected = tempfile::NamedTempFile::new()?;
        let request = Request { files: files.to_vec(), batch, rejected: Some(rejected.path().to_owned()) };
        let mut sums = Sums::default();
        for outcome in houses(&ctx, &request, Arc::new(|_| ())).await? {
            eprintln!("{}: {:?}", outcome.file.display(), outcome.sums);
            sums += outcome.sums;
        }
        ctx.close().await;
        println!("{}", serde_json::to_string(&sums)?);
        Ok(())
    })
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()
}
