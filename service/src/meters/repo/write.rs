//! Readings as they are written: versions, steps of their way, corrected use.

use chrono::{DateTime, Utc};
use domain::kernel::{Instant, Period, ReadingId, Volume};
use domain::meters::{Block, Check, Device, ReadingDraft, Rule, Stage, Submission};
use entity::{meter, reading, reading_event};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, Iterable, QueryFilter,
    QuerySelect, QueryTrait,
};

use super::devices::{Stamp, as_judged, lock_meters_of};
use crate::actor::Resident;
use crate::error::{OnUnique, Result, Unique};
use crate::meters::place;

/// The living version of the month steps back; the next one takes its place. `false`: the meter is not
/// as it was judged.
pub async fn retire(
    db: &impl ConnectionTrait,
    meter: &meter::Model,
    who: &Resident,
    stamp: Stamp,
    period: Period,
) -> Result<bool> {
    let judged = as_judged(who, meter.id, stamp).select_only().column(meter::Column::Id).into_query();
    let done = reading::Entity::update_many()
        .col_expr(reading::Column::Living, Expr::value(false))
        .filter(reading::Column::HouseId.eq(meter.house_id))
        .filter(reading::Column::Period.eq(period))
        .filter(reading::Column::MeterId.in_subquery(judged))
        .filter(reading::Column::Living.eq(true))
        .exec(db)
        .await?;
    Ok(0 < done.rows_affected)
}

/// What a new version is given beside what was sent.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// How the meter's readings stood when it was judged.
    pub stamp: Stamp,
    pub id: ReadingId,
    pub version: i32,
    pub now: DateTime<Utc>,
}

/// Writes one version, if the meter is as it was judged; `None`, with nothing written, if it is not.
/// The unique keys have the last word on races.
pub async fn insert(
    db: &impl ConnectionTrait,
    meter: &meter::Model,
    who: &Resident,
    draft: &ReadingDraft,
    sent: &Submission,
    said: &Check,
    Written { stamp, id, version, now }: Written,
) -> Result<Option<reading::Model>> {
    let value = |place: usize| sent.current.get(place).and_then(|value| value.steps());
    let used = |place: usize| said.usage.get(place).and_then(|value| value.steps());
    let warnings: Vec<_> = said.warnings.iter().map(|warning| warning.code()).collect();
    let row = reading::Model {
        house_id: meter.house_id,
        period: said.period,
        meter_id: meter.id,
        version,
        id,
        living: true,
        t1: value(0).unwrap_or_default(),
        t2: value(1),
        t3: value(2),
        used1: used(0),
        used2: used(1),
        used3: used(2),
        taken_on: sent.current_date,
        received_at: now,
        source: "resident".to_owned(),
        person_id: Some(who.person()),
        explanation: sent.explanation.code().to_owned(),
        warnings: warnings.join(","),
        reason: draft.reason.trim().chars().take(500).collect(),
        submission_key: draft.key.clone(),
        stage: Stage::Accepted.code().to_owned(),
    };
    let living = Unique { name: "reading_living_key", columns: "reading.meter_id, reading.period" };
    let (columns, values): (Vec<_>, Vec<_>) = {
        let row = row.clone().into_active_model();
        reading::Column::iter().filter_map(|column| Some((column, Expr::value(row.get(column).into_value()?)))).unzip()
    };
    let mut judged = as_judged(who, meter.id, stamp).select_only().into_query();
    judged.exprs(values);
    let mut insert = Query::insert();
    insert.into_table(reading::Entity).columns(columns).select_from(judged).map_err(anyhow::Error::from)?;
    let done = db
        .execute_raw(db.get_database_backend().build(&insert))
        .await
        .on_unique(living, Rule::Blocked(Block::DuplicatePeriod))?;
    Ok((0 < done.rows_affected()).then_some(row))
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

/// Moves readings on, never back, and writes the step of those that move: once, whoever writes it again.
pub async fn advance(db: &impl ConnectionTrait, ids: &[ReadingId], stage: Stage, at: Instant) -> Result<()> {
    lock_meters_of(db, ids).await?;
    let earlier = Stage::ALL.into_iter().filter(|known| *known < stage).map(Stage::code);
    let behind =
        Condition::all().add(reading::Column::Id.is_in(ids.iter().copied())).add(reading::Column::Stage.is_in(earlier));
    let mut steps = Query::select();
    steps
        .column(reading::Column::Id)
        .expr(Expr::value(stage.code()))
        .expr(Expr::value(at))
        .expr(Expr::value(""))
        .from(reading::Entity)
        .cond_where(behind.clone());
    let once =
        OnConflict::columns([reading_event::Column::ReadingId, reading_event::Column::Stage]).do_nothing().to_owned();
    let mut insert = Query::insert();
    insert
        .into_table(reading_event::Entity)
        .columns([
            reading_event::Column::ReadingId,
            reading_event::Column::Stage,
            reading_event::Column::At,
            reading_event::Column::Note,
        ])
        .select_from(steps)
        .map_err(anyhow::Error::from)?
        .on_conflict(once);
    db.execute_raw(db.get_database_backend().build(&insert)).await?;
    reading::Entity::update_many()
        .col_expr(reading::Column::Stage, Expr::value(stage.code()))
        .filter(behind)
        .exec(db)
        .await?;
    Ok(())
}
