//! `domovoy`: one binary for serving, migrating, importing and background work.

#![recursion_limit = "512"]

use clap::Parser;
use domovoy::cli::Cli;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    Cli::parse().run().await
}
