//! The register of members.

use domain::kernel::HouseId;
use entity::member;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::SOME;
use crate::error::Result;

pub use member::Model as MemberLine;

/// The lines of a house's register of members, in their order.
pub async fn members(db: &impl ConnectionTrait, house: HouseId) -> Result<Vec<MemberLine>> {
    let find = member::Entity::find().filter(member::Column::HouseId.eq(house));
    Ok(find.order_by_asc(member::Column::Line).all(db).await?)
}

/// The lines take the place of those that stood.
pub async fn put_members(db: &impl ConnectionTrait, house: HouseId, lines: &[MemberLine]) -> Result<()> {
    member::Entity::delete_many().filter(member::Column::HouseId.eq(house)).exec(db).await?;
    for some in lines.chunks(SOME) {
        let rows = some.iter().map(|row| member::ActiveModel::from(row.clone()).reset_all());
        member::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}
