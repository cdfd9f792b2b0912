//! Words and rules of housing and utilities.
//!
//! Nothing here reads a clock, a database or a random number: "today", rates and ids come in as
//! arguments, so the same function decides on the server and in the browser. Every rule names the
//! act and the article it comes from; the glossary (Russian ↔ English) stands in CONTRIBUTING.md.
//!
//! Reading order: the value types in [`kernel`], then a room per subject.

pub mod kernel;

pub mod houses;

pub mod addresses;

pub mod orgs;

pub mod people;

pub mod accounts;

pub mod meters;

pub mod notices;

pub mod meetings;

pub mod files;

pub mod registers;
