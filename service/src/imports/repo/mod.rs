//! All SQL of imports, by table.

mod houses;
mod managers;
mod runs;

pub use houses::*;
pub use managers::*;
pub use runs::*;
