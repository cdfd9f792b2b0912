//! Rows of the open-data exports of the Фонд развития территорий, `export-reestrmkd-…csv`: `;`,
//! decimal comma, the address in parts, ФИАС's id of the house.

use chrono::Datelike as _;
use domain::houses::{Address, CapitalFund, HouseKind, address};
use domain::kernel::Date;

use super::cell::{MOST_ENTRANCES, MOST_FLOORS, MOST_PREMISES, Reader};
use super::facts::{Extras, HouseFacts, Manager, Warnings, known, says_nothing, squeezed, yes_or_no};
use super::read::Row;
use super::reformagkh::energy_class;

/// Columns every export has. The id comes first.
pub const COLUMNS: [&str; 33] = [
    "id",
    "shortname_region",
    "formalname_region",
    "shortname_area",
    "formalname_area",
    "shortname_city",
    "formalname_city",
    "shortname_street",
    "formalname_street",
    "house_number",
    "building",
    "block",
    "letter",
    "address",
    "houseguid",
    "management_organization_id",
    "built_year",
    "exploitation_start_year",
    "project_type",
    "house_type",
    "is_alarm",
    "method_of_forming_overhaul_fund",
    "floor_count_max",
    "floor_count_min",
    "entrance_count",
    "elevators_count",
    "energy_efficiency",
    "quarters_count",
    "living_quarters_count",
    "region_id",
    "area_id",
    "city_id",
    "street_id",
];
/// Columns that come after them; the rest goes to the house's extras under its own name.
pub const LATER: [&str; 7] = [
    "unliving_quarters_count",
    "area_total",
    "area_residential",
    "area_non_residential",
    "area_common_property",
    "area_land",
    "parking_square",
];

/// The row's facts; the day is the export's and no fact of the house.
pub fn facts(row: &Row, id: &str, today: Date, exported: Option<Date>, warnings: &mut Warnings) -> HouseFacts {
    let latest = exported.unwrap_or(today).year() + 1;
    let mut read = Reader { warnings };
    let mut house = HouseFacts::new(id.to_owned(), address_of(row));
    house.fias_guid = known(row.cell(14)).to_lowercase();
    house.manager = manager_of(known(row.cell(15)));
    house.year_built = read.year("built_year", row.cell(16), latest);
    house.used_since = read.year("exploitation_start_year", row.cell(17), latest);
    house.series = if says_nothing(row.cell(18)) { String::new() } else { squeezed(row.cell(18)) };
    house.kind = HouseKind::from_printed(known(row.cell(19)));
    house.dangerous = yes_or_no(row.cell(20)).unwrap_or(false);
    house.capital_fund = CapitalFund::from_printed(known(row.cell(21)));
    house.energy_class = energy_class(row.cell(26));
    sizes(&mut house, row, &mut read);
    let mut extras = Extras::default();
    row.others(&mut extras);
    house.extras = extras.json();
    house.source_day = exported;
    house.seal(None)
}

fn sizes(house: &mut HouseFacts, row: &Row, read: &mut Reader) {
    house.floors_max = read.count("floor_count_max", row.cell(22), MOST_FLOORS);
    let most = house.floors_max.unwrap_or(MOST_FLOORS);
    house.floors_min = read.count("floor_count_min", row.cell(23), most);
    house.entrances = read.count("entrance_count", row.cell(24), MOST_ENTRANCES);
    house.lifts = read.count_or_none("elevators_count", row.cell(25), MOST_ENTRANCES);
    house.premises = read.count("quarters_count", row.cell(27), MOST_PREMISES);
    house.flats = read.count("living_quarters_count", row.cell(28), MOST_PREMISES);
    house.non_residential = read.count_or_none("unliving_quarters_count", row.cell(33), MOST_PREMISES);
    house.area = read.area("area_total", row.cell(34)).filter(|area| 0 < area.0);
    house.area_flats = read.area("area_residential", row.cell(35)).filter(|area| 0 < area.0);
    house.area_non_residential = read.area("area_non_residential", row.cell(36));
    house.area_common = read.area("area_common_property", row.cell(37)).filter(|area| 0 < area.0);
    house.area_land = read.area("area_land", row.cell(38)).filter(|area| 0 < area.0);
    house.area_parking = read.area("parking_square", row.cell(39));
}

/// The parts when the row has any, in the order they are printed in; else the printed form taken
/// apart. The printed form is the row's own in both cases, unless it is empty.
fn address_of(row: &Row) -> Address {
    let printed = known(row.cell(13));
    let mut text = String::new();
    for (kind, name) in [(1, 2), (3, 4), (5, 6), (7, 8)] {
        part(&mut text, known(row.cell(kind)), known(row.cell(name)));
    }
    if text.is_empty() {
        return address::parse(printed);
    }
    for (kind, column) in [("д.", 9), ("стр.", 10), ("к.", 11), ("лит.", 12)] {
        part(&mut text, kind, known(row.cell(column)));
    }
    let mut address = address::parse(&text);
    if !printed.is_empty() {
        address.printed = squeezed(printed);
    }
    address
}

fn part(text: &mut String, kind: &str, name: &str) {
    if name.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push_str(", ");
    }
    text.push_str(kind);
    if !kind.is_empty() {
        text.push(' ');
    }
    text.push_str(name);
}

/// The export names the organisation by number only; its own registry tells the name.
fn manager_of(id: &str) -> Option<Manager> {
    if id.is_empty() || id == "0" {
        return None;
    }
    Some(Manager {
        source_id: id.to_owned(), name: format!("Управляющая организация № {id} (реестр ФРТ)")
    })
}

/// The day in an export's name: `export-reestrmkd-35-20260701.csv`.
pub fn day_in_name(name: &str) -> Option<Date> {
    let digits = name.split(|c: char| !c.is_ascii_digit()).rfind(|run| run.len() == 8)?;
    Date::parse_from_str(digits, "%Y%m%d").ok()
}
