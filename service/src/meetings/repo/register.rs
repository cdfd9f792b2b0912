//! Who may vote: the house's owners, and the register frozen for a meeting.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::houses::PremisesKind;
use domain::kernel::{Area, HouseId, MeetingId, PersonId, PremisesId, Share};
use domain::meetings::Votes;
use entity::{meeting_voice, meeting_voice_holder, ownership, ownership_holder, premises};
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
    pub shares: Vec<Owning>,
}

/// A share in premises.
#[derive(Clone, Debug, Default)]
pub struct Owning {
    pub person: Option<PersonId>,
    pub name: String,
    /// Numerator and denominator.
    pub num: i64,
    pub den: i64,
    /// The entry in the state register of rights.
    pub document: String,
    /// People who own it jointly, the person among them if known.
    pub holders: Vec<PersonId>,
}

/// The part of premises that nobody known owns, if there is one.
pub fn rest(shares: &[Owning]) -> Option<Share> {
    Share::rest(shares.iter().filter_map(|owning| Share::new(owning.num, owning.den)))
}

/// Does the person own anything in the house, or jointly with somebody?
pub async fn owns(db: &impl ConnectionTrait, house: HouseId, person: PersonId) -> Result<bool> {
    let one: Option<PremisesId> = ownership::Entity::find()
        .select_only()
        .column(ownership::Column::PremisesId)
        .filter(ownership::Column::HouseId.eq(house))
        .filter(ownership::Column::PersonId.eq(person))
        .into_tuple()
        .one(db)
        .await?;
    if one.is_some() {
        return Ok(true);
    }
    let find = ownership_holder::Entity::find().filter(ownership_holder::Column::HouseId.eq(house));
    let holds = find.filter(ownership_holder::Column::PersonId.eq(person)).one(db).await?;
    Ok(holds.is_some())
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
    let find = ownership_holder::Entity::find().filter(ownership_holder::Column::HouseId.eq(house));
    let mut held: HashMap<(PremisesId, i32), Vec<PersonId>> = HashMap::new();
    for row in find.order_by_asc(ownership_holder::Column::PersonId).all(db).await? {
        held.entry((row.premises_id, row.number)).or_default().push(row.person_id);
    }
    let of = |room: &premises::Model| {
        let from = shares.partition_point(|share| share.premises_id < room.id);
        let own = shares.iter().skip(from).take_while(|share| share.premises_id == room.id);
        let owning = |share: &ownership::Model| Owning {
            person: share.person_id,
            name: share.owner_name.clone(),
            num: share.share_num,
            den: share.share_den,
            document: share.document.clone(),
            holders: held.get(&(share.premises_id, share.number)).cloned().unwrap_or_default(),
        };
        own.map(owning).collect()
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
    let mut voices = Vec::new();
    // One statement carries so many values only.
    for some in numbers.chunks(5000) {
        let find = meeting_voice::Entity::find().filter(meeting_voice::Column::MeetingId.eq(id));
        let find = find.order_by_asc(meeting_voice::Column::Number);
        voices.extend(find.filter(meeting_voice::Column::Number.is_in(some.iter().copied())).all(db).await?);
    }
    Ok(voices)
}

/// Who of these people holds which voice jointly.
pub async fn holders(
    db: &impl ConnectionTrait,
    id: MeetingId,
    people: &[PersonId],
) -> Result<HashSet<(i32, PersonId)>> {
    let find = meeting_voice_holder::Entity::find().filter(meeting_voice_holder::Column::MeetingId.eq(id));
    let find = find.filter(meeting_voice_holder::Column::PersonId.is_in(people.iter().copied()));
    Ok(find.all(db).await?.into_iter().map(|row| (row.voice, row.person_id)).collect())
}

/// Everybody who holds a voice jointly, with its number.
pub async fn all_holders(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<(i32, PersonId)>> {
    let find = meeting_voice_holder::Entity::find().filter(meeting_voice_holder::Column::MeetingId.eq(id));
    Ok(find.all(db).await?.into_iter().map(|row| (row.voice, row.person_id)).collect())
}

/// The people who may decide for a voice: its person, and who holds it jointly.
pub async fn people_of(db: &impl ConnectionTrait, voice: &Voice) -> Result<Vec<PersonId>> {
    let held: Vec<PersonId> = meeting_voice_holder::Entity::find()
        .select_only()
        .column(meeting_voice_holder::Column::PersonId)
        .filter(meeting_voice_holder::Column::MeetingId.eq(voice.meeting_id))
        .filter(meeting_voice_holder::Column::Voice.eq(voice.number))
        .into_tuple()
        .all(db)
        .await?;
    let all: BTreeSet<PersonId> = held.into_iter().chain(voice.person_id).collect();
    Ok(all.into_iter().collect())
}

/// Freezes who holds which voice jointly.
pub async fn put_holders(db: &impl ConnectionTrait, id: MeetingId, holders: &[(i32, PersonId)]) -> Result<()> {
    for some in holders.chunks(500) {
        let rows = some.iter().map(|(voice, person_id)| {
            let row = meeting_voice_holder::Model { meeting_id: id, person_id: *person_id, voice: *voice };
            meeting_voice_holder::ActiveModel::from(row).reset_all()
        });
        meeting_voice_holder::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// The voices of these people, held jointly too, by their numbers.
pub async fn voices_of(db: &impl ConnectionTrait, id: MeetingId, people: &[PersonId]) -> Result<Vec<Voice>> {
    let held = holders(db, id, people).await?;
    voices_with(db, id, people, &held).await
}

/// The voices of these people, and those they hold jointly: two questions, so that each has its index.
pub async fn voices_with(
    db: &impl ConnectionTrait,
    id: MeetingId,
    people: &[PersonId],
    held: &HashSet<(i32, PersonId)>,
) -> Result<Vec<Voice>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let find = meeting_voice::Entity::find().filter(meeting_voice::Column::MeetingId.eq(id));
    let find = find.filter(meeting_voice::Column::PersonId.is_in(people.iter().copied()));
    let mut voices = find.order_by_asc(meeting_voice::Column::Number).all(db).await?;
    let known: HashSet<i32> = voices.iter().map(|voice| voice.number).collect();
    let others: BTreeSet<i32> = held.iter().map(|(number, _)| *number).filter(|held| !known.contains(held)).collect();
    voices.extend(voices_by_number(db, id, &others.into_iter().collect::<Vec<_>>()).await?);
    voices.sort_unstable_by_key(|voice| voice.number);
    Ok(voices)
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
    let held: Vec<PersonId> = meeting_voice_holder::Entity::find()
        .select_only()
        .column(meeting_voice_holder::Column::PersonId)
        .filter(meeting_voice_holder::Column::MeetingId.eq(id))
        .into_tuple()
        .all(db)
        .await?;
    let all: BTreeSet<PersonId> = people.into_iter().chain(held).collect();
    Ok(all.into_iter().collect())
}
