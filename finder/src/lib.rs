//! Houses found by what somebody typed. Streets are found by words, with typos forgiven; a house of a
//! street by its number. Eighteen million houses are a million and a half streets, so the words of each
//! are kept once.
//!
//! Read in order: [`question`] (what was typed, taken apart), [`houses`] (all houses by street),
//! [`streets`] (the index of words), [`Finder`] (both together).

mod finder;
mod houses;
mod layout;
mod number;
mod question;
mod streets;
#[cfg(test)]
mod tests;

pub use finder::{Finder, Found, Street};
pub use houses::Builder;
pub use layout::switched;
