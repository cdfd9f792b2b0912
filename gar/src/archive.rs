//! The files of an archive, read as a stream.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use domain::kernel::Date;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::fault::{Fault, What};
use crate::row::Row;
use crate::table::{TABLES, Table};

/// Unpacked bytes held at once.
const BUFFER: usize = 128 << 10;
/// What a UTF-8 file may begin with.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// An archive of the register.
#[derive(Debug)]
pub struct Archive {
    zip: ZipArchive<File>,
    entries: Vec<Entry>,
}

/// One of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name in the archive.
    pub name: String,
    /// Its kind.
    pub table: &'static Table,
    /// The region it is of, by the folder it lies in; 0 for the whole country's words.
    pub region: u8,
    /// The day it was made, by its name.
    pub day: Option<Date>,
    /// Its size unpacked, in bytes.
    pub size: u64,
    place: usize,
}

impl Archive {
    /// Opens an archive and lists what it holds: words first, then regions in order, each by kind.
    ///
    /// # Errors
    /// When it is no archive, or holds nothing of the register.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let broken = |why: String| Fault::of_archive(What::NotAnArchive(why));
        let file = File::open(path).map_err(|error| broken(error.to_string()))?;
        let mut zip = ZipArchive::new(file).map_err(|error| broken(error.to_string()))?;
        let mut entries = Vec::new();
        for place in 0..zip.len() {
            let file = zip.by_index(place).map_err(|error| broken(error.to_string()))?;
            let name = file.name().map_err(|error| broken(error.to_string()))?.into_owned();
            let Some(table) = Table::of_file(&name).filter(|_| file.is_file()) else { continue };
            let (region, day) = (region_of(&name), day_of(&name));
            entries.push(Entry { name, table, region, day, size: file.size(), place });
        }
        let order = |entry: &Entry| TABLES.iter().position(|table| table == entry.table);
        entries
            .sort_by(|one, other| (one.region, order(one), &one.name).cmp(&(other.region, order(other), &other.name)));
        if entries.is_empty() {
            return Err(Fault::of_archive(What::Empty));
        }
        Ok(Self { zip, entries })
    }

    /// What it holds.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Reads one file to its end and hands over each record and the byte it ends at; returns how many
    /// there were.
    ///
    /// # Errors
    /// The first thing that does not fit; what `each` returns.
    pub fn read<E: From<Fault>>(
        &mut self,
        entry: &Entry,
        mut each: impl FnMut(&Row<'_>, u64) -> Result<(), E>,
    ) -> Result<u64, E> {
        let (mut records, mut depth) = (0, Depth::Outside);
        let fault = |record, byte, attribute, what| Fault { file: entry.name.clone(), record, byte, attribute, what };
        let file = self.zip.by_index(entry.place);
        let file = file.map_err(|error| fault(0, 0, String::new(), What::Damaged(error.to_string())))?;
        let mut file = BufReader::with_capacity(BUFFER, file);
        let marked = file.fill_buf().is_ok_and(|bytes| bytes.starts_with(MARK));
        // The reader would skip the mark without counting it.
        let skipped = if marked { MARK.len() } else { 0 };
        file.consume(skipped);
        let mut xml = Reader::from_reader(file);
        let mut buffer = Vec::with_capacity(4096);
        loop {
            buffer.clear();
            let event = xml.read_event_into(&mut buffer);
            let byte = xml.buffer_position() + skipped as u64;
            let found = event.map_err(not_read).and_then(|event| depth.step(event, entry.table));
            match found.map_err(|what| fault(records, byte, String::new(), what))? {
                Found::Nothing => {}
                Found::End => return Ok(records),
                Found::Record(element) => {
                    records += 1;
                    let row = Row::of(entry.table, &element);
                    let row = row.map_err(|(attribute, what)| fault(records, byte, attribute, what))?;
                    each(&row, byte)?;
                }
            }
        }
    }
}

/// How deep in the file reading stands.
enum Depth {
    Outside,
    InRoot,
    InRecord,
    Behind,
}

/// What an event of the reader means.
enum Found<'b> {
    Nothing,
    Record(BytesStart<'b>),
    End,
}

impl Depth {
    fn step<'b>(&mut self, event: Event<'b>, table: &Table) -> Result<Found<'b>, What> {
        match (event, &self) {
            (Event::Start(element), Self::Outside) if element.name().0 == table.root => *self = Self::InRoot,
            (Event::Empty(element), Self::Outside) if element.name().0 == table.root => *self = Self::Behind,
            (Event::Empty(element), Self::InRoot) if element.name().0 == table.record => {
                return Ok(Found::Record(element));
            }
            (Event::Start(element), Self::InRoot) if element.name().0 == table.record => {
                *self = Self::InRecord;
                return Ok(Found::Record(element));
            }
            (Event::Start(element) | Event::Empty(element), _) => {
                return Err(What::Element(element.name().0.to_owned()));
            }
            // The reader has seen to it that the names agree.
            (Event::End(_), Self::InRecord) => *self = Self::InRoot,
            (Event::End(_), _) => *self = Self::Behind,
            (Event::Text(text), _) if !text.trim_matches([' ', '\t', '\r', '\n']).is_empty() => {
                return Err(What::Text);
            }
            (Event::CData(_) | Event::GeneralRef(_) | Event::DocType(_), _) => return Err(What::Text),
            (Event::Eof, Self::Behind) => return Ok(Found::End),
            (Event::Eof, _) => return Err(What::Cut),
            _ => {}
        }
        Ok(Found::Nothing)
    }
}

fn not_read(error: quick_xml::Error) -> What {
    match error {
        quick_xml::Error::Io(error) => What::Damaged(error.to_string()),
        quick_xml::Error::Syntax(_) => What::Cut,
        error => What::NotXml(error.to_string()),
    }
}

/// The region by the folder: `35/AS_….XML`.
fn region_of(name: &str) -> u8 {
    name.rsplit('/').nth(1).and_then(|folder| folder.parse().ok()).unwrap_or_default()
}

/// The day by the name: `AS_HOUSES_20230626_….XML`.
fn day_of(name: &str) -> Option<Date> {
    let digits =
        name.rsplit('/').next()?.split('_').find(|part| part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit()))?;
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    Date::from_ymd_opt(i32::try_from(number(0..4)?).ok()?, number(4..6)?, number(6..8)?)
}
