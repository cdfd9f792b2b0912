//! The steps of `cargo xtask test`, in their order.

/// A named step.
#[derive(Debug)]
pub struct Step {
    /// What `--only` and the report call it.
    pub name: String,
    /// What it does.
    pub work: Work,
}

/// What a step does.
#[derive(Debug)]
pub enum Work {
    /// One cargo command.
    Cargo(Vec<&'static str>),
    /// One cargo command with a PostgreSQL behind `TEST_POSTGRES_URL`.
    CargoWithPostgres(Vec<&'static str>),
    /// The documentation of a package, where a broken link is an error.
    Doc(&'static str),
    /// The development server, and the browser's half as people get it.
    Build,
    /// The size against its limit.
    Size,
    /// The journeys in a browser, on SQLite: every project.
    JourneysOnSqlite,
    /// The journeys in a browser, on PostgreSQL: one project, for the database is what differs.
    JourneysOnPostgres,
}

/// The server's side with its features, for one cargo run.
///
/// Never the workspace: the browser's features must not join these. And not a run per package: each
/// would get other features of common libraries and compile the database and the web stack anew.
const SERVER_SIDE: [&str; 14] = [
    "-p",
    "finder",
    "-p",
    "entity",
    "-p",
    "migration",
    "-p",
    "service",
    "-p",
    "app",
    "-p",
    "server",
    "--features",
    "app/ssr",
];

/// The browser's side with its features.
const BROWSER_SIDE: [&str; 8] =
    ["-p", "app", "-p", "frontend", "--features", "app/hydrate", "--target", "wasm32-unknown-unknown"];

/// What stands by itself and is quick, so that the quickest refusal comes first.
const SMALL: [&str; 5] = ["domain", "atlas", "gar", "ledger", "xtask"];

/// All steps.
pub fn all() -> Vec<Step> {
    let warnings = ["--", "-D", "warnings"];
    let mut steps = vec![step("fmt", Work::Cargo(vec!["fmt", "--all", "--check", "--", "-l"]))];
    for package in SMALL {
        let words = [&["clippy", "-p", package, "--all-targets"][..], &warnings].concat();
        steps.push(step(&format!("clippy-{package}"), Work::Cargo(words)));
    }
    let words = [&["clippy", "--all-targets"][..], &SERVER_SIDE, &warnings].concat();
    steps.push(step("clippy-server-side", Work::Cargo(words)));
    let words = [&["clippy"][..], &BROWSER_SIDE, &warnings].concat();
    steps.push(step("clippy-browser-side", Work::Cargo(words)));
    for package in SMALL {
        steps.push(step(&format!("test-{package}"), Work::Cargo(vec!["test", "-p", package])));
    }
    let words = [&["test"][..], &SERVER_SIDE].concat();
    steps.push(step("test-server-side", Work::CargoWithPostgres(words)));
    steps.push(step("doc", Work::Doc("domain")));
    steps.push(step("build", Work::Build));
    steps.push(step("size", Work::Size));
    steps.push(step("e2e-sqlite", Work::JourneysOnSqlite));
    steps.push(step("e2e-postgres", Work::JourneysOnPostgres));
    steps
}

fn step(name: &str, work: Work) -> Step {
    Step { name: name.to_owned(), work }
}
