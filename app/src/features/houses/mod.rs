//! Houses: their registry, their passports, what changed.

mod facts;
mod filters;
mod history;
mod map;
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
        .get("/map", map::page::show)
        .get("/map/houses/{house}", map::page::house)
        .get("/tiles/houses/{zoom}/{x}/{y}", map::tiles::houses)
        .get("/tiles/ground/{zoom}/{x}/{y}", map::tiles::ground)
        .get("/tiles/base/{map}/{zoom}/{x}/{y}", map::tiles::base)
        .get("/houses/{house}/history", history::show)
}
