//! Real databases for tests, and builders that say only what matters.

mod db;
mod home;

pub use db::{NOON, TestDb, each_store};
pub use home::{Home, a_home, a_resident, put, volume};
