//! All SQL of meetings, by subject.

mod after;
mod attendance;
mod inspection;
mod log;
mod managers;
mod message;
mod papers;
mod protocol;
mod refusals;
mod register;
mod requests;

pub use after::*;
pub use attendance::*;
pub use inspection::*;
pub use log::*;
pub use managers::*;
pub use message::*;
pub use papers::*;
pub use protocol::*;
pub use refusals::*;
pub use register::*;
pub use requests::*;
