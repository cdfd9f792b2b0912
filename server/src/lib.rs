
pub mod commands;
