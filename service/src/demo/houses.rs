//! Passports: a house's row, its entrances, premises and outline; areas add up to the hundredth.

use domain::houses::{HouseKind, PremisesKind, place_key};
use domain::kernel::{Area, Date, HouseId, PremisesId, text};
use serde_json::json;

use super::dice::Dice;
use super::facts::{Facts, Heating};
use super::geometry::middle;
use super::ids::{REGION, Serial};
use super::lots::Form;
use super::orgs;
use super::plan::Lot;
use super::repo::{Entrance, House, HouseService, Premises, Rows, Shape};
use super::town::Town;

/// Premises as they are made, before they are rows.
#[derive(Clone, Debug)]
pub struct Room {
    pub id: PremisesId,
    pub kind: PremisesKind,
    pub number: String,
    pub entrance: Option<i32>,
    pub floor: Option<i32>,
    pub rooms: Option<i32>,
    /// 0.01 m²
    pub area: i64,
}

/// All premises of a house: flats entrance by entrance, then shops, then parking places.
pub fn rooms(facts: &Facts, serial: &mut Serial, dice: &mut Dice) -> Vec<Room> {
    let mut rooms = Vec::new();
    let mut flat = 0;
    let shops = matches!(facts.form, Form::New) || (facts.form == Form::Stalin && dice.chance(30));
    let per_floor =
        if facts.kind == HouseKind::Terraced || facts.kind == HouseKind::Detached { 1 } else { facts.floors };
    for entrance in 1..=facts.entrances {
        for floor in if shops { 2 } else { 1 }..=per_floor {
            for _ in 0..facts.landing {
                flat += 1;
                let number = if facts.kind == HouseKind::Detached { String::new() } else { flat.to_string() };
                let (count, area) = flat_size(facts, dice);
                rooms.push(Room {
                    id: PremisesId(serial.give()),
                    kind: PremisesKind::Flat,
                    number,
                    entrance: (facts.kind != HouseKind::Detached).then_some(entrance),
                    floor: Some(floor),
                    rooms: Some(count),
                    area,
                });
            }
        }
    }
    let shops = if shops { facts.entrances } else { i32::from(facts.form == Form::Slab9 && dice.chance(35)) };
    let parking = if facts.form == Form::New && dice.chance(60) { facts.entrances * 8 } else { 0 };
    for place in 1..=shops {
        rooms.push(extra(serial, PremisesKind::NonResidential, format!("Н{place}"), 1, dice.between(4_500, 24_000)));
    }
    for place in 1..=parking {
        rooms.push(extra(serial, PremisesKind::Parking, format!("М{place}"), -1, dice.between(1_325, 1_890)));
    }
    rooms
}

fn extra(serial: &mut Serial, kind: PremisesKind, number: String, floor: i32, area: i64) -> Room {
    Room { id: PremisesId(serial.give()), kind, number, entrance: None, floor: Some(floor), rooms: None, area }
}

/// Rooms and area, as flats of the time are.
fn flat_size(facts: &Facts, dice: &mut Dice) -> (i32, i64) {
    let sizes: &[(i32, i64, i64)] = match facts.form {
        Form::Old | Form::Public => &[(1, 1_900, 3_400), (2, 3_300, 5_200), (3, 5_100, 7_400)],
        Form::Stalin => &[(1, 3_200, 3_900), (2, 5_200, 6_300), (3, 7_000, 8_600)],
        Form::Slab5 => &[(1, 2_960, 3_240), (2, 4_150, 4_620), (2, 4_300, 4_480), (3, 5_480, 5_980)],
        Form::Dormitory => &[(1, 1_180, 1_830)],
        Form::Slab9 => &[(1, 3_340, 3_690), (2, 4_820, 5_340), (3, 6_190, 6_840), (4, 7_400, 7_910)],
        Form::Tower => &[(1, 3_480, 4_020), (2, 5_010, 5_760), (3, 6_640, 7_280)],
        Form::New => &[(1, 2_410, 3_140), (1, 3_590, 4_280), (2, 5_360, 6_470), (3, 7_550, 9_440)],
        Form::Detached => &[(3, 4_200, 7_800), (4, 6_500, 12_400), (5, 9_800, 18_600)],
        Form::Terraced => &[(3, 8_800, 10_400), (4, 10_900, 14_200)],
    };
    let (rooms, least, most) = dice.pick(sizes);
    (rooms, dice.between(least / 10, most / 10) * 10 + if dice.chance(20) { dice.between(0, 9) } else { 0 })
}

