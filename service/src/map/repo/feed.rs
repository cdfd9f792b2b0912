//! The feed of changed houses, in the order of commits.

use std::collections::HashSet;

use domain::kernel::HouseId;
use entity::house_change;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::error::Result;

/// Rows kept: who is further behind reads everything anew.
const KEPT: i64 = 4_096;
/// Rows read at once.
const READ: u64 = 512;
/// Writers of the feed wait for each other on PostgreSQL until they commit, so that a lower number is
/// never seen after a higher one.
const TURN: &str = "select pg_advisory_xact_lock(7401)";

/// Stands in the feed for the base map's shapes: no house has this id.
pub const GROUND: HouseId = HouseId(0);

/// What happened since.
#[derive(Debug)]
pub enum Since {
    /// Up to this number these houses were changed.
    Changed(i64, HashSet<i64>),
    /// The rows in between are gone.
    TooLong,
}

/// Writes the houses of a transaction, at its end.
pub async fn append(db: &impl ConnectionTrait, houses: &[HouseId]) -> Result<()> {
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared(TURN).await?;
    }
    let seq = last(db).await? + 1;
    let ids = houses.iter().flat_map(|house| house.0.to_be_bytes()).collect();
    house_change::Entity::insert(house_change::ActiveModel { seq: Set(seq), ids: Set(ids) })
        .exec_without_returning(db)
        .await?;
    if seq % 64 == 0 {
        house_change::Entity::delete_many().filter(house_change::Column::Seq.lte(seq - KEPT)).exec(db).await?;
    }
    Ok(())
}

/// The number of the last commit; 0 before the first.
pub async fn last(db: &impl ConnectionTrait) -> Result<i64> {
    let newest = house_change::Entity::find().select_only().column(house_change::Column::Seq);
    let seq: Option<i64> = newest.order_by_desc(house_change::Column::Seq).limit(1).into_tuple().one(db).await?;
    Ok(seq.unwrap_or_default())
}

/// What was committed after a number.
pub async fn since(db: &impl ConnectionTrait, mut seq: i64) -> Result<Since> {
    let mut ids = HashSet::new();
    loop {
        let rows = house_change::Entity::find().filter(house_change::Column::Seq.gt(seq));
        let rows = rows.order_by_asc(house_change::Column::Seq).limit(READ).all(db).await?;
        let Some(first) = rows.first() else { return Ok(Since::Changed(seq, ids)) };
        if first.seq != seq + 1 {
            return Ok(Since::TooLong);
        }
        for row in rows {
            seq = row.seq;
            ids.extend(row.ids.as_chunks().0.iter().map(|bytes| i64::from_be_bytes(*bytes)));
        }
    }
}
