//! What one row of a registry says of a house, cleaned; and the words all registries share for
//! "not known".

use std::collections::BTreeMap;

use domain::houses::{Address, CapitalFund, HouseKind, place_key, regions};
use domain::kernel::text::lowered;
use domain::kernel::{Area, Date, Region};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// A house as its source tells it.
#[derive(Clone, Debug)]
pub struct HouseFacts {
    /// Its id there.
    pub source_id: String,
    pub kind: HouseKind,
    pub address: Address,
    pub place_key: String,
    pub fias_guid: String,
    pub cadastral_no: String,
    pub time_zone: &'static str,
    /// Latitude and longitude in millionths of a degree.
    pub place: Option<(i32, i32)>,
    pub manager: Option<Manager>,
    pub managed_since: Option<Date>,
    pub year_built: Option<i32>,
    pub used_since: Option<i32>,
    pub series: String,
    pub floors_max: Option<i32>,
    pub floors_min: Option<i32>,
    pub entrances: Option<i32>,
    pub lifts: Option<i32>,
    pub premises: Option<i32>,
    pub flats: Option<i32>,
    pub non_residential: Option<i32>,
    pub area: Option<Area>,
    pub area_flats: Option<Area>,
    pub area_non_residential: Option<Area>,
    pub area_common: Option<Area>,
    pub area_land: Option<Area>,
    pub area_parking: Option<Area>,
    pub energy_class: String,
    pub dangerous: bool,
    pub capital_fund: CapitalFund,
    /// Facts without a column, a JSON object.
    pub extras: String,
    /// The day the source gives.
    pub source_day: Option<Date>,
    /// Changes when any fact does.
    pub digest: i64,
}

/// Who manages a house, as the row names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Manager {
    /// Its id at the source, or `name:` and the folded name when the source gives none.
    pub source_id: String,
    pub name: String,
}

impl HouseFacts {
    /// A house of which nothing but its id and address is known.
    pub fn new(source_id: String, address: Address) -> Self {
        let time_zone = regions::by_code(address.region).map_or("Europe/Moscow", |subject| subject.zone);
        let place_key = place_key(address.region_name, &address.locality, &address.street, &address.number);
        Self {
            source_id,
            kind: HouseKind::Unknown,
            address,
            place_key,
            fias_guid: String::new(),
            cadastral_no: String::new(),
            time_zone,
            place: None,
            manager: None,
            managed_since: None,
            year_built: None,
            used_since: None,
            series: String::new(),
            floors_max: None,
            floors_min: None,
            entrances: None,
            lifts: None,
            premises: None,
            flats: None,
            non_residential: None,
            area: None,
            area_flats: None,
            area_non_residential: None,
            area_common: None,
            area_land: None,
            area_parking: None,
            energy_class: String::new(),
            dangerous: false,
            capital_fund: CapitalFund::Unknown,
            extras: String::new(),
            source_day: None,
            digest: 0,
        }
    }

    /// The region of its address.
    pub fn region(&self) -> Region {
        self.address.region
    }

    /// Sets the digest. The day counts only when it is the row's own: a fresh export of the same
    /// facts is no change.
    pub fn seal(mut self, day: Option<Date>) -> Self {
        let mut hash = Sha256::new();
        let mut text = |text: &str| {
            hash.update((text.len() as u32).to_le_bytes());
            hash.update(text);
        };
        let address = &self.address;
        for part in [&address.printed, &address.district, &address.locality, &address.street, &address.number] {
            text(part);
        }
        for part in [&self.fias_guid, &self.cadastral_no, &self.series, &self.energy_class, &self.extras] {
            text(part);
        }
        text(self.kind.code());
        text(self.capital_fund.code());
        text(self.manager.as_ref().map_or("", |manager| &manager.source_id));
        for number in self.numbers(day) {
            hash.update(number.unwrap_or(i64::MIN).to_le_bytes());
        }
        let whole = hash.finalize();
        let mut first = [0; 8];
        first.copy_from_slice(&whole[..8]);
        self.digest = i64::from_le_bytes(first);
        self
    }

