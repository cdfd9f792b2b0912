//! Everything that is done to this repository: building, testing, measuring. `cargo xtask --help` lists it.
//!
//! Reading order: [`place`] (where things are), [`process`] (running programs), then a file per task.

mod place;
mod process;

mod build;
mod size;

mod postgres;
mod steps;
mod test;
mod town;

#[cfg(test)]
mod tests;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::build::Kind;
use crate::place::Place;

/// Builds, tests and runs Domovoy.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the server, the browser's half and the site (scripts, styles, icons, all hashed and compressed).
    Build {
        /// Build the server for people: optimised. The browser's half is optimised too.
        #[arg(long)]
        release: bool,
        /// Optimise the browser's half although the server is a development build.
        #[arg(long)]
        wasm_release: bool,
    },
    /// Build for release, migrate, make the demo town on an empty database, serve.
    Run {
        /// What `domovoy serve` shall be given.
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Check everything: format, lints, tests on both databases, docs, build, size, browser journeys.
    Test {
        /// Only the steps whose name starts so, for example `clippy` or `test-domain`.
        #[arg(long, value_name = "NAME")]
        only: Option<String>,
        /// Only name the steps.
        #[arg(long)]
        list: bool,
    },
    /// Check the lints of every package.
    Lint,
    /// Format every package.
    Fmt,
    /// Measure: every package in `bench/`, with a release build.
    Bench {
        /// One of them, by its folder's name.
        #[arg(long)]
        only: Option<String>,
    },
    /// Say how large the scripts are; fail when they pass `xtask/size-limit.txt`.
    Size,
    /// Run a command with a throw-away PostgreSQL behind `TEST_POSTGRES_URL`.
    Pg {
        /// The command and its arguments.
        #[arg(last = true, required = true)]
        command: Vec<String>,
    },
}

fn main() -> ExitCode {
    match task() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without the backtrace that anyhow would add: what failed is a program outside.
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn task() -> Result<()> {
    process::clean_up_on_signals()?;
    let place = Place::find()?;
    match Cli::parse().task {
        Task::Build { release, wasm_release } => build::build(&place, Kind::of(release, wasm_release)),
        Task::Run { args } => town::run(&place, &args),
        Task::Test { only, list } => test::test(&place, only.as_deref(), list),
        Task::Lint => test::test(&place, Some("clippy"), false),
        Task::Fmt => process::run(process::cargo(&place, &["fmt", "--all"])),
        Task::Bench { only } => town::bench(&place, only.as_deref()),
        Task::Size => size::check(&place),
        Task::Pg { command } => postgres::with_cluster(&place, &command),
    }
}
