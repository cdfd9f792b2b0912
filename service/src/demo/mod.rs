//! The demo town: a believable Russian town of our own making, the same for the same seed and day.
//!
//! Read [`terrain`] (what was drawn by hand) and `plan` (how it becomes streets and lots), then `town`
//! (how a lot becomes a house with people, accounts and meters). Chance comes from one seeded stream
//! per house, so towns of any size are made house by house and written in chunks.

mod agreement;
mod dice;
mod facts;
mod geometry;
mod houses;
mod ids;
mod lots;
mod meetings;
mod meters;
mod names;
mod notices;
mod orgs;
mod people;
mod personas;
mod plan;
mod readings;
mod repo;
#[cfg(test)]
mod sketch;
mod terrain;
#[cfg(test)]
mod tests;
mod town;

pub use personas::{ANNA_ACCOUNT, ANNA_CODE, ISSUER, Persona, personas};

use std::collections::HashMap;

use domain::kernel::{Date, OrgId};

use crate::ctx::{Ctx, Tx};
use crate::error::Result;
use dice::Dice;
use repo::Rows;
use town::{Order, Town};

/// The region of our own making.
pub const REGION_NAME: &str = "Заречный край";
/// The first town.
pub const TOWN: &str = "Верхнереченск";
/// The seed when none is wished.
pub const SEED: u64 = 20_261_122;
/// Fewer houses than this do not hold everybody who can sign in.
pub const LEAST: u32 = 20;
/// More houses than this are written in several transactions, and only so many have readings.
pub const MANY: u32 = 5_000;
/// Rows gathered before they are written.
const CHUNK: usize = 40_000;

/// What kind of town is wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// How many houses; at least [`LEAST`] are made.
    pub houses: u32,
    /// The same seed makes the same town.
    pub seed: u64,
    /// The day it is in the town: readings go up to the month before.
    pub today: Date,
    /// Meters and two years of readings in every flat of every house, however many.
    pub full: bool,
}

impl Wish {
    /// The usual town: 400 houses.
    pub fn usual(today: Date) -> Self {
        Self { houses: 400, seed: SEED, today, full: false }
    }
}

/// How much was made so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Houses.
    pub houses: u64,
    /// Flats, shops, parking places.
    pub premises: u64,
    /// Personal accounts.
    pub accounts: u64,
    /// Meters.
    pub meters: u64,
    /// Readings, all versions.
    pub readings: u64,
    /// Messages.
    pub notices: u64,
}

/// Is there no house at all, neither of the demo nor of any registry?
pub async fn is_empty(ctx: &Ctx) -> Result<bool> {
    repo::is_empty(&ctx.db.read).await
}

/// Makes the demo. Refuses when one was made already.
pub async fn make(ctx: &Ctx, wish: &Wish) -> Result<Made> {
    make_telling(ctx, wish, |_| {}).await
}

/// [`make`], telling after each chunk how far it got. Up to [`MANY`] houses are one transaction: all or
/// nothing.
pub async fn make_telling(ctx: &Ctx, wish: &Wish, mut tell: impl FnMut(&Made) + Send) -> Result<Made> {
    if repo::is_made(&ctx.db.read).await? {
        return Err(anyhow::anyhow!("the demo town stands already; make it in an empty database").into());
    }
    let mut maker = Maker::new(wish);
    let mut tx = ctx.begin().await?;
    repo::agreement(&tx, agreement::row(&maker.town)).await?;
    while let Some(rows) = maker.chunk() {
        repo::write(&tx, &rows).await?;
        tx.changed_ground();
        tx.changed_houses(rows.houses.iter().map(|house| house.id));
        tell(&maker.made);
        if MANY < wish.houses {
            tx.commit_unsynced().await?;
            tx = ctx.begin().await?;
        }
    }
    finish(&tx, &maker).await?;
    meetings::make(ctx, &tx).await?;
    tx.commit().await?;
    Ok(maker.made)
}

