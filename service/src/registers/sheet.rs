//! A file is a table: CSV in UTF-8 or Windows-1251 with any of the usual delimiters, or the first sheet of
//! an XLSX book. Which of them is seen, not asked.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, DataRef, Reader as _, Xlsx};
use domain::registers::{MOST_LINES, Rule};
use encoding_rs::WINDOWS_1251;

/// A book that unpacks to more is none.
const UNPACKED: u64 = 64 * 1024 * 1024;
/// The longest text of a cell that is read.
const LONGEST: usize = 1000;
/// The widest table.
const WIDEST: usize = 100;

/// Lines with their numbers in the file, the header first.
#[derive(Debug)]
pub struct Table {
    /// What the file is.
    pub media: &'static str,
    /// Its lines.
    pub lines: Vec<(u64, Vec<String>)>,
}

/// The table of a file.
///
/// # Errors
/// [`Rule::NoTable`], [`Rule::TooLong`].
pub fn table(bytes: &[u8]) -> Result<Table, Rule> {
    let (media, lines) = match bytes.starts_with(b"PK") {
        true => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", book(bytes)?),
        false => ("text/csv", text(bytes)?),
    };
    match lines.len() {
        0 => Err(Rule::NoTable),
        count if MOST_LINES < count => Err(Rule::TooLong),
        _ => Ok(Table { media, lines }),
    }
}

/// The lines from the header on: a title and empty lines may stand above it. One more than a register has
/// is read, to be told.
fn from_header(lines: impl Iterator<Item = Result<(u64, Vec<String>), Rule>>) -> Result<Vec<(u64, Vec<String>)>, Rule> {
    let above = |line: &Result<(u64, Vec<String>), Rule>| line.as_ref().is_ok_and(|(_, cells)| filled(cells) < 3);
    lines.skip_while(above).take(MOST_LINES + 1).collect()
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

fn text(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, Rule> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => std::borrow::Cow::Borrowed(text),
        Err(_) => WINDOWS_1251.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Rule::NoTable)?,
    };
    if text.contains('\0') {
        return Err(Rule::NoTable);
    }
    // Lines are counted by their ends.
    let text = text.replace("\r\n", "\n");
    let often = |mark: &u8| text.bytes().take(4096).filter(|byte| byte == mark).count();
    let delimiter = [b';', b'\t', b','].into_iter().max_by_key(often).unwrap_or(b';');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let line = |record: csv::Result<csv::StringRecord>| {
        let record = record.map_err(|_| Rule::NoTable)?;
        let row = record.position().map_or(0, csv::Position::line);
        Ok((row, record.iter().take(WIDEST).map(str::to_owned).collect()))
    };
    from_header(reader.records().map(line))
}

fn book(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, Rule> {
    unpacks(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Rule::NoTable)?;
    let first = book.sheet_names().into_iter().next().ok_or(Rule::NoTable)?;
    // Cell by cell: a range would be as large as its farthest cell says.
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| Rule::NoTable)?;
    let (mut rows, mut kept): (BTreeMap<u32, Vec<String>>, u64) = (BTreeMap::new(), 0);
    while let Some(cell) = cells.next_cell().map_err(|_| Rule::NoTable)? {
        let (row, column) = cell.get_position();
        let (column, text) = (column as usize, written(cell.get_value()));
        // The same long text may stand in every cell.
        kept += text.len() as u64;
        if UNPACKED < kept {
            return Err(Rule::TooLong);
        }
        if WIDEST <= column || text.trim().is_empty() {
            continue;
        }
        if MOST_LINES * 2 < rows.len() {
            return Err(Rule::TooLong);
        }
        let row = rows.entry(row).or_default();
        row.resize(row.len().max(column + 1), String::new());
        if let Some(place) = row.get_mut(column) {
            *place = text;
        }
    }
    from_header(rows.into_iter().map(|(row, cells)| Ok((u64::from(row) + 1, cells))))
}

/// Is what is in the archive of a size that fits into memory? What it says of itself is not believed.
fn unpacks(bytes: &[u8]) -> Result<(), Rule> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Rule::NoTable)?;
    let mut left = UNPACKED;
    for place in 0..archive.len() {
        let file = archive.by_index(place).map_err(|_| Rule::NoTable)?;
        let size = std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).map_err(|_| Rule::NoTable)?;
        left = left.checked_sub(size).ok_or(Rule::TooLong)?;
    }
    Ok(())
}

/// A cell as a person reads it; of a text no more than any cell of a register has.
fn written(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::String(text) => text.chars().take(LONGEST).collect(),
        DataRef::SharedString(text) => text.chars().take(LONGEST).collect(),
        DataRef::Error(_) => String::new(),
        other => match Data::from(other.clone()) {
            Data::DateTime(at) => at.as_datetime().map_or_else(String::new, |at| at.date().to_string()),
            other => other.to_string(),
        },
    }
}
