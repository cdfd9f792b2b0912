//! Each house once at every zoom, whatever is chosen and however the points came together.

use std::collections::HashSet;

use proptest::prelude::*;

use crate::{Chosen, Ground, Mark, Point, Points, Shape, Spot, Tile, marks};

/// Houses of a town and beyond it, some on one spot.
fn houses() -> impl Strategy<Value = Vec<Point>> {
    let place = prop_oneof![
        (59_200_000..59_240_000, 39_850_000..39_950_000),
        Just((59_220_000, 39_890_000)),
        (-85_000_000..85_000_000, -180_000_000..180_000_000),
    ];
    prop::collection::vec((place, 0..4_u8), 0..200).prop_map(|places| {
        let with_ids = (1_i64..).zip(places);
        with_ids.map(|(id, ((lat, lon), kind))| Point { id, spot: Spot::of(lat, lon), kind }).collect()
    })
}

/// The tiles of a zoom that hold any of the points.
fn tiles(points: &[Point], zoom: u32) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = points.iter().map(|point| Tile::around(point.spot, zoom)).collect();
    tiles.sort_by_key(|tile| tile.place());
    tiles.dedup();
    tiles
}

proptest! {
    #[test]
    fn every_house_stands_once_at_every_zoom(houses in houses(), every in 1..4_usize) {
        let points = Points::new(houses.clone());
        let wanted: Vec<Point> = houses.iter().copied().step_by(every).collect();
        let places = points.places(wanted.iter().map(|point| (point.id, point.spot)));
        prop_assert_eq!(places.len(), wanted.len());
        for (chosen, expect) in [(Chosen::All(&points), &houses), (Chosen::Some(&points, &places), &wanted)] {
            for zoom in 0..=Tile::DEEPEST {
                let shown: Vec<Mark> = tiles(&houses, zoom).into_iter().flat_map(|tile| marks(&chosen, tile)).collect();
                prop_assert_eq!(shown.iter().map(|mark| mark.count() as usize).sum::<usize>(), expect.len());
                if crate::EXACT_FROM <= zoom {
                    let ids: HashSet<i64> = shown.iter().filter_map(|mark| match mark {
                        Mark::House(point) => Some(point.id),
                        Mark::Group { .. } => None,
                    }).collect();
                    prop_assert_eq!(ids, expect.iter().map(|point| point.id).collect::<HashSet<_>>());
                }
            }
        }
    }

    #[test]
    fn a_change_is_as_good_as_building_anew(houses in houses(), moved in houses(), cut in 0..200_usize) {
        let gone: HashSet<i64> = houses.iter().take(cut).map(|point| point.id).collect();
        let new: Vec<Point> = moved.into_iter().filter(|point| gone.contains(&point.id)).collect();
        let rest = houses.iter().copied().filter(|point| !gone.contains(&point.id)).chain(new.iter().copied());
        prop_assert_eq!(Points::new(houses.clone()).changed(&gone, new.clone()), Points::new(rest.collect()));
    }

    #[test]
    fn spots_go_there_and_back(x: u32, y: u32, zoom in 0..=16_u32) {
        let spot = Spot { x, y };
        prop_assert_eq!(Spot::of_code(spot.code()), spot);
        let (lat, lon) = spot.degrees();
        prop_assert!(spot.metres_to(Spot::of_degrees(lat, lon)) < 0.1);
        let (column, row) = Tile::around(spot, zoom).within(spot, 12);
        prop_assert!(column < 4096 && row < 4096);
    }
}

#[test]
fn groups_say_where_they_part() {
    let at = |lat, lon, id| Point { id, spot: Spot::of(lat, lon), kind: 0 };
    let points =
        Points::new(vec![at(59_220_000, 39_890_000, 1), at(59_220_000, 39_890_000, 2), at(59_221_000, 39_891_000, 3)]);
    let whole = Tile::new(0, 0, 0).unwrap();
    let shown = marks(&Chosen::All(&points), whole);
    let [Mark::Group { count: 3, parts_at, .. }] = shown[..] else { panic!("{shown:?}") };
    let apart = |zoom| tiles(&[points.point(0), points.point(1), points.point(2)], zoom).len();
    assert_eq!((apart(parts_at - 1), apart(parts_at)), (1, 2));
}

#[test]
fn known_places_have_known_tiles() {
    // The formula of OpenStreetMap's «slippy map», worked for the Kremlin of Vologda.
    let spot = Spot::of(59_224_300, 39_881_900);
    assert_eq!(Tile::around(spot, 10).place(), (625, 301));
    assert_eq!(Tile::around(spot, 16).place(), (40028, 19310));
    assert_eq!(Tile::new(17, 0, 0), None);
    assert_eq!(Tile::new(3, 8, 0), None);
}

