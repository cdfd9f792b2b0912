//! All SQL of imports.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::houses::Source;
use domain::kernel::text::folded;
use domain::kernel::{Date, HouseId, OrgId, Region};
use domain::orgs::OrgKind;
use entity::{house, house_version, import_run, organisation, organisation_version, registry_count};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use super::Sums;
use super::facts::HouseFacts;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::Result;

/// The stored name of an import of houses.
const KIND: &str = "houses";
const RUNNING: &str = "running";
const DONE: &str = "done";

/// An import under way.
#[derive(Clone, Debug)]
pub struct Run {
    pub id: i64,
    pub sums: Sums,
}

/// The row a house has already.
#[derive(Clone, Debug)]
pub struct Known {
    pub id: HouseId,
    pub digest: i64,
    pub version: i32,
    pub manager: Option<OrgId>,
}

/// The row an organisation has already; version 0 when it has none yet.
#[derive(Clone, Debug)]
pub struct KnownManager {
    pub id: OrgId,
    pub kind: OrgKind,
    pub name: String,
    pub source_day: Option<Date>,
    pub version: i32,
    /// The name differs from the stored one.
    pub renamed: bool,
}

impl KnownManager {
    /// One that is not stored yet.
    pub fn new(id: OrgId, kind: OrgKind, name: String, source_day: Option<Date>) -> Self {
        Self { id, kind, name, source_day, version: 0, renamed: false }
    }
}

/// The run of this file that was cut off, or a new one.
pub async fn begin(ctx: &Ctx, file_name: &str, digest: &str) -> Result<Run> {
    let tx = ctx.begin().await?;
    let cut = import_run::Entity::find()
        .filter(import_run::Column::Kind.eq(KIND))
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
        return Ok(Run { id: row.id, sums });
    }
    let id = ctx.id(Region(0));
    let row = import_run::ActiveModel {
        id: Set(id),
        kind: Set(KIND.to_owned()),
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
    Ok(Run { id, sums: Sums::default() })
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

/// The rows the houses have already, by their ids at the source.
pub async fn known(db: &impl ConnectionTrait, source: Source, houses: &[HouseFacts]) -> Result<HashMap<String, Known>> {
    if houses.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(HouseId, String, i64, i32, Option<OrgId>)> = house::Entity::find()
        .select_only()
        .columns([
            house::Column::Id,
            house::Column::SourceId,
            house::Column::Digest,
            house::Column::Version,
            house::Column::OrganisationId,
        ])
        .filter(house::Column::Source.eq(source.code()))
        .filter(house::Column::SourceId.is_in(houses.iter().map(|house| house.source_id.as_str())))
        .into_tuple()
        .all(db)
        .await?;
    let known =
        rows.into_iter().map(|(id, key, digest, version, manager)| (key, Known { id, digest, version, manager }));
    Ok(known.collect())
}

/// The organisations with these ids at the source.
pub async fn known_managers(
    db: &impl ConnectionTrait,
    source: Source,
    ids: &[&str],
) -> Result<Vec<(String, KnownManager)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Source.eq(source.code()))
        .filter(organisation::Column::SourceId.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let known = |row: organisation::Model| {
        let kind = OrgKind::from_code(&row.kind).unwrap_or(OrgKind::Unknown);
        let manager = KnownManager {
            id: row.id,
            kind,
            name: row.name,
            source_day: row.source_day,
            version: row.version,
            renamed: false,
        };
        (row.source_id, manager)
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Writes an organisation: a new one, a newer name (the old one stays as a version), or a later day.
pub async fn keep_manager(
    db: &impl ConnectionTrait,
    source: Source,
    source_id: &str,
    known: &mut KnownManager,
    now: DateTime<Utc>,
) -> Result<()> {
    if known.version == 0 {
        known.version = 1;
        known.renamed = false;
        organisation::Entity::insert(new_organisation(source, source_id, known)).exec_without_returning(db).await?;
        return Ok(());
    }
    let id = organisation::Column::Id.eq(known.id);
    let mut update = organisation::Entity::update_many()
        .col_expr(organisation::Column::SourceDay, Expr::value(known.source_day))
        .filter(id.clone());
    if known.renamed {
        known.renamed = false;
        let old = organisation::Entity::find().filter(id).into_json().one(db).await?;
        let version = organisation_version::ActiveModel {
            organisation_id: Set(known.id),
            version: Set(known.version),
            facts: Set(old.map_or_else(String::new, |facts| facts.to_string())),
            replaced_at: Set(now),
        };
        organisation_version::Entity::insert(version).exec_without_returning(db).await?;
        known.version += 1;
        update = update
            .col_expr(organisation::Column::Name, Expr::value(known.name.as_str()))
            .col_expr(organisation::Column::NameKey, Expr::value(folded(&known.name)))
            .col_expr(organisation::Column::Kind, Expr::value(known.kind.code()))
            .col_expr(organisation::Column::Version, Expr::value(known.version));
    }
    update.exec(db).await?;
    Ok(())
}

fn new_organisation(source: Source, source_id: &str, known: &KnownManager) -> organisation::ActiveModel {
    let model = organisation::Model {
        id: known.id,
        region: i32::from(known.id.region().0),
        kind: known.kind.code().to_owned(),
        name: known.name.clone(),
        full_name: String::new(),
        name_key: folded(&known.name),
        inn: String::new(),
        ogrn: String::new(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        site: String::new(),
        hours: String::new(),
        lat_e6: None,
        lon_e6: None,
        houses: 0,
        source: source.code().to_owned(),
        source_id: source_id.to_owned(),
        source_day: known.source_day,
        digest: 0,
        version: known.version,
    };
    model.into_active_model()
}

/// Keeps the rows as they are, whole, before they change.
pub async fn keep_house_versions(db: &impl ConnectionTrait, ids: &[HouseId], now: DateTime<Utc>) -> Result<()> {
    // Old facts are long: a few hundred at a time.
    for ids in ids.chunks(256) {
        let old =
            house::Entity::find().filter(house::Column::Id.is_in(ids.iter().copied())).into_json().all(db).await?;
        let versions = old.into_iter().map(|facts| house_version::ActiveModel {
            house_id: Set(HouseId(facts["id"].as_i64().unwrap_or_default())),
            version: Set(facts["version"].as_i64().and_then(|version| i32::try_from(version).ok()).unwrap_or_default()),
            facts: Set(facts.to_string()),
            replaced_at: Set(now),
        });
        house_version::Entity::insert_many(versions).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Adds to the organisations' counters of houses.
pub async fn count_houses(db: &impl ConnectionTrait, deltas: &HashMap<OrgId, i32>) -> Result<()> {
    for (id, delta) in deltas.iter().filter(|(_, delta)| **delta != 0) {
        organisation::Entity::update_many()
            .col_expr(organisation::Column::Houses, Expr::col(organisation::Column::Houses).add(*delta))
            .filter(organisation::Column::Id.eq(*id))
            .exec(db)
            .await?;
    }
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

/// Settings of SQLite's writing connection for as long as an import lasts: memory stays small, and
/// the log is carried over in larger pieces.
pub async fn spare_memory(db: &Db, on: bool) -> Result<()> {
    if db.write.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let settings = match on {
        true => ["cache_size = -16000", "mmap_size = 0", "wal_autocheckpoint = 8000"],
        false => ["cache_size = -32000", "mmap_size = 268435456", "wal_autocheckpoint = 1000"],
    };
    for setting in settings {
        db.write.execute_unprepared(&format!("pragma {setting}")).await?;
    }
    Ok(())
}
