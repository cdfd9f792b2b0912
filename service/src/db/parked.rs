//! Indexes set aside while an empty table is filled, and put back.
//!
//! An index over random keys costs a page per row while rows come in any order, and a fraction of
//! that when it is built at once. What is set aside is written down in the transaction that drops it,
//! so that a killed import loses nothing: the next one, or the server's start, puts it back.

use entity::parked_index;
use sea_orm::{
    ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IntoActiveModel, ModelTrait, QueryOrder, Statement,
};

use crate::ctx::Ctx;
use crate::error::Result;

#[derive(FromQueryResult)]
struct Index {
    name: String,
    definition: String,
}

/// Sets the table's indexes aside, those apart that keep its rows unique.
pub async fn park(ctx: &Ctx, table: &str) -> Result<()> {
    let tx = ctx.begin().await?;
    for Index { name, definition } in lesser_indexes(&tx, table).await? {
        tx.execute_unprepared(&format!("drop index {name}")).await?;
        let parked = parked_index::Model { name, definition };
        parked_index::Entity::insert(parked.into_active_model()).exec_without_returning(&tx).await?;
    }
    tx.commit_unsynced().await
}

/// Puts back whatever was set aside, one index in a transaction; nothing to do is the usual case.
pub async fn unpark(ctx: &Ctx) -> Result<()> {
    let parked = parked_index::Entity::find().order_by_asc(parked_index::Column::Name).all(&ctx.db.read).await?;
    for index in parked {
        let tx = ctx.begin().await?;
        // Another process may have been here in the meantime.
        if parked_index::Entity::find_by_id(index.name.clone()).one(&tx).await?.is_some() {
            tx.execute_unprepared(&index.definition).await?;
            index.delete(&tx).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Are some set aside?
pub async fn any(ctx: &Ctx) -> Result<bool> {
    Ok(parked_index::Entity::find().one(&ctx.db.read).await?.is_some())
}

async fn lesser_indexes(db: &impl ConnectionTrait, table: &str) -> Result<Vec<Index>> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "select indexname as name, indexdef as definition from pg_indexes
             where schemaname = current_schema() and tablename = $1
               and not exists (select 1 from pg_constraint where conname = indexname)"
        }
        _ => {
            "select name, sql as definition from sqlite_master
             where type = 'index' and tbl_name = ? and sql is not null"
        }
    };
    Ok(Index::find_by_statement(Statement::from_sql_and_values(backend, sql, [table.into()])).all(db).await?)
}
