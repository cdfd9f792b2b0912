//! Chunks into the database: what is new, what has another content, what is as it was.

use std::collections::HashMap;

use super::{Chunk, Version};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::imports::Sums;
use crate::imports::repo::{self, Run};
use crate::jobs::{self, MatchAddresses};

/// The writer of one archive.
pub struct Writer<'a> {
    ctx: &'a Ctx,
    run: Run,
}

impl<'a> Writer<'a> {
    /// The writer that goes on where `run` stands.
    pub fn new(ctx: &'a Ctx, run: Run) -> Self {
        Self { ctx, run }
    }

    /// Writes a chunk and how far the run is, in one transaction.
    pub async fn write(&mut self, chunk: Chunk) -> Result<()> {
        let before = self.run.sums.read;
        self.run.sums.read = chunk.records_read;
        let tx = self.ctx.begin().await?;
        let Some(kept) = chunk.kept else {
            self.run.sums.unchanged += chunk.records_read - before;
            repo::advance(&tx, &self.run).await?;
            return tx.commit_unsynced().await;
        };
        let all = chunk.versions.len();
        // Of two records with one number the last one counts.
        let versions: HashMap<i64, Version> = chunk.versions.into_iter().map(|it| (it.key, it)).collect();
        let mut versions: Vec<Version> = versions.into_values().collect();
        versions.sort_unstable_by_key(|version| version.key);
        let known = repo::known_versions(&tx, kept, &versions).await?;
        let mut new = 0;
        versions.retain(|version| match known.get(&version.key) {
            None => {
                new += 1;
                true
            }
            // An older archive read after a newer one puts nothing back.
            Some((digest, updated)) => *digest != version.digest && *updated <= version.updated,
        });
        self.run.sums.created += new;
        self.run.sums.updated += versions.len() as u64 - new;
        self.run.sums.unchanged += (all - versions.len()) as u64;
        repo::put_versions(&tx, kept, versions).await?;
        repo::advance(&tx, &self.run).await?;
        tx.commit_unsynced().await
    }

    /// Ends the run; what it wrote is on the disk when this returns.
    pub async fn finish(self) -> Result<Sums> {
        let tx = self.ctx.begin().await?;
        repo::finish(&tx, &self.run, self.ctx.now()).await?;
        jobs::enqueue(self.ctx, &tx, &MatchAddresses::default())?;
        tx.commit().await?;
        Ok(self.run.sums)
    }
}
