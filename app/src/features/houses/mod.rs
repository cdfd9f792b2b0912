//! Houses: their registry, their passports, what changed.

mod facts;
mod history;
mod passport;
mod registry;
mod row;
mod wish;

use crate::doors::Doors;

/// The doors of houses.
pub fn doors() -> Doors {
    Doors::default()
        .get("/houses", registry::show)
        .get("/houses.csv", registry::export)
        .get("/houses/{house}", passport::show)
        .get("/houses/{house}/history", history::show)
}
