//! One town of the demo: its name, place and days, and how its houses become rows.

use chrono::{Days, NaiveTime};
use domain::kernel::{Date, HouseId, Instant, Period};
use domain::meters::Window;

use super::dice::Dice;
use super::facts::{Facts, facts};
use super::geometry::Anchor;
use super::houses::{Home, manager, passport, rooms};
use super::ids::Serial;
use super::lots::Form;
use super::meters::{Bench, fit};
use super::notices;
use super::people::{Making, accounts, settle};
use super::personas::Guest;
use super::plan::{Lot, Plan};
use super::readings::history;
use super::repo::{Meter, ReadingWindow, Rows, Shape};

/// The middle of the first town: a place in the woods where no town stands.
const MIDDLE: Anchor = Anchor { lat_e6: 59_420_000, lon_e6: 40_660_000 };

/// A town.
#[derive(Debug)]
pub struct Town {
    /// 0 for the first.
    pub place: u32,
    pub name: String,
    pub anchor: Anchor,
    pub today: Date,
    pub windows: Vec<ReadingWindow>,
}

/// What the town's maker is asked for one house.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    pub seed: u64,
    /// The house's number in the order of making, from 1.
    pub serial: u32,
    pub guest: Option<Guest>,
    /// May it have meters and readings at all?
    pub with_readings: bool,
    /// Meters in every flat.
    pub full: bool,
}

impl Town {
    /// The town at a place of the list; towns stand on a grid, fifty in a row.
    pub fn new(place: u32, today: Date, windows: Vec<ReadingWindow>) -> Self {
        const STARTS: [&str; 10] =
            ["Бело", "Красно", "Верхне", "Нижне", "Средне", "Ново", "Старо", "Велико", "Черно", "Светло"];
        const ENDS: [&str; 10] =
            ["озёрск", "борск", "луцк", "горск", "польск", "ельск", "слободск", "устьинск", "мостовск", "рудинск"];
        let name = if place == 0 {
            super::TOWN.to_owned()
        } else {
            let (start, end) = (STARTS[place as usize % 10], ENDS[place as usize / 10 % 10]);
            if place < 100 { format!("{start}{end}") } else { format!("{start}{end}-{}", place / 100 + 1) }
        };
        let (column, row) = (i64::from(place % 50), i64::from(place / 50));
        let anchor = Anchor { lat_e6: MIDDLE.lat_e6 + row * 80_000, lon_e6: MIDDLE.lon_e6 + column * 160_000 };
        Self { place, name, anchor, today, windows }
    }

    /// The month before this one: the last with readings and a bill.
    pub fn last_period(&self) -> Period {
        Period::of(self.today).back(1)
    }

    /// So many days ago, at an hour (UTC).
    pub fn days_ago(&self, days: u64, hour: u32) -> Instant {
        let day = self.today.checked_sub_days(Days::new(days)).unwrap_or(self.today);
        day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()).and_utc()
    }

    /// The days on which the meter's provider takes its readings.
    pub fn window(&self, meter: &Meter) -> Option<Window> {
        let of = |resource: &str| {
            self.windows.iter().find(|row| row.organisation_id == meter.organisation_id && row.resource == resource)
        };
        let row = of(&meter.resource).or_else(|| of(""))?;
        Window::new(row.day_from.unsigned_abs(), row.day_to.unsigned_abs())
    }

    /// What is drawn besides houses.
    pub fn shapes(&self, plan: &Plan) -> Vec<Shape> {
        let mut serial = Serial::of_town(self.place);
        let row = |drawn: &super::plan::Drawn| Shape {
            id: serial.give(),
            kind: drawn.kind.to_owned(),
            name: drawn.name.to_owned(),
            house_id: None,
            points: self.anchor.json(&drawn.points),
        };
        plan.drawn.iter().map(row).collect()
    }

    /// Everything about one house.
    pub fn house(&self, lot: &Lot, order: Order, rows: &mut Rows) {
        let mut dice = Dice::new(order.seed, u64::from(order.serial));
        let mut serial = Serial::of(order.serial);
        let id = HouseId(serial.give());
        let outline = serial.give();
        let facts = facts(&lot.stand, &mut dice);
        let manager = manager(lot, &facts, self, &mut dice);
        let regional_fund = dice.chance(82) || order.guest.is_some();
        let rooms = rooms(&facts, &mut serial, &mut dice);
        let home = Home { id, outline, serial: order.serial, rooms: &rooms, manager, regional_fund };
        passport(self, lot, &facts, &home, &mut dice, rows);
        notices::of_house(self, &home, &facts, (&mut serial, &mut dice), rows);
        let metered = order.with_readings && (order.full || order.guest.is_some() || is_metered(&facts, order.serial));
        let guest_flat = 11.min(rooms.iter().filter(|room| room.entrance.is_some()).count().saturating_sub(1));
        let mut make = Making { serial, dice, rows, opened: 0 };
        for (place, room) in rooms.iter().enumerate() {
            let guest = order.guest.filter(|_| place == guest_flat);
            let life = settle(self, &home, room, guest, &mut make.dice, make.rows);
            accounts(self, &facts, &home, place, &life, &mut make);
            if !metered {
                continue;
            }
            let bench = Bench { town: self, home: &home, room, life };
            for fitted in fit(&bench, &facts, &mut make.serial, &mut make.dice) {
                history(self, &fitted, &life, (&mut make.serial, &mut make.dice), make.rows);
                make.rows.meters.push(fitted.row);
            }
        }
    }
}

/// Has this house meters and two years of readings? Small houses have, and some of the large ones.
fn is_metered(facts: &Facts, house: u32) -> bool {
    match facts.form {
        Form::Detached | Form::Terraced => true,
        Form::Old | Form::Public | Form::Stalin => house.is_multiple_of(8),
        Form::Slab5 | Form::Dormitory | Form::Slab9 | Form::Tower | Form::New => house.is_multiple_of(40),
    }
}
