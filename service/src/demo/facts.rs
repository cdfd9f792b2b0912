//! What a house of some form is like: years, series, walls, storeys, entrances, how it is heated.

use domain::houses::HouseKind;

use super::dice::Dice;
use super::lots::{Form, Stand};

/// Where warmth comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heating {
    Central,
    Boiler,
    Stove,
}

/// The facts of a house that its passport, premises and meters agree on.
#[derive(Clone, Debug)]
pub struct Facts {
    pub kind: HouseKind,
    pub form: Form,
    pub year: i32,
    pub series: &'static str,
    pub walls: &'static str,
    pub floors: i32,
    pub entrances: i32,
    /// Flats on a floor of an entrance.
    pub landing: i32,
    pub lifts: i32,
    pub heating: Heating,
    /// Hot water comes by pipe.
    pub hot_water: bool,
    pub gas: bool,
    /// Each flat has its own heat meter.
    pub heat_meters: bool,
    pub energy_class: &'static str,
    pub dangerous: bool,
}

fn small(number: i64) -> i32 {
    i32::try_from(number).unwrap_or_default()
}

/// Thinks the facts up for a building of the town.
pub fn facts(stand: &Stand, dice: &mut Dice) -> Facts {
    let plain = Facts {
        kind: HouseKind::Apartment,
        form: stand.form,
        year: 1970,
        series: "индивидуальный проект",
        walls: "кирпичные",
        floors: 2,
        entrances: 1,
        landing: 4,
        lifts: 0,
        heating: Heating::Central,
        hot_water: true,
        gas: true,
        heat_meters: false,
        energy_class: "",
        dangerous: false,
    };
    match stand.form {
        Form::Old | Form::Public => old(plain, stand, dice),
        Form::Stalin => stalin(plain, stand, dice),
        Form::Slab5 => five(plain, stand, dice),
        Form::Dormitory => dormitory(plain, dice),
        Form::Slab9 => nine(plain, stand, dice),
        Form::Tower => tower(plain, dice),
        Form::New => new(plain, stand, dice),
        Form::Detached => detached(plain, dice),
        Form::Terraced => terraced(plain, stand, dice),
    }
}

fn old(plain: Facts, stand: &Stand, dice: &mut Dice) -> Facts {
    let year = small(dice.between(1868, 1917));
    let walls = dice.pick(&["кирпичные", "деревянные", "смешанные"]);
    let central = dice.chance(65);
    Facts {
        year,
        walls,
        floors: small(dice.pick(&[1, 2, 2, 2, 2, 3])),
        entrances: if 220 < stand.length { 2 } else { 1 },
        landing: small(dice.between(2, 3)),
        heating: if central { Heating::Central } else { Heating::Stove },
        hot_water: false,
        dangerous: walls == "деревянные" && dice.chance(12),
        ..plain
    }
}

fn stalin(plain: Facts, stand: &Stand, dice: &mut Dice) -> Facts {
    Facts {
        year: small(dice.between(1936, 1958)),
        walls: dice.pick(&["кирпичные", "кирпичные", "шлакоблочные"]),
        floors: small(dice.between(2, 4)),
        entrances: small((stand.length / 160).clamp(2, 4)),
        landing: small(dice.between(2, 3)),
        ..plain
    }
}

fn five(plain: Facts, stand: &Stand, dice: &mut Dice) -> Facts {
    let (series, walls) = dice.pick(&[("1-447С", "кирпичные"), ("1-464А", "панельные"), ("1-335", "панельные")]);
    Facts {
        year: small(dice.between(1960, 1975)),
        series,
        walls,
        floors: 5,
        entrances: small((stand.length / 200).clamp(3, 4)),
        landing: small(dice.pick(&[3, 4, 4, 4])),
        energy_class: dice.pick(&["", "", "D", "E"]),
        ..plain
    }
}

fn dormitory(plain: Facts, dice: &mut Dice) -> Facts {
    Facts {
        kind: HouseKind::Dormitory,
        year: small(dice.between(1964, 1986)),
        series: "1-447С-25",
        floors: 5,
        entrances: 1,
        landing: small(dice.between(14, 18)),
        gas: false,
        energy_class: dice.pick(&["", "E"]),
        ..plain
    }
}

fn nine(plain: Facts, stand: &Stand, dice: &mut Dice) -> Facts {
    let entrances = small((stand.length / 220).clamp(3, 8));
    Facts {
        year: small(dice.between(1976, 1994)),
        series: dice.pick(&["1-464Д-83", "121-043", "97"]),
        walls: "панельные",
        floors: 9,
        entrances,
        lifts: entrances,
        gas: dice.chance(50),
        energy_class: dice.pick(&["", "C", "D", "D"]),
        ..plain
    }
}

fn tower(plain: Facts, dice: &mut Dice) -> Facts {
    let floors = small(dice.between(12, 16));
    Facts {
        year: small(dice.between(1984, 2012)),
        series: "индивидуальный проект",
        floors,
        landing: small(dice.between(5, 7)),
        lifts: 2,
        gas: false,
        energy_class: dice.pick(&["C", "C", "D"]),
        ..plain
    }
}

fn new(plain: Facts, stand: &Stand, dice: &mut Dice) -> Facts {
    let entrances = small((stand.length / 230).clamp(2, 5));
    Facts {
        year: small(dice.between(2011, 2025)),
        walls: "монолитные",
        floors: small(dice.between(9, 16)),
        entrances,
        landing: small(dice.between(4, 6)),
        lifts: entrances * 2,
        gas: false,
        heat_meters: true,
        energy_class: dice.pick(&["A", "B", "B", "C"]),
        ..plain
    }
}

fn detached(plain: Facts, dice: &mut Dice) -> Facts {
    let year = small(dice.between(1935, 2023));
    let boiler = 1990 < year || dice.chance(55);
    Facts {
        kind: HouseKind::Detached,
        year,
        walls: dice.pick(&["деревянные", "деревянные", "кирпичные", "из газобетона"]),
        floors: if 1995 < year && dice.chance(55) { 2 } else { 1 },
        landing: 1,
        heating: if boiler { Heating::Boiler } else { Heating::Stove },
        hot_water: false,
        gas: boiler,
        ..plain
    }
}

fn terraced(plain: Facts, stand: &Stand, dice: &mut Dice) -> Facts {
    Facts {
        kind: HouseKind::Terraced,
        year: small(dice.between(2009, 2023)),
        walls: "из газобетона",
        entrances: small((stand.length / 90).clamp(3, 8)),
        landing: 1,
        heating: Heating::Boiler,
        hot_water: false,
        energy_class: "B",
        ..plain
    }
}
