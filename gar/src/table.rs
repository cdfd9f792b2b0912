//! The files of an archive and what the official schemas say of their records.

use crate::check::Check::{self, Boolean, Day, Digits, Flag, Guid, Int, Text};

/// A kind of file. Its name in an archive is `AS_<NAME>_<day>_<guid>.XML`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// The part of the file's name that says what it is.
    pub name: &'static str,
    /// What is done with it.
    pub group: Group,
    /// The element the file consists of.
    pub root: &'static str,
    /// The element of one record.
    pub record: &'static str,
    /// The record's attributes, in the order of the schema.
    pub attributes: &'static [Attribute],
}

/// What the records of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Things with an address: streets, houses, flats …
    Objects,
    /// A tree of objects: by administrative or by municipal division.
    Tree,
    /// What is known of objects: postcode, ОКТМО, cadastral number …
    Params,
    /// Words: kinds and levels.
    Words,
    /// Checked and counted, not kept: papers and journals.
    Other,
}

/// One attribute of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: &'static str,
    pub required: bool,
    pub check: Check,
}

const fn must(name: &'static str, check: Check) -> Attribute {
    Attribute { name, required: true, check }
}

const fn may(name: &'static str, check: Check) -> Attribute {
    Attribute { name, required: false, check }
}

/// A number of up to 19 digits.
const LONG: Check = Int(19);
/// A number as long as it likes; the schema says `integer`.
const INT: Check = Int(u8::MAX);
/// A code of up to four digits.
const CODE: Check = Digits(1, 4);

/// The attributes of a thing with an address: a version's number, the thing's, its own ones, the chain
/// of versions and how long this one holds.
macro_rules! object {
    ($operation:expr, $($own:expr),*) => {
        &[
            must("ID", LONG), must("OBJECTID", LONG), must("OBJECTGUID", Guid), must("CHANGEID", LONG),
            $($own,)*
            must("OPERTYPEID", $operation), may("PREVID", LONG), may("NEXTID", LONG), must("UPDATEDATE", Day),
            must("STARTDATE", Day), must("ENDDATE", Day), must("ISACTUAL", Flag), must("ISACTIVE", Flag),
        ]
    };
}

/// The attributes of a place in a tree.
macro_rules! place {
    ($($own:expr),*) => {
        &[
            must("ID", LONG), must("OBJECTID", LONG), may("PARENTOBJID", LONG), must("CHANGEID", LONG),
            $($own,)*
            may("PREVID", LONG), may("NEXTID", LONG), must("UPDATEDATE", Day), must("STARTDATE", Day),
            must("ENDDATE", Day), must("ISACTIVE", Flag), must("PATH", Text(0, usize::MAX)),
        ]
    };
}

/// The attributes of a word in a list.
macro_rules! word {
    ($id:expr, $($own:expr),*) => {
        &[
            must("ID", $id), $($own,)* must("UPDATEDATE", Day), must("STARTDATE", Day), must("ENDDATE", Day),
            must("ISACTIVE", Boolean),
        ]
    };
}

const PARAMS: &[Attribute] = &[
    must("ID", LONG),
    must("OBJECTID", LONG),
    may("CHANGEID", LONG),
    must("CHANGEIDEND", LONG),
    must("TYPEID", Int(4)),
    must("VALUE", Text(1, 8000)),
    must("UPDATEDATE", Day),
    must("STARTDATE", Day),
    must("ENDDATE", Day),
];

const HOUSE_TYPES: &[Attribute] =
    word!(Int(10), must("NAME", Text(1, 50)), may("SHORTNAME", Text(1, 50)), may("DESC", Text(1, 250)));

const fn table(
    name: &'static str,
    group: Group,
    root: &'static str,
    record: &'static str,
    attributes: &'static [Attribute],
) -> Table {
    Table { name, group, root, record, attributes }
}

