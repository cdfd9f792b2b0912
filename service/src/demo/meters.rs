//! Which meters hang in a flat, and how much flows through them.

use chrono::Months;
use domain::houses::PremisesKind;
use domain::kernel::volume::Ratio;
use domain::kernel::{Date, MeterId, Period};
use domain::meters::{Resource, Unit};

use super::dice::Dice;
use super::facts::{Facts, Heating};
use super::houses::{Home, Room};
use super::ids::Serial;
use super::orgs;
use super::people::Household;
use super::personas::Guest;
use super::repo::Meter;
use super::town::Town;

/// Steps of 10⁻⁷ in one unit.
pub const ONE: i64 = 10_000_000;

/// How use changes through the year, percent of the mean by month.
pub type Season = [i64; 12];
pub const EVEN: Season = [102, 98, 101, 99, 100, 96, 93, 94, 101, 104, 105, 107];
pub const LIGHT: Season = [128, 117, 108, 97, 86, 78, 76, 82, 93, 106, 119, 130];
pub const WARMTH: Season = [215, 195, 160, 95, 18, 4, 3, 4, 30, 110, 165, 205];

/// A meter with its habits.
#[derive(Clone, Debug)]
pub struct Fitted {
    pub row: Meter,
    pub resource: Resource,
    /// Mean use a month in thousandths of a unit, all tariffs together, before the ratio.
    pub mean: i64,
    pub season: Season,
    /// How much months differ by chance, percent.
    pub noise: i64,
    /// Percent by tariff.
    pub split: [i64; 3],
    /// What it showed before the first month, in whole units by tariff.
    pub start: [i64; 3],
    /// The months it worked.
    pub from: Period,
    pub until: Period,
}

impl Fitted {
    /// What flows in a month through a tariff of `percent`, steps rounded to what the face shows.
    pub fn flow(&self, period: Period, percent: i64, dice: &mut Dice) -> i64 {
        let season = self.season[(period.month() - 1) as usize];
        let step = 10_i64.pow(7 - self.row.decimals.clamp(0, 7).unsigned_abs());
        let thousandths =
            self.mean * season * percent / 10_000 * dice.between(100 - self.noise, 100 + self.noise) / 100;
        thousandths * (ONE / 1_000) / step * step
    }
}

/// A kind of meter as shops sell it.
struct Model {
    resource: Resource,
    names: &'static [&'static str],
    provider: usize,
    digits: i32,
    decimals: i32,
    /// Months between verifications.
    interval: u32,
}

const COLD: Model = Model {
    resource: Resource::ColdWater,
    names: &["СГВ-15", "СВ-15Х", "Бетар СХВ-15"],
    provider: orgs::WATER,
    digits: 5,
    decimals: 3,
    interval: 72,
};
const HOT: Model = Model {
    resource: Resource::HotWater,
    names: &["СГВ-15", "СВ-15Г", "Бетар СГВ-15"],
    provider: orgs::HEAT,
    digits: 5,
    decimals: 3,
    interval: 72,
};
const POWER: Model = Model {
    resource: Resource::Electricity,
    names: &["Меркурий 201", "Нева МТ 124", "СЕ 102М"],
    provider: orgs::POWER,
    digits: 5,
    decimals: 1,
    interval: 192,
};
const GAS: Model = Model {
    resource: Resource::Gas,
    names: &["СГБМ-1,6", "Гранд-4", "ВК-G4"],
    provider: orgs::GAS,
    digits: 5,
    decimals: 3,
    interval: 120,
};
const HEAT: Model = Model {
    resource: Resource::Heat,
    names: &["Пульсар 15", "СТ-10"],
    provider: orgs::HEAT,
    digits: 5,
    decimals: 4,
    interval: 48,
};

/// The bench on which meters are made: where, for whom, by what chance.
#[derive(Debug)]
pub struct Bench<'a> {
    pub town: &'a Town,
    pub home: &'a Home<'a>,
    pub room: &'a Room,
    pub life: Household,
}

