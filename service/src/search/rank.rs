//! Which of the found houses was meant.

use domain::kernel::HouseId;

use super::repo::Candidate;

/// How well a key answers: whole words first, then keys that say little else.
fn rank(candidate: &Candidate, words: &[String]) -> (usize, usize) {
    let key: Vec<&str> = candidate.place_key.split([' ', '|']).collect();
    let whole = words.iter().filter(|word| key.contains(&word.as_str())).count();
    (words.len() - whole, extra_number(candidate, words))
}

/// Parts of the house's number that nobody asked for: «12» answers «12» better than «12/3» does.
fn extra_number(candidate: &Candidate, words: &[String]) -> usize {
    let number = candidate.place_key.rsplit('|').next().unwrap_or_default();
    number.split(' ').filter(|part| !part.is_empty() && !words.iter().any(|word| word == part)).count()
}

/// The best first; equals stay in the order of addresses.
pub fn ranked(mut candidates: Vec<Candidate>, words: &[String]) -> Vec<Candidate> {
    candidates.sort_by_cached_key(|candidate| rank(candidate, words));
    candidates
}

/// The only house that every word fits wholly and whose number has nothing more; or the only one found.
pub fn exact(ranked: &[Candidate], words: &[String]) -> Option<HouseId> {
    if let [only] = ranked {
        return Some(only.id);
    }
    let numbered = words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let fits = |candidate: &&Candidate| rank(candidate, words) == (0, 0);
    match (ranked.first().filter(fits), ranked.get(1).filter(fits)) {
        (Some(only), None) if numbered => Some(only.id),
        _ => None,
    }
}
