//! The passport of a house: rows put together into what a page shows.

mod history;
mod repo;

use domain::houses::{Building, HouseKind, HousePassport, HouseService, Place, Provenance, Size, Source};
use domain::orgs::{OrgKind, OrgRow};
use serde_json::{Map, Value};

pub use history::{changes, name_organisations, organisations};
pub use repo::{of, versions};

/// The passport of a house from its rows.
fn put_together(read: repo::Read) -> HousePassport {
    let repo::Read { house, entrances, served, organisations } = read;
    let find = |id| organisations.iter().find(|organisation| organisation.id == id);
    let services = served.iter().filter_map(|row| {
        let organisation = find(row.organisation_id)?;
        Some(HouseService {
            service: row.service.clone(),
            organisation: row.organisation_id,
            name: organisation.name.clone(),
            phone: organisation.phone.clone(),
            begins_on: row.begins_on,
        })
    });
    HousePassport {
        id: house.id,
        kind: HouseKind::from_code(&house.kind).unwrap_or(HouseKind::Unknown),
        building: building(&house),
        size: size(&house),
        manager: house.organisation_id.and_then(find).map(row),
        managed_since: house.managed_since,
        services: services.collect(),
        entrances: entrances.iter().map(|row| (row.number, row.floors)).collect(),
        extras: extras(&house.extras),
        provenance: Provenance {
            source: Source::from_code(&house.source).unwrap_or(Source::Operator),
            as_of: house.source_day,
            version: house.version,
        },
        capital_fund: house.capital_fund.clone(),
        place: place(house),
    }
}

fn row(organisation: &repo::Organisation) -> OrgRow {
    OrgRow {
        id: organisation.id,
        name: organisation.name.clone(),
        kind: OrgKind::from_code(&organisation.kind).unwrap_or(OrgKind::Unknown),
        address: organisation.address.clone(),
        phone: organisation.phone.clone(),
        houses: organisation.houses,
    }
}

fn building(house: &repo::House) -> Building {
    Building {
        year: house.year_built,
        used_since: house.used_since,
        series: house.series.clone(),
        floors: (house.floors_max, house.floors_min),
        entrances: house.entrances,
        lifts: house.lifts,
        energy_class: house.energy_class.clone(),
        dangerous: house.dangerous,
    }
}

fn size(house: &repo::House) -> Size {
    Size {
        premises: house.premises,
        flats: house.flats,
        non_residential: house.non_residential,
        area: house.area,
        area_flats: house.area_flats,
        area_non_residential: house.area_non_residential,
        area_common: house.area_common,
        area_land: house.area_land,
        area_parking: house.area_parking,
    }
}

fn place(house: repo::House) -> Place {
    Place {
        address: house.address,
        region: house.region_name,
        district: house.district,
        locality: house.locality,
        street: house.street,
        number: house.number,
        fias: house.fias_guid,
        cadastral: house.cadastral_no,
        point: house.lat_e6.zip(house.lon_e6),
        time_zone: house.time_zone,
    }
}

/// Names and values of a JSON object of words; what says nothing is left out.
fn extras(text: &str) -> Vec<(String, String)> {
    let object: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    let said = object.into_iter().map(|(name, value)| match value {
        Value::String(text) => (name, text),
        Value::Null => (name, String::new()),
        other => (name, other.to_string()),
    });
    said.filter(|(_, value)| !value.is_empty()).collect()
}
