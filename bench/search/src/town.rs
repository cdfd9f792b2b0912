//! Rule-made addresses and what people make of them.

use std::time::Duration;

use domain::houses::place_key;
use rand::{Rng, RngExt as _};

/// Beginnings and endings that make some thousands of names of streets and towns.
const STEMS: [&str; 48] = [
    "Берёз",
    "Вишнёв",
    "Горн",
    "Дальн",
    "Ельник",
    "Журавл",
    "Заречн",
    "Ивов",
    "Калин",
    "Лесн",
    "Мельник",
    "Набережн",
    "Озёрн",
    "Покров",
    "Радищ",
    "Соснов",
    "Тополин",
    "Успен",
    "Фабрич",
    "Хлебн",
    "Цветоч",
    "Чернышев",
    "Шахтёр",
    "Щорс",
    "Эстон",
    "Юбилей",
    "Яблонев",
    "Андре",
    "Борис",
    "Василь",
    "Григорь",
    "Дмитри",
    "Егор",
    "Захар",
    "Игнат",
    "Кирилл",
    "Леонть",
    "Матве",
    "Никит",
    "Орлов",
    "Павл",
    "Родион",
    "Степан",
    "Тимоф",
    "Ушак",
    "Фёдор",
    "Харитон",
    "Яковл",
];
const ENDINGS: [&str; 16] = [
    "ая",
    "енская",
    "овская",
    "инская",
    "евская",
    "ёвская",
    "ского",
    "цева",
    "ова",
    "ина",
    "анская",
    "онова",
    "истов",
    "ушина",
    "яновская",
    "ецкая",
];
const KINDS: [&str; 5] = ["ул.", "пер.", "пр-кт", "б-р", "наб."];

/// A house.
#[derive(Debug)]
pub struct House {
    pub id: i64,
    pub key: String,
    place: String,
    street: String,
    number: String,
}

/// What somebody typed, and the house that was meant.
#[derive(Debug)]
pub struct Question {
    pub text: String,
    pub house: i64,
}

/// How it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Exact,
    Typo,
    Layout,
    Spelling,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Exact, Self::Typo, Self::Layout, Self::Spelling];

    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "as it is",
            Self::Typo => "one edit",
            Self::Layout => "wrong layout",
            Self::Spelling => "ё, kinds, order",
        }
    }

    /// The part of houses that must be among the first ten.
    pub fn recall(self) -> f64 {
        match self {
            Self::Exact => 0.99,
            Self::Typo => 0.95,
            Self::Layout | Self::Spelling => 0.9,
        }
    }

    /// The time 95 of 100 answers must keep.
    pub fn within(self) -> Duration {
        Duration::from_millis(if self == Self::Typo { 20 } else { 5 })
    }
}

fn name(chance: &mut impl Rng) -> String {
    let stem = STEMS[chance.random_range(0..STEMS.len())];
    format!("{stem}{}", ENDINGS[chance.random_range(0..ENDINGS.len())])
}

/// So many houses, in the order of their keys: towns of 5 to 120 streets of 4 to 60 houses.
pub fn houses(chance: &mut impl Rng, wished: usize) -> Vec<House> {
    let mut made: Vec<House> = Vec::with_capacity(wished);
    let mut town = 0;
    while made.len() < wished {
        town += 1;
        let region = format!("{} обл.", name(chance));
        let place = format!("г. {}-{town}", name(chance));
        for _ in 0..chance.random_range(5..120) {
            let street = format!("{} {}", KINDS[chance.random_range(0..KINDS.len())], name(chance));
            for number in 1..chance.random_range(4..60) {
                let tail = ["", "", "", "А", "/2", " к1"][chance.random_range(0..6)];
                let number = format!("{number}{tail}");
                let key = place_key(&region, &place, &street, &number);
                made.push(House { id: 0, key, place: place.clone(), street: street.clone(), number });
            }
        }
    }
    made.truncate(wished);
    made.sort_by(|one, other| one.key.cmp(&other.key));
    (1..).zip(&mut made).for_each(|(id, house)| house.id = id);
    made
}

/// A house somebody looks for by town, street and number.
pub fn question(chance: &mut impl Rng, houses: &[House], kind: Kind) -> Question {
    let house = &houses[chance.random_range(0..houses.len())];
    let place = house.place.trim_start_matches("г. ");
    let street = house.street.split_once(' ').map_or(house.street.as_str(), |(_, name)| name);
    let text = match kind {
        Kind::Exact => format!("{place} {street} {}", house.number),
        Kind::Typo => format!("{place} {} {}", edited(chance, street), house.number),
        Kind::Layout => format!("{} {} {}", latin(place), latin(street), house.number),
        Kind::Spelling => {
            format!("{} улица {}, город {place}", house.number.replace(' ', ""), street.replace('ё', "е"))
        }
    };
    Question { text, house: house.id }
}

/// One letter left out, doubled, changed, or two swapped.
fn edited(chance: &mut impl Rng, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = chance.random_range(1..letters.len() - 1);
    match chance.random_range(0..4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = 'о',
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

/// The keys a Russian text is typed with.
fn latin(text: &str) -> String {
    const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбюё";
    const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    let key =
        |c: char| RUSSIAN.chars().position(|known| known == c).and_then(|place| LATIN.chars().nth(place)).unwrap_or(c);
    text.to_lowercase().chars().map(key).collect()
}
