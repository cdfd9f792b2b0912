//! Shares as they stood before a load replaced them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::kernel::{Area, HouseId, PremisesId, RegisterId};
use entity::{ownership, ownership_holder, ownership_past, premises};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::super::Past;
use super::{SOME, Share, label};
use crate::error::Result;

/// Keeps shares that are replaced, with the area their premises had, and takes them out of the register.
pub async fn set_aside(
    db: &impl ConnectionTrait,
    shares: &[(Share, Area)],
    load: RegisterId,
    now: DateTime<Utc>,
) -> Result<()> {
    for some in shares.chunks(SOME) {
        let past = some.iter().map(|(share, area)| ownership_past::Model {
            premises_id: share.premises_id,
            load_id: load,
            number: share.number,
            house_id: share.house_id,
            person_id: share.person_id,
            owner_name: share.owner_name.clone(),
            share_num: share.share_num,
            share_den: share.share_den,
            document: share.document.clone(),
            begins_on: share.begins_on,
            area: *area,
            ended_at: now,
        });
        let past = past.map(|row| ownership_past::ActiveModel::from(row).reset_all());
        ownership_past::Entity::insert_many(past).exec_without_returning(db).await?;
        let rooms = some.iter().map(|(share, _)| share.premises_id);
        let rooms: Vec<PremisesId> = rooms.collect();
        let gone = ownership_holder::Column::PremisesId.is_in(rooms.iter().copied());
        ownership_holder::Entity::delete_many().filter(gone).exec(db).await?;
        ownership::Entity::delete_many().filter(ownership::Column::PremisesId.is_in(rooms)).exec(db).await?;
    }
    Ok(())
}

/// Shares as they stood before, the newest first.
pub async fn past(db: &impl ConnectionTrait, house: HouseId, skip: u64, most: u64) -> Result<Vec<Past>> {
    use ownership_past::{Column, Entity};
    let find = Entity::find().filter(Column::HouseId.eq(house)).order_by_desc(Column::EndedAt);
    let find = find.order_by_asc(Column::PremisesId).order_by_asc(Column::Number);
    let rows = find.offset(skip).limit(most).all(db).await?;
    let rooms = premises::Entity::find().filter(premises::Column::Id.is_in(rows.iter().map(|row| row.premises_id)));
    let labels: HashMap<PremisesId, String> = rooms.all(db).await?.iter().map(|room| (room.id, label(room))).collect();
    let past = rows.into_iter().map(|row| Past {
        premises: labels.get(&row.premises_id).cloned().unwrap_or_default(),
        area: row.area,
        owner: row.owner_name,
        share: domain::kernel::Share::new(row.share_num, row.share_den),
        document: row.document,
        until: row.ended_at,
    });
    Ok(past.collect())
}
