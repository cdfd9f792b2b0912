//! Real databases for tests, and builders that say only what matters.

mod db;

pub use db::{NOON, TestDb, each_store};
