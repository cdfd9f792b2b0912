//! How like two addresses are: what a registry prints of a house, and what the state register has.
//!
//! Both sides come as [`Address`], read by the same reader, and are compared part by part. What differs
//! costs points and is named, so that a person who decides sees why. The weights are ours, not a law's:
//! they are chosen so that one difference that changes nothing (a missing «ул.») still counts as
//! certain, and any that may mean another house does not.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::houses::{Address, is_number_mark, number_runs, place_kind};
use crate::kernel::text::folded;

/// From here on a match needs nobody's word.
const CERTAIN: u8 = 90;
/// Below it nobody is bothered.
const DOUBTFUL: u8 = 50;
/// Shown to who decides, at most.
const SHOWN: usize = 5;

/// Why a match is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Only one of the two says which kind of place it is.
    KindMissing,
    /// The settlement is of a kind that is often changed into the other: п. and рп.
    LocalityKind,
    /// The settlement is of quite another kind: с. and д.
    OtherLocality,
    /// Only one of the two names a micro-district or partnership around the street.
    Territory,
    /// The source gives another code of the register.
    OtherCode,
    /// The registry names no settlement.
    LocalityMissing,
    /// The districts have no word in common.
    District,
    /// The street is of another kind: ул. and пер.
    StreetKind,
    /// One name has words the other has not: Титова and Г. С. Титова.
    Words,
    /// One letter of a name differs.
    Spelling,
    /// The number is the same but for «к», «стр.», a stroke.
    NumberMarks,
    /// Several of the register are equally like.
    Several,
    /// Another house has this address.
    Taken,
}

impl Doubt {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::KindMissing,
        Self::LocalityKind,
        Self::OtherLocality,
        Self::Territory,
        Self::OtherCode,
        Self::LocalityMissing,
        Self::District,
        Self::StreetKind,
        Self::Words,
        Self::Spelling,
        Self::NumberMarks,
        Self::Several,
        Self::Taken,
    ];

    /// The end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::KindMissing => "kind-missing",
            Self::LocalityKind => "locality-kind",
            Self::OtherLocality => "other-locality",
            Self::Territory => "territory",
            Self::OtherCode => "other-code",
            Self::LocalityMissing => "locality-missing",
            Self::District => "district",
            Self::StreetKind => "street-kind",
            Self::Words => "words",
            Self::Spelling => "spelling",
            Self::NumberMarks => "number-marks",
            Self::Several => "several",
            Self::Taken => "taken",
        }
    }

    /// Points it costs.
    const fn cost(self) -> u8 {
        match self {
            Self::KindMissing => 5,
            Self::LocalityKind => 10,
            Self::LocalityMissing | Self::Territory => 15,
            Self::District => 20,
            Self::Words | Self::OtherLocality => 25,
            Self::Spelling | Self::NumberMarks => 30,
            Self::StreetKind | Self::OtherCode => 40,
            Self::Several | Self::Taken => 0,
        }
    }
}

/// How like, from 0 to 100, and why not 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// 100: the same in every part.
    pub percent: u8,
    /// What differs.
    pub doubts: Vec<Doubt>,
}

impl Likeness {
    /// With these differences. One met twice costs twice.
    pub fn of(mut doubts: Vec<Doubt>) -> Self {
        let percent = doubts.iter().fold(100_u8, |left, doubt| left.saturating_sub(doubt.cost()));
        doubts.sort_unstable();
        doubts.dedup();
        Self { percent, doubts }
    }
}

/// A name and the kind of what bears it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Named {
    kind: &'static str,
    words: Vec<String>,
}

/// An address without its number, ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    district: Vec<String>,
    locality: Named,
    /// Words of what lies between settlement and street.
    territory: Vec<String>,
    street: Named,
}

impl Place {
    /// Of an address that was read.
    pub fn of(address: &Address) -> Self {
        let (territory, street) = address.street.rsplit_once(", ").unwrap_or(("", &address.street));
        let district = address.district.split(", ").flat_map(|part| Named::of(part).words);
        Self {
            district: district.collect(),
            locality: Named::of(&address.locality),
            territory: territory.split(", ").flat_map(|part| Named::of(part).words).collect(),
            street: Named::of(street),
        }
    }

    /// The settlement's words in order of the alphabet: what addresses are looked up by.
    pub fn locality_key(&self) -> String {
        self.locality.words.join(" ")
    }

    /// The street's words; empty where houses have none.
    pub fn street_key(&self) -> String {
        self.street.words.join(" ")
    }

