//! Which records are kept, in which table, column by column.

use ::gar::{Group, Row, Table};
use domain::kernel::{Date, iso};
use sea_orm::Value;
use sha2::Digest as _;

/// Digits of a long number at most: a record's key is eight times its number and the file's place.
const LONG: usize = 18;
/// Digits of a number that is kept in 32 bits.
const SHORT: usize = 9;

/// A table and what fills it.
#[derive(Debug)]
pub struct Kept {
    /// Its name.
    pub table: &'static str,
    /// The files that fill it; a file's place is stored as `kind` and is part of the key.
    pub files: &'static [&'static str],
    /// Its columns behind `key`, `kind` and `digest`, each with what fills it.
    pub columns: &'static [(&'static str, Cell)],
}

/// What fills a column.
#[derive(Clone, Copy, Debug)]
pub enum Cell {
    /// The attribute as a text; of several names the first that is there.
    Text(&'static [&'static str]),
    /// The attribute as a whole number that fits 32 bits.
    Short(&'static str),
    /// The attribute as a whole number.
    Long(&'static str),
    /// The attribute as a day.
    Day(&'static str),
    /// The attribute as yes or no.
    Flag(&'static str),
    /// The region of the file.
    Region,
}

/// A row to be.
#[derive(Debug)]
pub struct Version {
    /// What it is found by.
    pub key: i64,
    /// The same for the same content.
    pub digest: i64,
    /// The day the register changed it last; `None` where it does not say.
    pub updated: Option<Date>,
    /// Its cells, in the order of the columns.
    pub cells: Vec<Value>,
}

/// The day of the last change.
const UPDATED: &str = "UPDATEDATE";

const CHANGED: [(&str, Cell); 4] = [
    ("change_id", Cell::Long("CHANGEID")),
    ("starts_on", Cell::Day("STARTDATE")),
    ("ends_on", Cell::Day("ENDDATE")),
    ("updated_on", Cell::Day(UPDATED)),
];

/// All tables.
pub const KEPT: [Kept; 4] = [
    Kept {
        table: "gar_word",
        files: &[
            "OBJECT_LEVELS",
            "HOUSE_TYPES",
            "ADDHOUSE_TYPES",
            "APARTMENT_TYPES",
            "ROOM_TYPES",
            "ADDR_OBJ_TYPES",
            "PARAM_TYPES",
            "OPERATION_TYPES",
        ],
        columns: &[
            ("number", Cell::Long("ID")),
            ("level", Cell::Short("LEVEL")),
            ("name", Cell::Text(&["NAME"])),
            ("short_name", Cell::Text(&["SHORTNAME", "CODE"])),
            CHANGED[1],
            CHANGED[2],
            ("active", Cell::Flag("ISACTIVE")),
        ],
    },
    Kept {
        table: "gar_object",
        files: &["ADDR_OBJ", "HOUSES", "STEADS", "APARTMENTS", "ROOMS", "CARPLACES"],
        columns: &[
            ("object_id", Cell::Long("OBJECTID")),
            ("region", Cell::Region),
            ("guid", Cell::Text(&["OBJECTGUID"])),
            ("name", Cell::Text(&["NAME", "HOUSENUM", "NUMBER"])),
            ("type_name", Cell::Text(&["TYPENAME", "HOUSETYPE", "APARTTYPE", "ROOMTYPE"])),
            ("level", Cell::Short("LEVEL")),
            ("addition", Cell::Text(&["ADDNUM1"])),
            ("addition_type", Cell::Text(&["ADDTYPE1"])),
            ("addition2", Cell::Text(&["ADDNUM2"])),
            ("addition2_type", Cell::Text(&["ADDTYPE2"])),
            ("previous_id", Cell::Long("PREVID")),
            CHANGED[0],
            CHANGED[1],
            CHANGED[2],
            CHANGED[3],
            ("actual", Cell::Flag("ISACTUAL")),
            ("active", Cell::Flag("ISACTIVE")),
        ],
    },
    Kept {
        table: "gar_place",
        files: &["ADM_HIERARCHY", "MUN_HIERARCHY"],
        columns: &[
            ("object_id", Cell::Long("OBJECTID")),
            ("region", Cell::Region),
            ("parent_id", Cell::Long("PARENTOBJID")),
            ("path", Cell::Text(&["PATH"])),
            ("code", Cell::Text(&["OKTMO"])),
            ("previous_id", Cell::Long("PREVID")),
            CHANGED[0],
            CHANGED[1],
            CHANGED[2],
            CHANGED[3],
            ("active", Cell::Flag("ISACTIVE")),
        ],
    },
    Kept {
        table: "gar_param",
        files: &[
            "ADDR_OBJ_PARAMS",
            "HOUSES_PARAMS",
            "STEADS_PARAMS",
            "APARTMENTS_PARAMS",
            "ROOMS_PARAMS",
            "CARPLACES_PARAMS",
        ],
        columns: &[
            ("object_id", Cell::Long("OBJECTID")),
            ("region", Cell::Region),
            ("type_id", Cell::Short("TYPEID")),
            ("value", Cell::Text(&["VALUE"])),
            ("change_end_id", Cell::Long("CHANGEIDEND")),
            CHANGED[0],
            CHANGED[1],
            CHANGED[2],
            CHANGED[3],
        ],
    },
];

impl Kept {
    /// Where the records of a file go; `None` when they are only checked.
    pub fn of(table: &Table) -> Option<&'static Self> {
        KEPT.iter().find(|kept| table.group != Group::Other && kept.files.contains(&table.name))
    }

    /// Whether its versions say when they were changed.
    pub fn is_dated(&self) -> bool {
        self.columns.iter().any(|(_, cell)| matches!(cell, Cell::Day(UPDATED)))
    }

    /// The attribute whose number is longer than its column holds, and the most digits it may have. The
    /// schemas allow some of them any length.
    pub fn too_long(&self, row: &Row<'_>) -> Option<(&'static str, usize)> {
        let numbers = self.columns.iter().filter_map(|(_, cell)| match *cell {
            Cell::Short(name) => Some((name, SHORT)),
            Cell::Long(name) => Some((name, LONG)),
            _ => None,
        });
        let digits = |name| row.text(name).trim_start_matches(['+', '-', '0']).len();
        numbers.chain([("ID", LONG)]).find(|(name, most)| *most < digits(name))
    }

    /// All columns, in the order of a row's values.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        ["key", "kind", "digest"].into_iter().chain(self.columns.iter().map(|(name, _)| *name))
    }

    /// The row of a record.
    pub fn version(&self, row: &Row<'_>, region: u8) -> Version {
        let kind = self.files.iter().position(|file| *file == row.table().name).unwrap_or_default() as i64;
        // Levels are numbered by LEVEL, everything else by ID.
        let number = if row.text("ID").is_empty() { row.number("LEVEL") } else { row.number("ID") };
        let digest = digest(row, region);
        let updated = if self.is_dated() { iso::parse(row.text(UPDATED)) } else { None };
        let cell = |cell: &Cell| match *cell {
            Cell::Text(names) => {
                Value::from(names.iter().map(|name| row.text(name)).find(|text| !text.is_empty()).unwrap_or_default())
            }
            Cell::Short(name) => Value::from(i32::try_from(row.number(name)).unwrap_or_default()),
            Cell::Long("ID") => Value::from(number),
            Cell::Long(name) => Value::from(row.number(name)),
            Cell::Day(name) => Value::from(iso::parse(row.text(name)).unwrap_or_default()),
            Cell::Flag(name) => Value::from(row.flag(name)),
            Cell::Region => Value::from(i32::from(region)),
        };
        let key = number * 8 + kind;
        let mut cells = vec![Value::from(key), Value::from(kind as i32), Value::from(digest)];
        cells.extend(self.columns.iter().map(|(_, fill)| cell(fill)));
        Version { key, digest, updated, cells }
    }
}

/// The same for the same attributes, on every machine.
fn digest(row: &Row<'_>, region: u8) -> i64 {
    let mut digest = sha2::Sha256::new();
    digest.update([region]);
    for value in row.values() {
        digest.update(value.unwrap_or_default());
        digest.update([u8::from(value.is_some())]);
    }
    let mut first = [0; 8];
    first.copy_from_slice(&digest.finalize()[..8]);
    i64::from_le_bytes(first)
}
