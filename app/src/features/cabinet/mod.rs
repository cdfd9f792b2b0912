//! The cabinet's first screens: what needs me today, my homes, messages, the house.

mod charts;
mod feed;
mod home;
mod needs;
mod page;
mod premises;

use crate::doors::Doors;

/// The doors of the cabinet.
pub fn doors() -> Doors {
    Doors::default().get("/cabinet", page::show).get("/cabinet/premises/{premises}", premises::show)
}
