//! Houses on a map: tiles for the drawn one, the same in words for everybody.

pub mod page;
pub mod tiles;
mod wish;
mod words;
