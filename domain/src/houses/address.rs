//! Printed addresses taken apart: region, district, locality, street, number.
//!
//! Registries print the same address in many ways: words of type before or after the name, with and
//! without dots and commas, `дом №10`, `81-Б`. What is read here serves lists, filters and sorting;
//! the printed form is always kept beside it, because a part read wrongly must not lose the address.

use super::number::{self, Number};
use super::place_words::{Role, Word, word};
use super::regions::{self, Subject};
use crate::kernel::Region;
use crate::kernel::text::sortable;

/// An address in parts; a part that the text does not name is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The text it was read from, runs of white space as one space.
    pub printed: String,
    /// The region's code; 0 when the text names no region.
    pub region: Region,
    /// The region's own name, not the printed spelling.
    pub region_name: &'static str,
    /// `Бабаевский р-н`
    pub district: String,
    /// `д. Тимошино`
    pub locality: String,
    /// `ул. Мира`; with a micro-district before it, `мкр. 3, ул. Мира`.
    pub street: String,
    /// `39`, `81Б`, `6 к1`, `15 стр1`, `3 литА`
    pub number: String,
}

/// The text houses are sorted by: a street's houses stand together in the order 2, 9, 10.
pub fn place_key(region_name: &str, locality: &str, street: &str, number: &str) -> String {
    [region_name, locality, street, number].map(sortable).join("|")
}

/// Takes an address apart. Never fails: what is not understood stays in the printed form only.
pub fn parse(text: &str) -> Address {
    let printed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = without_mark(text, &printed);
    let mut parts = Parts { commas: said.contains(','), ..Parts::default() };
    for segment in said.split(',') {
        let pieces = pieces(segment);
        parts.segment(segment, &pieces);
    }
    let mut address = parts.finish();
    address.printed = printed;
    address
}

/// Reforma's pages print `ВР` on a line of its own under some addresses: a mark, not an address.
fn without_mark<'a>(text: &str, printed: &'a str) -> &'a str {
    let marked = text.lines().count() > 1 && text.trim_end().ends_with("ВР");
    if marked { printed.trim_end_matches("ВР").trim_end() } else { printed }
}

/// A word of a segment: where it stands and the word of type it is.
struct Piece<'a> {
    start: usize,
    text: &'a str,
    word: Option<Word>,
}

/// The words of a segment; `ул.Мира`, `д.40` and `дом№3` come apart.
fn pieces(segment: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::with_capacity(6);
    let mut end = 0;
    for text in segment.split(' ') {
        let (mut start, mut rest) = (end, text);
        end += text.len() + 1;
        while let Some((head, tail)) = glued(rest) {
            pieces.push(Piece { start, text: head, word: word(head) });
            start += head.len();
            rest = tail;
        }
        if !rest.is_empty() {
            pieces.push(Piece { start, text: rest, word: word(rest) });
        }
    }
    pieces
}

/// Splits a word of type off what is glued to it.
fn glued(text: &str) -> Option<(&str, &str)> {
    let at = match (text.find('.'), text.find('№')) {
        (Some(dot), _) => dot + 1,
        (None, Some(sign)) => sign,
        (None, None) => return None,
    };
    let (head, tail) = text.split_at(at);
    if tail.is_empty() || word(text).is_some() || word(head).is_none() { None } else { Some((head, tail)) }
}

/// What has been read so far.
#[derive(Default)]
struct Parts {
    commas: bool,
    region: Option<&'static Subject>,
    districts: Vec<String>,
    localities: Vec<String>,
    territories: Vec<String>,
    street: String,
    number: Number,
}

impl Parts {
    fn segment(&mut self, segment: &str, pieces: &[Piece]) {
        if self.whole_region(segment, pieces) {
            return;
        }
        let mut at = 0;
        while at < pieces.len() {
            let rest = &pieces[at..];
            at += match rest[0].word {
                Some(kind) => self.typed(segment, kind, rest),
                None => self.untyped(segment, rest),
            };
        }
    }

    /// `Ханты-Мансийский Автономный округ - Югра`: words of type in the middle of a region's name.
    fn whole_region(&mut self, segment: &str, pieces: &[Piece]) -> bool {
        let settled = pieces.first().and_then(|piece| piece.word).is_some_and(|kind| kind.role == Role::Settlement);
        if self.region.is_some() || settled || pieces.len() < 2 || !self.localities.is_empty() {
            return false;
        }
        self.region = regions::by_name(segment).filter(|subject| !subject.is_city());
        self.region.is_some()
    }

    /// A word of type, then its name up to the next part; how many words that took.
    fn typed(&mut self, segment: &str, kind: Word, pieces: &[Piece]) -> usize {
        if pieces.len() > 2 && doubled(pieces) {
            return 1;
        }
        let name_ends = (2..pieces.len()).find(|&place| self.begins(pieces, place)).unwrap_or(pieces.len());
        let name = slice(segment, &pieces[1.min(name_ends)..name_ends]);
        // After a street, and before a digit once the place is known, `д.` can only be a house.
        let house =
            !self.street.is_empty() || (!self.localities.is_empty() && name.starts_with(|c: char| c.is_ascii_digit()));
        let kind = if kind.print == "д." && (house || number::is_one(name)) {
            Word { role: Role::House, ..kind }
        } else if kind.print == "с." && self.number.has_house() && number::is_one(name) {
            Word { role: Role::Building, ..kind }
        } else {
            kind
        };
        self.put(kind, name);
        name_ends
    }

