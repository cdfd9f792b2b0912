//! General meetings of owners.

mod calculation;
mod page;

pub use page::doors;
