//! Where buildings stand in a block: along its four streets, in the manner of its district.

use super::dice::Dice;
use super::geometry::{Frame, Point, inset, overlap, within};

/// How a block is built up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The old centre: low houses and shops along the pavement.
    Old,
    /// Five storeys of the sixties.
    Five,
    /// The years after the war: two to four storeys, dormitories.
    Post,
    /// Slabs and towers of the eighties.
    Micro,
    /// Houses with gardens.
    Private,
    /// Blocks of this century.
    New,
}

/// What kind of building stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    Old,
    Slab5,
    Stalin,
    Dormitory,
    Slab9,
    Tower,
    New,
    Detached,
    Terraced,
    /// Shops, schools, offices: no house of the registry.
    Public,
}

/// One building.
#[derive(Clone, Debug)]
pub struct Stand {
    pub form: Form,
    /// What is drawn.
    pub outline: Vec<Point>,
    /// The rectangle it lies in; no two of them overlap.
    pub hull: [Point; 4],
    /// Which side of the block: 0 south, 1 east, 2 north, 3 west.
    pub edge: usize,
    /// In the yard, behind the houses of the street.
    pub inner: bool,
    /// At the beginning of its street's block.
    pub corner: bool,
    /// Along the street, decimetres.
    pub length: i64,
}

/// A manner of building along a street, in decimetres; `arm` is the thickness of an L-shaped house.
struct Manner {
    weight: i64,
    form: Form,
    length: (i64, i64),
    depth: (i64, i64),
    setback: (i64, i64),
    gap: (i64, i64),
    skip: i64,
    bent: i64,
    bent_depth: i64,
}

const fn manner(weight: i64, form: Form, length: (i64, i64), depth: (i64, i64)) -> Manner {
    Manner { weight, form, length, depth, setback: (40, 70), gap: (80, 160), skip: 15, bent: 0, bent_depth: 0 }
}

const OLD: [Manner; 3] = [
    Manner {
        setback: (10, 20),
        gap: (15, 60),
        skip: 12,
        bent: 30,
        bent_depth: 210,
        ..manner(30, Form::Old, (140, 250), (95, 125))
    },
    Manner {
        setback: (10, 20),
        gap: (15, 60),
        skip: 12,
        bent: 25,
        bent_depth: 240,
        ..manner(60, Form::Public, (160, 330), (105, 135))
    },
    Manner { setback: (15, 30), gap: (30, 90), skip: 12, ..manner(8, Form::Stalin, (260, 340), (125, 135)) },
];
const FIVE: [Manner; 3] = [
    Manner { setback: (80, 110), gap: (170, 300), skip: 22, ..manner(80, Form::Slab5, (600, 820), (120, 126)) },
    Manner { setback: (50, 90), gap: (120, 200), skip: 20, ..manner(24, Form::Public, (220, 400), (140, 200)) },
    Manner { setback: (80, 110), gap: (150, 240), skip: 20, ..manner(10, Form::Dormitory, (460, 520), (128, 132)) },
];
const POST: [Manner; 4] = [
    Manner { bent: 22, bent_depth: 330, skip: 22, ..manner(45, Form::Stalin, (300, 480), (128, 138)) },
    Manner { bent: 25, bent_depth: 300, ..manner(42, Form::Public, (220, 420), (130, 170)) },
    manner(7, Form::Dormitory, (440, 500), (128, 134)),
    manner(9, Form::Slab5, (600, 640), (120, 126)),
];
const MICRO: [Manner; 3] = [
    Manner {
        setback: (140, 180),
        gap: (260, 420),
        skip: 12,
        bent: 28,
        bent_depth: 560,
        ..manner(62, Form::Slab9, (820, 1320), (128, 132))
    },
    Manner { setback: (150, 220), gap: (260, 400), skip: 5, ..manner(26, Form::Tower, (260, 290), (230, 250)) },
    Manner { setback: (60, 100), gap: (200, 300), skip: 10, ..manner(22, Form::Public, (420, 620), (240, 320)) },
];
const PRIVATE: [Manner; 3] = [
    Manner {
        setback: (40, 80),
        gap: (130, 220),
        skip: 6,
        bent: 25,
        bent_depth: 140,
        ..manner(90, Form::Detached, (85, 125), (75, 100))
    },
    Manner { setback: (60, 80), gap: (140, 200), skip: 6, ..manner(6, Form::Terraced, (420, 560), (105, 115)) },
    Manner { setback: (40, 60), gap: (100, 160), skip: 6, ..manner(4, Form::Public, (120, 200), (90, 120)) },
];
const NEW: [Manner; 3] = [
    Manner {
        setback: (80, 120),
        gap: (200, 340),
        skip: 15,
        bent: 45,
        bent_depth: 520,
        ..manner(60, Form::New, (420, 820), (165, 175))
    },
    Manner { setback: (100, 140), gap: (220, 340), skip: 10, ..manner(18, Form::Tower, (270, 290), (250, 270)) },
    Manner { setback: (60, 90), gap: (150, 260), skip: 10, ..manner(16, Form::Public, (300, 480), (180, 240)) },
];

const fn manners(style: Style) -> &'static [Manner] {
    match style {
        Style::Old => &OLD,
        Style::Five => &FIVE,
        Style::Post => &POST,
        Style::Micro => &MICRO,
        Style::Private => &PRIVATE,
        Style::New => &NEW,
    }
}