    /// A name before its word of type (`Мира ул.`), or without one; how many words that took.
    fn untyped(&mut self, segment: &str, pieces: &[Piece]) -> usize {
        let Some(place) = (1..pieces.len()).find(|&place| pieces[place].word.is_some()) else {
            self.bare(slice(segment, pieces));
            return pieces.len();
        };
        let name = slice(segment, &pieces[..place]);
        let follows = place + 1 == pieces.len() || pieces[place + 1].word.is_some();
        match pieces[place].word {
            Some(kind) if matches!(kind.role, Role::Region | Role::District) || (follows && named(kind.role)) => {
                self.put(kind, name);
                place + 1
            }
            _ if self.begins(pieces, place) => {
                self.bare(name);
                place
            }
            _ => {
                self.bare(slice(segment, pieces));
                pieces.len()
            }
        }
    }

    /// Does a new part begin at this word of type in the middle of a segment? Without commas more
    /// words are believed; with them `ул. Героя Г. Титова` must stay whole.
    fn begins(&self, pieces: &[Piece], place: usize) -> bool {
        let (Some(kind), Some(next)) = (pieces[place].word, pieces.get(place + 1)) else { return false };
        let numbered = next.text.starts_with(|c: char| c.is_ascii_digit() || c == '№');
        match kind.role {
            Role::Street => !kind.full || !self.commas,
            Role::House | Role::Letter | Role::Inside => true,
            Role::Block | Role::Building => numbered || next.text.chars().count() == 1,
            Role::Settlement if kind.print == "д." && numbered => true,
            Role::Region | Role::District | Role::Settlement | Role::Territory => !self.commas,
        }
    }

    fn put(&mut self, kind: Word, name: &str) {
        let name = name.trim();
        match kind.role {
            _ if name.is_empty() => {}
            Role::Region => self.region = self.region.or_else(|| regions::by_name(&format!("{name} {}", kind.print))),
            Role::District => self.districts.push(format!("{name} {}", kind.print)),
            Role::Settlement => self.settlement(kind, name),
            Role::Territory => self.territories.push(format!("{} {name}", kind.print)),
            Role::Street if self.street.is_empty() => self.street = format!("{} {name}", kind.print),
            Role::Street => {}
            Role::House => self.number.house(name),
            Role::Block => self.number.block(name),
            Role::Building => self.number.building(name),
            Role::Letter => self.number.letter(name),
            Role::Inside => {}
        }
    }

    fn settlement(&mut self, kind: Word, name: &str) {
        if self.region.is_none() && kind.print == "г." && self.localities.is_empty() {
            self.region = regions::by_name(name).filter(|subject| subject.is_city());
        }
        self.localities.push(format!("{} {name}", kind.print));
    }

    /// A text without a word of type: a number, a region's name, or the next part that is missing.
    fn bare(&mut self, text: &str) {
        let placed = !self.localities.is_empty() || !self.street.is_empty() || !self.territories.is_empty();
        if text.is_empty() || (number::is_one(text) && !placed) {
            return;
        }
        if number::is_one(text) {
            return self.number.house(text);
        }
        if self.region.is_none() && !placed {
            self.region = regions::by_name(text);
            if self.region.is_some_and(Subject::is_city) {
                self.localities.push(format!("г. {text}"));
            }
            if self.region.is_some() {
                return;
            }
        }
        if self.localities.is_empty() && self.street.is_empty() {
            self.localities.push(text.to_owned());
        } else if self.street.is_empty() && self.territories.is_empty() {
            self.street = text.to_owned();
        }
    }

    fn finish(mut self) -> Address {
        if !self.number.has_house() {
            self.take_number_from_street();
        }
        let locality = match self.localities.pop() {
            Some(deepest) => deepest,
            None if self.territories.is_empty() => String::new(),
            None => self.territories.remove(0),
        };
        // A place inside another one: the outer is what a district is elsewhere.
        self.districts.append(&mut self.localities);
        self.territories.extend((!self.street.is_empty()).then_some(self.street));
        Address {
            printed: String::new(),
            region: self.region.map_or(Region(0), |subject| subject.code),
            region_name: self.region.map_or("", |subject| subject.name),
            district: self.districts.join(", "),
            locality,
            street: self.territories.join(", "),
            number: self.number.to_string(),
        }
    }

    /// `ул. Энгельса 40`: the number stands in the street's name.
    fn take_number_from_street(&mut self) {
        let Some((name, last)) = self.street.rsplit_once(' ') else { return };
        if name.contains(' ') && number::is_one(last) && !name.ends_with('.') {
            self.number.house(last);
            self.street = name.to_owned();
        }
    }
}

/// `д. ул. Мира`, `д. г Белая Калитва`: the first word of type is the form's, the second the address's.
fn doubled(pieces: &[Piece]) -> bool {
    let first = pieces[0].word.is_some_and(|kind| kind.print == "д.");
    let second = pieces[1].word.is_some_and(|kind| {
        kind.role == Role::House
            || named(kind.role) && (!kind.full || matches!(kind.print, "ул." | "г." | "п." | "с." | "пр-кт" | "пер."))
    });
    first && second && pieces[2].word.is_none()
}

fn named(role: Role) -> bool {
    matches!(role, Role::Region | Role::District | Role::Settlement | Role::Territory | Role::Street)
}

/// The segment's text from the first of the words to the last.
fn slice<'a>(segment: &'a str, pieces: &[Piece]) -> &'a str {
    match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => segment.get(first.start..last.start + last.text.len()).unwrap_or_default(),
        _ => "",
    }
}
