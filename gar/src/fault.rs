//! What does not fit, and where.

use std::fmt;

use crate::check::Check;

/// Why an archive is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file in the archive; empty when it is the archive itself.
    pub file: String,
    /// The number of the record in the file, from 1; 0 before the first.
    pub record: u64,
    /// The byte of the unpacked file where the record ends or reading stopped.
    pub byte: u64,
    /// The attribute it is about; empty when about the whole record.
    pub attribute: String,
    /// What is wrong.
    pub what: What,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The file cannot be opened as an archive: cut off, or another thing altogether.
    NotAnArchive(String),
    /// The archive holds no file of the register.
    Empty,
    /// The packed bytes of a file are damaged.
    Damaged(String),
    /// The text is not well-formed XML.
    NotXml(String),
    /// The text ends before its elements do.
    Cut,
    /// An element that does not belong here.
    Element(String),
    /// Text between the elements.
    Text,
    /// An attribute the schema does not know.
    Unknown,
    /// An attribute that stands twice.
    Twice,
    /// An attribute that must be there.
    Missing,
    /// A value that is not what the schema asks.
    Value(Check, String),
    /// A number longer than is handled, though the schema allows it.
    TooLong(usize),
}

impl Fault {
    /// A fault of the archive itself.
    pub fn of_archive(what: What) -> Self {
        Self { file: String::new(), record: 0, byte: 0, attribute: String::new(), what }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}: ", self.file)?;
            if 0 < self.record {
                write!(f, "запись {}, ", self.record)?;
            }
            write!(f, "байт {}", self.byte)?;
            if !self.attribute.is_empty() {
                write!(f, ", {}", self.attribute)?;
            }
            f.write_str(": ")?;
        }
        match &self.what {
            What::NotAnArchive(why) => write!(f, "это не архив zip, или он обрывается ({why})"),
            What::Empty => f.write_str("в архиве нет файлов ГАР (AS_….XML)"),
            What::Damaged(why) => write!(f, "архив повреждён или обрывается ({why})"),
            What::NotXml(why) => write!(f, "это не XML ({why})"),
            What::Cut => f.write_str("файл обрывается"),
            What::Element(name) => write!(f, "элемента «{name}» здесь не должно быть"),
            What::Text => f.write_str("текста между элементами не должно быть"),
            What::Unknown => f.write_str("такого атрибута нет в схеме"),
            What::Twice => f.write_str("атрибут повторяется"),
            What::Missing => f.write_str("нет обязательного атрибута"),
            What::TooLong(most) => write!(f, "номер длиннее {most} цифр"),
            What::Value(check, value) => write!(f, "«{value}», а нужно: {}", check.words()),
        }
    }
}

impl std::error::Error for Fault {}
