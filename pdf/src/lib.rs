//! Documents for print: tagged PDF/A-2a and PDF/UA-1, so that they are kept for long and read aloud.
//!
//! A document is a template and its data. The same data make the same bytes: fonts lie in the program, the
//! clock is the document's own day. The standards are checked while writing; what breaks them is an error.

mod world;

use std::sync::LazyLock;

use anyhow::{Context as _, anyhow};
use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use serde::Serialize;
use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use unicode_normalization::UnicodeNormalization as _;
use world::{Fonts, Leaf};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::load);

/// A kind of document: which template draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// The protocol of a general meeting of owners.
    MeetingProtocol,
    /// The message of a meeting for notice boards, with a sheet to decide on.
    MeetingMessage,
    /// The list of those who came to a meeting, to be signed at the door.
    MeetingAttendance,
}

impl Template {
    const fn text(self) -> &'static str {
        match self {
            Self::MeetingProtocol => include_str!("../templates/meeting_protocol.typ"),
            Self::MeetingMessage => include_str!("../templates/meeting_message.typ"),
            Self::MeetingAttendance => include_str!("../templates/meeting_attendance.typ"),
        }
    }
}

/// The UTC instant printed into the file as its own.
#[derive(Clone, Copy, Debug)]
pub struct Made(pub DateTime<Utc>);

impl Made {
    fn datetime(self) -> Option<Datetime> {
        let small = |number: u32| u8::try_from(number).unwrap_or_default();
        let (day, time) = (self.0.date_naive(), self.0.time());
        let [month, of_month] = [day.month(), day.day()].map(small);
        Datetime::from_ymd_hms(day.year(), month, of_month, small(time.hour()), small(time.minute()), 0)
    }
}

/// Draws a document. `ident` names it among all documents, and stays the same when it is drawn again.
///
/// Letters that no font has are printed as their numbers, `[U+2192]`: a document nobody gets for the sake of
/// one sign would be worse.
///
/// # Errors
/// Data the template cannot read, what the standards forbid.
pub fn draw(template: Template, data: &impl Serialize, ident: &str, made: Made) -> anyhow::Result<Vec<u8>> {
    let mut data = serde_json::to_value(data).context("the data of a document")?;
    spell(&mut data);
    let leaf = Leaf::new(&FONTS, template.text(), serde_json::to_vec(&data)?)?;
    let drawn = typst::compile::<typst_layout::PagedDocument>(&leaf);
    // What was remembered for this document helps no other, and would stay.
    comemo::evict(0);
    let document = drawn.output.map_err(|faults| told(&faults))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Домовой".to_owned())),
        timestamp: made.datetime().map(Timestamp::new_utc),
        standards: standards.map_err(|fault| anyhow!("{}", fault.message()))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|faults| told(&faults))
}

/// Writes what cannot be drawn in letters that can; signs nobody sees are dropped.
fn spell(data: &mut Value) {
    match data {
        Value::String(text) => *text = text.nfc().map(spelled).collect(),
        Value::Array(all) => all.iter_mut().for_each(spell),
        Value::Object(all) => all.values_mut().for_each(spell),
        _ => {}
    }
}

fn spelled(letter: char) -> String {
    match letter {
        '\u{202f}' => '\u{a0}'.to_string(),
        '\u{2010}' => "-".to_owned(),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => String::new(),
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => String::new(),
        // The archive's standard forbids letters that mean what somebody agreed on in private.
        '\u{e000}'..='\u{f8ff}' => format!("[U+{:04X}]", u32::from(letter)),
        letter if letter.is_control() && !letter.is_whitespace() => String::new(),
        letter if FONTS.has(letter) && !letter.is_control() => letter.to_string(),
        letter if letter.is_whitespace() => " ".to_owned(),
        letter => format!("[U+{:04X}]", u32::from(letter)),
    }
}

fn told(faults: &[SourceDiagnostic]) -> anyhow::Error {
    let words: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    anyhow!("a document could not be drawn: {}", words.join("; "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::spell;

    #[test]
    fn what_no_font_has_is_spelled() {
        let check = |text: &str, expected: &str| {
            let mut data = json!({ "a": [text] });
            spell(&mut data);
            assert_eq!(data, json!({ "a": [expected] }), "{text}");
        };
        check("кв. 5 → двор 🎄", "кв. 5 [U+2192] двор [U+1F384]");
        check("№ 7/12 — «да»\u{0}\u{200d}", "№ 7/12 — «да»");
        check("\u{feff}", "");
        check("\u{f50a}", "[U+F50A]");
        // As another system's files are named: letters and their marks apart.
        check("и\u{306} е\u{308}", "й ё");
        check("a\tb\u{2009}c\u{2028}d\r\n", "a b c d  ");
    }
}
