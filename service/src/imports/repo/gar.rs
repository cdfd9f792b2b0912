//! Versions of the state address register in bulk, in whichever of its tables.

use std::collections::HashMap;

use domain::kernel::Date;
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};

use super::place;
use crate::error::Result;
use crate::imports::gar::{Kept, Version};

/// Values in one statement at most: SQLite takes 32 766.
const VALUES: usize = 16_000;
/// Keys in one look-up.
const LOOKED_UP: usize = 1000;

/// A digest, and the day of the last change where versions say it.
pub type KnownVersion = (i64, Option<Date>);

/// Those versions that are there, by key.
pub async fn known_versions(
    db: &impl ConnectionTrait,
    kept: &Kept,
    versions: &[Version],
) -> Result<HashMap<i64, KnownVersion>> {
    let backend = db.get_database_backend();
    let mut known = HashMap::new();
    for versions in versions.chunks(LOOKED_UP) {
        let day = if kept.is_dated() { ", updated_on" } else { "" };
        let mut sql = format!("select key, digest{day} from {} where key in (", kept.table);
        marks(&mut sql, backend, 0, versions.len());
        sql.push(')');
        let keys = versions.iter().map(|version| Value::from(version.key));
        for row in db.query_all_raw(Statement::from_sql_and_values(backend, sql, keys)).await? {
            let updated = if kept.is_dated() { Some(row.try_get_by_index(2)?) } else { None };
            known.insert(row.try_get_by_index(0)?, (row.try_get_by_index(1)?, updated));
        }
    }
    Ok(known)
}

/// Puts versions in, over what their keys had.
pub async fn put_versions(db: &impl ConnectionTrait, kept: &Kept, versions: Vec<Version>) -> Result<()> {
    let backend = db.get_database_backend();
    let names: Vec<&str> = kept.names().collect();
    let over: Vec<String> = names.iter().skip(1).map(|name| format!("{name} = excluded.{name}")).collect();
    let mut versions = versions.into_iter().peekable();
    while versions.peek().is_some() {
        let some: Vec<Version> = versions.by_ref().take(VALUES / names.len()).collect();
        let mut sql = format!("insert into {} ({}) values ", kept.table, names.join(", "));
        for row in 0..some.len() {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            marks(&mut sql, backend, row * names.len(), names.len());
            sql.push(')');
        }
        sql.push_str(" on conflict (key) do update set ");
        sql.push_str(&over.join(", "));
        let cells = some.into_iter().flat_map(|version| version.cells);
        db.execute_raw(Statement::from_sql_and_values(backend, sql, cells)).await?;
    }
    Ok(())
}

/// The marks of `count` values behind `before` others.
fn marks(sql: &mut String, backend: DbBackend, before: usize, count: usize) {
    for number in 0..count {
        sql.push_str(if number == 0 { "" } else { ", " });
        place(sql, backend, before + number + 1);
    }
}
