//! Builders of rows that say only what matters to a test.

use domain::houses::{HouseKind, Source, place_key};
use domain::kernel::{Area, HouseId, OrgId, Region};
use domain::orgs::OrgKind;
use entity::{house, house_change, house_service, organisation};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::ctx::{Ctx, Tx};
use crate::error::Result;
use crate::imports::count_registry;
use crate::orgs::named;

/// An organisation to be written.
#[derive(Debug)]
pub struct Organisation(pub(super) organisation::Model);

/// A managing organisation of this name.
pub fn an_organisation(name: &str) -> Organisation {
    Organisation(organisation::Model {
        phone: "+7 000 000-00-00".to_owned(),
        ..named(OrgId(0), OrgKind::Manager, name, (Source::Operator, ""))
    })
}

impl Organisation {
    /// What it does.
    pub fn kind(mut self, kind: OrgKind) -> Self {
        self.0.kind = kind.code().to_owned();
        self
    }

    /// Writes it.
    pub async fn insert(mut self, ctx: &Ctx) -> Result<OrgId> {
        let id = OrgId(ctx.id(Region(35)));
        self.0.id = id;
        self.0.region = 35;
        self.0.source_id = id.to_string();
        organisation::Entity::insert(self.0.into_active_model()).exec_without_returning(&ctx.db.write).await?;
        count_registry(&ctx.db.write, "organisations", 1).await?;
        Ok(id)
    }
}

/// A house to be written.
#[derive(Debug)]
pub struct House {
    pub(super) model: house::Model,
    services: Vec<(&'static str, OrgId)>,
}

/// A block of flats of 1970 at «Вологодская обл., г. Вологда, улица, д. number».
pub fn a_house(street: &str, number: &str) -> House {
    let model = house::Model {
        id: HouseId(0),
        region: 35,
        kind: HouseKind::Apartment.code().to_owned(),
        address: String::new(),
        region_name: "Вологодская обл.".to_owned(),
        district: String::new(),
        locality: "г. Вологда".to_owned(),
        street: street.to_owned(),
        number: number.to_owned(),
        place_key: String::new(),
        fias_guid: String::new(),
        cadastral_no: String::new(),
        time_zone: "Europe/Moscow".to_owned(),
        lat_e6: None,
        lon_e6: None,
        organisation_id: None,
        managed_since: None,
        year_built: Some(1970),
        used_since: None,
        series: String::new(),
        floors_max: Some(5),
        floors_min: None,
        entrances: None,
        lifts: None,
        premises: None,
        flats: Some(60),
        non_residential: None,
        area: Some(Area(300_050)),
        area_flats: None,
        area_non_residential: None,
        area_common: None,
        area_land: None,
        area_parking: None,
        energy_class: String::new(),
        dangerous: false,
        capital_fund: String::new(),
        extras: String::new(),
        source: "reformagkh".to_owned(),
        source_id: String::new(),
        source_day: None,
        digest: 0,
        version: 1,
    };
    House { model, services: Vec::new() }
}

impl House {
    /// In another place.
    pub fn at(mut self, region: &str, locality: &str) -> Self {
        (self.model.region_name, self.model.locality) = (region.to_owned(), locality.to_owned());
        self
    }

    /// With other facts.
    pub fn with(mut self, change: impl FnOnce(&mut house::Model)) -> Self {
        change(&mut self.model);
        self
    }

    /// Managed by.
    pub fn managed_by(mut self, organisation: OrgId) -> Self {
        self.model.organisation_id = Some(organisation);
        self
    }

    /// Supplied with a service by.
    pub fn served_by(mut self, service: &'static str, organisation: OrgId) -> Self {
        self.services.push((service, organisation));
        self
    }

    /// Writes it, and counts it where counts are kept.
    pub async fn insert(self, ctx: &Ctx) -> Result<HouseId> {
        let Self { mut model, services } = self;
        let id = HouseId(ctx.id(Region(35)));
        model.id = id;
        model.source_id = id.to_string();
        model.address = format!("{}, {}, {}, д. {}", model.region_name, model.locality, model.street, model.number);
        model.place_key = place_key(&model.region_name, &model.locality, &model.street, &model.number);
        let manager = model.organisation_id;
        house::Entity::insert(model.into_active_model()).exec_without_returning(&ctx.db.write).await?;
        let mut serving: Vec<OrgId> = manager.into_iter().collect();
        for (service, organisation_id) in services {
            serving.push(organisation_id);
            let row =
                house_service::Model { house_id: id, service: service.to_owned(), organisation_id, begins_on: None };
            house_service::Entity::insert(row.into_active_model()).exec_without_returning(&ctx.db.write).await?;
        }
        organisation::Entity::update_many()
            .col_expr(organisation::Column::Houses, Expr::col(organisation::Column::Houses).add(1))
            .filter(organisation::Column::Id.is_in(serving))
            .exec(&ctx.db.write)
            .await?;
        count_registry(&ctx.db.write, "houses", 1).await?;
        Ok(id)
    }
}

/// Moves a house on the map.
pub async fn put_house_at(ctx: &Ctx, id: HouseId, place: Option<(i32, i32)>) -> Result<()> {
    house::Entity::update_many()
        .col_expr(house::Column::LatE6, Expr::value(place.map(|at| at.0)))
        .col_expr(house::Column::LonE6, Expr::value(place.map(|at| at.1)))
        .filter(house::Column::Id.eq(id))
        .exec(&ctx.db.write)
        .await?;
    Ok(())
}

/// The source prints another street.
pub async fn put_house_on(ctx: &Ctx, id: HouseId, street: &str) -> Result<()> {
    house::Entity::update_many()
        .col_expr(house::Column::Street, Expr::value(street))
        .col_expr(house::Column::Address, Expr::value(format!("г. Вологда, {street}")))
        .filter(house::Column::Id.eq(id))
        .exec(&ctx.db.write)
        .await?;
    Ok(())
}

/// Drops all of the feed but its last row.
pub async fn forget_changes(tx: &Tx) -> Result<()> {
    let older = house_change::Column::Seq.lt(crate::map::feed::last(tx).await?);
    house_change::Entity::delete_many().filter(older).exec(tx).await?;
    Ok(())
}
