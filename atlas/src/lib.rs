//! Houses on a map: points sorted along a curve, what a tile shows of them, and the tile's bytes.
//!
//! Read in order: [`Spot`] (a place on the square map), [`Points`] (all houses in memory), [`Chosen`]
//! (some of them), [`Mark`] (what stands on a tile: a house or a group), [`encode`] (Mapbox Vector Tile 2); [`Ground`] is what lies under them.

mod chosen;
mod encode;
mod ground;
mod mark;
mod points;
mod spot;
#[cfg(test)]
mod tests;

pub use chosen::Chosen;
pub use encode::{DRAWING, encode};
pub use ground::{Ground, Shape};
pub use mark::{EXACT_FROM, Mark, count, every, marks};
pub use points::{Point, Points};
pub use spot::{Spot, Tile};