/// The buildings of one block, none of which touch.
pub fn build(style: Style, block: [Point; 4], dice: &mut Dice) -> Vec<Stand> {
    let mut stands = Vec::new();
    let order: &[usize] = if style == Style::Private { &[0, 2] } else { &[0, 2, 1, 3] };
    for edge in order {
        line(style, block, *edge, dice, &mut stands);
    }
    match style {
        Style::Micro => yard(Style::Micro, inset(block, 620), 300, dice, &mut stands),
        Style::Five => yard(Style::Five, inset(block, 460), 200, dice, &mut stands),
        Style::Old => sheds(block, dice, &mut stands),
        Style::Post | Style::Private | Style::New => {}
    }
    stands
}

/// Walks one side of the block and sets buildings where there is room.
fn line(style: Style, block: [Point; 4], edge: usize, dice: &mut Dice, stands: &mut Vec<Stand>) {
    let frame = Frame { from: block[edge], to: block[(edge + 1) % 4] };
    let weights: Vec<i64> = manners(style).iter().map(|manner| manner.weight).collect();
    let mut forward = if style == Style::Private { dice.between(60, 160) } else { dice.between(10, 90) };
    while forward < frame.length() {
        let manner = &manners(style)[dice.weighted(&weights)];
        let length = dice.between(manner.length.0, manner.length.1);
        if dice.chance(manner.skip) {
            forward += length.min(600);
            continue;
        }
        let stand = shape(manner, frame, forward, length, dice);
        let stand = Stand { edge, corner: forward < 120, ..stand };
        if set(stand, &block, clearance(style), stands) {
            forward += length + dice.between(manner.gap.0, manner.gap.1);
        } else {
            forward += 30;
        }
    }
}

/// Buildings inside a large block: a school or a kindergarten, and towers.
fn yard(style: Style, court: [Point; 4], clear: i64, dice: &mut Dice, stands: &mut Vec<Stand>) {
    let frame = Frame { from: court[0], to: court[1] };
    if frame.length() < 400 || court[0].distance(court[3]) < 350 {
        return;
    }
    let school = &manners(style)[if style == Style::Micro { 2 } else { 1 }];
    let length = dice.between(school.length.0, school.length.1);
    let stand = Stand { inner: true, ..shape(school, frame, dice.between(40, 160), length, dice) };
    set(stand, &court, clear, stands);
    let tower = &MICRO[1];
    for edge in [1, 2] {
        let frame = Frame { from: court[edge], to: court[(edge + 1) % 4] };
        let forward = dice.between(20, 200);
        let length = dice.between(tower.length.0, tower.length.1);
        let stand = Stand { inner: true, edge, ..shape(tower, frame, forward, length, dice) };
        if style == Style::Micro {
            set(stand, &court, clear, stands);
        }
    }
}

/// Sheds and garages in the yards of the old town.
fn sheds(block: [Point; 4], dice: &mut Dice, stands: &mut Vec<Stand>) {
    let court = inset(block, 260);
    let frame = Frame { from: court[0], to: court[1] };
    for _ in 0..5 {
        let (length, depth) = (dice.between(60, 180), dice.between(45, 65));
        let (forward, left) = (dice.between(0, frame.length()), dice.between(0, 500));
        let hull = frame.rectangle(forward, left, length, depth);
        let stand =
            Stand { form: Form::Public, outline: hull.to_vec(), hull, edge: 0, inner: true, corner: false, length };
        set(stand, &court, 50, stands);
    }
}

const fn clearance(style: Style) -> i64 {
    match style {
        Style::Old => 25,
        Style::Post => 80,
        Style::Private => 90,
        Style::Five => 150,
        Style::Micro | Style::New => 220,
    }
}

fn shape(manner: &Manner, frame: Frame, forward: i64, length: i64, dice: &mut Dice) -> Stand {
    let thick = dice.between(manner.depth.0, manner.depth.1);
    let setback = dice.between(manner.setback.0, manner.setback.1);
    let bent = dice.chance(manner.bent) && thick * 3 / 2 < length;
    let depth = if bent { dice.between(manner.bent_depth * 3 / 4, manner.bent_depth) } else { thick };
    let hull = frame.rectangle(forward, setback, length, depth);
    let outline = if bent {
        let at = |forward_by: i64, left: i64| frame.at(forward + forward_by, setback + left);
        let (long, deep) = (length, depth);
        if dice.chance(50) {
            vec![at(0, 0), at(long, 0), at(long, thick), at(thick, thick), at(thick, deep), at(0, deep)]
        } else {
            vec![at(0, 0), at(long, 0), at(long, deep), at(long - thick, deep), at(long - thick, thick), at(0, thick)]
        }
    } else {
        hull.to_vec()
    };
    let length = if bent { length + depth - thick } else { length };
    Stand { form: manner.form, outline, hull, edge: 0, inner: false, corner: false, length }
}

/// Sets the building if it lies in the block and keeps clear of the others.
fn set(stand: Stand, block: &[Point; 4], clear: i64, stands: &mut Vec<Stand>) -> bool {
    let wide = inset(stand.hull, -clear);
    let free = stand.hull.iter().all(|corner| within(block, *corner))
        && !stands.iter().any(|other| overlap(&wide, &other.hull));
    if free {
        stands.push(stand);
    }
    free
}
