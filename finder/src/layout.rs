//! «ktybyf» is «ленина» typed with the other keyboard layout on.

/// Keys of the Latin layout and what the same keys type in Russian.
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбюё";

/// The text with its Latin words typed anew in Russian; `None` when there are none.
pub fn switched(text: &str) -> Option<String> {
    let mut any = false;
    let words = text.split_whitespace().map(|word| {
        // A comma or a full stop after a word is that, and no «б» or «ю».
        let bare = word.trim_end_matches([',', '.', ';']);
        let latin = bare.chars().any(|c| c.is_ascii_alphabetic());
        if !latin || bare.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
            return word.to_owned();
        }
        any = true;
        bare.chars().map(key).collect()
    });
    let words: Vec<String> = words.collect();
    any.then(|| words.join(" "))
}

fn key(c: char) -> char {
    let low = c.to_ascii_lowercase();
    let place = LATIN.chars().position(|known| known == low);
    place.and_then(|place| RUSSIAN.chars().nth(place)).unwrap_or(c)
}
