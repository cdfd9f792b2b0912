//! The number a process makes ids with: leased in the database, renewed while the process lives,
//! free again two minutes after it died.

use std::time::Duration;

use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};
use entity::node_lease;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter};

use super::Db;
use crate::ids::NODES;

const TERM: Duration = Duration::from_secs(120);
const RENEW: Duration = Duration::from_secs(30);

/// A held number; given back when dropped through [`Lease::release`], else it runs out.
#[derive(Debug, Clone)]
pub struct Lease {
    /// 0–63.
    pub node: i32,
    /// Who holds it: one process, from its start to its end.
    pub holder: String,
}

impl Lease {
    /// Takes the first number nobody holds.
    pub async fn take(db: &Db, now: DateTime<Utc>) -> anyhow::Result<Self> {
        let holder = uuid::Uuid::new_v4().to_string();
        for node in 0..NODES {
            if claim(&db.write, node, &holder, now).await? {
                return Ok(Self { node, holder });
            }
        }
        bail!("all {NODES} process numbers are taken; wait two minutes after processes that died")
    }

    /// Those who hold a number now.
    pub async fn holders(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<String>, DbErr> {
        let alive = node_lease::Entity::find().filter(node_lease::Column::UntilMs.gte(now.timestamp_millis()));
        Ok(alive.all(db).await?.into_iter().map(|lease| lease.holder).collect())
    }

    /// Keeps the number for as long as the runtime lives.
    pub fn keep(&self, db: Db) {
        let lease = self.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(RENEW).await;
                if let Err(error) = claim(&db.write, lease.node, &lease.holder, Utc::now()).await {
                    tracing::warn!(%error, "the process number could not be renewed");
                }
            }
        });
    }

    /// Gives the number back.
    pub async fn release(&self, db: &Db) -> anyhow::Result<()> {
        node_lease::Entity::delete_many()
            .filter(node_lease::Column::Node.eq(self.node))
            .filter(node_lease::Column::Holder.eq(&self.holder))
            .exec(&db.write)
            .await
            .context("cannot give the process number back")?;
        Ok(())
    }
}

/// Inserts the row, or takes it over when it ran out or is ours. The database decides who was first.
async fn claim(db: &impl ConnectionTrait, node: i32, holder: &str, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let now_ms = now.timestamp_millis();
    let row = node_lease::ActiveModel {
        node: Set(node),
        holder: Set(holder.to_owned()),
        until_ms: Set(now_ms + TERM.as_millis() as i64),
    };
    let free = node_lease::Column::UntilMs.lt(now_ms).or(node_lease::Column::Holder.eq(holder));
    let written = node_lease::Entity::insert(row)
        .on_conflict(
            OnConflict::column(node_lease::Column::Node)
                .update_columns([node_lease::Column::Holder, node_lease::Column::UntilMs])
                .action_and_where(free)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await
        .context("cannot lease a process number")?;
    Ok(written == 1)
}
