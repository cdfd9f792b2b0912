//! The register of members of an association (ст. 143 ч. 4 ЖК) or a cooperative as a file has it: a line for
//! each member, or for each premises of one; lines with one number are one member.

use super::line::{LONGEST, cell, columns, day, not_long, premises, some, understood};
use super::{Fault, Faulty, Rule};
use crate::houses::PremisesKind;
use crate::kernel::Date;

/// Which of the table's columns is which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberColumns([Option<usize>; 4]);

const NAMES: [(&str, &[&str]); 4] = [
    ("номер члена", &["номер член", "№ член", "номер в реестре", "№ в реестре", "номер членск"]),
    ("член", &["член", "фио", "ф.и.о", "собственник", "пайщик"]),
    ("помещение", &["помещение", "квартира", "кв", "номер пом", "номер кв", "№ пом", "№ кв"]),
    ("дата", &["дата", "вступ"]),
];

const NUMBER: usize = 0;
const NAME: usize = 1;
const PREMISES: usize = 2;
const SINCE: usize = 3;

/// A line: a member, with premises of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLine {
    /// Its place in the file, from 1.
    pub row: u64,
    /// The member's number in the register.
    pub number: i32,
    /// Who.
    pub name: String,
    /// What the premises are.
    pub kind: PremisesKind,
    /// Their number, in capitals.
    pub premises: String,
    /// Since when a member.
    pub since: Option<Date>,
}

impl MemberColumns {
    /// The columns by the table's header.
    ///
    /// # Errors
    /// [`Rule::NoColumn`] when there is no number, no member or no premises.
    pub fn of(header: &[String]) -> Result<Self, Rule> {
        columns(&NAMES, &[NUMBER, NAME, PREMISES], header).map(Self)
    }

    /// What was understood: the columns by their usual names, with those of the table.
    pub fn understood(&self, header: &[String]) -> Vec<(&'static str, String)> {
        understood(&NAMES, &self.0, header)
    }

    /// Reads a line; an empty one is nothing.
    ///
    /// # Errors
    /// The first cell that is wrong.
    pub fn line(&self, row: u64, cells: &[String]) -> Result<Option<MemberLine>, Fault> {
        let cell = |column: usize| cell(self.0[column], cells);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(None);
        }
        let (said, name) = (cell(NUMBER), cell(NAME));
        let number = said.parse().ok().filter(|number| 0 < *number).ok_or(Fault::Member { said })?;
        if name.is_empty() {
            return Err(Fault::NoOwner);
        }
        not_long(&name, LONGEST.1)?;
        let (kind, premises) = premises("", &cell(PREMISES))?;
        not_long(&premises, LONGEST.0)?;
        let since = some(cell(SINCE), day).map_err(|said| Fault::Day { said })?;
        Ok(Some(MemberLine { row, number, name, kind, premises, since }))
    }
}

/// What loading a register of members would do: it takes the place of the one that stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MembersPlan {
    /// What was understood.
    pub columns: Vec<(&'static str, String)>,
    /// Members in the file, and in the register that stands.
    pub members: usize,
    /// Members that stand now.
    pub before: usize,
    /// Members who are owners of what they name, and so vote in an association by their shares.
    pub owners: usize,
    /// Those who are not: they vote in a cooperative only.
    pub strangers: Vec<String>,
    /// Names that stand under several numbers: in a cooperative each number has a vote.
    pub again: Vec<String>,
    /// Members known here, who may vote in the system.
    pub known: usize,
    /// Lines that are wrong; with any of them nothing is loaded.
    pub faults: Vec<Faulty>,
}

impl MembersPlan {
    /// May it be loaded?
    pub fn is_good(&self) -> bool {
        self.faults.is_empty() && 0 < self.members
    }
}
