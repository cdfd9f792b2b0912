//! The log, its heads, the running sums, the key.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::kernel::MeetingId;
use domain::meetings::{Running, Votes};
use entity::{ledger_key, meeting, meeting_entry, meeting_head, meeting_sum};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};

use super::Meeting;
use crate::ctx::Clock;
use crate::error::Result;

pub use meeting_entry::Model as Entry;
pub use meeting_head::Model as Head;

/// The row of a meeting, held for the transaction, and the instant after it was had. On PostgreSQL that
/// instant is the database's: processes on several machines have one clock.
pub async fn locked(
    db: &impl ConnectionTrait,
    id: MeetingId,
    clock: &Clock,
) -> Result<Option<(Meeting, DateTime<Utc>)>> {
    let mut find = meeting::Entity::find_by_id(id);
    let backend = db.get_database_backend();
    if backend == DbBackend::Postgres {
        find = find.lock_exclusive();
    }
    let Some(row) = find.one(db).await? else { return Ok(None) };
    if backend != DbBackend::Postgres {
        return Ok(Some((row, clock.now())));
    }
    let shown = db.query_one_raw(Statement::from_string(backend, "select clock_timestamp()")).await?;
    let now = match shown {
        Some(shown) => clock.of(shown.try_get_by_index(0)?),
        None => clock.now(),
    };
    Ok(Some((row, now)))
}

/// The installation's secret; `new` becomes it when there is none.
pub async fn secret(db: &impl ConnectionTrait, new: [u8; 32], now: DateTime<Utc>) -> Result<[u8; 32]> {
    let row = ledger_key::ActiveModel { id: Set(1), secret: Set(new.to_vec()), made_at: Set(now) };
    let keep = OnConflict::column(ledger_key::Column::Id).do_nothing().to_owned();
    ledger_key::Entity::insert(row).on_conflict(keep).exec_without_returning(db).await?;
    Ok(known_secret(db).await?.unwrap_or(new))
}

/// The installation's secret, if it has one.
pub async fn known_secret(db: &impl ConnectionTrait) -> Result<Option<[u8; 32]>> {
    let row = ledger_key::Entity::find_by_id(1).one(db).await?;
    Ok(row.and_then(|row| row.secret.try_into().ok()))
}

