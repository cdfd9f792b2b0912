//! A file is a table: CSV in UTF-8 or Windows-1251 with any of the usual delimiters, or the first sheet of
//! an XLSX book. Which of them is seen, not asked.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use domain::registers::{MOST_LINES, Rule};
use encoding_rs::WINDOWS_1251;

/// A book that unpacks to more is none.
const UNPACKED: u64 = 64 * 1024 * 1024;
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
    // What stands above the header: a title, empty lines.
    let lines: Vec<_> = lines.into_iter().skip_while(|(_, cells)| filled(cells) < 3).collect();
    match lines.len() {
        0 => Err(Rule::NoTable),
        count if MOST_LINES < count => Err(Rule::TooLong),
        _ => Ok(Table { media, lines }),
    }
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

fn text(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, Rule> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1251.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Rule::NoTable)?,
    };
    if text.contains('\0') {
        return Err(Rule::NoTable);
    }
    let often = |mark: &u8| text.bytes().take(4096).filter(|byte| byte == mark).count();
    let delimiter = [b';', b'\t', b','].into_iter().max_by_key(often).unwrap_or(b';');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records().take(MOST_LINES + 2) {
        let record = record.map_err(|_| Rule::NoTable)?;
        let row = record.position().map_or(0, csv::Position::line);
        lines.push((row, record.iter().take(WIDEST).map(str::to_owned).collect()));
    }
    Ok(lines)
}

fn book(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, Rule> {
    if !unpacks(bytes) {
        return Err(Rule::TooLong);
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Rule::NoTable)?;
    let sheet = book.worksheet_range_at(0).and_then(Result::ok).ok_or(Rule::NoTable)?;
    let first = sheet.start().map_or(0, |(row, _)| row);
    let cells = |row: &[Data]| row.iter().take(WIDEST).map(written).collect();
    let rows = sheet.rows().take(MOST_LINES + 2).zip(u64::from(first) + 1..);
    Ok(rows.map(|(row, number)| (number, cells(row))).collect())
}

/// Is what is in the archive of a size that fits into memory? What it says of itself is not believed.
fn unpacks(bytes: &[u8]) -> bool {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut left = UNPACKED;
    for place in 0..archive.len() {
        let Ok(file) = archive.by_index(place) else { return false };
        let Ok(size) = std::io::copy(&mut file.take(left + 1), &mut std::io::sink()) else { return false };
        match left.checked_sub(size) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
    true
}

/// A cell as a person reads it.
fn written(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) => at.as_datetime().map_or_else(|| cell.to_string(), |at| at.date().to_string()),
        Data::Error(_) => String::new(),
        _ => cell.to_string(),
    }
}