/// What depends on everything before: counters.
async fn finish(tx: &Tx, maker: &Maker) -> Result<()> {
    for (organisation, houses) in &maker.served {
        repo::count_houses(tx, *organisation, *houses).await?;
    }
    repo::grow(tx, "houses", i64::try_from(maker.made.houses).unwrap_or_default()).await?;
    repo::grow(tx, "organisations", i64::try_from(orgs::COUNT).unwrap_or_default()).await
}

/// Makes chunk after chunk; holds one town's plan and one chunk of rows at a time.
struct Maker {
    wish: Wish,
    houses: u32,
    town: Town,
    plan: plan::Plan,
    cast: Vec<(usize, personas::Guest)>,
    /// The next lot of the plan.
    lot: usize,
    rows: Rows,
    made: Made,
    served: HashMap<OrgId, i32>,
}

impl Maker {
    fn new(wish: &Wish) -> Self {
        let houses = wish.houses.max(LEAST);
        let town = Town::new(0, wish.today, orgs::windows());
        let mut maker = Self {
            wish: *wish,
            houses,
            plan: plan::draw(&mut Dice::new(wish.seed, u64::MAX), houses as usize),
            town,
            cast: Vec::new(),
            lot: 0,
            rows: Rows::default(),
            made: Made::default(),
            served: HashMap::new(),
        };
        maker.cast = personas::cast(&maker.plan.lots);
        maker.open();
        maker
    }

    /// What stands before the first house: organisations, those who can sign in, the base map.
    fn open(&mut self) {
        let today = self.wish.today;
        self.rows.organisations = orgs::rows(ids::REGION, self.town.anchor, today);
        self.rows.windows = orgs::windows();
        self.rows.people = personas::people(today);
        self.rows.acceptances = personas::acceptances(today);
        self.rows.grants = personas::grants(today, 1);
        self.rows.shapes = self.town.shapes(&self.plan);
    }

    /// The next rows to write; `None` when all houses stand.
    fn chunk(&mut self) -> Option<Rows> {
        let before = self.made.houses;
        while self.made.houses < u64::from(self.houses) && self.rows.weight() < CHUNK {
            if self.lot == self.plan.lots.len() {
                self.move_on();
            }
            self.house();
        }
        (before < self.made.houses).then(|| self.count())
    }

    /// The next town.
    fn move_on(&mut self) {
        let left = u64::from(self.houses) - self.made.houses;
        let place = self.town.place + 1;
        self.town = Town::new(place, self.wish.today, orgs::windows());
        self.plan = plan::draw(&mut Dice::new(self.wish.seed, u64::MAX - u64::from(place)), left as usize);
        self.lot = 0;
        self.rows.shapes.extend(self.town.shapes(&self.plan));
    }

    fn house(&mut self) {
        let serial = u32::try_from(self.made.houses).unwrap_or(u32::MAX) + 1;
        let here = |(lot, _): &&(usize, personas::Guest)| self.town.place == 0 && *lot == self.lot;
        let order = Order {
            seed: self.wish.seed,
            serial,
            guest: self.cast.iter().find(here).map(|(_, guest)| *guest),
            with_readings: self.wish.full || serial <= MANY,
            full: self.wish.full,
        };
        self.town.house(&self.plan.lots[self.lot], order, &mut self.rows);
        self.lot += 1;
        self.made.houses += 1;
    }

    /// Adds the chunk to the sums and lets go of it.
    fn count(&mut self) -> Rows {
        let rows = std::mem::take(&mut self.rows);
        let size = |length: usize| length as u64;
        self.made.premises += size(rows.premises.len());
        self.made.accounts += size(rows.accounts.len());
        self.made.meters += size(rows.meters.len());
        self.made.readings += size(rows.readings.len());
        self.made.notices += size(rows.notices.len());
        for (organisation, houses) in rows.served() {
            *self.served.entry(organisation).or_default() += houses;
        }
        rows
    }
}
