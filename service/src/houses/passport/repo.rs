//! All SQL of one house's passport and its versions.

use domain::houses::HousePassport;
use domain::kernel::HouseId;
use entity::{entrance, house, house_service, house_version, organisation};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;

use super::history::Version;
use crate::error::Result;

/// Versions a history shows.
const VERSIONS: u64 = 50;
/// Entrances of one house, and suppliers of one house, that a passport shows.
const PARTS: u64 = 200;

pub type House = house::Model;
pub type Organisation = organisation::Model;

/// Everything that is read of one house.
#[derive(Debug)]
pub struct Read {
    pub house: House,
    pub entrances: Vec<entrance::Model>,
    pub served: Vec<house_service::Model>,
    /// The manager and all who serve it.
    pub organisations: Vec<Organisation>,
}

/// Everything open about a house.
pub async fn of(db: &impl ConnectionTrait, id: HouseId) -> Result<Option<HousePassport>> {
    let Some(house) = house::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let entrances = entrance::Entity::find().filter(entrance::Column::HouseId.eq(id));
    let entrances = entrances.order_by_asc(entrance::Column::Number).limit(PARTS).all(db).await?;
    let served = house_service::Entity::find().filter(house_service::Column::HouseId.eq(id));
    let served = served.order_by_asc(house_service::Column::Service).limit(PARTS).all(db).await?;
    let about = served.iter().map(|row| row.organisation_id).chain(house.organisation_id);
    let organisations = organisation::Entity::find().filter(organisation::Column::Id.is_in(about)).all(db).await?;
    Ok(Some(super::put_together(Read { house, entrances, served, organisations })))
}

/// The address, and the versions newest first, the one in force before all.
pub async fn versions(db: &impl ConnectionTrait, id: HouseId) -> Result<Option<(String, Vec<Version>)>> {
    let now = house::Entity::find_by_id(id).into_json().one(db).await?;
    let Some(Value::Object(facts)) = now else { return Ok(None) };
    let address = facts.get("address").and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = facts.get("version").and_then(Value::as_i64).and_then(|number| i32::try_from(number).ok());
    let mut versions = vec![Version { number: number.unwrap_or_default(), facts, replaced_at: None }];
    let old = house_version::Entity::find().filter(house_version::Column::HouseId.eq(id));
    let old = old.order_by_desc(house_version::Column::Version).limit(VERSIONS).all(db).await?;
    versions.extend(old.into_iter().map(|row| Version {
        number: row.version,
        facts: serde_json::from_str(&row.facts).unwrap_or_default(),
        replaced_at: Some(row.replaced_at),
    }));
    Ok(Some((address, versions)))
}
