//! The classifier of municipalities (ОКТМО) into its table: a file is small, so it is one transaction.

use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use domain::addresses::{Municipality, municipality};
use encoding_rs::WINDOWS_1251;

use super::{Sums, blocking, repo};
use crate::ctx::Ctx;
use crate::error::Result;

/// More than any volume has: a file that is larger is none.
const LARGEST: u64 = 64 << 20;
/// Rejected rows that are named.
const NAMED: usize = 20;

/// How a file went.
#[derive(Clone, Debug, Default)]
pub struct OktmoOutcome {
    /// Rows.
    pub sums: Sums,
    /// The first rows that do not fit: number from 1, and why.
    pub rejected: Vec<(u64, &'static str)>,
}

/// Imports a volume, `;`-separated, plain or gzipped, in UTF-8 or Windows-1251. The same again changes
/// nothing.
pub async fn oktmo(ctx: &Ctx, file: &Path) -> Result<OktmoOutcome> {
    let path = file.to_owned();
    let text = blocking(move || read(&path)).await?;
    let mut outcome = OktmoOutcome::default();
    let mut rows: Vec<Municipality> = Vec::new();
    // Between the rows stand empty ones and explanations, neither with a code.
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| has_code(line)) {
        outcome.sums.read += 1;
        match municipality(line) {
            Ok(row) => rows.push(row),
            Err(why) => {
                outcome.sums.rejected += 1;
                outcome.rejected.extend((outcome.rejected.len() < NAMED).then_some((number, why)));
            }
        }
    }
    // Of two rows with one code the last one counts.
    rows.sort_by(|one, other| one.code.cmp(&other.code));
    rows.reverse();
    let read = rows.len() as u64;
    rows.dedup_by(|one, other| one.code == other.code);
    let tx = ctx.begin().await?;
    let (created, updated) = repo::put_municipalities(&tx, rows).await?;
    tx.commit().await?;
    (outcome.sums.created, outcome.sums.updated) = (created, updated);
    outcome.sums.unchanged = read - created - updated;
    Ok(outcome)
}

fn has_code(line: &str) -> bool {
    line.split(';').next().is_some_and(|cell| !cell.trim().is_empty())
}

fn read(path: &Path) -> anyhow::Result<String> {
    let unread = || format!("не прочитать {}", path.display());
    let mut bytes = Vec::new();
    let mut file = std::fs::File::open(path).with_context(unread)?.take(LARGEST);
    if path.extension().is_some_and(|end| end == "gz") {
        flate2::read::GzDecoder::new(file).take(LARGEST).read_to_end(&mut bytes).with_context(unread)?;
    } else {
        file.read_to_end(&mut bytes).with_context(unread)?;
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(other) => WINDOWS_1251.decode(other.as_bytes()).0.into_owned(),
    })
}