/// Appends entries.
pub async fn append(db: &impl ConnectionTrait, entries: Vec<Entry>) -> Result<()> {
    let mut rows = entries.into_iter().map(|row| meeting_entry::ActiveModel::from(row).reset_all()).peekable();
    // One statement carries so many values only.
    while rows.peek().is_some() {
        meeting_entry::Entity::insert_many(rows.by_ref().take(500)).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Where the log stands now, with its new heads.
pub async fn put_log(db: &impl ConnectionTrait, row: &Meeting, heads: Vec<Head>) -> Result<()> {
    meeting::Entity::update_many()
        .col_expr(meeting::Column::LogSize, Expr::value(row.log_size))
        .col_expr(meeting::Column::LogFrontier, Expr::value(row.log_frontier.clone()))
        .col_expr(meeting::Column::Ballots, Expr::value(row.ballots))
        .col_expr(meeting::Column::ClosedAt, Expr::value(row.closed_at))
        .filter(meeting::Column::Id.eq(row.id))
        .exec(db)
        .await?;
    let heads = heads.into_iter().map(|head| meeting_head::ActiveModel::from(head).reset_all());
    meeting_head::Entity::insert_many(heads).exec_without_returning(db).await?;
    Ok(())
}

/// Adds to the running sums.
pub async fn add_sums(db: &impl ConnectionTrait, id: MeetingId, delta: &Running) -> Result<()> {
    let parts = delta.parts();
    if parts.is_empty() {
        return Ok(());
    }
    let rows = parts.into_iter().map(|(question, name, denominator, numerator)| meeting_sum::ActiveModel {
        meeting_id: Set(id),
        question: Set(question),
        name: Set(name.to_owned()),
        denominator: Set(denominator),
        numerator: Set(i64::try_from(numerator).unwrap_or(i64::MAX)),
    });
    let sum = Expr::col((meeting_sum::Entity, meeting_sum::Column::Numerator))
        .add(Expr::col(("excluded", meeting_sum::Column::Numerator)));
    let key = [
        meeting_sum::Column::MeetingId,
        meeting_sum::Column::Question,
        meeting_sum::Column::Name,
        meeting_sum::Column::Denominator,
    ];
    let over = OnConflict::columns(key).value(meeting_sum::Column::Numerator, sum).to_owned();
    meeting_sum::Entity::insert_many(rows).on_conflict(over).exec_without_returning(db).await?;
    Ok(())
}

/// The running sums of a meeting of so many questions.
pub async fn sums(db: &impl ConnectionTrait, id: MeetingId, questions: usize) -> Result<Running> {
    let mut running = Running::new(questions);
    for row in meeting_sum::Entity::find().filter(meeting_sum::Column::MeetingId.eq(id)).all(db).await? {
        running.put(row.question, &row.name, row.denominator, i128::from(row.numerator));
    }
    Ok(running)
}

/// What the votes of all members are stored under, beside the running sums: thirds of a hundredth may be in
/// them.
const ALL_MEMBERS: &str = "total";

/// Freezes the votes of all members.
pub async fn put_total(db: &impl ConnectionTrait, id: MeetingId, total: &Votes) -> Result<()> {
    let rows = total.parts().map(|(denominator, numerator)| meeting_sum::ActiveModel {
        meeting_id: Set(id),
        question: Set(0),
        name: Set(ALL_MEMBERS.to_owned()),
        denominator: Set(denominator),
        numerator: Set(i64::try_from(numerator).unwrap_or(i64::MAX)),
    });
    meeting_sum::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// The votes of all members, as they were frozen.
pub async fn total(db: &impl ConnectionTrait, id: MeetingId) -> Result<Votes> {
    let find = meeting_sum::Entity::find().filter(meeting_sum::Column::MeetingId.eq(id));
    let mut total = Votes::default();
    for row in find.filter(meeting_sum::Column::Name.eq(ALL_MEMBERS)).all(db).await? {
        total.add_part(row.denominator, i128::from(row.numerator));
    }
    Ok(total)
}

/// Which of these voices have a decision that counts, and in which entry.
pub async fn counted(db: &impl ConnectionTrait, id: MeetingId, voices: &[i32]) -> Result<Vec<Entry>> {
    let find = meeting_entry::Entity::find().filter(meeting_entry::Column::MeetingId.eq(id));
    let find = find.filter(meeting_entry::Column::Voice.is_in(voices.iter().copied()));
    Ok(find.order_by_asc(meeting_entry::Column::Number).all(db).await?)
}

/// Which of these voices have a decision that counts.
pub async fn decided(db: &impl ConnectionTrait, id: MeetingId, mut voices: Vec<i32>) -> Result<HashSet<i32>> {
    voices.sort_unstable();
    voices.dedup();
    let mut decided = HashSet::new();
    // One statement carries so many values only.
    for some in voices.chunks(5000) {
        let find = meeting_entry::Entity::find().select_only().column(meeting_entry::Column::Voice);
        let find = find.filter(meeting_entry::Column::MeetingId.eq(id));
        let find = find.filter(meeting_entry::Column::Voice.is_in(some.iter().copied()));
        decided.extend(find.into_tuple::<i32>().all(db).await?);
    }
    Ok(decided)
}

/// The voices that have a decision that counts.
pub async fn voted(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<i32>> {
    let find = meeting_entry::Entity::find().select_only().column(meeting_entry::Column::Voice);
    let find = find.filter(meeting_entry::Column::MeetingId.eq(id)).filter(meeting_entry::Column::Voice.is_not_null());
    Ok(find.into_tuple().all(db).await?)
}

/// One entry.
pub async fn entry(db: &impl ConnectionTrait, id: MeetingId, number: i64) -> Result<Option<Entry>> {
    Ok(meeting_entry::Entity::find_by_id((id, number)).one(db).await?)
}

/// The whole log, in order.
pub async fn entries(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<Entry>> {
    let find = meeting_entry::Entity::find().filter(meeting_entry::Column::MeetingId.eq(id));
    Ok(find.order_by_asc(meeting_entry::Column::Number).all(db).await?)
}

/// The hashes of entries, from one up to another.
pub async fn hashes(db: &impl ConnectionTrait, id: MeetingId, from: i64, to: i64) -> Result<Vec<Vec<u8>>> {
    let find = meeting_entry::Entity::find().select_only().column(meeting_entry::Column::Hash);
    let find = find.filter(meeting_entry::Column::MeetingId.eq(id)).filter(meeting_entry::Column::Number.gte(from));
    let find = find.filter(meeting_entry::Column::Number.lt(to));
    Ok(find.order_by_asc(meeting_entry::Column::Number).into_tuple().all(db).await?)
}

/// The signed head over `size` entries.
pub async fn head(db: &impl ConnectionTrait, id: MeetingId, size: i64) -> Result<Option<Head>> {
    Ok(meeting_head::Entity::find_by_id((id, size)).one(db).await?)
}

/// Signed heads of these sizes, in order.
pub async fn heads(db: &impl ConnectionTrait, id: MeetingId, sizes: &[i64]) -> Result<Vec<Head>> {
    let find = meeting_head::Entity::find().filter(meeting_head::Column::MeetingId.eq(id));
    let find = find.filter(meeting_head::Column::Size.is_in(sizes.iter().copied()));
    Ok(find.order_by_asc(meeting_head::Column::Size).all(db).await?)
}
