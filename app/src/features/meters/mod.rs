//! Meters: entering readings, their receipts and history.

pub mod api;
pub mod island;

#[cfg(feature = "ssr")]
mod calculation;
#[cfg(feature = "ssr")]
mod card;
#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
mod history;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod receipt;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use page::doors;
