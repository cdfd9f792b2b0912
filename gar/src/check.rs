//! What a schema asks of an attribute's value.

use domain::kernel::iso;

/// One kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// A whole number of so many digits at most.
    Int(u8),
    /// Decimal digits, from so many to so many.
    Digits(u8, u8),
    /// From so many characters to so many.
    Text(usize, usize),
    /// 36 characters: hexadecimal digits in groups.
    Guid,
    /// A day of the calendar, `YYYY-MM-DD`.
    Day,
    /// `0` or `1`.
    Flag,
    /// `true`, `false`, `1` or `0`.
    Boolean,
}

impl Check {
    /// Is the value as the schema asks?
    pub fn fits(self, value: &str) -> bool {
        match self {
            Self::Int(most) => {
                let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
                all_digits(digits) && digits.trim_start_matches('0').len() <= usize::from(most)
            }
            Self::Digits(least, most) => {
                all_digits(value) && (usize::from(least)..=usize::from(most)).contains(&value.len())
            }
            // Bytes first: no text has more characters than bytes.
            Self::Text(least, most) if value.len() <= most => least == 0 || !value.is_empty(),
            Self::Text(_, most) => value.chars().count() <= most,
            Self::Guid => {
                value.len() == 36
                    && value.bytes().enumerate().all(|(place, byte)| match place {
                        8 | 13 | 18 | 23 => byte == b'-',
                        _ => byte.is_ascii_hexdigit(),
                    })
            }
            Self::Day => iso::parse(value).is_some(),
            Self::Flag => matches!(value, "0" | "1"),
            Self::Boolean => matches!(value, "true" | "false" | "1" | "0"),
        }
    }

    /// What was expected, in words.
    pub fn words(self) -> String {
        match self {
            Self::Int(u8::MAX) => "целое число".to_owned(),
            Self::Int(most) => format!("целое число не длиннее {most} цифр"),
            Self::Digits(least, most) if least == most => format!("ровно {least} цифр"),
            Self::Digits(least, most) => format!("от {least} до {most} цифр"),
            Self::Text(least, most) => format!("от {least} до {most} знаков"),
            Self::Guid => "GUID из 36 знаков".to_owned(),
            Self::Day => "дата ГГГГ-ММ-ДД".to_owned(),
            Self::Flag => "0 или 1".to_owned(),
            Self::Boolean => "true или false".to_owned(),
        }
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
