//! Rejected rows, each with its line, column and reason, in a CSV beside the input.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// Why a row was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The row has more or fewer cells than the header.
    BrokenRow { cells: usize, width: usize },
    /// A cell's bytes are no text in the file's encoding.
    BadText,
    /// The row names no id.
    MissingId,
    /// What stands in the id's place cannot be one.
    BadId,
    /// A later row of the file has the same id.
    Superseded,
}

impl Reason {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::BrokenRow { .. } => "broken_row",
            Self::BadText => "bad_text",
            Self::MissingId => "missing_id",
            Self::BadId => "bad_id",
            Self::Superseded => "superseded",
        }
    }

    /// The reason in words.
    pub fn words(self) -> String {
        match self {
            Self::BrokenRow { cells, width } => format!("в строке {cells} полей, а в заголовке {width}"),
            Self::BadText => "поле не читается в кодировке файла".to_owned(),
            Self::MissingId => "не указан идентификатор дома".to_owned(),
            Self::BadId => "идентификатор дома слишком длинный или содержит управляющие знаки".to_owned(),
            Self::Superseded => "ниже в файле есть строка с тем же идентификатором: принята она".to_owned(),
        }
    }
}

/// A row that was not taken.
#[derive(Debug)]
pub struct Rejection<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The line the row begins at; the header is line 1.
    pub line: u64,
    /// The column's name; empty when the whole row is meant.
    pub column: String,
    pub reason: Reason,
    /// What stands in the id's place.
    pub id: &'a str,
}

/// The CSV of rejected rows; it is made with the first of them.
#[derive(Debug)]
pub struct Report {
    path: PathBuf,
    /// Where to write when the folder of `path` takes no files.
    spare: Option<PathBuf>,
    out: Option<csv::Writer<BufWriter<File>>>,
}

impl Report {
    /// The report beside a file, or in the working folder when the file's takes none. One left by
    /// an earlier run is removed.
    pub fn beside(input: &Path) -> Self {
        let mut name = input.file_name().unwrap_or_default().to_owned();
        name.push(".rejected.csv");
        let report = Self { path: input.with_file_name(&name), spare: Some(PathBuf::from(name)), out: None };
        if report.path.exists() {
            // A stale report would be read as this run's; one that cannot be removed is written over.
            let _kept = std::fs::remove_file(&report.path);
        }
        report
    }

    /// The report at a place that was asked for; it is made even when nothing is rejected.
    pub fn at(path: &Path) -> anyhow::Result<Self> {
        let mut report = Self { path: path.to_owned(), spare: None, out: None };
        report.begin()?;
        Ok(report)
    }

    /// Writes one row down.
    pub fn add(&mut self, row: &Rejection) -> anyhow::Result<()> {
        if self.out.is_none() {
            self.begin()?;
        }
        let Some(out) = &mut self.out else { return Ok(()) };
        let line = row.line.to_string();
        let words = row.reason.words();
        out.write_record([row.file, &line, &row.column, row.reason.code(), &words, &harmless(row.id)])
            .with_context(|| format!("не записать {}", self.path.display()))
    }

    /// Everything told so far is in the file.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        match &mut self.out {
            Some(out) => out.flush().with_context(|| format!("не записать {}", self.path.display())),
            None => Ok(()),
        }
    }

    /// Where the rows are; `None` when nothing was written.
    pub fn path(&self) -> Option<&Path> {
        self.out.as_ref().map(|_| self.path.as_path())
    }

    fn begin(&mut self) -> anyhow::Result<()> {
        let file = match (File::create(&self.path), self.spare.take()) {
            (Ok(file), _) => file,
            (Err(_), Some(spare)) => {
                self.path = spare;
                File::create(&self.path).with_context(|| format!("не создать {}", self.path.display()))?
            }
            (Err(error), None) => return Err(error).with_context(|| format!("не создать {}", self.path.display())),
        };
        let mut out = csv::Writer::from_writer(BufWriter::new(file));
        out.write_record(["file", "line", "column", "code", "reason", "id"])
            .with_context(|| format!("не записать {}", self.path.display()))?;
        self.out = Some(out);
        Ok(())
    }
}

/// A cell that a spreadsheet will not run as a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
