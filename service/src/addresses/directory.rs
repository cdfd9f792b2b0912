//! The elements of one region in memory, found by their words.

use std::cmp::Reverse;
use std::collections::HashMap;

use domain::addresses::{Doubt, Likeness, Part, Place, building_line, place_line};
use domain::houses::address::parse;
use sea_orm::ConnectionTrait;

use super::repo::{self, Built, Element};
use crate::error::Result;

/// Places one street may be, at most.
const PLACES: usize = 16;
/// The levels buildings stand under: a city, a settlement, a planning element, a street.
const HOLDS_BUILDINGS: std::ops::RangeInclusive<i32> = 1..=8;

/// A region of the register.
#[derive(Debug)]
pub struct Directory {
    parts: HashMap<i64, Part>,
    entries: Vec<Entry>,
    by_locality: HashMap<String, Vec<usize>>,
    by_street: HashMap<String, Vec<usize>>,
    words: HashMap<(bool, i64), String>,
}

/// Where buildings stand.
#[derive(Debug)]
pub struct Entry {
    /// Its number in the register.
    pub object: i64,
    /// «Вологодская обл., г. Вологда, ул. Мира»
    pub line: String,
    place: Place,
}

impl Directory {
    /// Reads a region; `None` when the register has nothing of it here.
    pub async fn read(db: &impl ConnectionTrait, region: i32) -> Result<Option<Self>> {
        let elements = repo::elements(db, region).await?;
        if elements.is_empty() {
            return Ok(None);
        }
        let words = repo::words(db).await?;
        // Tens of thousands of lines are read: not on a thread that answers.
        let made = tokio::task::spawn_blocking(move || Self::of(&elements, words)).await;
        Ok(Some(made.map_err(anyhow::Error::from)?))
    }

    fn of(elements: &[Element], words: HashMap<(bool, i64), String>) -> Self {
        let part = |element: &Element| Part {
            level: element.level,
            kind: element.type_name.clone(),
            name: element.name.clone(),
        };
        let parts: HashMap<i64, Part> = elements.iter().map(|element| (element.object_id, part(element))).collect();
        let mut made =
            Self { parts, entries: Vec::new(), by_locality: HashMap::new(), by_street: HashMap::new(), words };
        for element in elements.iter().filter(|element| HOLDS_BUILDINGS.contains(&element.level)) {
            let line = made.line(&element.path);
            let place = Place::of(&parse(&line));
            let at = made.entries.len();
            made.by_locality.entry(place.locality_key()).or_default().push(at);
            made.by_street.entry(place.street_key()).or_default().push(at);
            made.entries.push(Entry { object: element.object_id, line, place });
        }
        made
    }

    /// Where a registry's place may be, with what differs: exact words first, else slips of the pen.
    pub fn places(&self, wanted: &Place) -> Vec<(&Entry, Vec<Doubt>)> {
        let (locality, street) = (wanted.locality_key(), wanted.street_key());
        let judged = |some: &[usize]| -> Vec<(&Entry, Vec<Doubt>)> {
            let entries = some.iter().filter_map(|at| self.entries.get(*at));
            entries.filter_map(|entry| Some((entry, wanted.doubts(&entry.place)?))).collect()
        };
        let of = |map: &'_ HashMap<String, Vec<usize>>, key: &str| map.get(key).cloned().unwrap_or_default();
        let mut found = judged(&match street.is_empty() {
            true => of(&self.by_locality, &locality),
            false => of(&self.by_street, &street),
        });
        // With nothing but another kind of street, a slip of the pen is as likely.
        if found.iter().all(|(_, doubts)| doubts.contains(&Doubt::StreetKind)) {
            let known: Vec<i64> = found.iter().map(|(entry, _)| entry.object).collect();
            let slips = judged(&of(&self.by_locality, &locality));
            found.extend(slips.into_iter().filter(|(entry, _)| !known.contains(&entry.object)));
        }
        found.sort_by_key(|(_, doubts)| Reverse(Likeness::of(doubts.clone()).percent));
        if PLACES < found.len() {
            found.truncate(PLACES);
            found.iter_mut().for_each(|(_, doubts)| doubts.push(Doubt::Several));
        }
        found
    }

    /// The address of a path, its last number aside when that is a building's.
    pub fn line(&self, path: &str) -> String {
        let numbers = path.split('.').filter_map(|number| number.parse::<i64>().ok());
        let parts: Vec<Part> = numbers.filter_map(|number| self.parts.get(&number).cloned()).collect();
        place_line(&parts)
    }

    /// «д. 5, к. 2»
    pub fn building(&self, built: &Built) -> String {
        let word = |addition: bool, code: &str| {
            let number = code.parse().unwrap_or_default();
            self.words.get(&(addition, number)).cloned().unwrap_or_default()
        };
        building_line(&[
            (word(false, &built.type_name), built.name.clone()),
            (word(true, &built.addition_type), built.addition.clone()),
            (word(true, &built.addition2_type), built.addition2.clone()),
        ])
    }
}