    /// What differs; `None` when it is another place. `self` is the registry's.
    pub fn doubts(&self, known: &Self) -> Option<Vec<Doubt>> {
        let mut doubts = match self.locality.words.is_empty() {
            true => vec![Doubt::LocalityMissing],
            false => self.locality.doubts(&known.locality, other_locality(self.locality.kind, known.locality.kind))?,
        };
        match (self.street.words.is_empty(), known.street.words.is_empty()) {
            (true, true) => {}
            (false, false) => doubts.extend(self.street.doubts(&known.street, Doubt::StreetKind)?),
            _ => return None,
        }
        match (self.territory.is_empty(), known.territory.is_empty()) {
            (false, false) if self.territory != known.territory => return None,
            (true, false) | (false, true) => doubts.push(Doubt::Territory),
            _ => {}
        }
        let both = !self.district.is_empty() && !known.district.is_empty();
        if both && !self.district.iter().any(|word| known.district.contains(word)) {
            doubts.push(Doubt::District);
        }
        Some(doubts)
    }

    /// How like a house of a place is, numbers and all; `None` when it is another.
    pub fn likeness(place: &[Doubt], number: &str, known: &str) -> Option<Likeness> {
        let (number, known) = (number_runs(&folded_number(number)), number_runs(&folded_number(known)));
        if number.is_empty() || known.is_empty() {
            return None;
        }
        let mut doubts = place.to_vec();
        if number != known {
            let bare = |runs: &[String]| runs.iter().filter(|run| !is_number_mark(run)).cloned().collect::<Vec<_>>();
            if bare(&number) != bare(&known) {
                return None;
            }
            doubts.push(Doubt::NumberMarks);
        }
        Some(Likeness::of(doubts))
    }
}

/// Workers' and other such settlements become villages and back by a decree; a село is no деревня.
fn other_locality(one: &str, other: &str) -> Doubt {
    let alike = |kind: &str| matches!(kind, "п." | "рп." | "пгт." | "кп." | "дп." | "нп.");
    if alike(one) && alike(other) { Doubt::LocalityKind } else { Doubt::OtherLocality }
}

fn folded_number(number: &str) -> String {
    number.to_lowercase().replace('ё', "е")
}

impl Named {
    fn of(text: &str) -> Self {
        let (kind, name) = place_kind(text);
        let folded = folded(name);
        let mut words: Vec<String> = Vec::new();
        let mut after_figure = false;
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            let ending = after_figure && matches!(word, "й" | "я" | "е" | "ая" | "ый" | "ой" | "го" | "ое" | "ти");
            after_figure = word.chars().all(|c| c.is_ascii_digit());
            if !ending && !matches!(word, "им" | "имени") {
                words.push(word.to_owned());
            }
        }
        words.sort_unstable();
        Self { kind, words }
    }

    fn doubts(&self, known: &Self, other_kind: Doubt) -> Option<Vec<Doubt>> {
        let mut doubts = Vec::new();
        if self.words != known.words {
            doubts.push(if one_has_more(&self.words, &known.words) {
                Doubt::Words
            } else if one_letter_off(&self.words, &known.words) {
                Doubt::Spelling
            } else {
                return None;
            });
        }
        if self.kind != known.kind {
            let missing = self.kind.is_empty() || known.kind.is_empty();
            doubts.push(if missing { Doubt::KindMissing } else { other_kind });
        }
        Some(doubts)
    }
}

/// Whether all telling words of the shorter name stand in the longer one.
fn one_has_more(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let mut telling =
        short.iter().filter(|word| 2 < word.chars().count() || word.contains(|c: char| c.is_ascii_digit())).peekable();
    telling.peek().is_some() && telling.all(|word| long.contains(word))
}

/// Whether one word differs by one letter, in words long enough for that to be a slip.
fn one_letter_off(one: &[String], other: &[String]) -> bool {
    let only = |some: &[String], others: &[String]| -> Vec<String> {
        some.iter().filter(|word| !others.contains(word)).cloned().collect()
    };
    match (only(one, other).as_slice(), only(other, one).as_slice()) {
        ([one], [other]) => 4 < one.chars().count() && strsim::osa_distance(one, other) == 1,
        _ => false,
    }
}

/// What follows from the likenesses of all that could be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<T> {
    /// This one.
    Matched(T, Likeness),
    /// A person has to choose; the most likely first.
    Doubtful(Vec<(T, Likeness)>),
    /// None of them.
    Absent,
}

/// Decides. Two that are equally like are never decided between.
pub fn judge<T>(mut found: Vec<(T, Likeness)>) -> Verdict<T> {
    found.retain(|(_, likeness)| DOUBTFUL <= likeness.percent);
    found.sort_by_key(|(_, likeness)| Reverse(likeness.percent));
    let best = found.first().map(|(_, likeness)| likeness.percent).unwrap_or_default();
    let equal = found.iter().filter(|(_, likeness)| likeness.percent == best).count();
    if 1 < equal {
        found.iter_mut().take(equal).for_each(|(_, likeness)| likeness.doubts.push(Doubt::Several));
    }
    found.truncate(SHOWN);
    match equal {
        0 => Verdict::Absent,
        // Where more were met than could be looked at, the best of those seen proves nothing.
        1 if CERTAIN <= best && !found[0].1.doubts.contains(&Doubt::Several) => {
            let (what, likeness) = found.swap_remove(0);
            Verdict::Matched(what, likeness)
        }
        _ => Verdict::Doubtful(found),
    }
}
