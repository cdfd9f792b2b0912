//! How well a house's number answers the asked one.

use domain::houses::is_number_mark;

/// How well a house's number answers the asked one: 0 not at all, 4 it is the very one.
pub fn likeness(asked: &[String], number: &[String]) -> u8 {
    if asked == number {
        return 4;
    }
    let without_marks =
        |runs: &[String]| -> Vec<String> { runs.iter().filter(|run| !is_number_mark(run)).cloned().collect() };
    let (bare, whole) = (without_marks(asked), without_marks(number));
    if !bare.is_empty() && bare == whole {
        return 3;
    }
    if number.starts_with(asked) {
        return 2;
    }
    let Some((last, first)) = asked.split_last() else { return 0 };
    let goes_on = number.get(first.len()).is_some_and(|run| run.starts_with(last.as_str()));
    u8::from(number.starts_with(first) && goes_on)
}
