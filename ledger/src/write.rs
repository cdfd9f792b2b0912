//! Writing a record, line by line.

use sha2::{Digest as _, Sha256};
use streebog::Streebog256;

use crate::record::{Line, Meeting, Voice, canonical};
use crate::sign::Key;

/// A record being written.
pub struct Writer {
    text: String,
    lines: u64,
}

/// SHA-256 of the lines that are frozen when a message is published: the meeting's and the register's.
pub fn frozen(meeting: &Meeting, voices: &[Voice]) -> String {
    let mut digest = Sha256::new();
    let mut line = |line: Line| {
        digest.update(canonical(&line));
        digest.update("\n");
    };
    line(Line::Meeting(meeting.clone()));
    voices.iter().for_each(|voice| line(Line::Voice(voice.clone())));
    hex::encode(digest.finalize())
}

impl Writer {
    /// A record with the meeting and its register.
    pub fn new(meeting: &Meeting, voices: &[Voice]) -> Self {
        let mut writer = Self { text: String::new(), lines: 0 };
        writer.line(&Line::Meeting(meeting.clone()));
        voices.iter().for_each(|voice| writer.line(&Line::Voice(voice.clone())));
        writer
    }

    /// Adds a line.
    pub fn line(&mut self, line: &Line) {
        self.text.push_str(&canonical(line));
        self.text.push('\n');
        self.lines += 1;
    }

    /// Signs everything and ends the record.
    pub fn end(mut self, key: &Key) -> String {
        let bytes = self.text.as_bytes();
        let (sha256, streebog256) = (hex::encode(Sha256::digest(bytes)), streebog(bytes));
        let end = key.end(self.lines, sha256, streebog256);
        self.line(&Line::End(end));
        self.text
    }
}

/// Стрибог, 256 bits, hexadecimal.
pub fn streebog(bytes: &[u8]) -> String {
    hex::encode(Streebog256::digest(bytes))
}
