//! All houses by street: 8 bytes for the id and the letters of the number each.

use std::ops::Range;

use crate::finder::Finder;

/// Streets and their houses, in the order of addresses.
#[derive(Debug, Default)]
pub struct Houses {
    /// `region|place|street`, one after another.
    keys: Texts,
    /// Where each street's houses begin.
    firsts: Vec<u32>,
    ids: Vec<i64>,
    numbers: Texts,
}

/// Texts one after another, with where each ends.
#[derive(Debug, Default)]
struct Texts {
    letters: String,
    ends: Vec<u32>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.letters.push_str(text);
        self.ends.push(self.letters.len() as u32);
    }

    fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.letters[start..self.ends[at] as usize]
    }

    fn shrink(&mut self) {
        self.letters.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

impl Houses {
    /// How many streets.
    pub fn streets(&self) -> usize {
        self.firsts.len()
    }

    /// How many houses.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// `region|place|street`
    pub fn key(&self, street: usize) -> &str {
        self.keys.get(street)
    }

    /// The street's houses, by their places.
    pub fn of(&self, street: usize) -> Range<usize> {
        let end = self.firsts.get(street + 1).map_or(self.ids.len(), |next| *next as usize);
        self.firsts[street] as usize..end
    }

    /// The house's id and its number as it sorts.
    pub fn house(&self, at: usize) -> (i64, &str) {
        (self.ids[at], self.numbers.get(at))
    }
}

/// Takes houses in the order of their keys.
#[derive(Debug, Default)]
pub struct Builder(Houses);

impl Builder {
    /// A house: its id and its `region|place|street|number` as lists sort it.
    pub fn push(&mut self, id: i64, place_key: &str) {
        let (street, number) = place_key.rsplit_once('|').unwrap_or((place_key, ""));
        let houses = &mut self.0;
        if houses.firsts.is_empty() || houses.key(houses.firsts.len() - 1) != street {
            houses.keys.push(street);
            houses.firsts.push(houses.ids.len() as u32);
        }
        houses.ids.push(id);
        houses.numbers.push(number);
    }

    /// Puts the words of the streets in order.
    ///
    /// # Errors
    /// When the index of words cannot be made, for want of memory.
    pub fn build(mut self) -> Result<Finder, tantivy::TantivyError> {
        self.0.keys.shrink();
        self.0.numbers.shrink();
        self.0.ids.shrink_to_fit();
        Finder::of(self.0)
    }
}
