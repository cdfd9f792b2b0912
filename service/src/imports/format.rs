//! What a file is: its compression, encoding, delimiter, and which registry wrote it. Nothing of
//! this is asked; all of it is seen.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context as _, bail};
use encoding_rs::WINDOWS_1251;
use flate2::bufread::MultiGzDecoder;
use sha2::{Digest as _, Sha256};

use super::{frt, reformagkh};

/// So much of the text is looked at to tell its encoding.
const SAMPLE: u64 = 1 << 20;

/// The registry that wrote the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registry {
    /// Реформа ЖКХ, the snapshots' 31 or 34 columns
    Reformagkh,
    /// Фонд развития территорий, `export-reestrmkd`
    Frt,
}

/// The encoding of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Windows1251,
}

/// How to read the file.
#[derive(Clone, Debug)]
pub struct Format {
    pub registry: Registry,
    pub encoding: Encoding,
    pub delimiter: u8,
    /// Places of the registry's columns, in the order of its list; `None` for one the file lacks.
    pub columns: Vec<Option<usize>>,
    /// Columns that are in no list.
    pub others: Vec<(String, usize)>,
    /// The header.
    pub names: Vec<String>,
    /// How many columns a row has.
    pub width: usize,
}

impl Format {
    /// What was seen, in words.
    pub fn words(&self) -> String {
        let encoding = match self.encoding {
            Encoding::Utf8 => "UTF-8",
            Encoding::Windows1251 => "Windows-1251",
        };
        format!("{}, столбцов {}, {encoding}", self.registry.title(), self.width)
    }
}

impl Registry {
    const ALL: [Self; 2] = [Self::Reformagkh, Self::Frt];

    /// Its columns: those every file has, then those that some have.
    pub fn columns(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Reformagkh => (&reformagkh::COLUMNS, &reformagkh::LATER),
            Self::Frt => (&frt::COLUMNS, &frt::LATER),
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Reformagkh => "Реформа ЖКХ",
            Self::Frt => "ФРТ, export-reestrmkd",
        }
    }
}

impl Encoding {
    /// The text of a cell; `None` when its bytes are no text of this encoding.
    pub fn text(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Windows1251 => WINDOWS_1251.decode_without_bom_handling_and_without_replacement(bytes),
        }
    }

    /// Are these bytes text?
    pub fn reads(self, bytes: &[u8]) -> bool {
        self != Self::Utf8 || std::str::from_utf8(bytes).is_ok()
    }

    /// Told by the first lines that are not plain ASCII.
    fn of(sample: &[u8]) -> Self {
        let lines = sample.split(|byte| *byte == b'\n').filter(|line| !line.is_ascii());
        let (mut valid, mut invalid) = (0_usize, 0_usize);
        for line in lines {
            match std::str::from_utf8(line) {
                Ok(_) => valid += 1,
                Err(_) => invalid += 1,
            }
        }
        // One damaged line does not make Windows-1251 of a file, nor does the one that was cut.
        if valid < invalid { Self::Windows1251 } else { Self::Utf8 }
    }
}

/// Opens the file, unpacked when it is gzip, without a byte-order mark. `done` counts the bytes read
/// from the disk.
pub fn open(path: &Path, done: &Arc<AtomicU64>, digest: Option<Shared>) -> anyhow::Result<Box<dyn Read + Send>> {
    let file = File::open(path).with_context(|| format!("не открыть {}", path.display()))?;
    let mut raw = BufReader::with_capacity(1 << 16, Counted { inner: file, done: Arc::clone(done), digest });
    let packed = raw.fill_buf().with_context(|| format!("не прочитать {}", path.display()))?.starts_with(&[0x1f, 0x8b]);
    let mut text: Box<dyn std::io::BufRead + Send> =
        if packed { Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(raw))) } else { Box::new(raw) };
    let start = text.fill_buf().with_context(|| format!("не распаковать {}", path.display()))?;
    if start.starts_with(b"\xef\xbb\xbf") {
        text.consume(3);
    }
    Ok(Box::new(text))
}

/// The reader of rows.
pub fn rows(text: Box<dyn Read + Send>, delimiter: u8) -> csv::Reader<Box<dyn Read + Send>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(1 << 16)
        .from_reader(text)
}

/// Looks at the beginning of a file.
pub fn detect(path: &Path) -> anyhow::Result<Format> {
    let mut sample = Vec::new();
    open(path, &Arc::default(), None)?.take(SAMPLE).read_to_end(&mut sample).with_context(|| unreadable(path))?;
    let encoding = Encoding::of(&sample);
    let delimiter = delimiter(&sample);
    let mut header = csv::ByteRecord::new();
    rows(Box::new(std::io::Cursor::new(sample)), delimiter)
        .read_byte_record(&mut header)
        .with_context(|| unreadable(path))?;
    let names: Vec<String> =
        header.iter().map(|name| encoding.text(name).unwrap_or_default().trim().to_owned()).collect();
    recognise(&names, encoding, delimiter).with_context(|| format!("{}", path.display()))
}

fn unreadable(path: &Path) -> String {
    format!("не прочитать {}", path.display())
}

/// The one that parts the first line into the most cells.
fn delimiter(sample: &[u8]) -> u8 {
    let line = sample.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sought: u8| line.iter().filter(|byte| **byte == sought).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sought| count(*sought)).unwrap_or(b',')
}

/// The registry whose columns the header has; else an error that names what is missing from the
/// registry that is closest.
fn recognise(names: &[String], encoding: Encoding, delimiter: u8) -> anyhow::Result<Format> {
    let place = |sought: &str| names.iter().position(|name| name.eq_ignore_ascii_case(sought));
    let missing = |registry: Registry| -> Vec<&'static str> {
        registry.columns().0.iter().copied().filter(|column| place(column).is_none()).collect()
    };
    let close = |registry: &Registry| missing(*registry).len() * 100 / registry.columns().0.len();
    let Some(registry) = Registry::ALL.into_iter().min_by_key(close) else {
        bail!("нет ни одного формата")
    };
    let missing = missing(registry);
    if !missing.is_empty() {
        let title = registry.title();
        bail!("формат не узнан: в заголовке нет столбцов {} (ближайший формат — {title})", missing.join(", "));
    }
    let (always, later) = registry.columns();
    let listed = |name: &str| always.iter().chain(later).any(|column| column.eq_ignore_ascii_case(name));
    let others = names.iter().enumerate().filter(|(_, name)| !name.is_empty() && !listed(name));
    Ok(Format {
        registry,
        encoding,
        delimiter,
        columns: always.iter().chain(later).map(|column| place(column)).collect(),
        others: others.map(|(place, name)| (name.to_lowercase(), place)).collect(),
        names: names.to_vec(),
        width: names.len(),
    })
}

/// A digest that a reader feeds.
pub type Shared = Arc<std::sync::Mutex<Sha256>>;

/// A file that says how far it has been read.
struct Counted {
    inner: File,
    done: Arc<AtomicU64>,
    digest: Option<Shared>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.done.fetch_add(read as u64, Ordering::Relaxed);
        if let Some(digest) = &self.digest {
            digest.lock().unwrap_or_else(std::sync::PoisonError::into_inner).update(&buffer[..read]);
        }
        Ok(read)
    }
}
