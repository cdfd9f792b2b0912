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

/// The packages of the server's side, with the features they are linted and tested with.
///
/// One package a command, never the workspace: cargo would unite the features of both sides. The
/// smallest come first, so that the quickest refusal is the first one.
const SERVER_SIDE: [(&str, &[&str]); 7] = [
    ("domain", &[]),
    ("xtask", &[]),
    ("entity", &[]),
    ("migration", &[]),
    ("service", &[]),
    ("app", &["--features", "ssr"]),
    ("server", &[]),
];

/// Packages that hold no tests of their own: the others' tests run their code.
const WITHOUT_TESTS: [&str; 2] = ["entity", "migration"];

/// The packages of the browser's side.
const BROWSER_SIDE: [(&str, &[&str]); 2] = [("app", &["--features", "hydrate"]), ("frontend", &[])];

/// All steps.
pub fn all() -> Vec<Step> {
    let mut steps = vec![step("fmt", Work::Cargo(vec!["fmt", "--all", "--check"]))];
    for (package, features) in SERVER_SIDE {
        let words = [&["clippy", "-p", package, "--all-targets"], features, &["--", "-D", "warnings"]].concat();
        steps.push(step(&format!("clippy-{package}"), Work::Cargo(words)));
    }
    for (package, features) in BROWSER_SIDE {
        let target = &["--target", "wasm32-unknown-unknown"];
        let words = [&["clippy", "-p", package], features, target, &["--", "-D", "warnings"]].concat();
        steps.push(step(&format!("clippy-{package}-wasm"), Work::Cargo(words)));
    }
    for (package, features) in SERVER_SIDE {
        if !WITHOUT_TESTS.contains(&package) {
            let words = [&["test", "-p", package], features].concat();
            steps.push(step(&format!("test-{package}"), Work::CargoWithPostgres(words)));
        }
    }
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
