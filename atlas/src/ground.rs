//! What lies under the houses: streets, water, blocks, outlines, as tiles of their own.

use crate::encode::{Layers, Outline};
use crate::spot::{Spot, Tile};

/// Parts of a tile's side, as in the tile's bytes.
const EXTENT: f64 = 4096.0;
/// How far beyond the tile a line is drawn, so that its edge is not seen: 5 pixels of 512.
const MARGIN: f64 = 40.0;

/// A line or an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The layer: `street`, `water` and so on.
    pub layer: String,
    /// What is written on it; may be empty.
    pub name: String,
    /// An area, whose last point joins the first.
    pub area: bool,
    /// From this zoom on.
    pub from_zoom: u32,
    /// Its points.
    pub points: Vec<Spot>,
}

/// All shapes with the boxes around them.
#[derive(Debug, Default)]
pub struct Ground {
    shapes: Vec<(Frame, Shape)>,
}

/// A box: west, north, east, south.
#[derive(Clone, Copy, Debug)]
struct Frame([f64; 4]);

impl Ground {
    /// Keeps the shapes, in the order they are drawn.
    pub fn new(shapes: impl IntoIterator<Item = Shape>) -> Self {
        Self { shapes: shapes.into_iter().map(|shape| (Frame::around(&shape.points), shape)).collect() }
    }

    /// Nothing was drawn.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// The box around everything: south-west and north-east in degrees of latitude and longitude.
    pub fn bounds(&self) -> Option<[(f64, f64); 2]> {
        let frames = self.shapes.iter().map(|(frame, _)| *frame);
        let Frame([west, north, east, south]) = frames.reduce(Frame::with)?;
        let degrees = |x: f64, y: f64| Spot { x: x as u32, y: y as u32 }.degrees();
        Some([degrees(west, south), degrees(east, north)])
    }

    /// The tile's bytes.
    pub fn tile(&self, tile: Tile) -> Vec<u8> {
        let window = Frame::of_tile(tile);
        let mut layers = Layers::default();
        for (_, shape) in
            self.shapes.iter().filter(|(frame, shape)| shape.from_zoom <= tile.zoom() && frame.meets(window))
        {
            let points: Vec<[f64; 2]> = shape.points.iter().map(|spot| in_tile(tile, *spot)).collect();
            let parts = if shape.area { vec![clipped_area(points)] } else { clipped_line(&points) };
            let least = if shape.area { 3 } else { 2 };
            for part in parts.into_iter().map(rounded).filter(|part| least <= part.len()) {
                layers.outline(&Outline { layer: &shape.layer, name: &shape.name, area: shape.area, points: &part });
            }
        }
        layers.bytes()
    }
}

impl Frame {
    fn around(points: &[Spot]) -> Self {
        let nothing = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        let spots = points.iter().map(|spot| [f64::from(spot.x), f64::from(spot.y)]);
        Self(
            spots.fold(nothing, |[west, north, east, south], [x, y]| {
                [west.min(x), north.min(y), east.max(x), south.max(y)]
            }),
        )
    }

    fn of_tile(tile: Tile) -> Self {
        let side = f64::from(u32::MAX) / f64::from(1_u32 << tile.zoom());
        let margin = side * MARGIN / EXTENT;
        let (x, y) = tile.place();
        let (west, north) = (f64::from(x) * side, f64::from(y) * side);
        Self([west - margin, north - margin, west + side + margin, north + side + margin])
    }

    fn with(self, Self(other): Self) -> Self {
        let Self([west, north, east, south]) = self;
        Self([west.min(other[0]), north.min(other[1]), east.max(other[2]), south.max(other[3])])
    }

    fn meets(self, Self(other): Self) -> bool {
        let Self([west, north, east, south]) = self;
        west <= other[2] && other[0] <= east && north <= other[3] && other[1] <= south
    }
}

/// A spot in parts of the tile, far outside it too.
fn in_tile(tile: Tile, spot: Spot) -> [f64; 2] {
    let scale = f64::from(1_u32 << tile.zoom()) * EXTENT / 4_294_967_296.0;
    let (x, y) = tile.place();
    [f64::from(spot.x) * scale - f64::from(x) * EXTENT, f64::from(spot.y) * scale - f64::from(y) * EXTENT]
}

/// The sides of the tile with its margin: which coordinate, and the values kept.
const SIDES: [(usize, f64, bool); 4] =
    [(0, -MARGIN, true), (0, EXTENT + MARGIN, false), (1, -MARGIN, true), (1, EXTENT + MARGIN, false)];

fn inside(point: [f64; 2], (axis, limit, above): (usize, f64, bool)) -> bool {
    if above { limit <= point[axis] } else { point[axis] <= limit }
}

fn crossing(from: [f64; 2], to: [f64; 2], (axis, limit, _): (usize, f64, bool)) -> [f64; 2] {
    let part = (limit - from[axis]) / (to[axis] - from[axis]);
    [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
}

/// The area within the tile: side after side is cut off (Sutherland and Hodgman, 1974).
fn clipped_area(points: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    SIDES.into_iter().fold(points, |points, side| {
        let mut kept = Vec::with_capacity(points.len() + 4);
        let Some(mut from) = points.last().copied() else { return kept };
        for to in points {
            if inside(from, side) != inside(to, side) {
                kept.push(crossing(from, to, side));
            }
            if inside(to, side) {
                kept.push(to);
            }
            from = to;
        }
        kept
    })
}

/// The pieces of the line within the tile.
fn clipped_line(points: &[[f64; 2]]) -> Vec<Vec<[f64; 2]>> {
    let mut pieces: Vec<Vec<[f64; 2]>> = Vec::new();
    for pair in points.windows(2) {
        let &[from, to] = pair else { continue };
        let Some((from, to)) = clipped_step(from, to) else { continue };
        match pieces.last_mut().filter(|piece| piece.last() == Some(&from)) {
            Some(piece) => piece.push(to),
            None => pieces.push(vec![from, to]),
        }
    }
    pieces
}

fn clipped_step(mut from: [f64; 2], mut to: [f64; 2]) -> Option<([f64; 2], [f64; 2])> {
    for side in SIDES {
        match (inside(from, side), inside(to, side)) {
            (true, true) => {}
            (true, false) => to = crossing(from, to, side),
            (false, true) => from = crossing(from, to, side),
            (false, false) => return None,
        }
    }
    Some((from, to))
}

/// Whole parts, without repeats.
fn rounded(points: Vec<[f64; 2]>) -> Vec<[i32; 2]> {
    let mut whole: Vec<[i32; 2]> = points.into_iter().map(|[x, y]| [x.round() as i32, y.round() as i32]).collect();
    whole.dedup();
    whole
}
