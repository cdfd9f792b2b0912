//! The second reading: rows to facts, on a thread of its own, in chunks for the writer.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::Context as _;
use domain::kernel::Date;
use tokio::sync::mpsc::Sender;

use super::facts::{Extras, HouseFacts, Warnings, known};
use super::format::{self, Format, Registry};
use super::report::{Reason, Rejection, Report};
use super::survey::Survey;
use super::{frt, reformagkh};

/// The longest id a registry may use.
const LONGEST_ID: usize = 64;

/// The cells of one row, in the order of the registry's list.
pub struct Row<'a> {
    cells: Vec<Cow<'a, str>>,
    format: &'a Format,
}

impl<'a> Row<'a> {
    /// The cell of a listed column; empty when the file has no such column.
    pub fn cell(&self, column: usize) -> &str {
        let place = self.format.columns.get(column).copied().flatten();
        place.and_then(|place| self.cells.get(place)).map_or("", |cell| cell.as_ref())
    }

    /// Puts what unlisted columns say into the extras.
    pub fn others(&self, extras: &mut Extras) {
        for (name, place) in &self.format.others {
            extras.text(name, known(self.cells.get(*place).map_or("", |cell| cell.as_ref())));
        }
    }

    /// The row's text; the number of the first cell that is none otherwise.
    fn decode(format: &'a Format, row: &'a csv::ByteRecord) -> Result<Self, usize> {
        let mut cells = Vec::with_capacity(row.len());
        let nul = row.as_slice().contains(&0);
        for (place, cell) in row.iter().enumerate() {
            match format.encoding.text(cell) {
                Some(text) if !nul || !text.contains('\0') => cells.push(text),
                _ => return Err(place),
            }
        }
        Ok(Self { cells, format })
    }
}

/// Rows for the writer.
#[derive(Debug, Default)]
pub struct Chunk {
    pub houses: Vec<HouseFacts>,
    /// Rows of the file that are done with once this chunk is written.
    pub rows_read: u64,
    /// Rejected ones among them, from the file's beginning.
    pub rejected: u64,
}

/// What the reading is given.
pub struct Task {
    pub format: Format,
    pub survey: Survey,
    /// Rows in one chunk.
    pub chunk: usize,
    /// Rows an earlier run has written.
    pub skip: u64,
    pub today: Date,
    pub done: Arc<AtomicU64>,
}

/// What the reading leaves behind.
#[derive(Debug, Default)]
pub struct Read {
    pub rows: u64,
    pub rejected: u64,
    pub warnings: Warnings,
}

/// Reads the file to its end or until nobody listens.
pub fn run(path: &Path, task: &Task, report: &mut Report, chunks: &Sender<Chunk>) -> anyhow::Result<Read> {
    let failed = || format!("не прочитать {}", path.display());
    let mut rows = format::rows(format::open(path, &task.done, None)?, task.format.delimiter);
    let mut row = csv::ByteRecord::new();
    rows.read_byte_record(&mut row).with_context(failed)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let exported = frt::day_in_name(&name);
    let (mut read, mut chunk, mut sent) = (Read::default(), Chunk::default(), 0_u64);
    while rows.read_byte_record(&mut row).with_context(failed)? {
        read.rows += 1;
        match facts(task, &row, read.rows, exported, &mut read.warnings) {
            Ok(house) if task.skip < read.rows => chunk.houses.push(house),
            Ok(_) => {}
            Err((reason, column)) => {
                read.rejected += 1;
                let line = row.position().map_or(0, csv::Position::line);
                report.add(&Rejection { file: &name, line, column, reason, id: &id_of(task, &row) })?;
            }
        }
        let full = task.chunk <= chunk.houses.len() || sent + 16 * task.chunk as u64 <= read.rows;
        if full && task.skip < read.rows {
            sent = read.rows;
            chunk.rows_read = read.rows;
            chunk.rejected = read.rejected;
            if chunks.blocking_send(std::mem::take(&mut chunk)).is_err() {
                return Ok(read);
            }
        }
    }
    report.flush()?;
    chunk.rows_read = read.rows;
    chunk.rejected = read.rejected;
    // Nobody listens when the writer failed; its error is the one that counts.
    let _gone = chunks.blocking_send(chunk);
    Ok(read)
}

/// The row's house, or why it is none and in which column.
fn facts(
    task: &Task,
    row: &csv::ByteRecord,
    number: u64,
    exported: Option<Date>,
    warnings: &mut Warnings,
) -> Result<HouseFacts, (Reason, String)> {
    let format = &task.format;
    if row.len() != format.width {
        return Err((Reason::BrokenRow { cells: row.len(), width: format.width }, String::new()));
    }
    let column = |place: usize| format.names.get(place).cloned().unwrap_or_default();
    let id_column = format.columns[0].unwrap_or(0);
    let raw = row.get(id_column).unwrap_or_default().trim_ascii();
    let row = Row::decode(format, row).map_err(|place| (Reason::BadText, column(place)))?;
    let id = known(row.cell(0));
    if id.is_empty() {
        return Err((Reason::MissingId, column(id_column)));
    }
    if LONGEST_ID < id.len() || id.contains(char::is_control) {
        return Err((Reason::BadId, column(id_column)));
    }
    if task.survey.last.get(raw).is_some_and(|last| *last != number) {
        return Err((Reason::Superseded, column(id_column)));
    }
    Ok(match format.registry {
        Registry::Reformagkh => reformagkh::facts(&row, id, task.today, warnings),
        Registry::Frt => frt::facts(&row, id, task.today, exported, warnings),
    })
}

/// The id as far as it can be read.
fn id_of(task: &Task, row: &csv::ByteRecord) -> String {
    let cell = task.format.columns[0].and_then(|place| row.get(place)).unwrap_or_default();
    String::from_utf8_lossy(cell).trim().chars().take(LONGEST_ID).collect()
}
