//! Pieces of houses' numbers, as people mean them: `81-Б` is `81б`, `12/3 корп 2` is `12/3 к2`.

/// The pieces of a number: runs of digits without leading zeros, and runs of letters.
pub fn number_runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in text.chars() {
        let joined = (c.is_ascii_digit() && last.is_ascii_digit()) || (c.is_alphabetic() && last.is_alphabetic());
        match runs.last_mut().filter(|_| joined) {
            Some(run) => run.push(c),
            None if c.is_alphanumeric() => runs.push(c.to_string()),
            None => {}
        }
        last = c;
    }
    let plain = |run: String| match run.trim_start_matches('0') {
        "" if run.starts_with('0') => "0".to_owned(),
        bare => mark(bare).to_owned(),
    };
    runs.into_iter().map(plain).collect()
}

/// One spelling of the words inside numbers.
fn mark(run: &str) -> &str {
    match run {
        "корп" | "корпус" => "к",
        "строение" => "стр",
        "литера" | "литер" => "лит",
        other => other,
    }
}

/// Is the word a part of a number, and no word of a name?
pub fn is_number_mark(word: &str) -> bool {
    matches!(word, "к" | "корп" | "корпус" | "стр" | "строение" | "лит" | "литер" | "литера")
}
