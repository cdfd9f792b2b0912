//! What the address of the registry asks for, as typed, and what it means.

use domain::kernel::Cursor;
use domain::kernel::words::name_words;
use domain::orgs::{OrgFilter, OrgKind, OrgSort};
use serde::Deserialize;

use crate::link::link;

/// The page's query. Everything is a text: a wrong one narrows nothing and is never an error.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// Words of the name; of the address, on the page of one organisation.
    pub text: String,
    /// A kind's code.
    pub kind: String,
    /// `name`, `houses`; with a minus the last come first.
    pub sort: String,
    /// The place after the last row seen.
    pub after: String,
    /// How many rows were seen before.
    pub seen: String,
}

impl Wish {
    /// What it means.
    pub fn filter(&self) -> OrgFilter {
        let (sort, descending) = self.sort();
        OrgFilter { words: name_words(&self.text), kind: OrgKind::from_code(&self.kind), sort, descending }
    }

    /// By what, and whether the last come first.
    pub fn sort(&self) -> (OrgSort, bool) {
        let (code, descending) = match self.sort.strip_prefix('-') {
            Some(code) => (code, true),
            None => (self.sort.as_str(), false),
        };
        (OrgSort::from_code(code).unwrap_or_default(), descending)
    }

    /// The place after the last row seen.
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.after)
    }

    /// How many rows were seen, with those of this screenful.
    pub fn seen_with(&self, rows: usize) -> i64 {
        let before = if self.after.is_empty() { 0 } else { self.seen.parse::<u32>().unwrap_or_default().into() };
        before + i64::try_from(rows).unwrap_or_default()
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
                ("kind", &self.kind),
                ("sort", &self.sort),
                ("after", &self.after),
                ("seen", &self.seen),
            ],
        )
    }
}