    /// Every number, in a fixed order.
    fn numbers(&self, day: Option<Date>) -> [Option<i64>; 21] {
        use chrono::Datelike as _;
        let days = |date: Option<Date>| date.map(|date| i64::from(date.num_days_from_ce()));
        let area = |area: Option<Area>| area.map(|area| area.0);
        [
            Some(i64::from(self.address.region.0)),
            self.place.map(|(lat, _)| i64::from(lat)),
            self.place.map(|(_, lon)| i64::from(lon)),
            days(self.managed_since),
            self.year_built.map(i64::from),
            self.used_since.map(i64::from),
            self.floors_max.map(i64::from),
            self.floors_min.map(i64::from),
            self.entrances.map(i64::from),
            self.lifts.map(i64::from),
            self.premises.map(i64::from),
            self.flats.map(i64::from),
            self.non_residential.map(i64::from),
            area(self.area),
            area(self.area_flats),
            area(self.area_non_residential),
            area(self.area_common),
            area(self.area_land),
            area(self.area_parking),
            Some(i64::from(self.dangerous)),
            days(day),
        ]
    }
}

/// Facts that were dropped as impossible, by the name of their column: the row stays.
pub type Warnings = BTreeMap<&'static str, u64>;

/// Facts without a column, as they gather.
#[derive(Debug, Default)]
pub struct Extras(Map<String, Value>);

impl Extras {
    /// Keeps a text that says something.
    pub fn text(&mut self, key: &str, value: &str) {
        if !says_nothing(value) {
            self.0.insert(key.to_owned(), Value::from(squeezed(value)));
        }
    }

    /// Keeps a yes or a no.
    pub fn flag(&mut self, key: &str, value: &str) {
        if let Some(value) = yes_or_no(value) {
            self.0.insert(key.to_owned(), Value::from(value));
        }
    }

    /// The JSON object.
    pub fn json(self) -> String {
        if self.0.is_empty() { "{}".to_owned() } else { Value::Object(self.0).to_string() }
    }
}

/// A cell without the words that mean "not known".
pub fn known(cell: &str) -> &str {
    let cell = cell.trim();
    if cell.is_empty() || matches!(cell, "Не заполнено" | "Незаполнено") {
        return "";
    }
    // The longest of the words takes 24 bytes.
    if cell.len() <= 24 && is_unknown_word(&lowered(cell)) { "" } else { cell }
}

fn is_unknown_word(low: &str) -> bool {
    matches!(
        low,
        "не заполнено"
            | "незаполнено"
            | "не указано"
            | "не указан"
            | "нет данных"
            | "null"
            | "\\n"
            | "n/a"
    )
}

/// Does a free text say nothing: a dash, «нет», «отсутствует»?
pub fn says_nothing(text: &str) -> bool {
    let text = known(text).trim_matches(|c: char| !c.is_alphanumeric());
    text.is_empty() || text == "0" || (text.len() <= 40 && is_nothing_word(&lowered(&squeezed(text))))
}

fn is_nothing_word(low: &str) -> bool {
    matches!(
        low,
        "нет"
            | "отсутствует"
            | "отсутствуют"
            | "не имеется"
            | "не установлен"
            | "не установлена"
            | "не определен"
            | "не определено"
            | "неопределен"
            | "неизвестно"
            | "не присвоен"
            | "не заполнено"
    )
}

/// `Да`, `Имеется`, `1` and their opposites.
pub fn yes_or_no(cell: &str) -> Option<bool> {
    match lowered(known(cell)).as_str() {
        "да" | "имеется" | "есть" | "1" | "true" | "t" => Some(true),
        "нет" | "не имеется" | "отсутствует" | "0" | "false" | "f" => Some(false),
        _ => None,
    }
}

/// Runs of white space as one space.
pub fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
