//! Keyset paging: "what comes after this row", never "page 7 of 2 000".

use serde::{Deserialize, Serialize};

/// The place after the last row seen: the sort key's text and the row's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The sort key as text.
    pub key: String,
    /// The id that breaks ties.
    pub id: i64,
}

impl Cursor {
    /// Reads `<id>~<key>`; `None` for a text that is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let (id, key) = text.split_once('~')?;
        Some(Self { key: key.to_owned(), id: id.parse().ok()? })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.id, self.key)
    }
}

/// One screenful of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice<T> {
    /// The rows, in order.
    pub rows: Vec<T>,
    /// Where the next screenful begins; `None` on the last.
    pub next: Option<String>,
    /// How many rows the whole list has, when that is known without counting.
    pub total: Option<i64>,
}

impl<T> Slice<T> {
    /// Cuts `rows`, read one longer than `limit`, to a screenful.
    pub fn cut(mut rows: Vec<T>, limit: usize, cursor: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(|row| cursor(row).to_string()) } else { None };
        Self { rows, next, total: None }
    }
}
