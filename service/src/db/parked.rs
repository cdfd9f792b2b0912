//! Indexes set aside while an empty table is filled, and put back.
//!
//! An index over random keys costs a page per row while rows come in any order, and a fraction of
//! that when it is built at once. What is set aside is written down in the transaction that drops it,
//! with the process that fills: when that is dead, the next import or a running server puts it back.

use std::time::Duration;

use entity::parked_index;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IntoActiveModel, ModelTrait, QueryFilter,
    QueryOrder, Statement,
};

use super::Lease;
use crate::ctx::{Ctx, Tx};
use crate::error::Result;

/// How often a server looks for what a dead import left.
const LOOK: Duration = Duration::from_secs(60);

#[derive(FromQueryResult)]
struct Index {
    name: String,
    definition: String,
}

/// Sets the table's indexes aside, those apart that keep its rows unique.
pub async fn park(ctx: &Ctx, table: &str) -> Result<()> {
    let tx = ctx.begin().await?;
    lock(&tx).await?;
    for Index { name, definition } in lesser_indexes(&tx, table).await? {
        tx.execute_unprepared(&format!("drop index {name}")).await?;
        let parked = parked_index::Model { name, definition, holder: ctx.holder().to_owned() };
        parked_index::Entity::insert(parked.into_active_model()).exec_without_returning(&tx).await?;
    }
    tx.commit_unsynced().await
}

/// Takes over what a dead process set aside: one whose lease has run out, two minutes after its death.
pub async fn adopt(ctx: &Ctx) -> Result<()> {
    let alive = Lease::holders(&ctx.db.read, chrono::Utc::now()).await?;
    take_over(ctx, parked_index::Column::Holder.is_not_in(alive)).await
}

/// Takes over whatever is set aside, for the one who goes on with the work of the dead.
pub async fn inherit(ctx: &Ctx) -> Result<()> {
    take_over(ctx, parked_index::Column::Holder.ne(ctx.holder())).await
}

async fn take_over(ctx: &Ctx, whose: Expr) -> Result<()> {
    if !any(ctx).await? {
        return Ok(());
    }
    let tx = ctx.begin().await?;
    lock(&tx).await?;
    parked_index::Entity::update_many()
        .col_expr(parked_index::Column::Holder, Expr::value(ctx.holder()))
        .filter(whose)
        .exec(&tx)
        .await?;
    tx.commit_unsynced().await
}

/// Puts back what this process holds aside, one index in a transaction.
pub async fn unpark(ctx: &Ctx) -> Result<()> {
    let own = parked_index::Entity::find()
        .filter(parked_index::Column::Holder.eq(ctx.holder()))
        .order_by_asc(parked_index::Column::Name);
    let own = own.all(&ctx.db.read).await?;
    if own.is_empty() {
        return Ok(());
    }
    ctx.db.spare_memory(true).await?;
    let mut outcome = Ok(());
    for index in own {
        outcome = put_back(ctx, index).await;
        if outcome.is_err() {
            break;
        }
    }
    ctx.db.spare_memory(false).await?;
    outcome
}

async fn put_back(ctx: &Ctx, index: parked_index::Model) -> Result<()> {
    let tx = ctx.begin().await?;
    lock(&tx).await?;
    tx.execute_unprepared(&index.definition).await?;
    index.delete(&tx).await?;
    tx.commit().await
}

/// Looks now and then whether an import died and left something aside; runs until the process ends.
pub async fn watch(ctx: Ctx) {
    loop {
        let put_back = async {
            adopt(&ctx).await?;
            unpark(&ctx).await
        };
        if let Err(error) = put_back.await {
            tracing::warn!(%error, "an index that an import left aside could not be put back");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Are some set aside?
pub async fn any(ctx: &Ctx) -> Result<bool> {
    Ok(parked_index::Entity::find().one(&ctx.db.read).await?.is_some())
}

/// One process at a time, until its transaction ends; SQLite has one writer anyway.
async fn lock(tx: &Tx) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        // Any number that nothing else locks by.
        tx.execute_unprepared("select pg_advisory_xact_lock(7461263)").await?;
    }
    Ok(())
}

async fn lesser_indexes(db: &impl ConnectionTrait, table: &str) -> Result<Vec<Index>> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "select indexname as name, indexdef as definition from pg_indexes
             where schemaname = current_schema() and tablename = $1 and indexdef not like 'CREATE UNIQUE%'"
        }
        _ => {
            "select name, sql as definition from sqlite_master
             where type = 'index' and tbl_name = ? and sql is not null and sql not like 'create unique%'"
        }
    };
    Ok(Index::find_by_statement(Statement::from_sql_and_values(backend, sql, [table.into()])).all(db).await?)
}
