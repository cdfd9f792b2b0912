//! `domovoy`: one binary for serving, migrating, importing and background work.

#![recursion_limit = "512"]

/// Thousands of small answers a second: the C library's allocator was a sixth of their time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use clap::Parser;
use domovoy::cli::Cli;

#[tokio::main]
async fn main() -> anyhow::Result<std::process::ExitCode> {
    Cli::parse().run().await
}
