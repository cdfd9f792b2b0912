//! `cargo xtask run` and `bench`: the release build at work.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::build::{self, Kind};
use crate::place::Place;
use crate::process::{program, run as run_command};

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

/// Builds for release and runs every benchmark; each finds the binary in `DOMOVOY_BIN`.
pub fn bench(place: &Place, args: &[String]) -> Result<()> {
    build::build(place, Kind::Release)?;
    let benchmarks = benchmarks(place)?;
    ensure!(!benchmarks.is_empty(), "there is no benchmark in bench/");
    for path in benchmarks {
        let mut command = program(place, path);
        command.args(args).env("DOMOVOY_BIN", place.server("release")).env("DOMOVOY_SITE", place.site());
        command.env("CARGO_TARGET_DIR", &place.target);
        run_command(command)?;
    }
    Ok(())
}

fn benchmarks(place: &Place) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(place.root.join("bench")).context("there is no bench/ yet")? {
        let path = entry?.path();
        let is_run = path.file_name().is_some_and(|name| name == "run");
        if path.is_file() && (is_run || path.extension().is_some_and(|extension| extension == "sh")) {
            found.push(path);
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
