//! What screens show of organisations: plain data, already decided.

use serde::{Deserialize, Serialize};

use super::OrgKind;
use crate::houses::{HouseRow, Provenance};
use crate::kernel::OrgId;

/// One row of the registry of organisations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrgRow {
    /// Its id.
    pub id: OrgId,
    /// The short name.
    pub name: String,
    /// What it does.
    pub kind: OrgKind,
    /// Where it sits.
    pub address: String,
    /// How to call it.
    pub phone: String,
    /// How many houses it manages or serves.
    pub houses: i32,
}

/// Everything open about an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrgPassport {
    /// What a row says.
    pub row: OrgRow,
    /// The name of its statutes.
    pub full_name: String,
    /// Tax number (ИНН).
    pub inn: String,
    /// Registration number (ОГРН).
    pub ogrn: String,
    /// E-mail.
    pub email: String,
    /// Web site.
    pub site: String,
    /// Office hours.
    pub hours: String,
    /// Latitude and longitude in millionths of a degree.
    pub point: Option<(i32, i32)>,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// A house an organisation serves, and what it does there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServedHouse {
    /// The house.
    pub house: HouseRow,
    /// Manages it.
    pub managed: bool,
    /// Stored names of the services it supplies: `cold_water`, `waste`, …
    pub services: Vec<String>,
}
