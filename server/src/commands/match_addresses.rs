//! `domovoy match`: houses against the state address register, now.

use std::io::Write as _;

use service::Ctx;

/// How to say what came of it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Say it as one line of JSON: matched, doubtful, absent
    #[arg(long)]
    json: bool,
}

/// Goes through all houses.
pub async fn run(ctx: &Ctx, args: &Args) -> anyhow::Result<()> {
    let sums = service::addresses::run(ctx, |houses| tracing::info!(houses, "houses were looked at")).await?;
    let mut out = std::io::stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&sums)?)?;
    } else {
        let (matched, doubtful, absent) = (sums.matched, sums.doubtful, sums.absent);
        writeln!(out, "сверены {matched}, ждут решения {doubtful}, нет в адресном реестре {absent}")?;
    }
    Ok(())
}