/// Sums of the areas by kind.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    flats: i64,
    other: i64,
    parking: i64,
}

fn sums(rooms: &[Room]) -> Sums {
    let of = |kind| rooms.iter().filter(|room| room.kind == kind).map(|room| room.area).sum();
    Sums { flats: of(PremisesKind::Flat), other: of(PremisesKind::NonResidential), parking: of(PremisesKind::Parking) }
}

/// Who manages: by district, with partnerships and a cooperative here and there; nobody manages a house of one family.
pub fn manager(lot: &Lot, facts: &Facts, town: &Town, dice: &mut Dice) -> Option<usize> {
    if matches!(facts.kind, HouseKind::Detached | HouseKind::Terraced) {
        return None;
    }
    let partnership = dice.chance(14) && town.place == 0;
    let manager = match (lot.district, facts.form) {
        ("Новые Луга", Form::New) if partnership => 4,
        ("Новые Луга", Form::Tower) if partnership => 5,
        ("Северный", Form::Slab9) if partnership => 6,
        ("Старый город" | "Вокзальный", _) => 0,
        ("Текстильщики", _) => 1,
        ("Северный", _) => 2,
        _ => 3,
    };
    Some(manager)
}

/// Writes the house, its entrances, premises, outline and who serves it.
pub fn passport(town: &Town, lot: &Lot, facts: &Facts, home: &Home, dice: &mut Dice, rows: &mut Rows) {
    rows.houses.push(house(town, lot, facts, home, dice));
    if is_shared(facts) {
        let entrance = |number| Entrance { house_id: home.id, number, floors: facts.floors };
        rows.entrances.extend((1..=facts.entrances).map(entrance));
    }
    rows.premises.extend(home.rooms.iter().map(|room| premises(home.id, room)));
    rows.shapes.push(Shape {
        id: home.outline,
        kind: "house".to_owned(),
        name: lot.number.clone(),
        house_id: Some(home.id),
        points: town.anchor.json(&lot.stand.outline),
    });
    rows.services.extend(services(facts, home, dice));
}

/// Stairs, lifts and land are common.
fn is_shared(facts: &Facts) -> bool {
    matches!(facts.kind, HouseKind::Apartment | HouseKind::Dormitory)
}

/// The passport, one row spelt out once.
fn house(town: &Town, lot: &Lot, facts: &Facts, home: &Home, dice: &mut Dice) -> House {
    let sums = sums(home.rooms);
    let shared = is_shared(facts);
    let common = if shared { (sums.flats + sums.other) * dice.between(9, 16) / 100 } else { 0 };
    let count = |kind| i32::try_from(home.rooms.iter().filter(|room| room.kind == kind).count()).ok();
    let place = town.anchor.place(middle(&lot.stand.hull));
    House {
        id: home.id,
        region: i32::from(REGION.0),
        kind: facts.kind.code().to_owned(),
        address: format!("{}, г. {}, {}, д. {}", super::REGION_NAME, town.name, lot.street, lot.number),
        region_name: super::REGION_NAME.to_owned(),
        district: lot.district.to_owned(),
        locality: town.name.clone(),
        street: lot.street.to_owned(),
        number: lot.number.clone(),
        place_key: place_key(super::REGION_NAME, &town.name, lot.street, &lot.number),
        fias_guid: dice.guid(),
        cadastral_no: format!(
            "99:{:02}:01{:05}:{}",
            town.place % 90 + 1,
            home.serial % 90_000,
            100 + home.serial % 800
        ),
        time_zone: "Europe/Moscow".to_owned(),
        lat_e6: Some(place.1),
        lon_e6: Some(place.0),
        organisation_id: home.manager.map(orgs::id),
        managed_since: home.manager.and_then(|_| since(facts, dice)),
        year_built: Some(facts.year),
        used_since: Some(facts.year + i32::from(dice.chance(40))),
        series: facts.series.to_owned(),
        floors_max: Some(facts.floors),
        floors_min: Some(facts.floors - i32::from(facts.form == Form::New && dice.chance(30))),
        entrances: shared.then_some(facts.entrances),
        lifts: shared.then_some(facts.lifts),
        premises: i32::try_from(home.rooms.len()).ok(),
        flats: count(PremisesKind::Flat),
        non_residential: count(PremisesKind::NonResidential),
        area: Some(Area(sums.flats + sums.other + sums.parking + common)),
        area_flats: Some(Area(sums.flats)),
        area_non_residential: Some(Area(sums.other)),
        area_common: Some(Area(common)),
        area_land: Some(Area(dice.between(4, 9) * (sums.flats / i64::from(facts.floors.max(1)) / 4 + 10_000))),
        area_parking: (0 < sums.parking).then_some(Area(sums.parking)),
        energy_class: facts.energy_class.to_owned(),
        dangerous: facts.dangerous,
        capital_fund: home.fund().to_owned(),
        extras: extras(facts).to_string(),
        source: "demo".to_owned(),
        source_id: format!("demo-{}", home.serial),
        source_day: Some(town.today),
        digest: 0,
        version: 1,
    }
}

