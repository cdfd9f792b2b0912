//! What screens show of houses: plain data, already decided.

use serde::{Deserialize, Serialize};

use super::{HouseKind, Source};
use crate::kernel::{Area, Date, HouseId, Instant, OrgId};
use crate::orgs::OrgRow;

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
    /// Found dangerous (признан аварийным).
    pub dangerous: bool,
    /// Who manages it.
    pub manager: Option<(OrgId, String)>,
}

/// A region that has houses here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionChoice {
    /// Its name as it sorts; the filter's value.
    pub key: String,
    /// Its name as the source prints it.
    pub name: String,
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

/// Everything open about a house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HousePassport {
    /// Its id.
    pub id: HouseId,
    /// The kind.
    pub kind: HouseKind,
    /// Where it stands.
    pub place: Place,
    /// How it is built.
    pub building: Building,
    /// How large it is.
    pub size: Size,
    /// Who manages it, since when.
    pub manager: Option<OrgRow>,
    /// The first day of the management contract.
    pub managed_since: Option<Date>,
    /// How the capital-repair fund is formed: a stored name, or the source's own words.
    pub capital_fund: String,
    /// Who else serves it.
    pub services: Vec<HouseService>,
    /// Entrances by number, with their storeys.
    pub entrances: Vec<(i32, i32)>,
    /// What the source says beside its columns, by its own names.
    pub extras: Vec<(String, String)>,
    /// Where all this comes from.
    pub provenance: Provenance,
}

/// Where a house stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The address as its source prints it.
    pub address: String,
    /// Subject of the Federation.
    pub region: String,
    /// District of the region.
    pub district: String,
    /// Town or village.
    pub locality: String,
    /// Street with its kind.
    pub street: String,
    /// Number with building and letter.
    pub number: String,
    /// Identifier in the address registry (ФИАС).
    pub fias: String,
    /// Cadastral number.
    pub cadastral: String,
    /// Latitude and longitude in millionths of a degree.
    pub point: Option<(i32, i32)>,
    /// IANA name of its time zone.
    pub time_zone: String,
}

/// How a house is built.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Building {
    /// Built in.
    pub year: Option<i32>,
    /// In use since.
    pub used_since: Option<i32>,
    /// Series, type of the project.
    pub series: String,
    /// The most and the fewest storeys.
    pub floors: (Option<i32>, Option<i32>),
    /// Entrances.
    pub entrances: Option<i32>,
    /// Lifts.
    pub lifts: Option<i32>,
    /// Class of energy efficiency.
    pub energy_class: String,
    /// Found dangerous.
    pub dangerous: bool,
}

/// How large a house is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// Premises, all of them.
    pub premises: Option<i32>,
    /// Flats and other living premises.
    pub flats: Option<i32>,
    /// Premises that are not for living.
    pub non_residential: Option<i32>,
    /// The whole area.
    pub area: Option<Area>,
    /// Of the flats.
    pub area_flats: Option<Area>,
    /// Of premises not for living.
    pub area_non_residential: Option<Area>,
    /// Of common property.
    pub area_common: Option<Area>,
    /// Of the plot.
    pub area_land: Option<Area>,
    /// Of the parking places.
    pub area_parking: Option<Area>,
}

/// Somebody who serves a house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseService {
    /// The stored name of the service: `cold_water`, `waste`, …
    pub service: String,
    /// Who.
    pub organisation: OrgId,
    /// Their name.
    pub name: String,
    /// How to call them.
    pub phone: String,
    /// Since when.
    pub begins_on: Option<Date>,
}

/// One change of a house's facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseChange {
    /// The version that came.
    pub version: i32,
    /// The day the source itself gives for it.
    pub as_of: Option<Date>,
    /// When it came here.
    pub seen: Instant,
    /// What became different.
    pub facts: Vec<FactChange>,
}

/// One fact before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactChange {
    /// The column's name, or the source's own for what has no column.
    pub name: String,
    /// Before.
    pub was: Fact,
    /// After.
    pub now: Fact,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// The source did not say.
    Unknown,
    /// Words.
    Text(String),
    /// A stored name that has a message, with the message key's beginning.
    Code(String, String),
    /// A count or a year.
    Number(i64),
    /// An area.
    Area(Area),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
}
