//! What stands on a tile: houses, and groups of those too near to be told apart.

use std::ops::Range;

use crate::chosen::Chosen;
use crate::points::Point;
use crate::spot::{Spot, Tile};

/// From this zoom on every house stands for itself.
pub const EXACT_FROM: u32 = 15;
/// A tile is cut in 2³ × 2³ cells: 64 screen pixels each, room for one sign.
const CELL_BITS: u32 = 3;

/// A sign on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// One house.
    House(Point),
    /// Several houses of one cell.
    Group {
        /// The place of the one in their middle.
        spot: Spot,
        /// How many.
        count: u32,
        /// The zoom at which they are no longer in one tile; [`Tile::DEEPEST`] when they stay together.
        parts_at: u32,
    },
}

impl Mark {
    /// Where it stands.
    pub fn spot(&self) -> Spot {
        match self {
            Self::House(point) => point.spot,
            Self::Group { spot, .. } => *spot,
        }
    }

    /// Houses it stands for.
    pub fn count(&self) -> u32 {
        match self {
            Self::House(_) => 1,
            Self::Group { count, .. } => *count,
        }
    }
}

/// The houses of a tile, each for itself, at whatever zoom.
pub fn every(chosen: &Chosen<'_>, tile: Tile) -> Vec<Mark> {
    within(chosen, tile).map(|at| Mark::House(chosen.point(at))).collect()
}

/// How many houses stand in a tile: some binary searches.
pub fn count(chosen: &Chosen<'_>, tile: Tile) -> usize {
    within(chosen, tile).len()
}

fn within(chosen: &Chosen<'_>, tile: Tile) -> Range<usize> {
    chosen.part(0..chosen.len(), tile.prefix(), 2 * (32 - tile.zoom()))
}

/// The marks of a tile. Each house is in exactly one tile of a zoom and in exactly one mark of it.
/// Costs some binary searches for each cell, however many houses there are.
pub fn marks(chosen: &Chosen<'_>, tile: Tile) -> Vec<Mark> {
    if EXACT_FROM <= tile.zoom() {
        return every(chosen, tile);
    }
    let mut marks = Vec::new();
    quarter(chosen, within(chosen, tile), tile.prefix(), tile.zoom(), tile.zoom() + CELL_BITS, &mut marks);
    marks
}

/// Goes down to the cells that hold anything.
fn quarter(chosen: &Chosen<'_>, within: Range<usize>, prefix: u64, zoom: u32, last: u32, marks: &mut Vec<Mark>) {
    match within.len() {
        0 => return,
        1 => return marks.push(Mark::House(chosen.point(within.start))),
        _ if zoom == last => return marks.push(group(chosen, within)),
        _ => {}
    }
    for part in 0..4 {
        let (prefix, zoom) = (prefix << 2 | part, zoom + 1);
        quarter(chosen, chosen.part(within.clone(), prefix, 2 * (32 - zoom)), prefix, zoom, last, marks);
    }
}

fn group(chosen: &Chosen<'_>, within: Range<usize>) -> Mark {
    let middle = chosen.code(within.start + within.len() / 2);
    let (first, last) = (chosen.code(within.start), chosen.code(within.end - 1));
    let shared = (first ^ last).leading_zeros() / 2;
    Mark::Group {
        spot: Spot::of_code(middle),
        count: u32::try_from(within.len()).unwrap_or(u32::MAX),
        parts_at: (shared + 1).min(Tile::DEEPEST),
    }
}
