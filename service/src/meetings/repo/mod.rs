//! All SQL of meetings, by subject.

mod log;
mod message;
mod register;

pub use log::*;
pub use message::*;
pub use register::*;
