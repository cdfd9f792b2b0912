//! The managing organisation's desk of registers of owners: its houses, a house's register, a file looked at
//! before it is loaded.

mod house;
mod houses;
mod members;
mod plan;

use crate::doors::Doors;

/// The desk's doors.
pub fn doors() -> Doors {
    Doors::default()
        .get("/desk/registers", houses::show)
        .get("/desk/registers/{house}", house::show)
        .post("/desk/registers/{house}", house::check)
        .get("/desk/registers/{house}/example.csv", house::example)
        .get("/desk/registers/{house}/members.csv", members::example)
        .get("/desk/registers/{house}/members", members::show)
        .post("/desk/registers/{house}/members", members::check)
        .get("/desk/registers/{house}/members/{register}", members::plan)
        .post("/desk/registers/{house}/members/{register}", members::load)
        .get("/desk/registers/{house}/{register}", plan::show)
        .post("/desk/registers/{house}/{register}", plan::load)
}
