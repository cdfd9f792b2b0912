//! All SQL of organisations entered at the console.

use domain::houses::Source;
use domain::kernel::text::folded;
use domain::kernel::{OrgId, Region};
use domain::orgs::OrgKind;
use entity::{house, house_service, organisation};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, OnConflict, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel as _, PaginatorTrait as _, QueryFilter,
    QuerySelect,
};

use super::super::repo::named;
use super::{Office, Place};
use crate::error::Result;
use crate::imports::count_registry;

/// The organisation with an ОГРН, and what it does.
pub async fn by_ogrn(db: &impl ConnectionTrait, ogrn: &str) -> Result<Option<(OrgId, String)>> {
    let columns = [organisation::Column::Id, organisation::Column::Kind];
    let find = organisation::Entity::find().select_only().columns(columns);
    Ok(find.filter(organisation::Column::Ogrn.eq(ogrn)).into_tuple().one(db).await?)
}

/// Another name, of one that was entered here.
pub async fn rename(db: &impl ConnectionTrait, id: OrgId, office: &Office) -> Result<()> {
    organisation::Entity::update_many()
        .col_expr(organisation::Column::Name, Expr::value(office.name.as_str()))
        .col_expr(organisation::Column::NameKey, Expr::value(folded(&office.name)))
        .filter(organisation::Column::Id.eq(id))
        .filter(organisation::Column::Source.eq(Source::Operator.code()))
        .exec(db)
        .await?;
    Ok(())
}

/// A new one.
pub async fn insert(db: &impl ConnectionTrait, id: OrgId, office: &Office) -> Result<()> {
    let model = organisation::Model {
        ogrn: office.ogrn.clone(),
        ..named(id, office.kind, &office.name, (Source::Operator, &office.ogrn))
    };
    organisation::Entity::insert(model.into_active_model()).exec_without_returning(db).await?;
    count_registry(db, "organisations", 1).await
}

/// The houses of a place are the municipality's.
pub async fn take_in(
    db: &impl ConnectionTrait,
    municipality: OrgId,
    region: Region,
    Place { district, locality }: Place<'_>,
) -> Result<u64> {
    let mut of_place = Condition::all().add(house::Column::Region.eq(i32::from(region.0)));
    for (column, said) in [(house::Column::District, district), (house::Column::Locality, locality)] {
        of_place = of_place.add_option((!said.is_empty()).then(|| column.eq(said)));
    }
    let service = OrgKind::Municipality.code();
    let houses = Query::select()
        .column(house::Column::Id)
        .expr(Expr::value(service))
        .expr(Expr::value(municipality.0))
        .from(house::Entity)
        .cond_where(of_place.clone())
        .to_owned();
    let key = [house_service::Column::HouseId, house_service::Column::Service, house_service::Column::OrganisationId];
    let mut insert = Query::insert();
    insert.into_table(house_service::Entity).columns(key);
    insert.select_from(houses).map_err(anyhow::Error::from)?;
    insert.on_conflict(OnConflict::columns(key).do_nothing().to_owned());
    db.execute(&insert).await?;
    let own = Query::select()
        .expr(Expr::col(house_service::Column::HouseId).count_distinct())
        .from(house_service::Entity)
        .and_where(house_service::Column::OrganisationId.eq(municipality))
        .to_owned();
    organisation::Entity::update_many()
        .col_expr(organisation::Column::Houses, Expr::expr(own).cast_as(Alias::new("integer")))
        .filter(organisation::Column::Id.eq(municipality))
        .exec(db)
        .await?;
    Ok(house::Entity::find().filter(of_place).count(db).await?)
}
