//! The process: configuration, boot, router, session; no rules, no SQL.

pub mod cli;
pub mod commands;
pub mod config;
pub mod headers;
pub mod health;
pub mod router;
pub mod session;
pub mod site;