/// All meters of a room, replaced ones included.
pub fn fit(bench: &Bench, facts: &Facts, serial: &mut Serial, dice: &mut Dice) -> Vec<Fitted> {
    match bench.room.kind {
        PremisesKind::Parking => Vec::new(),
        PremisesKind::NonResidential => shop(bench, serial, dice),
        PremisesKind::Flat => flat(bench, facts, serial, dice),
    }
}

fn flat(bench: &Bench, facts: &Facts, serial: &mut Serial, dice: &mut Dice) -> Vec<Fitted> {
    let people = i64::from(bench.life.residents);
    let guest = bench.life.guest;
    let points: &[&str] = if bench.room.rooms.unwrap_or(1) < 3 || guest.is_some() {
        &["ванная"]
    } else {
        &["ванная", "кухня"]
    };
    let taps = i64::try_from(points.len()).unwrap_or(1);
    let mut fitted = Vec::new();
    for place in points {
        let mean = (people * dice.between(2_300, 3_900) + 250) / taps;
        fitted.extend(with_past(bench, &COLD, place, mean, serial, dice));
        if facts.hot_water {
            let mean = (people * dice.between(1_500, 2_700) + 120) / taps;
            fitted.push(one(bench, &HOT, place, mean, EVEN, serial, dice));
        }
    }
    let mean = people * dice.between(48_000, 82_000) + 38_000;
    fitted.push(electric(bench, one(bench, &POWER, "щиток", mean, LIGHT, serial, dice), dice));
    if facts.gas {
        let boiler = facts.heating == Heating::Boiler;
        let (mean, season) = if boiler {
            (dice.between(130_000, 260_000), WARMTH)
        } else {
            (people * dice.between(6_000, 9_500) + 800, EVEN)
        };
        fitted.push(one(bench, &GAS, "кухня", mean, season, serial, dice));
    }
    if facts.heat_meters {
        let mean = bench.room.area * dice.between(95, 140) / 1_000;
        fitted.push(one(bench, &HEAT, "коллекторный шкаф", mean, WARMTH, serial, dice));
    }
    fitted
}

/// A shop's electricity goes through current transformers.
fn shop(bench: &Bench, serial: &mut Serial, dice: &mut Dice) -> Vec<Fitted> {
    let mut meter = one(bench, &POWER, "щитовая", dice.between(18_000, 52_000), LIGHT, serial, dice);
    meter.row.model = "Меркурий 230 ART".to_owned();
    meter.row.ratio = Ratio(400_000);
    vec![meter, one(bench, &COLD, "санузел", dice.between(2_000, 9_000), EVEN, serial, dice)]
}

/// One, two or three tariffs.
fn electric(bench: &Bench, mut meter: Fitted, dice: &mut Dice) -> Fitted {
    let tariffs = match bench.life.guest {
        Some(Guest::Anna) => 2,
        Some(Guest::Boris | Guest::Vera) => 1,
        Some(Guest::Gleb) => 3,
        None => [1, 2, 3][dice.weighted(&[46, 40, 14])],
    };
    meter.row.tariffs = tariffs;
    meter.split = match tariffs {
        1 => [100, 0, 0],
        2 => [68, 32, 0],
        _ => [41, 28, 31],
    };
    for (start, percent) in meter.start.iter_mut().zip(meter.split) {
        *start = dice.between(1_200, 34_000) * percent / 100;
    }
    if bench.life.guest == Some(Guest::Boris) {
        // Two years of use end a little below the last number the counter can show.
        meter.noise = 0;
        meter.row.decimals = 0;
        let flow: i64 = (meter.from.0..=meter.until.0).map(|period| meter.flow(Period(period), 100, dice)).sum();
        meter.start[0] = 99_984 - flow / ONE;
    }
    meter
}

