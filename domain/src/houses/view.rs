//! What screens show of houses: plain data, already decided.

use serde::{Deserialize, Serialize};

use super::{HouseKind, Source};
use crate::kernel::{Area, Date, HouseId, OrgId};

/// One row of the registry of houses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseRow {
    /// Its id.
    pub id: HouseId,
    /// The address as its source prints it.
    pub address: String,
    /// The kind.
    pub kind: HouseKind,
    /// Built in.
    pub year_built: Option<i32>,
    /// The most storeys.
    pub floors: Option<i32>,
    /// Flats and other living premises.
    pub flats: Option<i32>,
    /// All of it.
    pub area: Option<Area>,
    /// Who manages it.
    pub manager: Option<(OrgId, String)>,
}

/// Where a passport's facts come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The registry.
    pub source: Source,
    /// The day the source itself gives; `None` when it gives none.
    pub as_of: Option<Date>,
    /// 1 for the first import, one more for each change.
    pub version: i32,
}