/// A house with its premises and who looks after it.
#[derive(Debug)]
pub struct Home<'a> {
    pub id: HouseId,
    /// The shape's id.
    pub outline: i64,
    /// Its number in the order of making, from 1.
    pub serial: u32,
    pub rooms: &'a [Room],
    pub manager: Option<usize>,
    /// The capital-repair fund is the regional operator's.
    pub regional_fund: bool,
}

impl Home<'_> {
    fn fund(&self) -> &'static str {
        match (self.manager.is_some(), self.regional_fund) {
            (false, _) => "",
            (true, true) => "на счёте регионального оператора",
            (true, false) => "на специальном счёте",
        }
    }
}

fn premises(house_id: HouseId, room: &Room) -> Premises {
    Premises {
        id: room.id,
        house_id,
        kind: room.kind.code().to_owned(),
        number: room.number.clone(),
        number_key: text::sortable(&room.number),
        entrance: room.entrance,
        floor: room.floor,
        rooms: room.rooms,
        area: Area(room.area),
    }
}

fn since(facts: &Facts, dice: &mut Dice) -> Option<Date> {
    let year = i32::try_from(dice.between(2008, 2023)).unwrap_or(2015).max(facts.year + 1);
    Date::from_ymd_opt(year, u32::try_from(dice.between(1, 12)).unwrap_or(1), 1)
}

fn extras(facts: &Facts) -> serde_json::Value {
    let heating = match facts.heating {
        Heating::Central => "центральное",
        Heating::Boiler => "газовый котёл",
        Heating::Stove => "печное",
    };
    json!({
        "Материал стен": facts.walls,
        "Отопление": heating,
        "Горячее водоснабжение": if facts.hot_water { "центральное" } else { "индивидуальный водонагреватель" },
        "Холодное водоснабжение": "центральное",
        "Газоснабжение": if facts.gas { "центральное" } else { "отсутствует" },
        "Крыша": if facts.floors < 6 { "скатная" } else { "плоская" },
        "Мусоропровод": if 9 <= facts.floors && facts.year < 2005 { "есть" } else { "нет" },
    })
}

/// Suppliers by service, and who manages.
fn services(facts: &Facts, home: &Home, dice: &mut Dice) -> Vec<HouseService> {
    let year = i32::try_from(dice.between(2012, 2020)).unwrap_or(2015);
    let begins_on = Date::from_ymd_opt(year, 1, 1);
    let piped = facts.kind != HouseKind::Detached || !home.serial.is_multiple_of(3);
    let all = [
        ("maintenance", home.manager),
        ("cold_water", piped.then_some(orgs::WATER)),
        ("sewage", piped.then_some(orgs::WATER)),
        ("hot_water", facts.hot_water.then_some(orgs::HEAT)),
        ("heating", (facts.heating == Heating::Central).then_some(orgs::HEAT)),
        ("electricity", Some(orgs::POWER)),
        ("gas", facts.gas.then_some(orgs::GAS)),
        ("waste", Some(orgs::WASTE)),
        ("municipality", (facts.kind == HouseKind::Apartment).then_some(orgs::MUNICIPALITY)),
        ("capital_repair", (home.manager.is_some() && home.regional_fund).then_some(orgs::CAPITAL)),
    ];
    let row = |(service, org): (&str, Option<usize>)| {
        Some(HouseService {
            house_id: home.id,
            service: service.to_owned(),
            organisation_id: orgs::id(org?),
            begins_on,
        })
    };
    all.into_iter().filter_map(row).collect()
}