/// A cold-water meter; some were replaced in these two years, and the old one stands in the archive.
fn with_past(
    bench: &Bench,
    model: &Model,
    place: &str,
    mean: i64,
    serial: &mut Serial,
    dice: &mut Dice,
) -> Vec<Fitted> {
    let mut now = one(bench, model, place, mean, EVEN, serial, dice);
    if bench.life.guest.is_some() || !dice.chance(8) {
        return vec![now];
    }
    let mut past = one(bench, model, place, mean, EVEN, serial, dice);
    let changed = bench.town.last_period().back(i32::try_from(dice.between(4, 19)).unwrap_or(6));
    past.until = changed;
    let day = changed.next().day(u32::try_from(dice.between(2, 12)).unwrap_or(5));
    past.row.archived_on = Some(day);
    past.row.archive_reason = "истёк срок поверки, установлен новый прибор".to_owned();
    past.row.verification_due = Some(day);
    past.row.verified_on = day.checked_sub_months(Months::new(model.interval));
    past.row.installed_on = past.row.verified_on;
    past.row.sealed_on = past.row.verified_on;
    now.from = changed.next();
    now.start = [0; 3];
    now.row.installed_on = Some(day);
    now.row.sealed_on = Some(day);
    now.row.verified_on = day.checked_sub_months(Months::new(4));
    now.row.verification_due = day.checked_add_months(Months::new(model.interval - 4));
    vec![past, now]
}

fn one(
    bench: &Bench,
    model: &Model,
    place: &str,
    mean: i64,
    season: Season,
    serial: &mut Serial,
    dice: &mut Dice,
) -> Fitted {
    let dates = dates(bench, model, dice);
    let resource = model.resource;
    let row = Meter {
        id: MeterId(serial.give()),
        house_id: bench.home.id,
        premises_id: Some(bench.room.id),
        organisation_id: orgs::id(model.provider),
        resource: resource.code().to_owned(),
        kind: "individual".to_owned(),
        number: format!("{:08}", dice.between(1_000_000, 99_999_999)),
        model: (dice.pick(model.names)).to_owned(),
        place: place.to_owned(),
        unit: Unit::usual(resource).code().to_owned(),
        digits: model.digits,
        decimals: model.decimals,
        tariffs: 1,
        ratio: Ratio::ONE,
        normative: normative(resource, bench.life.residents),
        installed_on: dates.0,
        sealed_on: dates.0,
        verified_on: dates.0,
        verification_due: dates.1,
        archived_on: None,
        archive_reason: String::new(),
    };
    let last = bench.town.last_period();
    let start = [dice.between(40, 900), 0, 0];
    Fitted { row, resource, mean, season, noise: 18, split: [100, 0, 0], start, from: last.back(24), until: last }
}

/// Verified on, holds until. A few have run out.
fn dates(bench: &Bench, model: &Model, dice: &mut Dice) -> (Option<Date>, Option<Date>) {
    let expired = match bench.life.guest {
        Some(Guest::Boris) => model.resource == Resource::ColdWater,
        Some(_) => false,
        None => dice.chance(5),
    };
    let interval = i64::from(model.interval);
    let ago = if expired { interval + dice.between(1, 7) } else { dice.between(25, interval - 3) };
    let days = chrono::Days::new(u64::try_from(dice.between(0, 27)).unwrap_or_default());
    let ago = Months::new(u32::try_from(ago).unwrap_or(30));
    let verified = bench.town.today.checked_sub_months(ago).and_then(|day| day.checked_sub_days(days));
    (verified, verified.and_then(|day| day.checked_add_months(Months::new(model.interval))))
}

/// The region's norms of use a month for a household (our own figures); none where heat and tariffs decide.
fn normative(resource: Resource, residents: i32) -> Option<i64> {
    let people = i64::from(residents.max(1));
    match resource {
        Resource::ColdWater => Some(people * 4_745 * ONE / 1_000),
        Resource::HotWater => Some(people * 3_187 * ONE / 1_000),
        Resource::Electricity | Resource::Gas | Resource::Heat => None,
    }
}
