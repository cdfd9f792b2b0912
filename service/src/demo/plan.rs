//! The plan of a town: streets, blocks, water, greenery and the lots houses stand on, with their numbers.

use std::collections::{BTreeMap, HashMap};

use super::dice::Dice;
use super::geometry::{Frame, Point, band, inset, metres, middle, smooth, turn};
use super::lots::{Form, Stand, build};
use super::terrain::{
    DISTRICTS, Instead, PARKS, PATCHES, PONDS, Patch, RAILWAY, RIVER, RIVER_NAME, ROADS, STREAM, WORKS,
};

/// Half of a street between the blocks' edges, decimetres.
const HALF_STREET: i64 = 90;

/// Something drawn on the base map that is no house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// `street`, `block`, `water`, `park`, `district`, `railway`, `building`.
    pub kind: &'static str,
    /// What it is called; empty when nothing.
    pub name: &'static str,
    /// A closed outline, or a line for streets and railways.
    pub points: Vec<Point>,
}

/// A house's place.
#[derive(Clone, Debug)]
pub struct Lot {
    pub stand: Stand,
    pub street: &'static str,
    pub number: String,
    pub district: &'static str,
}

/// A whole town.
#[derive(Clone, Debug)]
pub struct Plan {
    pub drawn: Vec<Drawn>,
    /// In the order of districts and blocks.
    pub lots: Vec<Lot>,
}

/// Draws the town with at most `houses` houses, taken evenly from everywhere when there is room for more.
pub fn draw(dice: &mut Dice, houses: usize) -> Plan {
    let mut drawn = surroundings();
    let mut lots = Vec::new();
    for patch in &PATCHES {
        quarter(patch, dice, &mut drawn, &mut lots);
    }
    thin(&mut lots, houses);
    number(&drawn, &mut lots, dice);
    let (others, lots): (Vec<Lot>, Vec<Lot>) = lots.into_iter().partition(|lot: &Lot| lot.stand.form == Form::Public);
    drawn.extend(others.into_iter().map(|lot| Drawn { kind: "building", name: "", points: lot.stand.outline }));
    Plan { drawn, lots }
}

/// Leaves so many houses, taken evenly from everywhere; the rest are buildings like any other.
fn thin(lots: &mut [Lot], houses: usize) {
    let room = lots.iter().filter(|lot| lot.stand.form != Form::Public).count();
    let keep = houses.min(room);
    for (place, lot) in lots.iter_mut().filter(|lot| lot.stand.form != Form::Public).enumerate() {
        if place * keep / room == (place + 1) * keep / room {
            lot.stand.form = Form::Public;
        }
    }
}

fn outline(kind: &'static str, name: &'static str, points: &[(i64, i64)]) -> Drawn {
    Drawn { kind, name, points: points.iter().copied().map(metres).collect() }
}

/// What was drawn by hand: river, stream, railway, parks, districts, roads, works.
fn surroundings() -> Vec<Drawn> {
    let curve = |points: &[(i64, i64)]| smooth(&points.iter().copied().map(metres).collect::<Vec<_>>());
    let rounded = |kind, name, points: &[(i64, i64)]| {
        let mut ring: Vec<Point> = points.iter().copied().map(metres).collect();
        ring.extend(ring.first().copied());
        Drawn { kind, name, points: smooth(&ring) }
    };
    let mut drawn: Vec<Drawn> = DISTRICTS.iter().map(|(name, points)| outline("district", name, points)).collect();
    drawn.push(river());
    let brook = curve(&STREAM);
    drawn.push(Drawn {
        kind: "water", name: "ручей Золотуха", points: band(&brook, &vec![45; brook.len()])
    });
    drawn.extend(PARKS.iter().map(|(name, points)| rounded("park", name, points)));
    drawn.extend(PONDS.iter().map(|(name, points)| rounded("water", name, points)));
    drawn.push(Drawn { kind: "railway", name: "железная дорога", points: curve(&RAILWAY) });
    drawn.extend(ROADS.iter().map(|(name, points)| Drawn { kind: "street", name, points: curve(points) }));
    for (name, corners) in &WORKS {
        drawn.push(outline("block", name, corners));
        drawn.extend(halls(corners.map(metres)));
    }
    drawn
}

