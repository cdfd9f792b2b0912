//! Cells to values. What cannot be is dropped as not known, and the drop is counted.

use chrono::Datelike as _;
use domain::kernel::{Area, Date};

use super::facts::{Warnings, known};

/// No house is older.
const FIRST_YEAR: i32 = 1500;
/// No management and no record is older.
const FIRST_DAY_YEAR: i32 = 1900;
/// The most storeys: the country's highest dwelling house has 97.
pub const MOST_FLOORS: i32 = 120;
/// The most entrances, lifts.
pub const MOST_ENTRANCES: i32 = 200;
/// The most premises: the largest houses have about 4 000 flats.
pub const MOST_PREMISES: i32 = 10_000;
/// The largest area of a house and of its ground, 0.01 m²: a square kilometre.
const MOST_AREA: i64 = 100_000_000;

/// Reads cells of one row and counts what it had to drop.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The counts, by column.
    pub warnings: &'a mut Warnings,
}

impl Reader<'_> {
    fn keep<T>(&mut self, column: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            *self.warnings.entry(column).or_default() += 1;
        }
        value
    }

    /// A count from 1 to `most`; 0 is how these registries leave a count out.
    pub fn count(&mut self, column: &'static str, cell: &str, most: i32) -> Option<i32> {
        let some = self.count_or_none(column, cell, most)?;
        (some > 0).then_some(some)
    }

    /// A count from 0 to `most`.
    pub fn count_or_none(&mut self, column: &'static str, cell: &str, most: i32) -> Option<i32> {
        let cell = known(cell);
        if cell.is_empty() {
            return None;
        }
        self.keep(column, whole(cell).filter(|number| *number <= most))
    }

    /// A year not after `latest`.
    pub fn year(&mut self, column: &'static str, cell: &str, latest: i32) -> Option<i32> {
        let cell = known(cell);
        if cell.is_empty() || cell == "0" {
            return None;
        }
        self.keep(column, whole(cell).filter(|year| (FIRST_YEAR..=latest).contains(year)))
    }

    /// `dd.mm.yyyy`, `dd.mm.yyyy в hh:mm` or ISO, not after `latest`.
    pub fn day(&mut self, column: &'static str, cell: &str, latest: Date) -> Option<Date> {
        let cell = known(cell);
        if cell.is_empty() {
            return None;
        }
        self.keep(column, day(cell).filter(|day| FIRST_DAY_YEAR <= day.year() && *day <= latest))
    }

    /// An area; nothing is 0 m² large, but a part of a house may be.
    pub fn area(&mut self, column: &'static str, cell: &str) -> Option<Area> {
        let cell = known(cell);
        if cell.is_empty() {
            return None;
        }
        self.keep(column, Area::parse(cell).filter(|area| area.0 <= MOST_AREA))
    }

    /// A pair of degrees. The centre of Moscow stands for "no coordinates"; so does what lies
    /// outside the country.
    pub fn place(&mut self, column: &'static str, lat: &str, lon: &str) -> Option<(i32, i32)> {
        let (lat, lon) = (known(lat), known(lon));
        if lat.is_empty() || lon.is_empty() || (lat, lon) == ("55.76", "37.64") {
            return None;
        }
        let pair = degrees(lat).zip(degrees(lon));
        self.keep(column, pair.filter(|&(lat, lon)| in_the_country(lat, lon)))
    }
}

fn in_the_country(lat: i32, lon: i32) -> bool {
    let east = (19_000_000..=180_000_000).contains(&lon);
    let beyond_the_meridian = (-180_000_000..=-168_000_000).contains(&lon);
    (41_000_000..=82_000_000).contains(&lat) && (east || beyond_the_meridian)
}

