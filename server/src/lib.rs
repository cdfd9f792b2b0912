//! The process: configuration, boot, router, session; no rules, no SQL.

pub mod commands;
