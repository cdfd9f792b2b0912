//! The state address register (ГАР) as the tax service gives it out: one archive of XML files for the
//! country or a region, whole or as changes.
//!
//! Read in order: [`Table`] (which files there are and what their schemas ask, version 2.251),
//! [`Archive`] (the files of one archive), [`Row`] (one record, checked), [`Fault`] (what does not fit
//! and where). Nothing is kept: an archive of any size is read in constant memory.

mod archive;
mod check;
mod fault;
mod row;
mod table;
#[cfg(test)]
mod tests;

pub use archive::{Archive, Entry};
pub use fault::{Fault, What};
pub use row::Row;
pub use table::{Group, Table};
