//! `cargo xtask run` and `bench`: the release build at work.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::build::{self, Kind};
use crate::place::Place;
use crate::postgres::Cluster;
use crate::process::{cargo, program, run as run_command};

/// Builds for release, prepares the database, serves until it is stopped.
pub fn run(place: &Place, args: &[String]) -> Result<()> {
    build::build(place, Kind::Release)?;
    fs::create_dir_all(place.root.join("data"))?;
    for words in [&["migrate"][..], &["demo", "--if-empty"]] {
        let mut command = domovoy(place);
        command.args(words);
        run_command(command)?;
    }
    let mut command = domovoy(place);
    command.arg("serve").args(args);
    run_command(command)
}

/// Builds for release and runs every benchmark, also after one that misses its goal; each finds the
/// binary in `DOMOVOY_BIN`.
pub fn bench(place: &Place, only: Option<&str>) -> Result<()> {
    build::build(place, Kind::Release)?;
    let mut missed = Vec::new();
    let mut wanted = benchmarks(place)?;
    wanted.retain(|name| only.is_none_or(|only| *name == format!("bench-{only}")));
    ensure!(!wanted.is_empty(), "bench/ has no such folder");
    let cluster = Cluster::durable()?;
    for name in wanted {
        let mut command = cargo(place, &["run", "--release", "-p", &name]);
        command.env("DOMOVOY_BIN", place.server("release")).env("DOMOVOY_SITE", place.site());
        command.env("TEST_POSTGRES_URL", cluster.url("postgres"));
        if let Err(error) = run_command(command) {
            eprintln!("{error:#}");
            missed.push(name);
        }
    }
    ensure!(missed.is_empty(), "missed: {}", missed.join(", "));
    Ok(())
}

/// The packages in `bench/`, by the names of their folders.
fn benchmarks(place: &Place) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(place.root.join("bench")).context("there is no bench/")? {
        let path = entry?.path();
        if path.join("Cargo.toml").exists() {
            found.push(format!("bench-{}", path.file_name().unwrap_or_default().to_string_lossy()));
        }
    }
    found.sort();
    Ok(found)
}

/// The binary with what a first start needs; the environment has the last word.
fn domovoy(place: &Place) -> Command {
    let mut command = program(place, place.server("release"));
    let defaults = [
        ("DATABASE_URL", "sqlite://data/domovoy.db".to_owned()),
        ("DOMOVOY_SITE", place.site().to_string_lossy().into_owned()),
        ("DOMOVOY_ADDR", "127.0.0.1:3000".to_owned()),
    ];
    for (name, value) in defaults {
        if std::env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    command
}
