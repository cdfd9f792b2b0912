//! Rows of «Реформа ЖКХ» snapshots: 31 columns, or 34 with FIAS, COLD_WATER and HOT_WATER.

use chrono::{Datelike as _, Days};
use domain::houses::{CapitalFund, HouseKind, address};
use domain::kernel::Date;
use domain::kernel::text::folded;

use super::cell::{MOST_ENTRANCES, MOST_FLOORS, MOST_PREMISES, Reader};
use super::facts::{Extras, HouseFacts, Manager, Warnings, known, says_nothing, squeezed, yes_or_no};
use super::read::Row;

/// Columns every snapshot has. The id comes first.
pub const COLUMNS: [&str; 31] = [
    "HOUSE_ID",
    "LAT",
    "LON",
    "ADDRESS",
    "YEAR",
    "LASTUPDATE",
    "SERVICEDATE_START",
    "SERIE",
    "HOUSE_TYPE",
    "CAPFOND",
    "MGMT_COMPANY",
    "MGMT_COMPANY_LINK",
    "AVAR",
    "LEVELS_MAX",
    "LEVELS_MIN",
    "DOORS",
    "ROOM_COUNT",
    "ROOM_COUNT_LIVE",
    "ROOM_COUNT_NONLIVE",
    "AREA",
    "AREA_LIVE",
    "AREA_NONLIVE",
    "AREA_GEN",
    "AREA_LAND",
    "AREA_PARK",
    "CADNO",
    "ENERGY_CLASS",
    "BLAG_PLAYGROUND",
    "BLAG_SPORT",
    "BLAG_OTHER",
    "OTHER",
];
/// Columns of the snapshots of 2017. FIAS is only a 0 or a 1, and says nothing we keep.
pub const LATER: [&str; 3] = ["FIAS", "COLD_WATER", "HOT_WATER"];

/// The row's facts. `today` bounds what cannot lie in the future.
pub fn facts(row: &Row, id: &str, today: Date, warnings: &mut Warnings) -> HouseFacts {
    let [_, lat, lon, printed, year, updated, since, series, kind, fund, manager, link] = first(row);
    let mut read = Reader { warnings };
    let mut house = HouseFacts::new(id.to_owned(), address::parse(printed));
    house.source_day = read.day("LASTUPDATE", updated, today + Days::new(1));
    let latest = house.source_day.unwrap_or(today);
    house.place = read.place("LAT, LON", lat, lon);
    house.year_built = read.year("YEAR", year, latest.year() + 1);
    house.managed_since = read.day("SERVICEDATE_START", since, latest + Days::new(366));
    house.series = if says_nothing(series) { String::new() } else { squeezed(series) };
    house.kind = HouseKind::from_printed(known(kind));
    house.capital_fund = CapitalFund::from_printed(known(fund));
    house.manager = manager_of(manager, link);
    sizes(&mut house, row, &mut read);
    house.cadastral_no = squeezed(known(row.cell(25)));
    house.energy_class = energy_class(row.cell(26));
    house.extras = extras(row);
    let day = house.source_day;
    house.seal(day)
}

fn first<'a>(row: &'a Row) -> [&'a str; 12] {
    std::array::from_fn(|column| row.cell(column))
}

fn sizes(house: &mut HouseFacts, row: &Row, read: &mut Reader) {
    house.dangerous = yes_or_no(row.cell(12)).unwrap_or(false);
    house.floors_max = read.count("LEVELS_MAX", row.cell(13), MOST_FLOORS);
    let most = house.floors_max.unwrap_or(MOST_FLOORS);
    house.floors_min = read.count("LEVELS_MIN", row.cell(14), most);
    house.entrances = read.count("DOORS", row.cell(15), MOST_ENTRANCES);
    house.premises = read.count("ROOM_COUNT", row.cell(16), MOST_PREMISES);
    house.flats = read.count("ROOM_COUNT_LIVE", row.cell(17), MOST_PREMISES);
    house.non_residential = read.count_or_none("ROOM_COUNT_NONLIVE", row.cell(18), MOST_PREMISES);
    house.area = read.area("AREA", row.cell(19)).filter(|area| 0 < area.0);
    house.area_flats = read.area("AREA_LIVE", row.cell(20)).filter(|area| 0 < area.0);
    house.area_non_residential = read.area("AREA_NONLIVE", row.cell(21));
    house.area_common = read.area("AREA_GEN", row.cell(22)).filter(|area| 0 < area.0);
    house.area_land = read.area("AREA_LAND", row.cell(23)).filter(|area| 0 < area.0);
    house.area_parking = read.area("AREA_PARK", row.cell(24));
}

/// `A`, `B++`; «Не присвоен» is none. Cyrillic look-alikes are made Latin.
pub fn energy_class(cell: &str) -> String {
    let cell = if says_nothing(cell) { "" } else { known(cell) };
    let latin = |c: char| match c {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        other => other,
    };
    cell.chars().map(latin).collect()
}

/// The organisation: by the number in its profile's address, else by its name.
fn manager_of(name: &str, link: &str) -> Option<Manager> {
    let name = squeezed(known(name));
    let number = link.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    match (name.is_empty(), numbered) {
        (true, false) => None,
        (_, true) => Some(Manager { source_id: number.to_owned(), name }),
        (false, false) => Some(Manager { source_id: format!("name:{}", folded(&name)), name }),
    }
}

fn extras(row: &Row) -> String {
    let mut extras = Extras::default();
    extras.flag("playground", row.cell(27));
    extras.flag("sports_ground", row.cell(28));
    extras.text("other_amenities", row.cell(29));
    extras.text("note", row.cell(30));
    extras.text("cold_water_meter", row.cell(32));
    extras.text("hot_water_meter", row.cell(33));
    row.others(&mut extras);
    extras.json()
}
