//! Every text exists in both languages, is said somewhere, and nothing said is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use domain::houses::{CapitalFund, HouseKind, HouseSort, Source};
use domain::meetings::{Body, Kind};
use domain::orgs::{OrgKind, OrgSort};
use fluent_bundle::FluentResource;

use super::{L10n, Lang, files};

/// Keys of a language, each with the parts its text wants.
fn texts(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in files(lang) {
        assert!(FluentResource::try_new((*text).to_owned()).is_ok(), "{file}.ftl ({}) has mistakes", lang.code());
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                key = line.split('=').next().unwrap_or_default().trim().to_owned();
                assert!(!texts.contains_key(&key), "{key} stands twice ({})", lang.code());
                texts.insert(key.clone(), BTreeSet::new());
            }
            let parts = line.split('$').skip(1);
            let name = |part: &str| part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
            texts.entry(key.clone()).or_default().extend(parts.map(name));
        }
    }
    texts.remove("");
    texts
}

fn sources(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            sources(&entry, out);
        } else if entry.extension().is_some_and(|kind| kind == "rs") && !entry.ends_with("tests.rs") {
            out.push((entry.clone(), std::fs::read_to_string(&entry).unwrap()));
        }
    }
}

/// The sources of a crate beside this one.
fn crate_sources(name: &str) -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src"), &mut out);
    out
}

/// What stands between quotes, line by line; texts over several lines are nobody's keys.
fn literals(source: &str) -> Vec<&str> {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split('"').skip(1).step_by(2)).collect()
}

/// Codes and keys are written alike: `meters.bad_key` stands under `meters-bad-key`.
fn as_key(text: &str) -> String {
    text.replace(['.', '_'], "-").to_lowercase()
}

/// Whether a literal with gaps (`{…}`) can become the key: its fixed parts follow one another there.
fn can_become(literal: &str, key: &str) -> bool {
    let mut pieces = literal.split('{');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = key.strip_prefix(first) else { return false };
    let mut longest = first.len();
    for piece in pieces {
        let Some((_, fixed)) = piece.split_once('}') else { return false };
        let Some(at) = rest.rfind(fixed).filter(|at| 0 < *at) else { return false };
        longest = longest.max(fixed.len());
        rest = &rest[at + fixed.len()..];
    }
    rest.is_empty() && 4 <= longest
}

#[test]
fn both_languages_say_the_same() {
    let (ru, en) = (texts(Lang::Ru), texts(Lang::En));
    let only = |one: &BTreeMap<String, _>, other: &BTreeMap<String, _>| -> Vec<String> {
        one.keys().filter(|key| !other.contains_key(*key)).cloned().collect()
    };
    assert_eq!((only(&ru, &en), only(&en, &ru)), (vec![], vec![]), "only in Russian, only in English");
    for (key, parts) in &ru {
        assert_eq!(parts, &en[key], "parts of {key}");
    }
}

#[test]
fn every_text_is_said_somewhere() {
    let all: Vec<_> = ["app", "domain", "server", "service"].iter().flat_map(|name| crate_sources(name)).collect();
    let said: BTreeSet<String> = all.iter().flat_map(|(_, text)| literals(text)).map(as_key).collect();
    let patterns: Vec<&String> = said.iter().filter(|literal| literal.contains('{')).collect();
    let unused: Vec<String> = texts(Lang::Ru)
        .into_keys()
        .filter(|key| !said.contains(key) && !patterns.iter().any(|pattern| can_become(pattern, key)))
        .collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

#[test]
fn nothing_said_is_missing() {
    let known = texts(Lang::Ru);
    for (path, text) in crate_sources("app") {
        for call in [".t(\"", ".with(\"", ".count(\""] {
            for said in text.split(call).skip(1) {
                let key = said.split('"').next().unwrap();
                assert!(known.contains_key(key), "{}: {key} is missing", path.display());
            }
        }
        for said in text.split(".t(&format!(\"").skip(1) {
            let pattern = said.split('"').next().unwrap();
            assert!(known.keys().any(|key| can_become(pattern, key)), "{}: nothing fits {pattern}", path.display());
        }
    }
}

/// A rule's code is a literal of the shape `room.what_is_wrong` in the domain.
#[test]
fn every_code_has_a_sentence() {
    let known = texts(Lang::Ru);
    let word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let mut seen = 0;
    for (path, text) in crate_sources("domain") {
        let codes = literals(&text).into_iter().filter(|literal| literal.split('.').count() == 2);
        for code in codes.filter(|code| code.split('.').all(word)) {
            seen += 1;
            assert!(known.contains_key(&as_key(code)), "{}: {code} has no sentence", path.display());
        }
    }
    assert!(0 < seen, "the codes were not found");
}

#[test]
fn every_stored_name_has_words() {
    let known = texts(Lang::Ru);
    let check = |key: String| assert!(known.contains_key(&key), "{key} is missing");
    HouseKind::ALL.iter().for_each(|kind| check(format!("house-kind-{}", kind.code())));
    OrgKind::ALL.iter().for_each(|kind| check(as_key(&format!("org-kind-{}", kind.code()))));
    Body::ALL.iter().for_each(|body| {
        ["meeting-body", "protocol-body", "protocol-register", "poster-heading", "poster-sheet"]
            .iter()
            .for_each(|start| check(format!("{start}-{}", body.code())));
    });
    Kind::ALL.iter().for_each(|kind| {
        check(as_key(&format!("meeting-kind-{}", kind.code())));
        check(format!("meeting-rule-{}", kind.rule_key()));
    });
    Source::ALL.iter().for_each(|source| check(format!("source-{}", source.code())));
    let funds = CapitalFund::ALL.iter().filter(|fund| !fund.code().is_empty());
    funds.for_each(|fund| check(as_key(&format!("capital-fund-{}", fund.code()))));
    for way in ["", "-up", "-down"] {
        HouseSort::ALL.iter().for_each(|sort| check(format!("houses-sort-{}{way}", sort.code())));
        OrgSort::ALL.iter().for_each(|sort| check(format!("orgs-sort-{}{way}", sort.code())));
    }
}

#[test]
fn numbers_choose_their_form() {
    let check = |number: i64, expect: &str| assert_eq!(L10n(Lang::Ru).count("houses-count", number), expect);
    check(1, "1 дом");
    check(3, "3 дома");
    check(11, "11 домов");
    check(130_421, "130\u{a0}421 дом");
}
