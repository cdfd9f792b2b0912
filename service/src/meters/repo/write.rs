//! Readings as they are written: versions, steps of their way, corrected use.

use chrono::{DateTime, Utc};
use domain::kernel::{Instant, Period, ReadingId, Volume};
use domain::meters::{Block, Check, Device, ReadingDraft, Rule, Stage, Submission};
use entity::{meter, reading, reading_event};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::actor::Resident;
use crate::error::{OnUnique, Result, Unique};
use crate::meters::place;

/// The living version of the month steps back; the next one takes its place.
pub async fn retire(db: &impl ConnectionTrait, meter: &meter::Model, period: Period) -> Result<()> {
    reading::Entity::update_many()
        .col_expr(reading::Column::Living, Expr::value(false))
        .filter(reading::Column::HouseId.eq(meter.house_id))
        .filter(reading::Column::Period.eq(period))
        .filter(reading::Column::MeterId.eq(meter.id))
        .filter(reading::Column::Living.eq(true))
        .exec(db)
        .await?;
    Ok(())
}

/// Writes one version. The unique keys have the last word on races.
#[expect(clippy::too_many_arguments, reason = "one row, spelt out once")]
pub async fn insert(
    db: &impl ConnectionTrait,
    meter: &meter::Model,
    id: ReadingId,
    version: i32,
    who: &Resident,
    draft: &ReadingDraft,
    sent: &Submission,
    said: &Check,
    now: DateTime<Utc>,
) -> Result<()> {
    let value = |place: usize| sent.current.get(place).and_then(|value| value.steps());
    let used = |place: usize| said.usage.get(place).and_then(|value| value.steps());
    let warnings: Vec<_> = said.warnings.iter().map(|warning| warning.code()).collect();
    let row = reading::ActiveModel {
        house_id: Set(meter.house_id),
        period: Set(said.period),
        meter_id: Set(meter.id),
        version: Set(version),
        id: Set(id),
        living: Set(true),
        t1: Set(value(0).unwrap_or_default()),
        t2: Set(value(1)),
        t3: Set(value(2)),
        used1: Set(used(0)),
        used2: Set(used(1)),
        used3: Set(used(2)),
        taken_on: Set(sent.current_date),
        received_at: Set(now),
        source: Set("resident".to_owned()),
        person_id: Set(Some(who.person())),
        explanation: Set(sent.explanation.code().to_owned()),
        warnings: Set(warnings.join(",")),
        reason: Set(draft.reason.trim().chars().take(500).collect()),
        submission_key: Set(draft.key.clone()),
        stage: Set(Stage::Accepted.code().to_owned()),
    };
    let living = Unique { name: "reading_living_key", columns: "reading.meter_id, reading.period" };
    reading::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .on_unique(living, Rule::Blocked(Block::DuplicatePeriod))?;
    Ok(())
}

/// A later reading's use follows the corrected one before it.
pub async fn reuse(
    db: &impl ConnectionTrait,
    next: &reading::Model,
    device: &Device,
    previous: &[Volume],
) -> Result<()> {
    let used = place::use_after(device, next, previous);
    let used = |place: usize| used.get(place).and_then(|value| value.steps());
    reading::Entity::update_many()
        .col_expr(reading::Column::Used1, Expr::value(used(0)))
        .col_expr(reading::Column::Used2, Expr::value(used(1)))
        .col_expr(reading::Column::Used3, Expr::value(used(2)))
        .filter(reading::Column::HouseId.eq(next.house_id))
        .filter(reading::Column::Id.eq(next.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Writes a step of the way.
pub async fn step(
    db: &impl ConnectionTrait,
    reading: ReadingId,
    stage: Stage,
    at: Instant,
    note: &str,
) -> Result<(), DbErr> {
    let row = reading_event::ActiveModel {
        reading_id: Set(reading),
        stage: Set(stage.code().to_owned()),
        at: Set(at),
        note: Set(note.to_owned()),
    };
    let once =
        OnConflict::columns([reading_event::Column::ReadingId, reading_event::Column::Stage]).do_nothing().to_owned();
    reading_event::Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    Ok(())
}

/// Moves a reading on, never back, and writes the step.
pub async fn advance(db: &impl ConnectionTrait, id: ReadingId, stage: Stage, at: Instant, note: &str) -> Result<()> {
    let earlier = Stage::ALL.into_iter().filter(|known| *known < stage).map(Stage::code);
    let moved = reading::Entity::update_many()
        .col_expr(reading::Column::Stage, Expr::value(stage.code()))
        .filter(reading::Column::Id.eq(id))
        .filter(reading::Column::Stage.is_in(earlier))
        .exec(db)
        .await?;
    if 0 < moved.rows_affected {
        step(db, id, stage, at, note).await?;
    }
    Ok(())
}
