//! What became different between versions of a house, fact by fact.

use std::collections::HashMap;

use domain::houses::{Fact, FactChange, HouseChange};
use domain::kernel::{Area, Date, Instant, OrgId};
use serde_json::{Map, Value};

/// A whole version: its facts by column, and when a later one replaced it (`None`: it is in force).
#[derive(Debug)]
pub struct Version {
    pub number: i32,
    pub facts: Map<String, Value>,
    pub replaced_at: Option<Instant>,
}

/// Columns that are about the row, not about the house.
const OURS: [&str; 10] =
    ["id", "region", "place_key", "source", "source_id", "source_day", "digest", "version", "extras", "time_zone"];

/// The column of the managing organisation.
const MANAGER: &str = "organisation_id";

/// The changes between neighbours of `versions`, which come newest first.
pub fn changes(versions: &[Version]) -> Vec<HouseChange> {
    let pairs = versions.iter().zip(versions.iter().skip(1));
    let change = |(new, old): (&Version, &Version)| {
        let seen = old.replaced_at?;
        let as_of = new.facts.get("source_day").and_then(Value::as_str).and_then(|day| day.parse().ok());
        Some(HouseChange { version: new.number, as_of, seen, facts: differences(&old.facts, &new.facts) })
    };
    pairs.filter_map(change).collect()
}

fn differences(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<FactChange> {
    let columns = new.keys().filter(|name| !OURS.contains(&name.as_str())).map(String::as_str);
    let mut facts: Vec<FactChange> = columns.filter_map(|name| differs(name, old.get(name), new.get(name))).collect();
    let (was, now) = (extras(old), extras(new));
    let mut names: Vec<&String> = was.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    facts.extend(names.into_iter().filter_map(|name| differs(name, was.get(name), now.get(name))));
    facts
}

fn extras(facts: &Map<String, Value>) -> Map<String, Value> {
    let text = facts.get("extras").and_then(Value::as_str).unwrap_or_default();
    serde_json::from_str(text).unwrap_or_default()
}

fn differs(name: &str, was: Option<&Value>, now: Option<&Value>) -> Option<FactChange> {
    let (was, now) = (fact(name, was), fact(name, now));
    (was != now).then(|| FactChange { name: name.to_owned(), was, now })
}

fn fact(name: &str, value: Option<&Value>) -> Fact {
    match value {
        Some(Value::Number(number)) if name.starts_with("area") => {
            number.as_i64().map_or(Fact::Unknown, |number| Fact::Area(Area(number)))
        }
        Some(Value::Number(number)) if name == "dangerous" => Fact::Flag(number.as_i64() != Some(0)),
        Some(Value::Number(number)) => number.as_i64().map_or(Fact::Unknown, Fact::Number),
        Some(Value::Bool(flag)) => Fact::Flag(*flag),
        Some(Value::String(text)) if text.is_empty() => Fact::Unknown,
        Some(Value::String(text)) => worded(name, text),
        _ => Fact::Unknown,
    }
}

fn worded(name: &str, text: &str) -> Fact {
    let day: Option<Date> = text.parse().ok();
    match (name, day) {
        ("managed_since", Some(day)) => Fact::Day(day),
        ("kind", _) => Fact::Code("house-kind".to_owned(), text.to_owned()),
        ("capital_fund", _) => Fact::Code("capital-fund".to_owned(), text.to_owned()),
        _ => Fact::Text(text.to_owned()),
    }
}

/// Organisations the changes speak of, by id.
pub fn organisations(changes: &[HouseChange]) -> Vec<OrgId> {
    let facts = changes.iter().flat_map(|change| &change.facts).filter(|fact| fact.name == MANAGER);
    let numbers = facts.flat_map(|fact| [&fact.was, &fact.now]).filter_map(|fact| match fact {
        Fact::Number(id) => Some(OrgId(*id)),
        _ => None,
    });
    numbers.collect()
}

/// Puts names in the place of ids.
pub fn name_organisations(changes: &mut [HouseChange], names: &HashMap<OrgId, String>) {
    let facts = changes.iter_mut().flat_map(|change| &mut change.facts).filter(|fact| fact.name == MANAGER);
    for fact in facts.flat_map(|fact| [&mut fact.was, &mut fact.now]) {
        if let Fact::Number(id) = fact {
            *fact = names.get(&OrgId(*id)).map_or(Fact::Unknown, |name| Fact::Text(name.clone()));
        }
    }
}
