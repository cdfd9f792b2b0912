//! A meeting's record recounted in the reader's own browser: the same `ledger::verify` as on the server and
//! in `domovoy verify`, compiled to WASM. Loaded by the page of the check alone.

use ledger::record::{Receipt, read};
use ledger::verify::{Fault, Report, record, record_with};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

/// What the page shows.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    /// Everything fits.
    Good(Box<Good>),
    /// The first thing that does not.
    Bad { line: u64, byte: u64, what: &'static str },
    /// The file with receipts is none.
    NoReceipt,
}

#[derive(Debug, Serialize)]
struct Good {
    uin: String,
    house: String,
    key: String,
    head: String,
    voices: u64,
    entries: u64,
    ballots: u64,
    not_counted: u64,
    receipts: usize,
    /// Shares that decided and are not on the list of those present, where only who came decides.
    unlisted: Vec<u32>,
    /// No list was written of who came to the place.
    no_list: bool,
    /// Votes of those who took part, in m²; nothing while voting goes on.
    participants: Option<String>,
    quorum: bool,
    /// Why the meeting was cancelled, if it was.
    cancelled: Option<String>,
    questions: Vec<Question>,
}

#[derive(Debug, Serialize)]
struct Question {
    text: String,
    votes: [String; 4],
    adopted: bool,
    article: String,
}

/// Recounts a record, and looks for the decisions of receipts in it (a line each; empty for none). JSON.
#[wasm_bindgen]
pub fn recount(bytes: &[u8], receipts: &str) -> String {
    serde_json::to_string(&said(bytes, receipts)).unwrap_or_default()
}

fn said(bytes: &[u8], receipts: &str) -> Said {
    let Some(receipts) = receipts.lines().map(read).collect::<Option<Vec<Receipt>>>() else { return Said::NoReceipt };
    let checked = match receipts.first() {
        None => record(bytes),
        Some(_) => receipts.iter().map(|receipt| record_with(bytes, receipt)).fold(record(bytes), Result::and),
    };
    match checked {
        Ok(report) => Said::Good(Box::new(good(report, receipts.len()))),
        Err(Fault { byte, line, what }) => Said::Bad { line, byte, what: what.code() },
    }
}

fn good(report: Report, receipts: usize) -> Good {
    let outcome = report.outcome;
    let results = outcome.iter().flat_map(|outcome| &outcome.questions);
    let questions = report.meeting.questions.iter().zip(results).map(|(item, said)| Question {
        text: format!("{}. {}", item.no, item.text),
        votes: [&said.for_, &said.against, &said.abstain, &said.invalid].map(|sum| sum.decimal.clone()),
        adopted: said.adopted,
        article: said.article.clone(),
    });
    Good {
        questions: questions.collect(),
        participants: outcome.as_ref().map(|outcome| outcome.participants.decimal.clone()),
        cancelled: report.cancelled,
        quorum: outcome.as_ref().is_some_and(|outcome| outcome.quorum),
        uin: report.meeting.uin,
        house: report.meeting.house,
        key: report.meeting.key,
        head: report.head.map(|head| head.root).unwrap_or_default(),
        voices: report.voices,
        entries: report.entries,
        ballots: report.ballots,
        not_counted: report.not_counted,
        unlisted: report.unlisted,
        no_list: report.no_list,
        receipts,
    }
}
