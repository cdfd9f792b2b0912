//! All SQL of imports, by table.

mod gar;
mod houses;
mod managers;
mod runs;

pub use gar::*;
pub use houses::*;
pub use managers::*;
pub use runs::*;
