//! How fast an archive of the state address register is checked and imported, beside a bare scan of the
//! attributes of the same packed XML. Each round runs all three in turn; memory is
//! the peak of the command `domovoy import gar` (DOMOVOY_BIN).

use std::fs::File;
use std::io::{BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Parser;
use migration::{Migrator, MigratorTrait as _};
use quick_xml::events::Event;
use service::db::{Db, Place, SyncMode};
use service::{Clock, Ctx};
use zip::write::SimpleFileOptions;

/// The allocator that `domovoy` has.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// ГАР beside a bare scan, A B C A B C.
#[derive(Parser)]
struct Args {
    /// Houses in the made archive
    #[arg(long, default_value_t = 300_000)]
    rows: usize,
    /// Rounds
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("gar.zip");
    make(&path, args.rows)?;
    let rows = args.rows as f64;
    let (mut checks, mut imports) = (Vec::new(), Vec::new());
    for round in 1..=args.rounds {
        let bare = timed(|| scan(&path, args.rows))?;
        let checked = timed(|| check(&path, args.rows))?;
        let begun = Instant::now();
        import(folder.path(), &path, round, args.rows).await?;
        let imported = begun.elapsed().as_secs_f64();
        println!(
            "round {round}: bare scan {:.0} rows/s, checked {:.0} rows/s, imported {:.0} rows/s",
            rows / bare,
            rows / checked,
            rows / imported
        );
        checks.push(bare / checked);
        imports.push(bare / imported);
    }
    println!("checked reading to bare scan: {}; goal 0.50", spread(checks));
    println!("whole import to bare scan: {}", spread(imports));
    println!("peak memory of the command: {} MiB; goal 64", peak(folder.path(), &path)? >> 10);
    Ok(())
}

fn make(path: &Path, rows: usize) -> anyhow::Result<()> {
    let mut zip = zip::ZipWriter::new(File::create(path)?);
    zip.start_file("35/AS_HOUSES_20230626_bench.XML", SimpleFileOptions::default())?;
    let mut text = std::io::BufWriter::new(&mut zip);
    write!(text, "<?xml version=\"1.0\" encoding=\"utf-8\"?><HOUSES>")?;
    for row in 0..rows {
        write!(
            text,
            "<HOUSE ID=\"{}\" OBJECTID=\"{}\" OBJECTGUID=\"4abf7720-fa42-482c-a2ec-{row:012x}\" CHANGEID=\"{}\" HOUSENUM=\"{}\" HOUSETYPE=\"2\" OPERTYPEID=\"10\" PREVID=\"0\" NEXTID=\"0\" UPDATEDATE=\"2019-12-14\" STARTDATE=\"2006-09-11\" ENDDATE=\"2079-06-06\" ISACTUAL=\"1\" ISACTIVE=\"1\" />",
            2_000_000 + row,
            5_000_000 + row,
            9_000_000 + row,
            row % 200
        )?;
    }
    write!(text, "</HOUSES>")?;
    text.flush()?;
    drop(text);
    zip.finish()?;
    Ok(())
}

/// All attributes of all elements, nothing checked but that it is XML.
fn scan(path: &Path, rows: usize) -> anyhow::Result<()> {
    let mut zip = zip::ZipArchive::new(File::open(path)?)?;
    let mut xml = quick_xml::Reader::from_reader(BufReader::with_capacity(128 << 10, zip.by_index(0)?));
    let (mut buffer, mut elements, mut bytes) = (Vec::new(), 0, 0);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Empty(element) => {
                elements += 1;
                for attribute in element.attributes() {
                    bytes += attribute?.value.len();
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    ensure!(elements == rows && 0 < bytes, "{elements} elements");
    Ok(())
}

fn check(path: &Path, rows: usize) -> anyhow::Result<()> {
    let mut archive = gar::Archive::open(path)?;
    let entry = archive.entries().first().context("no file")?.clone();
    let records = archive.read(&entry, |_, _| anyhow::Ok(()))?;
    ensure!(records == rows as u64, "{records} records");
    Ok(())
}

async fn import(folder: &Path, path: &Path, round: usize, rows: usize) -> anyhow::Result<()> {
    let db = Db::open(&Place::File(folder.join(format!("{round}.db"))), SyncMode::Shared).await?;
    Migrator::up(&db.write, None).await?;
    let ctx = Ctx::on(db, Clock::System).await?;
    let outcome = service::imports::gar(&ctx, path, Arc::new(|_| ())).await?;
    ensure!(outcome.sums.created == rows as u64, "{outcome:?}");
    ctx.close().await;
    Ok(())
}

fn timed(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let begun = Instant::now();
    work()?;
    Ok(begun.elapsed().as_secs_f64())
}

fn spread(mut ratios: Vec<f64>) -> String {
    ratios.sort_by(f64::total_cmp);
    let at = |place: usize| ratios.get(place).copied().unwrap_or(f64::NAN);
    format!("{:.3} ({:.3}–{:.3})", at(ratios.len() / 2), at(0), at(ratios.len().saturating_sub(1)))
}

/// The most memory the command holds while it imports the archive, in KiB.
fn peak(folder: &Path, archive: &Path) -> anyhow::Result<u64> {
    let beside = || std::env::current_exe().ok()?.parent().map(|folder| folder.join("domovoy"));
    let program = std::env::var_os("DOMOVOY_BIN").map(PathBuf::from).or_else(beside).context("no program")?;
    let command = || {
        let mut command = Command::new(&program);
        command.env("DATABASE_URL", folder.join("command.db")).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    ensure!(command().arg("migrate").status()?.success(), "{} migrate failed", program.display());
    let mut import = command().args(["import", "gar"]).arg(archive).spawn()?;
    let mut most = 0;
    loop {
        let text = std::fs::read_to_string(format!("/proc/{}/status", import.id())).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(now.unwrap_or(0));
        if let Some(status) = import.try_wait()? {
            ensure!(status.success(), "the import failed");
            return Ok(most);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
