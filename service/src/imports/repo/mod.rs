//! All SQL of imports, by table.

mod gar;
mod houses;
mod managers;
mod oktmo;
mod runs;

pub use gar::*;
pub use houses::*;
pub use managers::*;
pub use oktmo::*;
pub use runs::*;
