//! `domovoy export meeting`: a meeting's public record.

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use service::Ctx;
use service::meetings::Wanted;

/// Writes what is open to everybody.
#[derive(Args, Debug)]
pub struct ExportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// The record of a meeting, without names, for `domovoy verify`
    Meeting(MeetingArgs),
}

/// Which meeting, and where to.
#[derive(Args, Debug)]
struct MeetingArgs {
    /// The meeting's number (УИН)
    #[arg(value_name = "УИН", required_unless_present = "list")]
    uin: Option<String>,
    /// List all meetings instead: number, state, house
    #[arg(long, conflicts_with = "uin")]
    list: bool,
    /// Where to write it [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Exports.
pub async fn run(ctx: &Ctx, args: &ExportArgs) -> anyhow::Result<()> {
    let What::Meeting(args) = &args.what;
    let mut out = std::io::stdout().lock();
    let Some(uin) = &args.uin else {
        for row in service::meetings::list(ctx).await? {
            writeln!(out, "{}\t{}\t{}", row.uin, row.phase.code(), row.address)?;
        }
        return Ok(());
    };
    let (_, record) = service::meetings::record(ctx, &Wanted::Uin(uin.clone()), None).await?;
    match &args.output {
        Some(path) => std::fs::write(path, record)?,
        None => out.write_all(record.as_bytes())?,
    }
    Ok(())
}
