//! A map in words: the same marks as its tiles show, the nearest first, with addresses and distances.

use atlas::{Chosen, Mark, Spot, Tile, marks};
use domain::houses::HouseRow;
use domain::kernel::HouseId;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::houses;

/// Marks told of.
const TOLD: usize = 24;
/// Half of what a screen shows, in tiles of 512 pixels: 2 × 1.5 tiles in all.
const HALF: (f64, f64) = (1.0, 0.75);
/// The deepest zoom a view that shows everything begins with.
const NEAR: u32 = 16;

/// Where a map looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Degrees.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
    /// 0 to 16.
    pub zoom: u32,
}

impl View {
    fn middle(&self) -> Spot {
        Spot::of_degrees(self.lat, self.lon)
    }

    /// The view so many screens to the east and to the south.
    pub fn moved(&self, east: f64, south: f64) -> Self {
        let side = 2_f64.powi(32 - self.zoom.min(Tile::DEEPEST) as i32);
        let middle = self.middle();
        let shift = |from: u32, by: f64| (f64::from(from) + by * side).clamp(0.0, f64::from(u32::MAX)) as u32;
        let (lat, lon) = Spot { x: shift(middle.x, east * HALF.0), y: shift(middle.y, south * HALF.1) }.degrees();
        Self { lat, lon, zoom: self.zoom }
    }

    /// The view around the same place, deeper or, below zero, from farther.
    pub fn zoomed(&self, by: i32) -> Self {
        Self { zoom: self.zoom.saturating_add_signed(by).min(Tile::DEEPEST), ..*self }
    }
}

/// One mark in words.
#[derive(Clone, Debug)]
pub enum Sight {
    /// A house, so many metres from the middle.
    House(Box<HouseRow>, f64),
    /// So many houses; the view in which they part; metres from the middle.
    Group(u32, View, f64),
}

impl Sight {
    /// Houses it stands for.
    pub fn houses(&self) -> usize {
        match self {
            Self::House(..) => 1,
            Self::Group(count, ..) => *count as usize,
        }
    }
}

/// What a map shows, in words.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Where it looks: at all houses when nothing else was wished.
    pub view: View,
    /// The nearest first, at most 24 of them.
    pub sights: Vec<Sight>,
    /// Houses in sight.
    pub in_sight: usize,
    /// Houses on the map, in sight or not.
    pub placed: usize,
    /// Houses whose place nobody knows.
    pub unplaced: usize,
    /// The filter has more houses than are drawn for one.
    pub cut: bool,
}

/// Looks at the chosen houses.
pub async fn seen(ctx: &Ctx, chosen: &Chosen<'_>, view: Option<View>) -> Result<Seen> {
    let view = view.unwrap_or_else(|| of_all(chosen));
    let (middle, zoom) = (view.middle(), view.zoom.min(Tile::DEEPEST));
    let mut near: Vec<(f64, Mark)> =
        in_sight(chosen, &view, zoom).into_iter().map(|mark| (middle.metres_to(mark.spot()), mark)).collect();
    let in_sight = near.iter().map(|(_, mark)| mark.count() as usize).sum();
    near.sort_by(|one, other| one.0.total_cmp(&other.0));
    near.truncate(TOLD);
    let ids: Vec<HouseId> = near.iter().filter_map(|(_, mark)| house(mark)).collect();
    let mut rows = houses::rows(ctx, &ids)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect::<std::collections::HashMap<_, _>>();
    let sights = near.into_iter().filter_map(|(metres, mark)| match mark {
        Mark::House(point) => Some(Sight::House(Box::new(rows.remove(&HouseId(point.id))?), metres)),
        Mark::Group { spot, count, parts_at } => {
            let (lat, lon) = spot.degrees();
            Some(Sight::Group(count, View { lat, lon, zoom: parts_at.max(zoom + 1).min(Tile::DEEPEST) }, metres))
        }
    });
    Ok(Seen { view, sights: sights.collect(), in_sight, placed: chosen.len(), unplaced: 0, cut: false })
}

fn house(mark: &Mark) -> Option<HouseId> {
    match mark {
        Mark::House(point) => Some(HouseId(point.id)),
        Mark::Group { .. } => None,
    }
}

/// The marks of the tiles in sight that stand in it.
fn in_sight(chosen: &Chosen<'_>, view: &View, zoom: u32) -> Vec<Mark> {
    let (from, to) = (view.moved(-1.0, -1.0).middle(), view.moved(1.0, 1.0).middle());
    let ((west, north), (east, south)) = (Tile::around(from, zoom).place(), Tile::around(to, zoom).place());
    let tiles = (north..=south).flat_map(|y| (west..=east).filter_map(move |x| Tile::new(zoom, x, y)));
    let inside = |spot: Spot| (from.x..=to.x).contains(&spot.x) && (from.y..=to.y).contains(&spot.y);
    tiles.flat_map(|tile| marks(chosen, tile)).filter(|mark| inside(mark.spot())).collect()
}

/// The deepest view that shows all of them: from the middle of their box.
fn of_all(chosen: &Chosen<'_>) -> View {
    let Some([west, north, east, south]) = chosen.frame() else { return View { lat: 61.0, lon: 94.0, zoom: 2 } };
    let (wide, high) = (f64::from(east - west) / (2.0 * HALF.0), f64::from(south - north) / (2.0 * HALF.1));
    let zoom = (32.0 - wide.max(high).max(1.0).log2() - 0.1).floor().clamp(1.0, f64::from(NEAR)) as u32;
    let (lat, lon) = Spot { x: west + (east - west) / 2, y: north + (south - north) / 2 }.degrees();
    View { lat, lon, zoom }
}
