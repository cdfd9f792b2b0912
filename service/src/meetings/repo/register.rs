//! Who may vote: the house's owners, and the register frozen for a meeting.

use domain::houses::PremisesKind;
use domain::kernel::{Area, HouseId, MeetingId, PersonId, PremisesId, Share};
use domain::meetings::Votes;
use entity::{meeting_voice, ownership, premises};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::error::Result;

pub use meeting_voice::Model as Voice;

/// A voice's part of its premises. A register is frozen with fractions only.
pub fn share(voice: &Voice) -> Share {
    Share::new(voice.share_num, voice.share_den).unwrap_or(Share::WHOLE)
}

/// The votes of voices.
pub fn sum<'v>(voices: impl IntoIterator<Item = &'v Voice>) -> Votes {
    let mut votes = Votes::default();
    voices.into_iter().for_each(|voice| votes.add(voice.area, share(voice)));
    votes
}

/// Premises of a house with the shares in them.
pub struct Owned {
    pub label: String,
    pub area: Area,
    pub residential: bool,
    pub entrance: Option<i32>,
    /// Person, name, numerator, denominator.
    pub shares: Vec<(Option<PersonId>, String, i64, i64)>,
}

/// Does the person own anything in the house?
pub async fn owns(db: &impl ConnectionTrait, house: HouseId, person: PersonId) -> Result<bool> {
    let one: Option<PremisesId> = ownership::Entity::find()
        .select_only()
        .column(ownership::Column::PremisesId)
        .filter(ownership::Column::HouseId.eq(house))
        .filter(ownership::Column::PersonId.eq(person))
        .into_tuple()
        .one(db)
        .await?;
    Ok(one.is_some())
}

/// Has the person a voice at the meeting, or owns anything in its house? Members of a cooperative need not.
pub async fn belongs(
    db: &impl ConnectionTrait,
    (meeting, house): (MeetingId, HouseId),
    person: PersonId,
) -> Result<bool> {
    Ok(owns(db, house, person).await? || !voices_of(db, meeting, &[person]).await?.is_empty())
}

/// All premises of a house, with their shares, in the order of lists.
pub async fn owned(db: &impl ConnectionTrait, house: HouseId) -> Result<Vec<Owned>> {
    let rooms = premises::Entity::find()
        .filter(premises::Column::HouseId.eq(house))
        .order_by_asc(premises::Column::Kind)
        .order_by_asc(premises::Column::NumberKey)
        .all(db)
        .await?;
    let shares = ownership::Entity::find()
        .filter(ownership::Column::HouseId.eq(house))
        .order_by_asc(ownership::Column::PremisesId)
        .order_by_asc(ownership::Column::Number)
        .all(db)
        .await?;
    let of = |room: &premises::Model| {
        let from = shares.partition_point(|share| share.premises_id < room.id);
        let own = shares.iter().skip(from).take_while(|share| share.premises_id == room.id);
        own.map(|share| (share.person_id, share.owner_name.clone(), share.share_num, share.share_den)).collect()
    };
    let owned = rooms.iter().map(|room| {
        let kind = PremisesKind::from_code(&room.kind).unwrap_or(PremisesKind::NonResidential);
        Owned {
            label: kind.label(&room.number),
            area: room.area,
            residential: kind == PremisesKind::Flat,
            entrance: room.entrance,
            shares: of(room),
        }
    });
    Ok(owned.collect())
}

/// Freezes the register.
pub async fn put_voices(db: &impl ConnectionTrait, voices: &[Voice]) -> Result<()> {
    for some in voices.chunks(500) {
        let rows = some.iter().map(|row| meeting_voice::ActiveModel::from(row.clone()).reset_all());
        meeting_voice::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// The register, in order.
pub async fn voices(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<Voice>> {
    let find = meeting_voice::Entity::find().filter(meeting_voice::Column::MeetingId.eq(id));
    Ok(find.order_by_asc(meeting_voice::Column::Number).all(db).await?)
}

/// One voice.
pub async fn voice(db: &impl ConnectionTrait, id: MeetingId, number: i32) -> Result<Option<Voice>> {
    Ok(meeting_voice::Entity::find_by_id((id, number)).one(db).await?)
}

/// Voices by their numbers.
pub async fn voices_by_number(db: &impl ConnectionTrait, id: MeetingId, numbers: &[i32]) -> Result<Vec<Voice>> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let find = meeting_voice::Entity::find().filter(meeting_voice::Column::MeetingId.eq(id));
    Ok(find.filter(meeting_voice::Column::Number.is_in(numbers.iter().copied())).all(db).await?)
}

/// The voices of these people.
pub async fn voices_of(db: &impl ConnectionTrait, id: MeetingId, people: &[PersonId]) -> Result<Vec<Voice>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let find = meeting_voice::Entity::find().filter(meeting_voice::Column::MeetingId.eq(id));
    let find = find.filter(meeting_voice::Column::PersonId.is_in(people.iter().copied()));
    Ok(find.order_by_asc(meeting_voice::Column::Number).all(db).await?)
}

/// The people who have voices.
pub async fn people(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<PersonId>> {
    let people: Vec<PersonId> = meeting_voice::Entity::find()
        .select_only()
        .distinct()
        .column(meeting_voice::Column::PersonId)
        .filter(meeting_voice::Column::MeetingId.eq(id))
        .filter(meeting_voice::Column::PersonId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(people)
}