fn river() -> Drawn {
    let line = smooth(&RIVER.map(|(point, _)| metres(point)));
    // The width is smoothed the same way, as a line of its own.
    let widths = smooth(&RIVER.map(|(_, half)| Point { x: half * 10, y: 0 }));
    let halves: Vec<i64> = widths.iter().map(|width| width.x).collect();
    Drawn { kind: "water", name: RIVER_NAME, points: band(&line, &halves) }
}

/// Long halls of a works.
fn halls(ground: [Point; 4]) -> Vec<Drawn> {
    let frame = Frame { from: ground[0], to: ground[1] };
    let deep = ground[0].distance(ground[3]);
    let long = frame.length() - 400;
    let rows = (deep - 150) / 480;
    let hall = |row: i64| {
        let length = long - row % 2 * long / 3;
        frame.rectangle(150, 120 + row * 480, length, 300).to_vec()
    };
    (0..rows).map(|row| Drawn { kind: "building", name: "", points: hall(row) }).collect()
}

/// Crossings of a patch's streets, by column and row.
fn crossings(patch: &Patch, dice: &mut Dice) -> Vec<Vec<Point>> {
    let [a, b, c, d] = patch.corners.map(metres);
    let (columns, rows) = (count(patch.columns.len()) - 1, count(patch.rows.len()) - 1);
    let mut nodes = Vec::new();
    for column in 0..=columns {
        let (south, north) = (a.toward(b, column, columns), d.toward(c, column, columns));
        let (wide, high) = (a.distance(b) / columns, a.distance(d) / rows);
        let line = (0..=rows).map(|row| {
            let inside = 0 < column && column < columns && 0 < row && row < rows;
            let stray = |size: i64| size * patch.stray / 100;
            let (x, y) = (stray(wide), stray(high));
            let (x, y) = (dice.between(-x, x), dice.between(-y, y));
            let point = south.toward(north, row, rows);
            if inside { point.moved(x, y) } else { point }
        });
        nodes.push(line.collect());
    }
    nodes
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or_default()
}

/// Streets, blocks and lots of one patch.
fn quarter(patch: &Patch, dice: &mut Dice, drawn: &mut Vec<Drawn>, lots: &mut Vec<Lot>) {
    let nodes = crossings(patch, dice);
    let row_line = |row: usize| nodes.iter().map(|column| column[row]).collect::<Vec<_>>();
    let lines = patch.rows.iter().enumerate().map(|(row, name)| (*name, row_line(row)));
    let columns = patch.columns.iter().enumerate().map(|(column, name)| (*name, nodes[column].clone()));
    for (name, points) in lines.chain(columns).filter(|(name, _)| !name.starts_with('=')) {
        drawn.push(Drawn { kind: "street", name, points });
    }
    for column in 0..patch.columns.len() - 1 {
        for row in 0..patch.rows.len() - 1 {
            let quad = [nodes[column][row], nodes[column + 1][row], nodes[column + 1][row + 1], nodes[column][row + 1]];
            let block = inset(quad, HALF_STREET);
            let instead = patch.instead.iter().find(|there| (there.0, there.1) == (column, row));
            let Some((_, _, instead)) = instead else {
                drawn.push(Drawn { kind: "block", name: "", points: block.to_vec() });
                let streets = [patch.rows[row], patch.columns[column + 1], patch.rows[row + 1], patch.columns[column]];
                lots.extend(build(patch.style, block, dice).into_iter().map(|stand| lot(patch, streets, stand)));
                continue;
            };
            drawn.extend(free(*instead, block));
        }
    }
}

