//! One line of a register.

use super::rule::share;
use super::{Fault, Rule};
use crate::houses::PremisesKind;
use crate::kernel::text::lowered;
use crate::kernel::{Area, Date, Share, iso};

/// Which of the table's columns is which: found by their names, in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns([Option<usize>; 8]);

/// Columns with the beginnings of their names; a name that ends with a dot is a whole one. The first column
/// that begins so is it.
const NAMES: [(&str, &[&str]); 8] = [
    ("вид", &["вид.", "вид пом", "вид объект", "тип.", "тип пом", "тип объект", "назначение"]),
    (
        "номер",
        &["номер пом", "номер кв", "номер объект", "№ пом", "№ кв", "помещение", "квартира", "кв", "номер.", "№."],
    ),
    ("подъезд", &["подъезд", "номер подъезд", "№ подъезд"]),
    ("площадь", &["общая площадь", "площадь общая", "площадь", "s.", "s,"]),
    ("собственник", &["собственник", "правообладатель", "фио", "ф.и.о", "владелец"]),
    ("доля", &["доля в праве", "размер доли", "доля"]),
    ("документ", &["документ", "номер регистрации", "номер записи", "регистрац", "право", "основание"]),
    ("дата", &["дата"]),
];

/// Words of columns that are none of these, whatever they begin with: numbers of lines, people's own data.
const OTHERS: [&str; 8] =
    ["п/п", "рожд", "удостоверяющий личность", "паспортные", "серия", "снилс", "телефон", "жилая"];

/// The longest number of premises, and the longest name or document.
pub(super) const LONGEST: (usize, usize) = (20, 300);

const KIND: usize = 0;
const NUMBER: usize = 1;
const ENTRANCE: usize = 2;
const AREA: usize = 3;
const OWNER: usize = 4;
const SHARE: usize = 5;
const DOCUMENT: usize = 6;
const DAY: usize = 7;

/// What part of the premises an owner has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A share (долевая собственность), or the whole.
    Share(Share),
    /// All together, without shares (совместная собственность): one voice of the whole.
    Joint,
    /// Nothing is written: the whole, where nobody else owns.
    Unsaid,
}

/// A line: somebody's share in premises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the file, from 1.
    pub row: u64,
    /// What the premises are; flats where the table does not say.
    pub kind: PremisesKind,
    /// Their number, in capitals.
    pub number: String,
    /// Their entrance.
    pub entrance: Option<i32>,
    /// Their area, if it stands in this line.
    pub area: Option<Area>,
    /// Who; nobody of whom the register says that the owner is not established.
    pub owner: Option<String>,
    /// What part.
    pub part: Part,
    /// The entry in the state register of rights.
    pub document: String,
    /// Its day.
    pub begins_on: Option<Date>,
}

impl Columns {
    /// The columns by the table's header.
    ///
    /// # Errors
    /// [`Rule::NoColumn`] when there is no number of premises, no area or no owner.
    pub fn of(header: &[String]) -> Result<Self, Rule> {
        columns(&NAMES, &[NUMBER, AREA, OWNER], header).map(Self)
    }

    /// What was understood: the columns by their usual names, with those of the table.
    pub fn understood(&self, header: &[String]) -> Vec<(&'static str, String)> {
        understood(&NAMES, &self.0, header)
    }

    /// Reads a line; an empty one is nothing.
    ///
    /// # Errors
    /// The first cell that is wrong.
    pub fn line(&self, row: u64, cells: &[String]) -> Result<Option<Line>, Fault> {
        let cell = |column: usize| cell(self.0[column], cells);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(None);
        }
        let (kind, number) = premises(&cell(KIND), &cell(NUMBER))?;
        let (owner, document) = (cell(OWNER), cell(DOCUMENT));
        if owner.is_empty() {
            return Err(Fault::NoOwner);
        }
        not_long(&number, LONGEST.0)?;
        not_long(&owner, LONGEST.1)?;
        not_long(&document, LONGEST.1)?;
        Ok(Some(Line {
            row,
            kind,
            number,
            entrance: some(cell(ENTRANCE), |said| said.parse().ok().filter(|no| (1..=200).contains(no)))
                .map_err(|said| Fault::Entrance { said })?,
            area: some(cell(AREA), |said| Area::parse(said).filter(|area| (1..=100_000_000).contains(&area.0)))
                .map_err(|said| Fault::Area { said })?,
            owner: Some(owner).filter(|owner| !is_unknown(owner)),
            part: part(&cell(SHARE))?,
            document,
            begins_on: some(cell(DAY), day).map_err(|said| Fault::Day { said })?,
        }))
    }
}

/// What is printed where an owner is not established.
pub(super) const UNKNOWN: &str = "не установлен";

