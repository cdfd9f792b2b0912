//! All SQL of meters and readings.

mod desk;
mod devices;
mod readings;
mod write;

pub use desk::*;
pub use devices::*;
pub use readings::*;
pub use write::*;
