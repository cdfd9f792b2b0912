//! The process: configuration, boot, router, session; no rules, no SQL.

#![recursion_limit = "512"]

pub mod cli;
pub mod commands;
pub mod compression;
pub mod config;
pub mod demo_provider;
pub mod headers;
pub mod health;
pub mod oidc;
pub mod router;
pub mod session;
pub mod site;
