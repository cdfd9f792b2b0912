//! `domovoy import houses FILE…`: public registries into the database.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use service::Ctx;
use service::imports::{self, BATCH, Outcome, Progress, Request, Sums};

/// Reads public registries into the database.
#[derive(Args, Debug)]
pub struct ImportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Houses and the organisations that manage them
    ///
    /// Takes the snapshots of «Реформа ЖКХ» (31 or 34 columns) and the exports of the ФРТ
    /// (export-reestrmkd), plain or gzipped; format, encoding and delimiter are detected. Repeating an
    /// import changes nothing; a changed row becomes a new version of its house. A killed import goes
    /// on where it stood when it is started again with the same file.
    Houses(HousesArgs),
    /// The state address register (ГАР): an archive of the tax service, whole or of changes
    ///
    /// The country, one region, or a delta. Every file is first checked against the schemas (version
    /// 2.251) to its end: an archive with one record that does not fit, or cut off, is refused with the
    /// place, and nothing is written. Both trees and all versions are kept. Repeating an import changes
    /// nothing; a killed one goes on where it stood when it is started again with the same file.
    Gar(GarArgs),
    /// The classifier of municipalities (ОКТМО): names beside the codes of addresses
    ///
    /// Volumes as Росстат gives them out, sections 1 and 2. A row whose check digit does not fit is told and
    /// left out; the same file again changes nothing.
    Oktmo(OktmoArgs),
}

/// Which volumes of the classifier
#[derive(Args, Debug)]
struct OktmoArgs {
    /// Volumes, .csv or .csv.gz, in UTF-8 or Windows-1251
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// End the output with one line of JSON: read, created, updated, unchanged, rejected, over all files
    #[arg(long)]
    json: bool,
}

/// Which archive, and what to say of it.
#[derive(Args, Debug)]
struct GarArgs {
    /// The archive, .zip
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// End the output with one line of JSON: read, created, updated, unchanged, rejected, not_kept
    #[arg(long)]
    json: bool,
}

/// Which files, and what to say of them.
#[derive(Args, Debug)]
struct HousesArgs {
    /// Registry files, .csv or .csv.gz
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// End the output with one line of JSON: read, created, updated, unchanged, rejected, over all files
    #[arg(long)]
    json: bool,
    /// One CSV of all rejected rows [default: FILE.rejected.csv beside each file that has any]
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
    /// Rows in one transaction
    #[arg(long, value_name = "N", default_value_t = BATCH, value_parser = parse_batch)]
    batch: usize,
}

fn parse_batch(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(rows) if (1..=20_000).contains(&rows) => Ok(rows),
        _ => Err("a whole number from 1 to 20000".to_owned()),
    }
}

/// Imports, with a progress bar on the terminal's error stream.
pub async fn run(ctx: &Ctx, args: &ImportArgs) -> anyhow::Result<()> {
    match &args.what {
        What::Houses(args) => houses(ctx, args).await,
        What::Gar(args) => gar(ctx, args).await,
        What::Oktmo(args) => oktmo(ctx, args).await,
    }
}

async fn oktmo(ctx: &Ctx, args: &OktmoArgs) -> anyhow::Result<()> {
    let mut sums = Sums::default();
    for file in &args.files {
        let outcome = imports::oktmo(ctx, file).await?;
        for (number, why) in &outcome.rejected {
            eprintln!("{}: строка {number}: {why}", file.display());
        }
        sums += outcome.sums;
    }
    let mut out = std::io::stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&sums)?)?;
        return Ok(());
    }
    let (read, created, updated) = (sums.read, sums.created, sums.updated);
    writeln!(out, "прочитано {read}, новых {created}, изменённых {updated}, отклонено {}", sums.rejected)?;
    Ok(())
}

async fn gar(ctx: &Ctx, args: &GarArgs) -> anyhow::Result<()> {
    let bar = Bar::default();
    let told = bar.clone();
    let outcome = imports::gar(ctx, &args.file, Arc::new(move |progress| told.show(progress))).await;
    bar.end();
    let outcome = outcome?;
    let mut out = std::io::stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&outcome)?)?;
        return Ok(());
    }
    for (name, records) in &outcome.files {
        writeln!(out, "{records:>10}  {name}")?;
    }
    let sums = outcome.sums;
    writeln!(
        out,
        "прочитано {}, новых {}, изменённых {}, без изменений {} (из них только проверено {})",
        sums.read, sums.created, sums.updated, sums.unchanged, outcome.not_kept
    )?;
    if 0 < outcome.resumed_at {
        writeln!(out, "продолжено прерванное: записанных ранее {}", outcome.resumed_at)?;
    }
    Ok(())
}

async fn houses(ctx: &Ctx, args: &HousesArgs) -> anyhow::Result<()> {
    let request = Request { files: args.files.clone(), batch: args.batch, rejected: args.rejected.clone() };
    let bar = Bar::default();
    let told = bar.clone();
    let outcomes = imports::houses(ctx, &request, Arc::new(move |progress| told.show(progress))).await;
    bar.end();
    let outcomes = outcomes?;
    let mut sums = Sums::default();
    for outcome in &outcomes {
        sums += outcome.sums;
    }
    let mut out = std::io::stdout().lock();
    for outcome in outcomes.iter().filter(|_| !args.json) {
        write!(out, "{}", words(outcome))?;
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&sums)?)?;
    }
    Ok(())
}

/// What one file came to, for a person.
fn words(outcome: &Outcome) -> String {
    let Outcome { file, format, sums, .. } = outcome;
    let mut text = format!(
        "{}: {format}\n  прочитано {}, новых {}, изменённых {}, без изменений {}, отклонено {}\n",
        file.display(),
        sums.read,
        sums.created,
        sums.updated,
        sums.unchanged,
        sums.rejected
    );
    if 0 < outcome.resumed_at {
        text.push_str(&format!("  продолжено прерванное: записанных ранее строк {}\n", outcome.resumed_at));
    }
    if !outcome.warnings.is_empty() {
        let dropped: Vec<String> = outcome.warnings.iter().map(|(column, count)| format!("{column} {count}")).collect();
        text.push_str(&format!("  невозможные значения сочтены неизвестными: {}\n", dropped.join(", ")));
    }
    if let Some(report) = &outcome.report {
        text.push_str(&format!("  отклонённые строки: {}\n", report.display()));
    }
    text
}

/// One bar at a time, a new one for each file; hidden when nobody looks.
#[derive(Clone, Default)]
struct Bar(Arc<Mutex<Option<(PathBuf, ProgressBar)>>>);

impl Bar {
    fn show(&self, progress: Progress<'_>) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.as_ref().is_none_or(|(file, _)| file != progress.file) {
            if let Some((_, old)) = shown.take() {
                old.finish_and_clear();
            }
            *shown = Some((progress.file.to_owned(), bar(progress)));
        }
        if let Some((_, bar)) = shown.as_ref() {
            bar.set_position(progress.done);
        }
    }

    fn end(&self) {
        if let Some((_, bar)) = self.0.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
    }
}

fn bar(progress: Progress<'_>) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(progress.total);
    let style = "{msg} {wide_bar} {bytes}/{total_bytes} {eta}";
    // The template is a constant: a wrong one shows the default bar, which does as well.
    if let Ok(style) = ProgressStyle::with_template(style) {
        bar.set_style(style);
    }
    bar.set_message(progress.file.file_name().unwrap_or_default().to_string_lossy().into_owned());
    bar
}
