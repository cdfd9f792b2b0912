//! Days as `YYYY-MM-DD`, read and written without chrono's general parser: that parser alone costs the
//! browser's half 24 KB.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

/// The day of `YYYY-MM-DD`, four-digit years only; `None` for anything else.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |part: &[u8]| {
        part.iter().try_fold(0_u32, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
    };
    let (year, month, day) = (number(&bytes[..4])?, number(&bytes[5..7])?, number(&bytes[8..])?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// `YYYY-MM-DD`
pub fn text(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// For `#[serde(with = "iso")]`.
pub fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&text(*day))
}

/// For `#[serde(with = "iso")]`.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let text = std::borrow::Cow::<str>::deserialize(from)?;
    parse(&text).ok_or_else(|| D::Error::custom("not a day, YYYY-MM-DD"))
}

/// For `#[serde(with = "iso::option", default)]`.
pub mod option {
    use super::{Deserialize, Deserializer, NaiveDate, Serializer, parse, text};
    use serde::de::Error as _;

    /// The day, or null.
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => to.serialize_some(&text(*day)),
            None => to.serialize_none(),
        }
    }

    /// A day, null or nothing.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
        let Some(text) = Option::<std::borrow::Cow<'_, str>>::deserialize(from)? else { return Ok(None) };
        parse(&text).map(Some).ok_or_else(|| D::Error::custom("not a day, YYYY-MM-DD"))
    }
}
