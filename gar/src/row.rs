//! One record: its attributes, each as the schema asks.

use std::borrow::Cow;

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use crate::fault::What;
use crate::table::Table;

/// More attributes than any record has.
const WIDTH: usize = 20;

/// A record that was checked.
#[derive(Debug)]
pub struct Row<'a> {
    table: &'static Table,
    values: [Option<Cow<'a, str>>; WIDTH],
}

impl<'a> Row<'a> {
    /// Reads and checks a record; otherwise the attribute and what is wrong with it.
    pub(crate) fn of(table: &'static Table, element: &'a BytesStart<'_>) -> Result<Self, (String, What)> {
        let mut values = [const { None }; WIDTH];
        let mut next = 0;
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| (String::new(), What::NotXml(error.to_string())))?;
            let name = attribute.key.0;
            let slot = slot(table, next, name).ok_or_else(|| (name.to_owned(), What::Unknown))?;
            let value = match attribute.value {
                Cow::Borrowed(value) if value.contains('&') => {
                    unescape(value).map_err(|error| (name.to_owned(), What::NotXml(error.to_string())))?
                }
                value => value,
            };
            let check = table.attributes[slot].check;
            if !check.fits(&value) {
                let shown = value.chars().take(60).collect();
                return Err((name.to_owned(), What::Value(check, shown)));
            }
            if values[slot].replace(value).is_some() {
                return Err((name.to_owned(), What::Twice));
            }
            next = slot + 1;
        }
        for (attribute, value) in table.attributes.iter().zip(&values) {
            if attribute.required && value.is_none() {
                return Err((attribute.name.to_owned(), What::Missing));
            }
        }
        Ok(Self { table, values })
    }

    /// The kind of the file the record is from.
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// The value of an attribute; empty when it is not there.
    pub fn text(&self, name: &str) -> &str {
        let slot = self.table.slot(name);
        slot.and_then(|slot| self.values.get(slot)?.as_deref()).unwrap_or_default()
    }

    /// All values in the order of the table's attributes.
    pub fn values(&self) -> impl Iterator<Item = Option<&str>> {
        self.values.iter().take(self.table.attributes.len()).map(Option::as_deref)
    }

    /// The number an attribute says; 0 when it is not there.
    pub fn number(&self, name: &str) -> i64 {
        self.text(name).parse().unwrap_or_default()
    }

    /// Is it `1` or `true`?
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.text(name), "1" | "true")
    }
}

/// The place of an attribute: files keep the schema's order, so it is most often the next one.
fn slot(table: &Table, next: usize, name: &str) -> Option<usize> {
    let is = |place: &usize| table.attributes.get(*place).is_some_and(|attribute| attribute.name == name);
    (next..table.attributes.len()).find(is).or_else(|| (0..next).find(is))
}
