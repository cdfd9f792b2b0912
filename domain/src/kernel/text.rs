//! Russian forms of numbers and names, and the folding that makes texts comparable.

use chrono::{Datelike, NaiveDate};

const MONTHS_OF: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const MONTHS: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];

/// `1 234 567`, groups of three set off by no-break spaces.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// `15 декабря 2026`.
pub fn day(date: NaiveDate) -> String {
    format!("{}\u{a0}{}\u{a0}{}", date.day(), MONTHS_OF[date.month0() as usize], date.year())
}

/// `22 ноября 2026, 12:05 МСК`: Moscow's time, which keeps no summer hours.
pub fn moment(at: super::Instant) -> String {
    let moscow = at + chrono::TimeDelta::hours(3);
    format!("{}, {} МСК", day(moscow.date_naive()), moscow.format("%H:%M"))
}

/// `декабрь 2026`.
pub fn month(period: super::Period) -> String {
    format!("{}\u{a0}{}", MONTHS[(period.month() - 1) as usize], period.year())
}

/// Lower case, `ё` as `е`, everything but letters and digits as one space: two spellings of one
/// name become the same text.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let low = low(c);
        if let Some(c) = low.filter(|c| c.is_ascii_alphanumeric() || is_small_cyrillic(*c)) {
            out.push(if c == 'ё' { 'е' } else { c });
        } else if low.is_none() && c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Lower case; faster than the standard library's where nearly all is Russian or ASCII.
pub fn lowered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match low(c) {
            Some(c) => out.push(c),
            None => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The small letter of a Russian or ASCII character; `None` for all others.
fn low(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' => Some(c.to_ascii_lowercase()),
        'А'..='Я' => char::from_u32(u32::from(c) + 0x20),
        'Ё' => Some('ё'),
        'а'..='я' | 'ё' => Some(c),
        _ => None,
    }
}

fn is_small_cyrillic(c: char) -> bool {
    matches!(c, 'а'..='я' | 'ё')
}

/// [`folded`], with every run of digits padded so that house 9 sorts before house 10.
pub fn sortable(text: &str) -> String {
    let folded = folded(text);
    let mut out = String::with_capacity(folded.len() + 8);
    let mut run = String::new();
    for c in folded.chars() {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        flush(&mut out, &mut run);
        out.push(c);
    }
    flush(&mut out, &mut run);
    out
}

fn flush(out: &mut String, run: &mut String) {
    if !run.is_empty() {
        for _ in run.len()..5 {
            out.push('0');
        }
        out.push_str(run);
        run.clear();
    }
}
