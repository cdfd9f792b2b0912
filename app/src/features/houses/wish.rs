//! What the address of the registry asks for, as typed, and what it means.

use domain::houses::{HouseFilter, HouseKind, HouseSort};
use domain::kernel::text::sortable;
use domain::kernel::words::{address_words, name_words};
use domain::kernel::{Cursor, HouseId};
use serde::Deserialize;

use crate::link::link;

/// The page's query. Everything is a text: a wrong one narrows nothing and is never an error.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// Words of the address.
    pub text: String,
    /// A region's key.
    pub region: String,
    /// The settlement's name.
    pub place: String,
    /// The managing organisation's name.
    pub by: String,
    /// The managing organisation's id.
    pub manager: String,
    /// A kind's code.
    pub kind: String,
    /// Built in this year or later.
    pub from: String,
    /// Built in this year or earlier.
    pub to: String,
    /// `1`: dangerous ones only.
    pub dangerous: String,
    /// `address`, `year`, `area`; with a minus the last come first.
    pub sort: String,
    /// The place after the last row seen.
    pub after: String,
    /// How many rows were seen before.
    pub seen: String,
}

impl Wish {
    /// What it means.
    pub fn filter(&self) -> HouseFilter {
        let (sort, descending) = self.sort();
        HouseFilter {
            words: address_words(&self.text),
            region: sortable(&self.region),
            locality: address_words(&self.place),
            kind: HouseKind::from_code(&self.kind),
            manager: self.manager.parse().ok(),
            managed_by: name_words(&self.by),
            built_from: year(&self.from),
            built_to: year(&self.to),
            dangerous: self.dangerous == "1",
            sort,
            descending,
        }
    }

    /// By what, and whether the last come first.
    pub fn sort(&self) -> (HouseSort, bool) {
        let (code, descending) = match self.sort.strip_prefix('-') {
            Some(code) => (code, true),
            None => (self.sort.as_str(), false),
        };
        (HouseSort::from_code(code).unwrap_or_default(), descending)
    }

    /// The place after the last row seen.
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.after)
    }

    /// How many rows were seen before this screenful.
    pub fn seen(&self) -> i64 {
        if self.after.is_empty() { 0 } else { self.seen.parse::<u32>().unwrap_or_default().into() }
    }

    /// The same wish from the first screenful on.
    pub fn at_start(&self) -> Self {
        Self { after: String::new(), seen: String::new(), ..self.clone() }
    }

    /// Its address.
    pub fn href(&self, path: &str) -> String {
        link(
            path,
            &[
                ("text", &self.text),
                ("region", &self.region),
                ("place", &self.place),
                ("by", &self.by),
                ("manager", &self.manager),
                ("kind", &self.kind),
                ("from", &self.from),
                ("to", &self.to),
                ("dangerous", &self.dangerous),
                ("sort", &self.sort),
                ("after", &self.after),
                ("seen", &self.seen),
            ],
        )
    }
}

fn year(text: &str) -> Option<i32> {
    text.trim().parse().ok().filter(|year| (1..=9999).contains(year))
}

/// The page of a house.
pub fn house(id: HouseId) -> String {
    format!("/houses/{id}")
}
