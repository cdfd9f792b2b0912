//! All SQL of messages.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::kernel::{NoticeId, OrgId, PersonId};
use domain::notices::{NoticeKind, NoticeView};
use entity::{account_link, notice, organisation, person};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Said;
use crate::actor::Resident;
use crate::error::Result;

/// The accounts, or the houses, the person's living links lead to.
fn linked(who: &Resident, column: account_link::Column) -> SelectStatement {
    Query::select()
        .column(column)
        .from(account_link::Entity)
        .and_where(account_link::Column::PersonId.eq(who.person()))
        .and_where(account_link::Column::EndedAt.is_null())
        .to_owned()
}

/// The newest messages that reach the person by `now`.
pub async fn feed(db: &impl ConnectionTrait, who: &Resident, now: DateTime<Utc>, most: u64) -> Result<Vec<NoticeView>> {
    let to_house = Condition::all()
        .add(notice::Column::HouseId.in_subquery(linked(who, account_link::Column::HouseId)))
        .add(notice::Column::AccountId.is_null())
        .add(notice::Column::PersonId.is_null());
    let to_account = Condition::all()
        .add(notice::Column::AccountId.in_subquery(linked(who, account_link::Column::AccountId)))
        .add(notice::Column::PersonId.is_null());
    let reaches = Condition::any().add(notice::Column::PersonId.eq(who.person())).add(to_account).add(to_house);
    let rows = notice::Entity::find()
        .filter(reaches)
        .filter(notice::Column::At.lte(now))
        .order_by_desc(notice::Column::At)
        .order_by_desc(notice::Column::Id)
        .limit(most)
        .all(db)
        .await?;
    let senders: Vec<(OrgId, String)> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Name])
        .filter(organisation::Column::Id.is_in(rows.iter().filter_map(|row| row.organisation_id)))
        .into_tuple()
        .all(db)
        .await?;
    let views = rows.into_iter().map(|row| NoticeView {
        id: row.id,
        kind: NoticeKind::from_code(&row.kind).unwrap_or(NoticeKind::News),
        title: row.title,
        body: row.body,
        from: senders.iter().find(|sender| Some(sender.0) == row.organisation_id).cloned(),
        at: row.at,
    });
    Ok(views.collect())
}

/// Writes a message to these people, each with an id of its own.
pub async fn insert(
    db: &impl ConnectionTrait,
    people: &[(NoticeId, PersonId)],
    said: Said<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = |(id, person): &(NoticeId, PersonId)| notice::ActiveModel {
        id: Set(*id),
        house_id: Set(None),
        account_id: Set(None),
        person_id: Set(Some(*person)),
        organisation_id: Set(None),
        kind: Set(said.kind.code().to_owned()),
        title: Set(said.title.to_owned()),
        body: Set(said.body.to_owned()),
        at: Set(now),
    };
    for some in people.chunks(500) {
        notice::Entity::insert_many(some.iter().map(row)).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Those of these people whose address is known and who want letters.
pub async fn with_mail(db: &impl ConnectionTrait, people: &[PersonId]) -> Result<HashSet<PersonId>> {
    let mut reached = HashSet::new();
    for some in people.chunks(500) {
        let find = person::Entity::find().select_only().column(person::Column::Id);
        let find = find.filter(person::Column::Id.is_in(some.iter().copied())).filter(person::Column::Email.ne(""));
        let find = find.filter(person::Column::Letters.eq(true));
        reached.extend(find.into_tuple::<PersonId>().all(db).await?);
    }
    Ok(reached)
}

/// The title and the body of a person's notice, and the person's address; nothing for whom no letter goes.
pub async fn letter(db: &impl ConnectionTrait, id: NoticeId) -> Result<Option<(String, String, String)>> {
    let Some(row) = notice::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let Some(person) = row.person_id else { return Ok(None) };
    let found =
        person::Entity::find_by_id(person).one(db).await?.filter(|found| found.letters && !found.email.is_empty());
    Ok(found.map(|found| (row.title, row.body, found.email)))
}
