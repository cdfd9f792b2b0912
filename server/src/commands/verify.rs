//! `domovoy verify FILE`: a meeting's record checked from its bytes alone, on any machine.

use std::path::PathBuf;
use std::process::ExitCode;

use domain::meetings::Said;
use ledger::record::{Outcome, Receipt, read};
use ledger::verify::{Fault, Report, What, record, record_from, record_with};

/// Which record, and whose receipt.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The record, as the meeting's page or `domovoy export meeting` gives it
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A voter's receipt: is its decision in the record?
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    /// A head printed earlier, in a protocol or by somebody else: does the log begin with it?
    #[arg(long, value_name = "SIZE:ROOT")]
    head: Vec<String>,
    /// The key its signatures must be of, as it was published: without it only the record's own is known
    #[arg(long, value_name = "HEX")]
    key: Option<String>,
}

/// The record does not fit.
const DOES_NOT_FIT: u8 = 1;
/// It cannot be read as a record at all.
const UNREADABLE: u8 = 2;

/// 0 when everything fits, 1 when something does not, 2 when it cannot be read.
pub fn run(args: &Args) -> ExitCode {
    let bytes = match std::fs::read(&args.file) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(&format!("{}: {error}", args.file.display())),
    };
    let receipts = match args.receipt.as_ref().map(receipts).transpose() {
        Ok(receipts) => receipts.unwrap_or_default(),
        Err(why) => return unreadable(&why),
    };
    let mut report = record(&bytes);
    for receipt in &receipts {
        report = report.and_then(|_| record_with(&bytes, receipt));
    }
    for head in &args.head {
        let Some((size, root)) = head.split_once(':') else {
            return unreadable(&format!("{head}: нужно ЧИСЛО:ОТПЕЧАТОК"));
        };
        let Ok(size) = size.parse() else {
            return unreadable(&format!("{head}: нужно ЧИСЛО:ОТПЕЧАТОК"));
        };
        report = report.and_then(|_| record_from(&bytes, size, root));
    }
    match report {
        Ok(report) if args.key.as_ref().is_some_and(|key| *key != report.meeting.key) => {
            eprintln!("Не сходится: запись подписана другим ключом, {}", plain(&report.meeting.key));
            ExitCode::from(DOES_NOT_FIT)
        }
        Ok(report) => {
            println!("{}", words(&report, receipts.len()));
            if args.key.is_none() {
                println!("Сверьте ключ с опубликованным: чужую запись можно подписать и своим (--key).");
            }
            ExitCode::SUCCESS
        }
        Err(fault) => refused(&fault),
    }
}

/// A receipt file: a line for each share.
fn receipts(path: &PathBuf) -> Result<Vec<Receipt>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines: Option<Vec<Receipt>> = text.lines().map(read).collect();
    lines.filter(|lines| !lines.is_empty()).ok_or_else(|| format!("{}: это не квитанция", path.display()))
}

fn unreadable(why: &str) -> ExitCode {
    eprintln!("Не прочитать: {why}");
    ExitCode::from(UNREADABLE)
}

fn refused(fault: &Fault) -> ExitCode {
    if fault.what == What::NotARecord {
        return unreadable(&fault.to_string());
    }
    eprintln!("Не сходится: {fault}");
    ExitCode::from(DOES_NOT_FIT)
}

/// What a good record says, for a person.
fn words(report: &Report, receipts: usize) -> String {
    let meeting = &report.meeting;
    let mut text = format!(
        "Всё сходится.\nСобрание № {}, {}\nДолей {}, записей {}, решений учтено {}, не учтено {}",
        plain(&meeting.uin),
        plain(&meeting.house),
        report.voices,
        report.entries,
        report.ballots,
        report.not_counted
    );
    if let Some(head) = &report.head {
        text.push_str(&format!("\nОтпечаток журнала из {} записей: {}", head.size, head.root));
    }
    text.push_str(&format!("\nКлюч подписи: {}", meeting.key));
    if 0 < receipts {
        text.push_str(&format!("\nРешения из квитанции стоят в журнале: {receipts}"));
    }
    if report.no_list {
        text.push_str("\nВнимание: список присутствовавших не внесён");
    }
    if !report.unlisted.is_empty() {
        let shares: Vec<String> = report.unlisted.iter().map(u32::to_string).collect();
        let words = "Внимание: решили доли, которых нет в списке присутствовавших (44.1 п. 1 ЖК РФ)";
        text.push_str(&format!("\n{words}: {}", shares.join(", ")));
    }
    match (&report.outcome, &report.cancelled) {
        (Some(outcome), _) => text.push_str(&results(report, outcome)),
        (None, Some(reason)) => text.push_str(&format!("\nСобрание отменено: {}", plain(reason))),
        (None, None) => text.push_str("\nГолосование не окончено: ответы запечатаны, итога ещё нет."),
    }
    text
}

/// A text of the record without anything a terminal would obey.
fn plain(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

fn results(report: &Report, outcome: &Outcome) -> String {
    let quorum = if outcome.quorum { "есть" } else { "нет" };
    let mut text = format!("\nГолосов участников {}, кворум {quorum}", outcome.participants.decimal);
    for (item, said) in report.meeting.questions.iter().zip(&outcome.questions) {
        text.push_str(&format!("\n{}. {}\n   {}", item.no, plain(&item.text), line(said)));
    }
    text
}

fn line(said: &Said) -> String {
    let verdict = if said.adopted { "принято" } else { "не принято" };
    format!(
        "за {}, против {}, воздержались {}, недействительно {} — {verdict} ({})",
        said.for_.decimal, said.against.decimal, said.abstain.decimal, said.invalid.decimal, said.article
    )
}
