//! Codes of municipalities (ОКТМО, ОК 033-2013): eight digits for a municipality, eleven for a settlement.

/// A row of the classifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// Its digits.
    pub code: String,
    /// «Гиагинский муниципальный район»
    pub name: String,
    /// «ст-ца Гиагинская»; empty where there is none.
    pub centre: String,
}

/// The check digit of a code: the sum of its digits weighed 1 to 10, 1, … modulo 11; when that is 10, weighed
/// 3 to 10, 1, … instead, and 0 when that is 10 too (ПР 50.1.024-2005, п. 7.2). `None` for no code.
pub fn check_digit(code: &str) -> Option<u32> {
    if !matches!(code.len(), 8 | 11) {
        return None;
    }
    let digits: Vec<u32> = code.chars().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    let sum =
        |shift: u32| (0..).zip(&digits).map(|(place, digit)| digit * ((place + shift) % 10 + 1)).sum::<u32>() % 11;
    Some([sum(0), sum(2)].into_iter().find(|sum| *sum < 10).unwrap_or(0))
}

/// A row of the classifier as it is given out: `79 605 402    ;9;- Айрюмовское;п Новый`. `Err`: what does
/// not fit.
pub fn row(line: &str) -> Result<Municipality, &'static str> {
    let mut cells = line.split(';').map(str::trim);
    let code: String = cells.next().unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
    let known = check_digit(&code).ok_or("это не код из 8 или 11 цифр")?;
    let said = cells.next().and_then(|digit| digit.parse().ok());
    if said != Some(known) {
        return Err("контрольное число не сходится");
    }
    let name = cells.next().unwrap_or_default().trim_start_matches(['-', ' ']).trim_end_matches('/').trim().to_owned();
    if name.is_empty() {
        return Err("нет названия");
    }
    Ok(Municipality { code, name, centre: cells.next().unwrap_or_default().to_owned() })
}