#[test]
fn a_tile_has_the_bytes_of_the_specification() {
    let spot = Spot { x: 1 << 31, y: 1 << 30 };
    let house = Mark::House(Point { id: 7, spot, kind: 2 });
    let bytes = crate::encode("h", Tile::new(0, 0, 0).unwrap(), &[house]);
    let expect: &[u8] = &[
        0x1a, 60, // layer
        0x0a, 1, b'h', // name
        0x12, 15, 0x12, 4, 0, 0, 1, 1, 0x18, 1, 0x22, 5, 9, 0x80, 0x20, 0x80, 0x10, // feature
        0x1a, 5, b'h', b'o', b'u', b's', b'e', 0x1a, 4, b'k', b'i', b'n', b'd', // keys
        0x1a, 5, b'c', b'o', b'u', b'n', b't', 0x1a, 4, b'i', b'n', b't', b'o', // keys
        0x22, 3, 0x0a, 1, b'7', 0x22, 2, 0x28, 2, // values
        0x28, 0x80, 0x20, 0x78, 2, // extent, version
    ];
    assert_eq!(bytes, expect);
    assert!(crate::encode("h", Tile::new(0, 0, 0).unwrap(), &[]).is_empty());
}

#[test]
fn ground_is_cut_at_the_tile_with_its_margin() {
    let side = 1_u32 << 28;
    let spot = |x: u32, y: u32| Spot { x, y };
    let shape = |layer: &str, area, points| Shape {
        layer: layer.to_owned(),
        name: "Ия".to_owned(),
        area,
        from_zoom: 3,
        points,
    };
    let ground = Ground::new([
        shape("water", true, vec![spot(0, 0), spot(2 * side, 0), spot(2 * side, 2 * side), spot(0, 2 * side)]),
        shape("street", false, vec![spot(side / 2, side / 2), spot(3 * side, side / 2)]),
    ]);
    let tile = |zoom, x, y| ground.tile(Tile::new(zoom, x, y).unwrap());
    assert!(tile(2, 0, 0).is_empty(), "not from this zoom yet");
    assert!(tile(4, 5, 5).is_empty(), "nothing there");
    let bytes = tile(4, 0, 0);
    let line = [9, zig(2048), zig(2048), 10, zig(2048 + 40), 0];
    assert!(holds(&bytes, &line), "{bytes:?}");
    // The area leaves the tile on two sides and is cut 40 parts behind them.
    let edge = [9, 0, zig(4136), 26, 0, zig(-4136), zig(4136), 0, 0, zig(4136), 15];
    assert!(holds(&bytes, &edge), "{bytes:?}");
    let [(south, west), (north, east)] = ground.bounds().unwrap();
    assert!(south < north && west < east);
}

fn zig(value: i32) -> u32 {
    ((value << 1) ^ (value >> 31)) as u32
}

/// The numbers stand in the bytes one after another.
fn holds(bytes: &[u8], numbers: &[u32]) -> bool {
    let mut packed = Vec::new();
    for number in numbers {
        let mut rest = *number;
        while 0x80 <= rest {
            packed.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        packed.push(rest as u8);
    }
    bytes.windows(packed.len()).any(|part| part == packed)
}

/// Tiles that browsers keep are known by the way they were drawn: other bytes, another number.
#[test]
fn another_drawing_has_another_number() {
    let at = |id, lat, lon| Point { id, spot: Spot::of(lat, lon), kind: 1 };
    let points =
        Points::new(vec![at(1, 59_220_000, 39_890_000), at(2, 59_220_010, 39_890_010), at(3, 59_300_000, 39_990_000)]);
    let street = Shape {
        layer: "street".to_owned(),
        name: "ул. Мира".to_owned(),
        area: false,
        from_zoom: 0,
        points: vec![Spot::of(59_220_000, 39_890_000), Spot::of(59_300_000, 39_990_000)],
    };
    let ground = Ground::new([Shape { area: true, layer: "water".to_owned(), ..street.clone() }, street]);
    let drawn = (0..=Tile::DEEPEST).flat_map(|zoom| {
        let tile = Tile::around(Spot::of(59_220_000, 39_890_000), zoom);
        [crate::encode("houses", tile, &marks(&Chosen::All(&points), tile)), ground.tile(tile)].concat()
    });
    // FNV-1a of all bytes.
    let digest =
        drawn.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    assert_eq!((crate::DRAWING, digest), (1, 3_776_425_729_326_578_007));
}
