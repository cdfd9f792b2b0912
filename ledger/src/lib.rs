//! A meeting's record that anyone can recount without believing whoever wrote it.
//!
//! Read in order: [`record`] (the lines and what each says), [`seal`] (salted commitments: what is sealed
//! until it is opened), [`merkle`] (the log of RFC 6962), [`sign`] (heads and the end, Ed25519),
//! [`verify`] (everything again, from the bytes alone). No IO, no clock, no randomness: it runs on the
//! server, in `domovoy verify` and in the browser.

pub mod merkle;
pub mod record;
pub mod seal;
pub mod sign;
mod tagged;
pub mod verify;
mod write;

#[cfg(test)]
mod tests;

pub use write::{Writer, frozen};