fn lot(patch: &Patch, streets: [&'static str; 4], stand: Stand) -> Lot {
    let street = streets[stand.edge].trim_start_matches('=');
    Lot { stand, street, number: String::new(), district: DISTRICTS[patch.district].0 }
}

/// A block without houses.
fn free(instead: Instead, block: [Point; 4]) -> Vec<Drawn> {
    let ground = |kind, name| Drawn { kind, name, points: block.to_vec() };
    let frame = Frame { from: block[0], to: block[1] };
    let (long, deep) = (frame.length(), block[0].distance(block[3]));
    match instead {
        Instead::Park(name) => vec![ground("park", name)],
        Instead::Pond(name) => {
            let corners = frame.rectangle(long / 4, deep / 4, long / 2, deep / 2);
            let ring = [corners[0], corners[1], corners[2], corners[3], corners[0]];
            vec![ground("park", ""), Drawn { kind: "water", name, points: smooth(&ring) }]
        }
        Instead::Public(name) => {
            let at = |forward: i64, left: i64| frame.at(long * forward / 100, deep * left / 100);
            let wings = [(25, 30), (75, 30), (75, 70), (62, 70), (62, 48), (38, 48), (38, 70), (25, 70)];
            let points = wings.into_iter().map(|(forward, left)| at(forward, left)).collect();
            vec![ground("park", name), Drawn { kind: "building", name, points }]
        }
        Instead::Site => vec![ground("block", "")],
    }
}

/// Gives the houses of each street their numbers: odd on the left, even on the right.
fn number(drawn: &[Drawn], lots: &mut [Lot], dice: &mut Dice) {
    let mut pieces: HashMap<&str, Vec<&[Point]>> = HashMap::new();
    for street in drawn.iter().filter(|shape| shape.kind == "street") {
        pieces.entry(street.name).or_default().push(&street.points);
    }
    let mut sides: BTreeMap<(&str, bool), Vec<(i64, usize)>> = BTreeMap::new();
    for (place, lot) in lots.iter().enumerate() {
        let Some(lines) = pieces.get(lot.street) else { continue };
        let (along, left) = beside(lines, middle(&lot.stand.hull));
        sides.entry((lot.street, left)).or_default().push((along, place));
    }
    for ((_, left), mut houses) in sides {
        houses.sort_unstable();
        let mut last = if left { -1 } else { 0 };
        let mut twins = 1;
        for (_, place) in houses {
            let lot = &mut lots[place];
            let started = 0 < last;
            if lot.stand.inner && lot.stand.form == Form::Public {
                continue;
            }
            if started && lot.stand.inner {
                twins += 1;
                lot.number = format!("{last} к{twins}");
            } else if started && twins == 1 && matches!(lot.stand.form, Form::Old | Form::Detached) && dice.chance(9) {
                twins += 1;
                lot.number = format!("{last}А");
            } else {
                last += 2;
                twins = 1;
                let corner = lot.stand.corner && lot.stand.form == Form::Old;
                lot.number = if corner { format!("{last}/{}", dice.between(1, 24)) } else { last.to_string() };
            }
        }
    }
}

/// How far along the street a point lies, and whether to the left of it.
fn beside(lines: &[&[Point]], point: Point) -> (i64, bool) {
    let (from, to) = match (lines.first().and_then(|line| line.first()), lines.last().and_then(|line| line.last())) {
        (Some(from), Some(to)) => (*from, *to),
        _ => return (0, false),
    };
    let along = (point.x - from.x) * (to.x - from.x) + (point.y - from.y) * (to.y - from.y);
    let nearest = lines
        .iter()
        .flat_map(|line| line.windows(2))
        .min_by_key(|piece| middle(piece).distance(point).min(piece[0].distance(point)).min(piece[1].distance(point)));
    let left = nearest.is_some_and(|piece| turn(piece[0], piece[1], point) > 0);
    (along / from.distance(to).max(1), left)
}
