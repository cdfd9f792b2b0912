//! An import's own row: how far it is, and how it goes on.

use chrono::{DateTime, Utc};
use domain::kernel::Region;
use entity::{import_run, registry_count};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::Result;
use crate::imports::Sums;

const RUNNING: &str = "running";
const DONE: &str = "done";

/// An import under way.
#[derive(Clone, Debug)]
pub struct Run {
    pub id: i64,
    pub sums: Sums,
    /// It was cut off, and goes on here.
    pub cut: bool,
}

/// The run of this file that was cut off, or a new one. `kind` is the stored name of what is imported.
pub async fn begin(ctx: &Ctx, kind: &str, file_name: &str, digest: &str) -> Result<Run> {
    let tx = ctx.begin().await?;
    let cut = import_run::Entity::find()
        .filter(import_run::Column::Kind.eq(kind))
        .filter(import_run::Column::FileDigest.eq(digest))
        .filter(import_run::Column::State.eq(RUNNING))
        .order_by_desc(import_run::Column::Id)
        .one(&tx)
        .await?;
    if let Some(row) = cut {
        let sum = |count: i64| count.unsigned_abs();
        let sums = Sums {
            read: sum(row.rows_read),
            created: sum(row.created),
            updated: sum(row.updated),
            unchanged: sum(row.unchanged),
            rejected: sum(row.rejected),
        };
        return Ok(Run { id: row.id, sums, cut: true });
    }
    let id = ctx.id(Region(0));
    let row = import_run::ActiveModel {
        id: Set(id),
        kind: Set(kind.to_owned()),
        file_name: Set(file_name.to_owned()),
        file_digest: Set(digest.to_owned()),
        state: Set(RUNNING.to_owned()),
        rows_read: Set(0),
        created: Set(0),
        updated: Set(0),
        unchanged: Set(0),
        rejected: Set(0),
        started_at: Set(ctx.now()),
        finished_at: Set(None),
    };
    import_run::Entity::insert(row).exec_without_returning(&tx).await?;
    tx.commit_unsynced().await?;
    Ok(Run { id, sums: Sums::default(), cut: false })
}

/// Is a file being imported, or was one cut off?
pub async fn any_running(db: &impl ConnectionTrait) -> Result<bool> {
    let one = import_run::Entity::find().filter(import_run::Column::State.eq(RUNNING)).one(db).await?;
    Ok(one.is_some())
}

/// Writes the run's sums.
pub async fn advance(db: &impl ConnectionTrait, run: &Run) -> Result<()> {
    let sum = |count: u64| Expr::value(i64::try_from(count).unwrap_or(i64::MAX));
    import_run::Entity::update_many()
        .col_expr(import_run::Column::RowsRead, sum(run.sums.read))
        .col_expr(import_run::Column::Created, sum(run.sums.created))
        .col_expr(import_run::Column::Updated, sum(run.sums.updated))
        .col_expr(import_run::Column::Unchanged, sum(run.sums.unchanged))
        .col_expr(import_run::Column::Rejected, sum(run.sums.rejected))
        .filter(import_run::Column::Id.eq(run.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Ends the run.
pub async fn finish(db: &impl ConnectionTrait, run: &Run, now: DateTime<Utc>) -> Result<()> {
    advance(db, run).await?;
    import_run::Entity::update_many()
        .col_expr(import_run::Column::State, Expr::value(DONE))
        .col_expr(import_run::Column::FinishedAt, Expr::value(now))
        .filter(import_run::Column::Id.eq(run.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Adds to the size of a registry.
pub async fn count_registry(db: &impl ConnectionTrait, key: &str, delta: i64) -> Result<()> {
    if delta == 0 {
        return Ok(());
    }
    let row = registry_count::ActiveModel { key: Set(key.to_owned()), value: Set(delta) };
    let sum = Expr::col((registry_count::Entity, registry_count::Column::Value)).add(delta);
    registry_count::Entity::insert(row)
        .on_conflict(
            OnConflict::column(registry_count::Column::Key).value(registry_count::Column::Value, sum).to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Tells PostgreSQL how large the table has become: look-ups planned while it was empty would go on
/// comparing every row with every id. SQLite plans by the index alone.
pub async fn refresh_statistics(db: &Db) -> Result<()> {
    if db.is_postgres() {
        db.write.execute_unprepared("analyze house").await?;
    }
    Ok(())
}
