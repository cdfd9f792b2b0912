//! The command line.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand, ValueEnum};
use service::db::{Place, SyncMode};

use crate::commands;

/// Домовой — открытая система ЖКХ, которую ставят у себя.
///
/// Domovoy, a self-hosted housing and utilities system. Every flag can also be set by the variable named
/// beside it. Without DATABASE_URL the data live in one SQLite file; postgres://… runs the same program on
/// PostgreSQL.
#[derive(Debug, Parser)]
#[command(name = "domovoy", version, about, long_about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Where the data live: a file's path, sqlite://path, or postgres://user@host/name.
    #[arg(long, global = true, env = "DATABASE_URL", default_value = "data/domovoy.db", hide_env_values = true)]
    pub database: String,
    /// Days that were moved, over those the program knows: CSV `day;working;act;region`, by which terms run.
    #[arg(long, global = true, env = "DOMOVOY_CALENDAR", value_name = "FILE")]
    pub calendar: Option<std::path::PathBuf>,
    /// How log lines look.
    #[arg(long, global = true, env = "DOMOVOY_LOG_FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,
    /// When an answer means "on the disk" in SQLite.
    #[arg(long, global = true, env = "DOMOVOY_SYNC", value_enum, default_value = "shared")]
    pub sync: Sync,
    /// What is logged, as in RUST_LOG: info, or service=debug,info.
    #[arg(long, global = true, env = "DOMOVOY_LOG", default_value = "info")]
    pub log: String,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For a person at a terminal.
    Text,
    /// One JSON object a line.
    Json,
}

/// When a commit is durable in SQLite; PostgreSQL decides for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sync {
    /// One sync of the log answers all who wait.
    Shared,
    /// Each commit syncs by itself; for comparison.
    Each,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests until told to stop.
    Serve(Box<commands::serve::Args>),
    /// Bring the database's tables up to date.
    Migrate(commands::migrate::Args),
    /// Make the demo town in an empty database, and say who can sign in.
    Demo(commands::demo::Args),
    /// Read public registries into the database.
    Import(commands::import::ImportArgs),
    /// Match houses to the state address register now: a server does it by itself after imports.
    Match(commands::match_addresses::Args),
    /// Enter authorities no registry names, and which houses are a municipality's
    Office(commands::office::Args),
    /// Who works where: give roles and take them away
    Staff(commands::staff::Args),
    /// Write what is open to everybody.
    Export(commands::export::ExportArgs),
    /// Check a meeting's record: 0 it fits, 1 it does not, 2 it cannot be read.
    Verify(commands::verify::Args),
    /// Run background jobs only, beside other processes that serve.
    Worker(crate::config::MailConfig),
}

impl Cli {
    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        self.common.start_logging()?;
        self.common.load_calendar()?;
        let place = Place::parse(&self.common.database);
        let sync = match self.common.sync {
            Sync::Shared => SyncMode::Shared,
            Sync::Each => SyncMode::EachCommit,
        };
        let done = match self.command {
            // Needs no database: whoever checks has none of ours.
            Command::Verify(args) => return Ok(commands::verify::run(&args)),
            Command::Serve(args) => commands::serve::run(&place, sync, *args).await,
            Command::Migrate(args) => commands::migrate::run(&place, args).await,
            Command::Demo(args) => commands::once(&place, sync, async |ctx| commands::demo::run(ctx, args).await).await,
            Command::Import(args) => {
                commands::once(&place, sync, async |ctx| commands::import::run(ctx, &args).await).await
            }
            Command::Match(args) => {
                commands::once(&place, sync, async |ctx| commands::match_addresses::run(ctx, &args).await).await
            }
            Command::Office(args) => {
                commands::once(&place, sync, async |ctx| commands::office::run(ctx, &args).await).await
            }
            Command::Staff(args) => {
                commands::once(&place, sync, async |ctx| commands::staff::run(ctx, args).await).await
            }
            Command::Export(args) => {
                commands::once(&place, sync, async |ctx| commands::export::run(ctx, &args).await).await
            }
            Command::Worker(mail) => commands::worker::run(&place, sync, mail).await,
        };
        done.map(|()| ExitCode::SUCCESS)
    }
}

impl Common {
    fn load_calendar(&self) -> anyhow::Result<()> {
        let Some(path) = &self.calendar else { return Ok(()) };
        let of = || format!("the calendar {}", path.display());
        let text = std::fs::read_to_string(path).with_context(of)?;
        service::meetings::load_calendar(&text).with_context(of)
    }

    fn start_logging(&self) -> anyhow::Result<()> {
        let filter = tracing_subscriber::EnvFilter::try_new(&self.log)?;
        let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
        match self.log_format {
            LogFormat::Text => lines.compact().init(),
            LogFormat::Json => lines.json().flatten_event(true).init(),
        }
        Ok(())
    }
}
