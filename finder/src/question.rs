//! What was typed, taken apart: words of places, and what may be the house's number.

use domain::houses::{is_number_mark, number_runs};
use domain::kernel::words::address_tokens;

/// The most words of places that are looked for.
const MOST: usize = 6;

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Words every street found must have.
    pub words: Vec<String>,
    /// Words with digits, as sorted lists spell them: of a name («8 Марта») or of a number.
    pub figures: Vec<String>,
    /// The number of the house, in pieces.
    pub number: Vec<String>,
}

impl Question {
    /// Takes a text apart.
    pub fn of(text: &str) -> Self {
        let mut asked = Self::default();
        let mut after_figure = false;
        for token in address_tokens(text).into_iter().flat_map(cut) {
            let figure = token.contains(|c: char| c.is_ascii_digit());
            let single = after_figure && token.chars().count() == 1;
            if figure || single || (is_number_mark(&token) && !asked.number.is_empty()) {
                asked.number.extend(number_runs(&token));
            } else if asked.words.len() < MOST && !asked.words.contains(&token) {
                asked.words.push(token.clone());
            }
            if figure && !asked.figures.contains(&token) {
                asked.figures.push(token);
            }
            after_figure = figure;
        }
        asked
    }

    /// Nothing can be looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.figures.is_empty()
    }

    /// The number that is left when the street's own name has some of the figures.
    pub fn number_beside(&self, street: &[&str]) -> Vec<String> {
        let mut number = self.number.clone();
        for figure in self.figures.iter().filter(|figure| street.contains(&figure.as_str())) {
            let named = number_runs(figure);
            if let Some(at) = number.windows(named.len()).position(|some| some == named) {
                number.drain(at..at + named.len());
            }
        }
        number
    }
}

/// «мира00005»: a word and a figure written together.
fn cut(token: String) -> Vec<String> {
    let digits = token.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    if token[..digits].chars().count() < 4 {
        return vec![token];
    }
    vec![token[..digits].to_owned(), token[digits..].to_owned()]
}