/// `1 926`, `5`, `5,00`.
fn whole(text: &str) -> Option<i32> {
    let (digits, decimals) = text.split_once([',', '.']).unwrap_or((text, ""));
    if !decimals.bytes().all(|digit| digit == b'0') {
        return None;
    }
    let mut number: i32 = 0;
    let mut any = false;
    for c in digits.chars().filter(|c| !matches!(c, ' ' | '\u{a0}')) {
        number = number.checked_mul(10)?.checked_add(i32::try_from(c.to_digit(10)?).ok()?)?;
        any = true;
    }
    any.then_some(number)
}

/// Degrees as millionths; further decimals are cut off.
fn degrees(text: &str) -> Option<i32> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if whole.is_empty() || 3 < whole.len() {
        return None;
    }
    let mut number: i32 = 0;
    for c in whole.chars() {
        number = number * 10 + i32::try_from(c.to_digit(10)?).ok()?;
    }
    let mut digits = decimals.chars();
    for _ in 0..6 {
        let digit = digits.next().map_or(Some(0), |c| c.to_digit(10))?;
        number = number.checked_mul(10)?.checked_add(i32::try_from(digit).ok()?)?;
    }
    digits.all(|c| c.is_ascii_digit()).then_some(sign * number)
}

/// A day; the hour after it is not kept.
pub fn day(text: &str) -> Option<Date> {
    let first = text.split([' ', 'T']).next().unwrap_or_default();
    if let Ok(day) = first.parse::<Date>() {
        return Some(day);
    }
    let mut pieces = first.splitn(3, '.');
    let mut number = |digits: usize| {
        let piece = pieces.next()?;
        (piece.len() <= digits && !piece.is_empty()).then(|| piece.parse::<u32>().ok()).flatten()
    };
    let (day, month, year) = (number(2)?, number(2)?, number(4)?);
    Date::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_as_registries_print_them() {
        let latest = Date::MAX;
        let mut warnings = Warnings::new();
        let mut reader = Reader { warnings: &mut warnings };
        assert_eq!(reader.count("A", "1 926", MOST_PREMISES), Some(1926));
        assert_eq!(reader.count("A", "5,00", MOST_FLOORS), Some(5));
        assert_eq!(reader.count("A", "0", MOST_FLOORS), None);
        assert_eq!(reader.count("A", "Не заполнено", MOST_FLOORS), None);
        assert_eq!(reader.year("A", "Незаполнено", 2027), None);
        assert_eq!(reader.day("A", "17.12.2015 в 10:53", latest), Date::from_ymd_opt(2015, 12, 17));
        assert_eq!(reader.day("A", "01.03.2010", latest), Date::from_ymd_opt(2010, 3, 1));
        assert_eq!(reader.day("A", "2026-11-02", latest), Date::from_ymd_opt(2026, 11, 2));
        assert_eq!(reader.area("A", "1016.70"), Some(Area(101_670)));
        assert_eq!(reader.area("A", "1 016,7"), Some(Area(101_670)));
        assert_eq!(reader.place("A", "60.282509", "36.301855"), Some((60_282_509, 36_301_855)));
        assert_eq!(reader.place("A", "66,1", "-169,65"), Some((66_100_000, -169_650_000)));
        assert_eq!(reader.place("A", "55.76", " 37.64"), None);
        assert!(warnings.is_empty(), "{warnings:?}");
    }

    #[test]
    fn what_cannot_be_is_dropped_and_counted() {
        let mut warnings = Warnings::new();
        let mut reader = Reader { warnings: &mut warnings };
        assert_eq!(reader.count("A", "330", MOST_FLOORS), None);
        assert_eq!(reader.count("A", "пять", MOST_FLOORS), None);
        assert_eq!(reader.year("A", "1071", 2016), None);
        assert_eq!(reader.year("A", "2026", 2016), None);
        assert_eq!(reader.day("A", "01.01.0001", Date::MAX), None);
        assert_eq!(reader.day("A", "31.02.2015", Date::MAX), None);
        assert_eq!(reader.area("A", "99999999999"), None);
        assert_eq!(reader.place("A", "37.64", "55.76"), None);
        assert_eq!(warnings.get("A"), Some(&8));
    }
}
