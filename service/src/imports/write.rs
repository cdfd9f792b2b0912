//! Chunks into the database: what is new, what changed, what is as it was. Rows, the counters and the
//! run's sums are committed together.

use std::collections::HashMap;

use domain::houses::Source;
use domain::kernel::{HouseId, OrgId, Region};
use domain::orgs::OrgKind;

use super::Sums;
use super::facts::{HouseFacts, Manager};
use super::read::Chunk;
use super::repo::{self, Changed, KnownManager, Made, Run, Statements};
use crate::ctx::{Ctx, Tx};
use crate::error::Result;
use crate::jobs::{self, MatchAddresses};

/// How rows go into transactions.
#[derive(Clone, Copy, Debug)]
pub struct Batches {
    /// Rows in one transaction.
    pub rows: usize,
    /// In the order of addresses: neighbours in an index are written together. Not while the index is
    /// set aside, for the file's own order suits the rows' identity.
    pub in_order: bool,
    /// The source had no house when the run began: nothing to compare with. The survey has seen to it
    /// that no id comes twice; should another import of the source run beside this one, the identity's
    /// constraint stops one of them.
    pub all_new: bool,
}

/// The writer of one file, with the organisations it has met.
pub struct Writer<'a> {
    pub ctx: &'a Ctx,
    pub source: Source,
    pub run: Run,
    batches: Batches,
    managers: HashMap<String, KnownManager>,
    statements: Statements,
    /// Rows for the next transaction.
    waiting: Vec<HouseFacts>,
    commits: u32,
    deltas: Deltas,
}

/// What a transaction changes beside its rows.
#[derive(Default)]
struct Deltas {
    houses: HashMap<OrgId, i32>,
    made_houses: i64,
    made_organisations: i64,
}

impl Deltas {
    fn moved(&mut self, from: Option<OrgId>, to: Option<OrgId>) {
        if from == to {
            return;
        }
        if let Some(from) = from {
            *self.houses.entry(from).or_default() -= 1;
        }
        if let Some(to) = to {
            *self.houses.entry(to).or_default() += 1;
        }
    }
}

impl<'a> Writer<'a> {
    /// The writer that goes on where `run` stands.
    pub fn new(ctx: &'a Ctx, source: Source, run: Run, batches: Batches) -> Self {
        let statements = Statements::for_db(&ctx.db);
        let (managers, deltas) = (HashMap::new(), Deltas::default());
        Self { ctx, source, run, batches, managers, statements, waiting: Vec::new(), commits: 0, deltas }
    }

    /// Takes a chunk; enough of them are written in one transaction.
    pub async fn write(&mut self, chunk: Chunk) -> Result<()> {
        self.waiting.extend(chunk.houses);
        self.run.sums.read = chunk.rows_read;
        self.run.sums.rejected = chunk.rejected;
        if self.waiting.len() < self.batches.rows {
            return Ok(());
        }
        let tx = self.ctx.begin().await?;
        self.flush(&tx).await?;
        repo::advance(&tx, &self.run).await?;
        tx.commit_unsynced().await?;
        self.commits += 1;
        if self.commits.is_power_of_two() { repo::refresh_statistics(&self.ctx.db).await } else { Ok(()) }
    }

    /// Writes what waits.
    async fn flush(&mut self, tx: &Tx) -> Result<()> {
        let mut houses = std::mem::take(&mut self.waiting);
        if self.batches.in_order {
            houses.sort_by(|one, other| one.place_key.cmp(&other.place_key));
        }
        let mut known = match self.batches.all_new {
            true => HashMap::new(),
            false => repo::known(tx, self.source, &houses).await?,
        };
        self.meet(tx, &houses).await?;
        let (mut made, mut changed) = (Vec::new(), Vec::new());
        for house in houses {
            let manager = self.manager_of(&house);
            match known.remove(&house.source_id) {
                None => made.push((HouseId(self.ctx.id(house.region())), house, manager)),
                Some(known) if known.digest == house.digest => self.run.sums.unchanged += 1,
                Some(known) => changed.push((known, house, manager)),
            }
        }
        self.insert(tx, made).await?;
        self.update(tx, changed).await?;
        self.settle(tx).await
    }

