//! What the program can be told to do, one file per command.

pub mod import;
