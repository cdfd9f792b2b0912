//! `cargo xtask test`: the steps one after another, timed, stopping at the first that fails.

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

use crate::build::{self, Kind};
use crate::place::Place;
use crate::postgres::Cluster;
use crate::process::{cargo, program, run};
use crate::size;
use crate::steps::{self, Step, Work};

/// What the steps share.
struct Run<'a> {
    place: &'a Place,
    /// Started by the first step that wants it.
    cluster: Option<Cluster>,
}

/// Runs the steps whose name begins with `only`, or all of them.
pub fn test(place: &Place, only: Option<&str>, list: bool) -> Result<()> {
    let mut steps = steps::all();
    steps.retain(|step| only.is_none_or(|start| step.name.starts_with(start)));
    ensure!(!steps.is_empty(), "no step has such a name: see `cargo xtask test --list`");
    if list {
        steps.iter().for_each(|step| println!("{}", step.name));
        return Ok(());
    }
    let mut run = Run { place, cluster: None };
    let mut passed = Vec::new();
    for step in &steps {
        eprintln!("\n=== {}", step.name);
        let started = Instant::now();
        let outcome = run.step(step);
        let took = started.elapsed();
        if let Err(error) = outcome {
            // No table here: what the step itself said last stays near the end.
            println!("FAILED {:<24}{:>8.1} s", step.name, took.as_secs_f32());
            println!("{} passed, 1 failed", passed.len());
            bail!(error.context(format!("the step {} failed", step.name)));
        }
        passed.push((step.name.as_str(), took));
    }
    report(&passed);
    println!("{} passed, 0 failed", passed.len());
    Ok(())
}

fn report(passed: &[(&str, Duration)]) {
    let total: Duration = passed.iter().map(|(_, took)| *took).sum();
    println!();
    for (name, took) in passed {
        println!("ok     {name:<24}{:>8.1} s", took.as_secs_f32());
    }
    println!("       {:<24}{:>8.1} s", "together", total.as_secs_f32());
}

/// The browsers of `end2end/playwright.config.ts`.
const PROJECTS: [&str; 4] = ["--project=js-360", "--project=js-1280", "--project=nojs-360", "--project=nojs-1280"];

impl Run<'_> {
    fn step(&mut self, step: &Step) -> Result<()> {
        let place = self.place;
        match &step.work {
            Work::Cargo(words) => run(cargo(place, words)),
            Work::CargoWithPostgres(words) => {
                let mut command = cargo(place, words);
                command.env("TEST_POSTGRES_URL", self.cluster()?.url("postgres"));
                run(command)
            }
            Work::Doc(package) => {
                let mut command = cargo(place, &["doc", "--no-deps", "-p", package]);
                command.env("RUSTDOCFLAGS", "-D warnings");
                run(command)
            }
            Work::Build => build::build(place, Kind::WasmRelease),
            Work::Size => size::check(place),
            // Each browser finds the demo town as it was made: a journey changes it.
            Work::JourneysOnSqlite => PROJECTS.iter().try_for_each(|project| self.journeys(None, &[project])),
            Work::JourneysOnPostgres => {
                // Every journey once, and without scripts the one that has two processes.
                for (name, args) in [("e2e", &["--project=js-1280"][..]), ("plain", &["--project=nojs-360", "whole"])] {
                    let database = self.cluster()?.create(&format!("{name}_{}", std::process::id()))?;
                    self.journeys(Some(&database), args)?;
                }
                Ok(())
            }
        }
    }

    fn cluster(&mut self) -> Result<&Cluster> {
        let cluster = match self.cluster.take() {
            Some(cluster) => cluster,
            None => Cluster::start()?,
        };
        Ok(self.cluster.insert(cluster))
    }

    fn journeys(&self, database: Option<&str>, args: &[&str]) -> Result<()> {
        let place = self.place;
        let mut command = program(place, place.node_bin("playwright")?);
        command.args(["test", "-c", "end2end/playwright.config.ts"]).args(args);
        command.env("E2E_SERVER", place.server("debug")).env("E2E_SITE", place.site());
        command.env("E2E_IN_BROWSER", build::wasm::in_browser(place)?);
        command.env("E2E_OUTPUT", place.target.join(if database.is_some() { "e2e-postgres" } else { "e2e" }));
        match database {
            Some(url) => command.env("E2E_DATABASE_URL", url),
            None => command.env_remove("E2E_DATABASE_URL"),
        };
        run(command)
    }
}
