//! Use cases: who may, in which transaction, which rows, what happens next.
//!
//! A verb reads like a paragraph: begin, load through the person, decide in `domain`, write, tell,
//! commit. SQL stands in `repo.rs` files only; a feature calls another feature's verbs, never its
//! `repo`. Read [`ctx`] first, then [`meters`], the room the others copy.

pub mod ctx;
pub mod db;
pub mod error;
pub mod ids;

pub mod actor;

pub mod jobs;

pub mod people;
pub mod registers;

pub mod accounts;

pub mod files;

pub mod notices;

pub mod meters;

pub mod meetings;

pub mod addresses;

pub mod houses;
pub mod orgs;

pub mod mail;
pub mod map;

pub mod search;

pub mod demo;

pub mod imports;

#[cfg(any(test, feature = "testkit"))]
pub mod testkit;

pub use actor::{Confirmed, Operator, Refused, Resident, Staff, Visitor};
pub use ctx::{Clock, Ctx, Tx};
pub use error::{Error, OnUnique, Result, Unique};
