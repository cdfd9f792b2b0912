//! Numbers of houses in one spelling: `81-Б`, `81 б` and `№ 81Б` are `81Б`.

use std::fmt;

/// The pieces of a house's number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    house: String,
    block: String,
    building: String,
    letter: String,
}

impl Number {
    /// Is the house itself known?
    pub fn has_house(&self) -> bool {
        !self.house.is_empty()
    }

    /// Takes the house's number; the first one said stays.
    pub fn house(&mut self, text: &str) {
        if self.house.is_empty() {
            self.house = tidy(text);
        }
    }

    /// Takes the block (корпус).
    pub fn block(&mut self, text: &str) {
        take(&mut self.block, text);
    }

    /// Takes the building (строение).
    pub fn building(&mut self, text: &str) {
        take(&mut self.building, text);
    }

    /// Takes the letter (литера).
    pub fn letter(&mut self, text: &str) {
        take(&mut self.letter, text);
    }
}

/// `6 к1 стр2 литА`
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.house)?;
        let mut gap = if self.house.is_empty() { "" } else { " " };
        for (word, value) in [("к", &self.block), ("стр", &self.building), ("лит", &self.letter)] {
            if !value.is_empty() {
                write!(f, "{gap}{word}{value}")?;
                gap = " ";
            }
        }
        Ok(())
    }
}

/// Could this be a house's number: `12`, `№10`, `81 а`, `б/н`, a dash?
pub(super) fn is_one(text: &str) -> bool {
    let bare = text.trim_start_matches(['№', '.', ' ', '-', '#']);
    if bare.is_empty() {
        return true;
    }
    if matches!(bare, "б/н" | "Б/Н" | "бн" | "БН") {
        return true;
    }
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    // `1-й Микрорайон`, `50 лет Октября` and `8 Марта` begin with a digit and are names.
    (1..=6).contains(&digits) && bare[digits..].split(' ').all(|word| !named(word))
}

/// A word that makes a name of what begins with a number.
fn named(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let ending = word.starts_with('-') && matches!(bare, "й" | "я" | "е" | "ая" | "ый" | "ой" | "го" | "ое");
    ending || (letters > 2 && !matches!(bare, "дубль" | "инв" | "корп" | "лит" | "стр"))
}

/// One spelling: no sign, no dots around, the letter large and close to the digits.
fn tidy(text: &str) -> String {
    let text = text.trim_start_matches(['№', '.', ' ', '-', '#']).trim_end_matches(['.', ' ', '-', ';']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, tail) = text.split_at(digits);
    if digits == 0 {
        return tail.to_owned();
    }
    let mut rest = tail.strip_prefix([' ', '-']).unwrap_or(tail).chars();
    match (rest.next(), rest.clone().next()) {
        (Some(letter), after) if letter.is_alphabetic() && !after.is_some_and(|c| c == '.' || c.is_alphanumeric()) => {
            format!("{number}{}{}", letter.to_uppercase(), rest.as_str().replace(['\\', '_'], "/"))
        }
        _ => format!("{number}{}", tail.replace(['\\', '_'], "/")),
    }
}

/// A block's, building's or letter's value; `деревянное` and a dash are none.
fn take(place: &mut String, text: &str) {
    let value = text.trim_matches(['№', '.', ' ', '-']);
    let short = value.chars().count() <= 2 || value.chars().any(|c| c.is_ascii_digit());
    if place.is_empty() && short {
        *place = match value.chars().count() {
            1 => value.to_uppercase(),
            _ => value.to_owned(),
        };
    }
}
