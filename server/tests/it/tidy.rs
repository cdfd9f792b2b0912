//! The architecture's invariants, held by a test: what matters is checked, else it is a wish.

use std::path::{Path, PathBuf};
use std::process::Command;

const MOST_LINES: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// Every Rust file below the folders, with its path from the root and its text.
fn sources(folders: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(root()).expect("inside").to_string_lossy().into_owned();
                found.push((name, std::fs::read_to_string(&path).expect("text")));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

fn all() -> Vec<(String, String)> {
    sources(&[
        "domain/src",
        "atlas/src",
        "finder/src",
        "gar/src",
        "ledger/src",
        "entity/src",
        "migration/src",
        "service/src",
        "app/src",
        "server/src",
        "frontend/src",
        "xtask/src",
    ])
}

fn hold(rule: &str, broken: Vec<String>) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

fn depends(package: &str, flags: &[&str]) -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .current_dir(root())
        .args(["tree", "--offline", "--prefix", "none", "--edges", "normal", "-p", package])
        .args(flags)
        .output()
        .expect("cargo tree");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn names(tree: &str, forbidden: &[&str]) -> Vec<String> {
    tree.lines()
        .filter(|line| forbidden.iter().any(|name| line.starts_with(&format!("{name} "))))
        .map(str::to_owned)
        .collect()
}

#[test]
fn domain_does_no_io() {
    let tree = depends("domain", &["--target", "wasm32-unknown-unknown"]);
    hold(
        "domain depends on nothing that does IO",
        names(&tree, &["tokio", "sea-orm", "sqlx", "reqwest", "rand", "leptos"]),
    );
    let broken = sources(&["domain/src"]).into_iter().filter(|(_, text)| {
        ["Utc::now", "std::fs", "std::env", "SystemTime", "f64", "f32"].iter().any(|word| text.contains(word))
    });
    hold("now, files, the environment and floats do not exist in domain", broken.map(|(name, _)| name).collect());
}

#[test]
fn the_browsers_half_knows_no_database() {
    let tree = depends("frontend", &["--target", "wasm32-unknown-unknown"]);
    hold("no database in WASM", names(&tree, &["sea-orm", "sqlx", "tokio", "service", "entity", "axum"]));
}

#[test]
fn entities_stay_with_the_sql() {
    // Files beside a repo that shape its rows; everything else asks the repo.
    let shaping = ["service/src/meters/place.rs", "service/src/db/lease.rs", "service/src/db/parked.rs"];
    let allowed = |name: &str| {
        name.ends_with("repo.rs")
            || name.ends_with("tests.rs")
            || name.contains("/repo/")
            || name.contains("/tests/")
            || name.starts_with("service/src/testkit/")
            || shaping.contains(&name)
    };
    let broken = sources(&["service/src", "app/src", "server/src"])
        .into_iter()
        .filter(|(name, text)| !allowed(name) && text.contains("entity::"))
        .map(|(name, _)| name);
    hold("entities appear in repo files only", broken.collect());
    let broken =
        sources(&["entity/src"]).into_iter().filter(|(_, text)| text.contains("Serialize")).map(|(name, _)| name);
    hold("entities never cross a wire", broken.collect());
}

#[test]
fn features_do_not_know_each_other() {
    let mut broken = Vec::new();
    for (name, text) in sources(&["app/src/features"]) {
        let own =
            name.trim_start_matches("app/src/features/").split('/').next().unwrap_or_default().trim_end_matches(".rs");
        let others = text.match_indices("features::").map(|(at, found)| &text[at + found.len()..]);
        let stray = others.filter(|rest| !rest.starts_with(own)).count();
        if stray > 0 {
            broken.push(name);
        }
    }
    hold("a feature imports no other feature", broken);
    let mut broken = Vec::new();
    for (name, text) in sources(&["service/src"]) {
        let own = name.trim_start_matches("service/src/").split('/').next().unwrap_or_default();
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at + "crate::".len()..];
            let room = rest.split("::").next().unwrap_or_default();
            if rest.starts_with(&format!("{room}::repo")) && room != own {
                broken.push(format!("{name}: {room}"));
            }
        }
    }
    hold("a room never calls another room's repo", broken);
}

#[test]
fn server_functions_begin_with_a_guard() {
    let mut broken = Vec::new();
    for (name, text) in sources(&["app/src"]) {
        for (at, _) in text.match_indices("#[server") {
            let body = text[at..].split_once("{\n").map(|(_, body)| body).unwrap_or_default();
            let body = body.split("\n}").next().unwrap_or_default();
            let first = body.lines().next().unwrap_or_default();
            if !first.contains("guard::") || body.lines().count() > 5 {
                broken.push(format!("{name}: {first}"));
            }
        }
    }
    hold("a server function's first line is its guard, and five lines are enough", broken);
}

#[test]
fn the_cut_between_server_and_browser_is_in_few_places() {
    let allowed = |name: &str| name == "app/src/lib.rs" || name.ends_with("/mod.rs");
    let broken = sources(&["app/src"])
        .into_iter()
        .filter(|(name, text)| !allowed(name) && text.contains("feature = \"ssr\""))
        .map(|(name, _)| name);
    hold("the `ssr` feature is asked for in module lists only", broken.collect());
}

#[test]
fn raw_html_and_inline_style_do_not_exist() {
    let words = ["<textarea", "inner_html", "style=\"", "style=format", "onclick=", "<script>"];
    let mut broken = Vec::new();
    for (name, text) in sources(&["app/src"]) {
        for word in words {
            if text.contains(word) && name != "app/src/ui/text_area.rs" {
                broken.push(format!("{name}: {word}"));
            }
        }
    }
    hold("leptos 0.8 does not escape textareas, and the policy forbids inline code", broken);
}

#[test]
fn files_stay_small() {
    let broken = all()
        .into_iter()
        .filter(|(_, text)| MOST_LINES < text.lines().count())
        .map(|(name, text)| format!("{name}: {} lines", text.lines().count()));
    hold("no file is longer than 500 lines", broken.collect());
}

#[test]
fn files_say_what_they_are_for() {
    let broken = all()
        .into_iter()
        .filter(|(name, text)| !name.ends_with("tests.rs") && !text.starts_with("//!"))
        .map(|(name, _)| name);
    hold("a file opens with a sentence saying what it is for", broken.collect());
}
