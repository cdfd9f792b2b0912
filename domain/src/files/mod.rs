//! Files people give: which kinds, how large.

use crate::kernel::Coded;

/// The largest file, in bytes: as the state exchange's store takes whole (5 242 880).
pub const LARGEST: usize = 5 * 1024 * 1024;

/// Kinds of files that are taken: scans and printed documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    Pdf,
    Jpeg,
    Png,
}

impl MediaType {
    /// What the bytes say they are, whatever the name says.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins: [(&[u8], Self); 3] =
            [(b"%PDF-", Self::Pdf), (&[0xff, 0xd8, 0xff], Self::Jpeg), (b"\x89PNG\r\n\x1a\n", Self::Png)];
        begins.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, media)| media)
    }

    /// `application/pdf`
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    #[error("no file was given")]
    Absent,
    #[error("the file is larger than five mebibytes")]
    TooLarge,
    #[error("the file is no PDF, JPEG or PNG")]
    Kind,
}

impl Coded for Rule {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "files.absent",
            Self::TooLarge => "files.too_large",
            Self::Kind => "files.kind",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some("file")
    }
}

/// May a file with these bytes be taken?
///
/// # Errors
/// [`Rule::Absent`] for no bytes, [`Rule::TooLarge`], [`Rule::Kind`].
pub fn judge(bytes: &[u8]) -> Result<MediaType, Rule> {
    match bytes.len() {
        0 => Err(Rule::Absent),
        size if LARGEST < size => Err(Rule::TooLarge),
        _ => MediaType::of(bytes).ok_or(Rule::Kind),
    }
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, MediaType, Rule, judge};

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let mut large = b"%PDF-1.7".to_vec();
        large.resize(LARGEST, 0);
        let told: [(&[u8], Result<MediaType, Rule>); 6] = [
            (b"", Err(Rule::Absent)),
            (b"%PDF-1.7 ...", Ok(MediaType::Pdf)),
            (&[0xff, 0xd8, 0xff, 0xe0], Ok(MediaType::Jpeg)),
            (b"\x89PNG\r\n\x1a\n....", Ok(MediaType::Png)),
            (b"<html>", Err(Rule::Kind)),
            (&large, Ok(MediaType::Pdf)),
        ];
        for (bytes, said) in told {
            assert_eq!(judge(bytes), said);
        }
        large.push(0);
        assert_eq!(judge(&large), Err(Rule::TooLarge));
    }
}
