//! Streets by words, then houses by numbers.

use std::cmp::Reverse;

use domain::houses::number_runs;
use tantivy::TantivyError;

use crate::houses::Houses;
use crate::layout::switched;
use crate::number::likeness;
use crate::question::Question;
use crate::streets::{Care, Likely, Streets};

/// Streets looked at for their houses.
const LOOKED_AT: usize = 64;
/// With this many streets found as typed, typos are not thought of.
const ENOUGH: usize = 8;

/// All houses, findable.
#[derive(Debug)]
pub struct Finder {
    houses: Houses,
    streets: Streets,
}

/// A street that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Street {
    /// `region|place|street` as lists sort it.
    pub key: String,
    /// One of its houses, to read its printed name from.
    pub house: i64,
    /// How many houses it has.
    pub houses: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Houses, the best first.
    pub houses: Vec<i64>,
    /// There are more of them.
    pub more: bool,
    /// Streets, the best first; none when a house's number was asked for and found.
    pub streets: Vec<Street>,
    /// The one house that was certainly meant: every word is there as typed, and the number.
    pub exact: Option<i64>,
}

/// A house that may be meant.
struct Candidate {
    id: i64,
    /// How its street was found.
    care: Care,
    likeness: u8,
    score: f32,
    place: usize,
    /// Houses of its street: of two that fit alike the longer street is meant more often.
    beside: usize,
    /// Every word of the question is a whole word here.
    whole: bool,
}

impl Finder {
    pub(crate) fn of(houses: Houses) -> Result<Self, TantivyError> {
        let streets = Streets::of(&houses)?;
        Ok(Self { houses, streets })
    }

    /// How many houses can be found.
    pub fn len(&self) -> usize {
        self.houses.len()
    }

    /// None can.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many streets they stand on.
    pub fn streets(&self) -> usize {
        self.houses.streets()
    }

    /// The houses somebody means, `most` of them. What was typed with the wrong keyboard layout is
    /// read with the right one when it says nothing as it is.
    ///
    /// # Errors
    /// When the index cannot be read; it stands in memory.
    pub fn find(&self, text: &str, most: usize) -> Result<Found, TantivyError> {
        let found = self.find_as_typed(text, most)?;
        if !found.houses.is_empty() {
            return Ok(found);
        }
        match switched(text) {
            Some(text) => self.find_as_typed(&text, most),
            None => Ok(found),
        }
    }

    fn find_as_typed(&self, text: &str, most: usize) -> Result<Found, TantivyError> {
        let asked = Question::of(text);
        if asked.is_empty() {
            return Ok(Found::default());
        }
        let mut streets = self.streets.find(&asked, Care::Exact, LOOKED_AT)?;
        if streets.len() < ENOUGH {
            let known: Vec<usize> = streets.iter().map(|likely| likely.street).collect();
            let others = self.streets.find(&asked, Care::Forgiving, LOOKED_AT)?;
            streets.extend(others.into_iter().filter(|likely| !known.contains(&likely.street)));
        }
        Ok(self.told(&asked, &streets, most))
    }

    fn told(&self, asked: &Question, streets: &[Likely], most: usize) -> Found {
        let numbered = !asked.number.is_empty();
        let mut candidates: Vec<Candidate> = Vec::new();
        for likely in streets {
            self.candidates(asked, likely, &mut candidates);
            if !numbered && most < candidates.len() {
                break;
            }
        }
        let found_number = candidates.iter().any(|candidate| 0 < candidate.likeness);
        if numbered && found_number {
            candidates.retain(|candidate| 0 < candidate.likeness);
        }
        // The street as typed before another, the very number before one that begins so.
        candidates.sort_by(|one, other| {
            let key = |it: &Candidate| (it.care, Reverse(it.likeness), Reverse(it.whole));
            key(one)
                .cmp(&key(other))
                .then(other.score.total_cmp(&one.score))
                .then(other.beside.cmp(&one.beside))
                .then(one.place.cmp(&other.place))
        });
        // With more streets than were looked at, another house may fit as well.
        let exact = exact(&candidates, numbered).filter(|_| streets.len() < LOOKED_AT);
        let shown = streets.iter().filter(|_| !(numbered && found_number)).take(most);
        Found {
            more: most < candidates.len(),
            exact,
            streets: shown.map(|likely| self.street(likely.street)).collect(),
            houses: candidates.into_iter().take(most).map(|candidate| candidate.id).collect(),
        }
    }

    fn street(&self, street: usize) -> Street {
        let houses = self.houses.of(street);
        Street {
            key: self.houses.key(street).to_owned(),
            house: self.houses.house(houses.start).0,
            houses: houses.len(),
        }
    }

    fn candidates(&self, asked: &Question, likely: &Likely, candidates: &mut Vec<Candidate>) {
        let Likely { street, care, score } = *likely;
        let words: Vec<&str> = self.houses.key(street).split([' ', '|']).collect();
        let whole = asked.words.iter().all(|word| words.contains(&word.as_str()));
        let left = asked.number_beside(&words);
        let beside = self.houses.of(street).len();
        for at in self.houses.of(street) {
            let (id, number) = self.houses.house(at);
            let likeness = match asked.number.is_empty() {
                true => 0,
                false => {
                    let number = number_runs(number);
                    let other = if left.is_empty() { 0 } else { likeness(&left, &number) };
                    other.max(likeness(&asked.number, &number))
                }
            };
            candidates.push(Candidate { id, care, likeness, score, place: at, beside, whole });
        }
    }
}

/// The only house whose words are all there and whose number is the very one; or the only one found.
fn exact(candidates: &[Candidate], numbered: bool) -> Option<i64> {
    let fits = |candidate: &&Candidate| candidate.whole && candidate.likeness == 4;
    match candidates {
        [only] if only.care == Care::Exact && (!numbered || 3 <= only.likeness) => Some(only.id),
        [first, rest @ ..] if fits(&first) && !rest.first().is_some_and(|next| fits(&next)) => Some(first.id),
        _ => None,
    }
}
