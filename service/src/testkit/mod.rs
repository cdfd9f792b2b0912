//! Real databases for tests, and builders that say only what matters.

mod build;
mod count;
mod data;
mod db;
mod home;
mod register;
pub mod rows;

pub use build::{House, Organisation, a_house, an_organisation, forget_changes, put_house_at, put_house_on};
pub use count::{counted, counted_all};
pub use data::data;
pub use db::{NOON, TestDb, each_store};
pub use home::{
    Home, a_grant, a_home, a_large_house, a_large_meeting, a_meeting, a_resident, an_operator, put, volume,
};
pub use register::{Printed, Street, a_register, printed_by_registries};