    /// Writes the rest and ends the run; what it wrote is on the disk when this returns.
    pub async fn finish(mut self) -> Result<Sums> {
        let tx = self.ctx.begin().await?;
        self.flush(&tx).await?;
        repo::finish(&tx, &self.run, self.ctx.now()).await?;
        jobs::enqueue(self.ctx, &tx, &MatchAddresses::default())?;
        tx.commit().await?;
        Ok(self.run.sums)
    }

    /// Brings the counters up to the rows.
    async fn settle(&mut self, tx: &Tx) -> Result<()> {
        let deltas = std::mem::take(&mut self.deltas);
        repo::count_houses(tx, &deltas.houses).await?;
        repo::count_registry(tx, "houses", deltas.made_houses).await?;
        repo::count_registry(tx, "organisations", deltas.made_organisations).await
    }

    async fn insert(&mut self, tx: &Tx, made: Vec<Made>) -> Result<()> {
        for (_, _, manager) in &made {
            self.deltas.moved(None, *manager);
        }
        self.deltas.made_houses += made.len() as i64;
        tx.changed_houses(made.iter().map(|(id, _, _)| *id));
        self.run.sums.created += made.len() as u64;
        repo::insert_houses(tx, &self.statements, self.source, made).await
    }

    async fn update(&mut self, tx: &Tx, changed: Vec<Changed>) -> Result<()> {
        let ids: Vec<HouseId> = changed.iter().map(|(known, _, _)| known.id).collect();
        repo::keep_house_versions(tx, &ids, self.ctx.now()).await?;
        tx.changed_houses(ids);
        self.run.sums.updated += changed.len() as u64;
        for (known, house, manager) in changed {
            self.deltas.moved(known.manager, manager);
            repo::update_house(tx, &self.statements, (known, house, manager)).await?;
        }
        Ok(())
    }

    fn manager_of(&self, house: &HouseFacts) -> Option<OrgId> {
        let manager = house.manager.as_ref()?;
        self.managers.get(&manager.source_id).map(|known| known.id)
    }

    /// Makes the organisations the chunk names for the first time, and takes over a newer name. Of
    /// two names the one of the later day stands, so that files in any order end alike.
    async fn meet(&mut self, tx: &Tx, houses: &[HouseFacts]) -> Result<()> {
        let strangers = houses.iter().filter_map(|house| house.manager.as_ref());
        let mut strangers: Vec<&str> =
            strangers.map(|manager| manager.source_id.as_str()).filter(|id| !self.managers.contains_key(*id)).collect();
        strangers.sort_unstable();
        strangers.dedup();
        self.managers.extend(repo::known_managers(tx, self.source, &strangers).await?);
        let mut touched: Vec<String> = Vec::new();
        for house in houses {
            let Some(manager) = &house.manager else { continue };
            if self.hear(manager, house) && !touched.contains(&manager.source_id) {
                touched.push(manager.source_id.clone());
            }
        }
        for source_id in touched {
            let Some(known) = self.managers.get_mut(&source_id) else { continue };
            if known.version == 0 {
                self.deltas.made_organisations += 1;
            }
            repo::keep_manager(tx, self.source, &source_id, known, self.ctx.now()).await?;
        }
        Ok(())
    }

    /// Takes in what a row says of its organisation; must it be written?
    fn hear(&mut self, manager: &Manager, house: &HouseFacts) -> bool {
        let Some(kind) = OrgKind::of_manager(&manager.name) else { return false };
        let Some(known) = self.managers.get_mut(&manager.source_id) else {
            let region: Region = house.region();
            let new = KnownManager::new(OrgId(self.ctx.id(region)), kind, manager.name.clone(), house.source_day);
            self.managers.insert(manager.source_id.clone(), new);
            return true;
        };
        // ФРТ names an organisation by number only: what stands there already is never worse.
        if self.source == Source::Frt || house.source_day <= known.source_day {
            return false;
        }
        known.source_day = house.source_day;
        known.renamed |= known.name != manager.name;
        known.kind = kind;
        known.name.clone_from(&manager.name);
        true
    }
}
