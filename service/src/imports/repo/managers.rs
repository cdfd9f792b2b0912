//! Rows of organisations that registries of houses name.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::houses::Source;
use domain::kernel::text::folded;
use domain::kernel::{Date, OrgId};
use domain::orgs::OrgKind;
use entity::{organisation, organisation_version};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::error::Result;
use crate::orgs::named;

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
        source_day: known.source_day,
        version: known.version,
        ..named(known.id, known.kind, &known.name, (source, source_id))
    };
    model.into_active_model()
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