/// Is nobody named, but said that the owner is not established? Неизвестных is a name.
fn is_unknown(owner: &str) -> bool {
    let said = lowered(owner);
    let said = said.trim_end_matches('.');
    let prefixes = ["собственник ", "собственники ", "владелец ", "владельцы "];
    let said = prefixes.iter().find_map(|word| said.strip_prefix(word)).unwrap_or(said);
    // No name is of two words that begin so.
    let begins = [UNKNOWN, "неустановлен", "не извест", "неизвестный собственник", "неизвестные собственники"];
    let alone = ["неизвестен", "неизвестна", "неизвестно", "неизвестны"];
    let first = said.split([' ', '(', ',']).next().unwrap_or_default();
    begins.iter().any(|words| said.starts_with(words)) || alone.contains(&first)
}

/// Which column of a table is which of the `names`; `needed` must be there.
pub(super) fn columns<const N: usize>(
    names: &[(&'static str, &[&str]); N],
    needed: &[usize],
    header: &[String],
) -> Result<[Option<usize>; N], Rule> {
    let heads: Vec<String> = header.iter().map(|head| lowered(head.trim())).collect();
    let mut taken: Vec<bool> = heads.iter().map(|head| OTHERS.iter().any(|other| head.contains(other))).collect();
    let mut found = [None; N];
    for (place, (_, names)) in names.iter().enumerate() {
        let begins = |at: &usize, name: &str| {
            let fits = match name.strip_suffix('.') {
                Some(whole) => heads[*at] == whole,
                None => heads[*at].starts_with(name),
            };
            !taken[*at] && fits
        };
        found[place] = names.iter().find_map(|name| (0..heads.len()).find(|at| begins(at, name)));
        if let Some(at) = found[place] {
            taken[at] = true;
        }
    }
    match needed.iter().find(|needed| found[**needed].is_none()) {
        Some(needed) => Err(Rule::NoColumn { column: names[*needed].0 }),
        None => Ok(found),
    }
}

/// The columns by their usual names, with those of the table.
pub(super) fn understood<const N: usize>(
    names: &[(&'static str, &[&str]); N],
    found: &[Option<usize>; N],
    header: &[String],
) -> Vec<(&'static str, String)> {
    let of = |((name, _), at): (&(&'static str, _), &Option<usize>)| Some((*name, header.get((*at)?)?.clone()));
    names.iter().zip(found).filter_map(of).collect()
}

/// The text of a cell, its spaces single.
pub(super) fn cell(column: Option<usize>, cells: &[String]) -> String {
    let text = column.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cell that is too long has swallowed lines: a quotation mark was not closed.
pub(super) fn not_long(text: &str, most: usize) -> Result<(), Fault> {
    if most < text.chars().count() { Err(Fault::TooLong) } else { Ok(()) }
}

/// The value of a cell, nothing for an empty one, or the cell when it is no value.
pub(super) fn some<T>(cell: String, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    match read(&cell) {
        Some(value) => Ok(Some(value)),
        None => Err(cell),
    }
}

/// The kind and the number; a kind may stand before the number: `кв. 12`, `м/м 4`. What else stands there
/// belongs to the number: `А12`.
pub(super) fn premises(kind: &str, number: &str) -> Result<(PremisesKind, String), Fault> {
    let number = number.trim_start_matches(['№', ' ']);
    let from = number.find(|letter: char| letter.is_ascii_digit()).ok_or(Fault::NoNumber)?;
    let (before, rest) = number.split_at(from);
    let before = before.trim_matches(|letter: char| letter.is_whitespace() || ".№".contains(letter));
    let prefix = kind_of(before).filter(|_| !before.is_empty());
    let known = match (kind.is_empty(), prefix) {
        (false, _) => kind_of(kind).ok_or_else(|| Fault::Kind { said: kind.to_owned() })?,
        (true, Some(kind)) => kind,
        (true, None) if before.chars().count() <= 2 => PremisesKind::Flat,
        (true, None) => return Err(Fault::Kind { said: before.to_owned() }),
    };
    let number = if prefix.is_some() { rest } else { number };
    Ok((known, number.to_uppercase()))
}

fn kind_of(said: &str) -> Option<PremisesKind> {
    let said = lowered(said);
    let begins = |words: &[&str]| words.iter().any(|word| said.starts_with(word));
    if said.is_empty() || begins(&["кв", "жил"]) {
        return Some(PremisesKind::Flat);
    }
    if begins(&["маш", "м/м", "мм", "парк"]) {
        return Some(PremisesKind::Parking);
    }
    begins(&["неж", "пом", "оф", "маг", "клад"]).then_some(PremisesKind::NonResidential)
}

fn part(cell: &str) -> Result<Part, Fault> {
    match lowered(cell) {
        said if said.is_empty() => Ok(Part::Unsaid),
        said if said.contains("совместн") => Ok(Part::Joint),
        _ => share(cell).map(Part::Share).ok_or_else(|| Fault::Share { said: cell.to_owned() }),
    }
}

/// `2026-11-02`, `02.11.2026`.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.split(' ').next().unwrap_or_default();
    iso::parse(text).or_else(|| Date::parse_from_str(text, "%d.%m.%Y").ok())
}
