//! What somebody typed into a search box, as words that can be looked for.

use super::text::{folded, sortable};

/// The most words of a question that count.
const MOST: usize = 8;
/// The most letters of a question that are read.
const LONGEST: usize = 200;
/// Words that name the kind of a place, not the place: people write or leave them out as they like.
const KINDS: [&str; 45] = [
    "ул",
    "улица",
    "пр",
    "пр-т",
    "просп",
    "проспект",
    "пр-кт",
    "пр-д",
    "р-н",
    "пер",
    "переулок",
    "б-р",
    "бул",
    "бульвар",
    "пл",
    "площадь",
    "ш",
    "шоссе",
    "наб",
    "набережная",
    "проезд",
    "тупик",
    "мкр",
    "мкрн",
    "микрорайон",
    "кв-л",
    "квартал",
    "д",
    "дом",
    "г",
    "гор",
    "город",
    "п",
    "пос",
    "поселок",
    "пгт",
    "рп",
    "с",
    "село",
    "дер",
    "деревня",
    "обл",
    "область",
    "кв",
    "квартира",
];

/// The words of a question about an address, numbers padded as in `place_key`. Kinds of places are
/// left out, unless there is nothing else.
pub fn address_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in address_tokens(text) {
        if words.len() < MOST && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// The words of an address one after another, repeats too: in «8 Марта 8» each number means another thing.
pub fn address_tokens(text: &str) -> Vec<String> {
    let text: String = text.chars().take(LONGEST).collect();
    let pieces = text.split(|c: char| c.is_whitespace() || c == ',').map(|piece| piece.trim_matches('.'));
    let kind = |piece: &&str| KINDS.contains(&piece.to_lowercase().replace('ё', "е").as_str());
    let telling: Vec<&str> = pieces.clone().filter(|piece| !kind(piece)).collect();
    let telling = if telling.iter().all(|piece| piece.is_empty()) { pieces.collect() } else { telling };
    let tokens = sortable(&undotted(&telling.join(" ")));
    tokens.split(' ').filter(|word| !word.is_empty()).take(2 * MOST).map(str::to_owned).collect()
}

/// The words of a question about a name.
pub fn name_words(text: &str) -> Vec<String> {
    let text: String = text.chars().take(LONGEST).collect();
    split(&folded(&text))
}

/// «ул.Мира» is a kind and a name without a space between them.
fn undotted(text: &str) -> String {
    let words = text.split(' ').map(|word| match word.split_once('.') {
        Some((kind, rest)) if KINDS.contains(&kind.to_lowercase().as_str()) => rest,
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn split(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if words.len() < MOST && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_places_are_left_out() {
        let check = |text: &str, words: &[&str]| assert_eq!(address_words(text), words, "{text}");
        check("ул. Льняная, д. 12/3", &["льняная", "00012", "00003"]);
        check("Вологда улица МИРА 5", &["вологда", "мира", "00005"]);
        check("г.Вологда, ул.Мира, д.5 к2", &["вологда", "мира", "00005", "к00002"]);
        check("б-р Северный 8А", &["северный", "00008а"]);
        check("улица", &["улица"]);
        check("Зелёная зеленая", &["зеленая"]);
        check("  ,. ", &[]);
    }

    #[test]
    fn a_question_is_never_long() {
        assert_eq!(address_words(&"мира ".repeat(900)), ["мира"]);
        let many: Vec<String> = (0..500).map(|number| number.to_string()).collect();
        assert_eq!(address_words(&many.join(" ")).len(), MOST);
        assert_eq!(name_words("ООО «УК Северный дом»"), ["ооо", "ук", "северный", "дом"]);
    }
}
