//! People: signing in, the first visit, the profile.

mod demo;
mod device;
mod facts;
mod login;
mod profile;
mod trouble;
mod welcome;

pub use demo::{Persona, demo_choice};
pub use trouble::sign_in_trouble;

use crate::doors::Doors;

/// The doors of people.
pub fn doors() -> Doors {
    Doors::default()
        .get("/login", login::show)
        .get("/welcome", welcome::show)
        .post("/welcome/check", welcome::check)
        .post("/welcome/agreement", welcome::agree)
        .get("/cabinet/profile", profile::show)
        .post("/cabinet/profile/letters", profile::letters)
        .post("/cabinet/profile/sessions/end", profile::end)
        .post("/cabinet/profile/sessions/elsewhere", profile::end_elsewhere)
        .post("/cabinet/profile/sessions/everywhere", profile::end_everywhere)
}
