//! The schema's history, one change per file.
//!
//! Statements are plain SQL that SQLite and PostgreSQL both take; the two column types that differ
//! are written `{instant}`, `{day}` and `{bytes}`, `{sorted}` is a text compared byte by byte. Never edit an
//! applied migration: expand first, contract in a later release. Every hot table carries its house in
//! the key, so that growth is by regional cells and partitions, not by rewriting.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

mod m20261122_000001_people;
mod m20261122_000002_houses;
mod m20261122_000003_accounts;
mod m20261122_000004_meters;
mod m20261122_000005_work;
mod m20261122_000006_parked_index;
mod m20261122_000007_session_seen;
mod m20261122_000008_house_change;
mod m20261123_000009_gar;
mod m20261123_000010_meetings;
mod m20261123_000011_addresses;
mod m20261123_000012_papers;
mod m20261123_000013_protocol;
mod m20261123_000014_registers;
mod m20261123_000015_execution;
mod m20261123_000016_requests;
mod m20261123_000017_refusals;
mod m20261123_000018_members;
mod m20261123_000019_attendance;

/// The ordered list of changes.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_people::Migration),
            Box::new(m20261122_000002_houses::Migration),
            Box::new(m20261122_000003_accounts::Migration),
            Box::new(m20261122_000004_meters::Migration),
            Box::new(m20261122_000005_work::Migration),
            Box::new(m20261122_000006_parked_index::Migration),
            Box::new(m20261122_000007_session_seen::Migration),
            Box::new(m20261122_000008_house_change::Migration),
            Box::new(m20261123_000009_gar::Migration),
            Box::new(m20261123_000010_meetings::Migration),
            Box::new(m20261123_000011_addresses::Migration),
            Box::new(m20261123_000012_papers::Migration),
            Box::new(m20261123_000013_protocol::Migration),
            Box::new(m20261123_000014_registers::Migration),
            Box::new(m20261123_000015_execution::Migration),
            Box::new(m20261123_000016_requests::Migration),
            Box::new(m20261123_000017_refusals::Migration),
            Box::new(m20261123_000018_members::Migration),
            Box::new(m20261123_000019_attendance::Migration),
        ]
    }
}

/// Runs each statement of `sql`, the type words put in the database's own.
async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    // In SQLite only `integer primary key` is the row's own number; `bigint` would add an index.
    let (instant, day, bytes, key) = match manager.get_database_backend() {
        DbBackend::Postgres => ("timestamptz", "date", "bytea", "bigint primary key"),
        _ => ("timestamp_with_timezone_text", "date_text", "blob", "integer primary key"),
    };
    let code: Vec<&str> = sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    let sql = code.join("\n").replace("{instant}", instant).replace("{day}", day).replace("{bytes}", bytes);
    let sql = sql.replace("bigint primary key", key);
    for statement in sql.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        manager.get_connection().execute_unprepared(&sorted(manager, statement)).await?;
    }
    Ok(())
}

/// The type of a text that lists are sorted by: compared byte by byte, as SQLite does it anyway.
fn sorted(manager: &SchemaManager<'_>, statement: &str) -> String {
    let kind = if manager.get_database_backend() == DbBackend::Postgres { "text collate \"C\"" } else { "text" };
    statement.replace("{sorted}", kind)
}

/// A migration made of two texts.
macro_rules! sql_migration {
    ($up:expr, $down:expr) => {
        #[derive(sea_orm_migration::prelude::DeriveMigrationName)]
        pub struct Migration;

        #[async_trait::async_trait]
        impl sea_orm_migration::prelude::MigrationTrait for Migration {
            async fn up(
                &self,
                manager: &sea_orm_migration::prelude::SchemaManager,
            ) -> Result<(), sea_orm_migration::prelude::DbErr> {
                crate::run(manager, $up).await
            }

            async fn down(
                &self,
                manager: &sea_orm_migration::prelude::SchemaManager,
            ) -> Result<(), sea_orm_migration::prelude::DbErr> {
                crate::run(manager, $down).await
            }

            /// SQLite would otherwise run without one.
            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }
        }
    };
}
use sql_migration;
