//! People: signing in, the first visit, the profile.

mod demo;
mod login;
mod trouble;

pub use demo::{Persona, demo_choice};
pub use trouble::sign_in_trouble;

use crate::doors::Doors;

/// The doors of people.
pub fn doors() -> Doors {
    Doors::default().get("/login", login::show)
}
