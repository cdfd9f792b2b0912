//! Houses on a map: a copy of their places in memory, brought up to the rows by the feed of changes.
//!
//! Every writing transaction leaves the ids of the houses it touched; [`follow`] takes them in each
//! second. What is drawn is computed from the copy when it is asked for, so there is nothing to flush.

mod base;
mod ground;
mod held;
pub mod repo;
#[cfg(test)]
mod tests;
mod view;

pub use atlas::{DRAWING, Tile};
pub use base::{Basemap, Stored};
pub use held::{Held, follow};
pub use repo::feed;
pub use view::{Seen, Sight, View};

use std::sync::Arc;

use atlas::{Chosen, encode, marks};
use domain::houses::HouseFilter;
use domain::kernel::OrgId;
use domain::orgs::OrgFilter;

use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// The layer of the houses in their tiles.
const LAYER: &str = "houses";

/// Which houses are drawn; the default is all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// As in the registry; the order does not matter.
    pub filter: HouseFilter,
    /// Managed or supplied by this organisation.
    pub served_by: Option<OrgId>,
    /// Managed or supplied by any of these organisations; the order does not matter.
    pub organisations: OrgFilter,
}

impl Wanted {
    fn everything(&self) -> bool {
        *self == Self::default()
    }
}

/// The houses of a wish: places in the copy, and how many have no place on the map.
#[derive(Debug)]
pub struct Found {
    places: Vec<u32>,
    /// Houses whose coordinates nobody knows.
    pub unplaced: usize,
    /// There are more than are ever drawn for a filter.
    pub cut: bool,
}

/// A tile's bytes (Mapbox Vector Tile) and the number of the data they were made of.
#[derive(Debug)]
pub struct Drawn {
    /// Grows with every change.
    pub version: i64,
    /// May be empty.
    pub bytes: Vec<u8>,
}

/// The number of the data tiles are made of now.
pub async fn version(ctx: &Ctx) -> Result<i64> {
    Ok(held::now(ctx).await?.version)
}

/// The houses of a tile: groups with counts from afar, each house for itself from zoom 15.
pub async fn tile(ctx: &Ctx, wanted: &Wanted, tile: Tile) -> Result<Drawn> {
    let now = held::now(ctx).await?;
    let found = found(ctx, wanted, &now).await?;
    let marks = marks(&chosen(&now, found.as_deref()), tile);
    Ok(Drawn { version: now.version, bytes: encode(LAYER, tile, &marks) })
}

/// Streets, water and outlines of a tile.
pub async fn ground_tile(ctx: &Ctx, tile: Tile) -> Result<Drawn> {
    let now = held::now(ctx).await?;
    Ok(Drawn { version: now.ground_version, bytes: now.ground.tile(tile) })
}

/// What is in sight, in words: the marks a map of this place shows, the nearest to its middle first.
pub async fn seen(ctx: &Ctx, wanted: &Wanted, view: Option<View>) -> Result<Seen> {
    let now = held::now(ctx).await?;
    let found = found(ctx, wanted, &now).await?;
    let chosen = chosen(&now, found.as_deref());
    let (unplaced, cut) = match &found {
        Some(found) => (found.unplaced, found.cut),
        None => {
            (usize::try_from(crate::houses::total(ctx).await?).unwrap_or_default().saturating_sub(chosen.len()), false)
        }
    };
    Ok(Seen { unplaced, cut, ..view::seen(ctx, &chosen, view).await? })
}

fn chosen<'a>(now: &'a held::Now, found: Option<&'a Found>) -> Chosen<'a> {
    match found {
        None => Chosen::All(&now.points),
        Some(found) => Chosen::Some(&now.points, &found.places),
    }
}

/// The houses of a wish, found once for each version of the data; `None` for all houses.
async fn found(ctx: &Ctx, wanted: &Wanted, now: &held::Now) -> Result<Option<Arc<Found>>> {
    if wanted.everything() {
        return Ok(None);
    }
    let look_up = async {
        let _turn = ctx.map.looking.acquire().await.map_err(anyhow::Error::from)?;
        let found = repo::filtered(&ctx.db.read, wanted).await?;
        let (unplaced, cut) = (found.unplaced, found.cut);
        Ok::<_, Error>(Arc::new(Found { places: now.points.places(found.placed), unplaced, cut }))
    };
    let found = ctx.map.found.try_get_with((now.version, wanted.clone()), look_up).await;
    found.map(Some).map_err(|error| anyhow::anyhow!("{error}").into())
}
