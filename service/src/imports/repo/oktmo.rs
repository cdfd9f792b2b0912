//! Municipalities by code.

use std::collections::HashMap;

use domain::addresses::Municipality;
use entity::oktmo;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::error::Result;

/// Rows of one statement.
const ROWS: usize = 1_000;

/// Writes those that are new or another: how many of each.
pub async fn put_municipalities(db: &impl ConnectionTrait, rows: Vec<Municipality>) -> Result<(u64, u64)> {
    let over =
        OnConflict::column(oktmo::Column::Code).update_columns([oktmo::Column::Name, oktmo::Column::Centre]).to_owned();
    let (mut created, mut updated) = (0, 0);
    for some in rows.chunks(ROWS) {
        let codes = some.iter().map(|row| row.code.as_str());
        let known = oktmo::Entity::find().filter(oktmo::Column::Code.is_in(codes)).all(db).await?;
        let known: HashMap<String, oktmo::Model> = known.into_iter().map(|row| (row.code.clone(), row)).collect();
        let mut changed = Vec::new();
        for Municipality { code, name, centre } in some.iter().cloned() {
            let row = oktmo::Model { code, name, centre };
            match known.get(&row.code) {
                Some(same) if *same == row => continue,
                Some(_) => updated += 1,
                None => created += 1,
            }
            changed.push(row.into_active_model());
        }
        if !changed.is_empty() {
            oktmo::Entity::insert_many(changed).on_conflict(over.clone()).exec_without_returning(db).await?;
        }
    }
    Ok((created, updated))
}