/// All kinds, words first, so that what is read later can use them.
pub const TABLES: &[Table] = &[
    table(
        "OBJECT_LEVELS",
        Group::Words,
        "OBJECTLEVELS",
        "OBJECTLEVEL",
        &[
            must("LEVEL", Int(2)),
            must("NAME", Text(1, 250)),
            may("SHORTNAME", Text(1, 50)),
            must("UPDATEDATE", Day),
            must("STARTDATE", Day),
            must("ENDDATE", Day),
            must("ISACTIVE", Boolean),
        ],
    ),
    table("HOUSE_TYPES", Group::Words, "HOUSETYPES", "HOUSETYPE", HOUSE_TYPES),
    table("ADDHOUSE_TYPES", Group::Words, "HOUSETYPES", "HOUSETYPE", HOUSE_TYPES),
    table(
        "APARTMENT_TYPES",
        Group::Words,
        "APARTMENTTYPES",
        "APARTMENTTYPE",
        word!(Int(10), must("NAME", Text(1, 50)), may("SHORTNAME", Text(0, 50)), may("DESC", Text(0, 250))),
    ),
    table(
        "ROOM_TYPES",
        Group::Words,
        "ROOMTYPES",
        "ROOMTYPE",
        word!(Int(10), must("NAME", Text(1, 100)), may("SHORTNAME", Text(0, 50)), may("DESC", Text(0, 250))),
    ),
    table(
        "ADDR_OBJ_TYPES",
        Group::Words,
        "ADDRESSOBJECTTYPES",
        "ADDRESSOBJECTTYPE",
        word!(
            Int(10),
            must("LEVEL", INT),
            must("SHORTNAME", Text(1, 50)),
            must("NAME", Text(1, 250)),
            may("DESC", Text(0, 250))
        ),
    ),
    table(
        "PARAM_TYPES",
        Group::Words,
        "PARAMTYPES",
        "PARAMTYPE",
        word!(Int(2), must("NAME", Text(1, 50)), must("CODE", Text(1, 50)), may("DESC", Text(0, 120))),
    ),
    table(
        "OPERATION_TYPES",
        Group::Words,
        "OPERATIONTYPES",
        "OPERATIONTYPE",
        word!(INT, must("NAME", Text(1, 100)), may("SHORTNAME", Text(0, 100)), may("DESC", Text(0, 250))),
    ),
    // The two schemas of papers' lists describe their records by a named type.
    table(
        "NORMATIVE_DOCS_KINDS",
        Group::Other,
        "NDOCKINDS",
        "NDOCKIND",
        &[must("ID", INT), must("NAME", Text(1, 500))],
    ),
    table(
        "NORMATIVE_DOCS_TYPES",
        Group::Other,
        "NDOCTYPES",
        "NDOCTYPE",
        &[must("ID", INT), must("NAME", Text(1, 500)), must("STARTDATE", Day), must("ENDDATE", Day)],
    ),
    table(
        "ADDR_OBJ",
        Group::Objects,
        "ADDRESSOBJECTS",
        "OBJECT",
        object!(INT, must("NAME", Text(1, 250)), must("TYPENAME", Text(1, 50)), must("LEVEL", Digits(1, 10))),
    ),
    table(
        "HOUSES",
        Group::Objects,
        "HOUSES",
        "HOUSE",
        object!(
            INT,
            may("HOUSENUM", Text(1, 50)),
            may("ADDNUM1", Text(1, 50)),
            may("ADDNUM2", Text(1, 50)),
            may("HOUSETYPE", INT),
            may("ADDTYPE1", INT),
            may("ADDTYPE2", INT)
        ),
    ),
    table("STEADS", Group::Objects, "STEADS", "STEAD", object!(Digits(1, 2), must("NUMBER", Text(1, 250)))),
    table(
        "APARTMENTS",
        Group::Objects,
        "APARTMENTS",
        "APARTMENT",
        object!(Int(2), must("NUMBER", Text(1, 50)), must("APARTTYPE", Int(2))),
    ),
    table(
        "ROOMS",
        Group::Objects,
        "ROOMS",
        "ROOM",
        object!(Digits(1, 2), must("NUMBER", Text(1, 50)), must("ROOMTYPE", Digits(1, 1))),
    ),
    table("CARPLACES", Group::Objects, "CARPLACES", "CARPLACE", object!(Digits(1, 2), must("NUMBER", Text(1, 50)))),
    table(
        "ADM_HIERARCHY",
        Group::Tree,
        "ITEMS",
        "ITEM",
        place!(
            may("REGIONCODE", CODE),
            may("AREACODE", CODE),
            may("CITYCODE", CODE),
            may("PLACECODE", CODE),
            may("PLANCODE", CODE),
            may("STREETCODE", CODE)
        ),
    ),
    table("MUN_HIERARCHY", Group::Tree, "ITEMS", "ITEM", place!(may("OKTMO", Digits(8, 11)))),
    table("ADDR_OBJ_PARAMS", Group::Params, "PARAMS", "PARAM", PARAMS),
    table("HOUSES_PARAMS", Group::Params, "PARAMS", "PARAM", PARAMS),
    table("STEADS_PARAMS", Group::Params, "PARAMS", "PARAM", PARAMS),
    table("APARTMENTS_PARAMS", Group::Params, "PARAMS", "PARAM", PARAMS),
    table("ROOMS_PARAMS", Group::Params, "PARAMS", "PARAM", PARAMS),
    table("CARPLACES_PARAMS", Group::Params, "PARAMS", "PARAM", PARAMS),
    table(
        "ADDR_OBJ_DIVISION",
        Group::Other,
        "ITEMS",
        "ITEM",
        &[must("ID", LONG), must("PARENTID", LONG), must("CHILDID", LONG), must("CHANGEID", LONG)],
    ),
    table(
        "CHANGE_HISTORY",
        Group::Other,
        "ITEMS",
        "ITEM",
        &[
            must("CHANGEID", LONG),
            must("OBJECTID", LONG),
            must("ADROBJECTID", Guid),
            must("OPERTYPEID", Int(10)),
            may("NDOCID", LONG),
            must("CHANGEDATE", Day),
        ],
    ),
    table(
        "NORMATIVE_DOCS",
        Group::Other,
        "NORMDOCS",
        "NORMDOC",
        &[
            must("ID", LONG),
            must("NAME", Text(1, 8000)),
            must("DATE", Day),
            must("NUMBER", Text(1, 150)),
            must("TYPE", Int(10)),
            must("KIND", Int(10)),
            must("UPDATEDATE", Day),
            may("ORGNAME", Text(0, 255)),
            may("REGNUM", Text(0, 100)),
            may("REGDATE", Day),
            may("ACCDATE", Day),
            may("COMMENT", Text(0, 8000)),
        ],
    ),
    table(
        "REESTR_OBJECTS",
        Group::Other,
        "REESTR_OBJECTS",
        "OBJECT",
        &[
            must("OBJECTID", LONG),
            must("OBJECTGUID", Guid),
            must("CHANGEID", LONG),
            must("ISACTIVE", Flag),
            must("LEVELID", Int(10)),
            must("CREATEDATE", Day),
            must("UPDATEDATE", Day),
        ],
    ),
];

impl Table {
    /// The kind of a file by its name in an archive; `None` when it is none of the register's.
    pub fn of_file(name: &str) -> Option<&'static Self> {
        let stem = name.rsplit('/').next()?.strip_prefix("AS_")?;
        let end = stem.find(|character: char| character.is_ascii_digit())?;
        let word = stem.get(..end)?.strip_suffix('_')?;
        TABLES.iter().find(|table| table.name == word)
    }

    /// The place of an attribute among the record's.
    pub fn slot(&self, name: &str) -> Option<usize> {
        self.attributes.iter().position(|attribute| attribute.name == name)
    }
}
