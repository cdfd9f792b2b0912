//! Who may call a meeting: owners, members, the organisation that manages the house, the municipality; and
//! the register they are given for it.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::kernel::{Date, HouseId, MeetingId, PersonId, text};
use domain::meetings::{Body, Caller, Refusal, register_due};
use domain::notices::NoticeKind;
use domain::people::Permission;
use sea_orm::ConnectionTrait;

use super::message::own_draft;
use super::protocol::words::say;
use super::publication::body;
use super::repo::{self, Meeting, Owning};
use super::{local, message};
use crate::actor::{Confirmed, Staff};
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::notices::{self, Said};
use crate::orgs;
use crate::registers::{self, Member};

/// So many drafts of a house that wait for its register are looked at.
const ASKERS: u64 = 200;

/// The rights by which the person may call a meeting in the house, with the name of who calls it: as an owner
/// or member, or for the organisation its `staff` acts for.
pub async fn callers(
    ctx: &Ctx,
    who: &Confirmed,
    staff: Option<&Staff>,
    house: HouseId,
) -> Result<Vec<(Caller, String)>> {
    let db = &ctx.db.read;
    let mut callers = Vec::new();
    let own = repo::owns(db, house, who.person()).await? || is_member(db, house, who.person()).await?;
    if own {
        callers.push((Caller::Person, repo::name_of(db, who.person()).await?));
    }
    let Some(staff) = staff else { return Ok(callers) };
    if registers::manages(db, staff.organisation(), house).await? {
        callers.push((Caller::Manager, organisation(ctx, staff).await?));
    } else if repo::municipalities(db, house).await?.contains(&staff.organisation()) {
        callers.push((Caller::Municipality, organisation(ctx, staff).await?));
    }
    Ok(callers)
}

async fn is_member(db: &impl ConnectionTrait, house: HouseId, person: PersonId) -> Result<bool> {
    Ok(registers::members(db, house).await?.iter().any(|member| member.person == Some(person)))
}

/// The organisation the staff works for, as it is named.
pub(super) async fn organisation(ctx: &Ctx, staff: &Staff) -> Result<String> {
    let found = orgs::rows(ctx, &[staff.organisation()]).await?.pop();
    Ok(found.map(|found| found.name).unwrap_or_default())
}

/// May the initiator call this meeting still, by the right it was begun by? Owners' an owner, the organisation
/// that manages the house by a contract (45 ч. 7 ЖК), any that manages it at the demand of owners (45 ч. 6), the
/// municipality (161.1 ч. 2, 200 ч. 4); members' a member, or the managing organisation, whose board it is or
/// which works for it (145 ч. 1, 116 ч. 1: as the charter says).
pub(super) async fn may_call(
    db: &impl ConnectionTrait,
    row: &Meeting,
    members: &[Member],
    now: DateTime<Utc>,
) -> Result<bool> {
    let (house, person) = (row.house_id, row.initiator_id);
    let of_owners = body(row) == Body::Owners;
    let organisations = match caller(row) {
        Caller::Person if of_owners => return repo::owns(db, house, person).await,
        Caller::Person => return Ok(members.iter().any(|member| member.person == Some(person))),
        Caller::Municipality if !of_owners => return Ok(false),
        Caller::Municipality => repo::municipalities(db, house).await?,
        Caller::Manager if of_owners => repo::contractor(db, house).await?,
        Caller::Manager | Caller::Demanded => repo::manager(db, house).await?,
    };
    repo::works_for(db, (&organisations, Some(Permission::CallMeetings)), person, now).await
}

/// By which right it is called.
pub(super) fn caller(row: &Meeting) -> Caller {
    Caller::from_code(&row.caller).unwrap_or_default()
}

/// Is the register of owners given to who calls this meeting? To an owners' meeting, while it is prepared, and to
/// who may call it still.
async fn is_due_register(db: &impl ConnectionTrait, row: &Meeting, now: DateTime<Utc>) -> Result<bool> {
    let of_owners = row.state == repo::DRAFT && body(row) == Body::Owners;
    Ok(of_owners && may_call(db, row, &[], now).await?)
}

/// Who is asked for the register of owners: those who work for the organisation that manages the house; nobody
/// where it calls the meeting itself, and where members vote.
pub(super) async fn keepers(db: &impl ConnectionTrait, row: &Meeting, now: DateTime<Utc>) -> Result<Vec<PersonId>> {
    if body(row).is_of_members() || matches!(caller(row), Caller::Manager | Caller::Demanded) {
        return Ok(Vec::new());
    }
    repo::managers_of(db, row.house_id, now).await
}

/// Drafts whose initiators have asked for the register since it was loaded last, and may have it still: one of
/// each initiator, who asked first first, so many at most.
async fn askers(
    db: &impl ConnectionTrait,
    house: HouseId,
    (loaded, now): (Option<DateTime<Utc>>, DateTime<Utc>),
    most: usize,
) -> Result<Vec<Meeting>> {
    let (mut askers, mut known) = (Vec::new(), HashSet::new());
    for row in repo::register_askers(db, house, loaded, ASKERS).await? {
        let fresh = askers.len() < most && !known.contains(&row.initiator_id);
        if fresh && is_due_register(db, &row, now).await? {
            known.insert(row.initiator_id);
            askers.push(row);
        }
    }
    Ok(askers)
}

/// The initiator asks the organisation that manages the house for its register of owners (45 ч. 3.1 ЖК); again,
/// it changes nothing.
pub async fn ask_register(ctx: &Ctx, who: &Confirmed, id: MeetingId) -> Result<()> {
    let tx = ctx.begin().await?;
    let (mut row, zone) = own_draft(ctx, &tx, who, id).await?;
    if !is_due_register(&tx, &row, ctx.now()).await? {
        return Err(Refusal::NotAnOwner.into());
    }
    let keepers = keepers(&tx, &row, ctx.now()).await?;
    if row.register_asked_at.is_some() || keepers.is_empty() {
        return Ok(());
    }
    // Who was asked already and has not answered is not told again.
    let loaded = registers::loaded(&tx, row.house_id).await?;
    let waits = !askers(&tx, row.house_id, (loaded, ctx.now()), 1).await?.is_empty();
    let due = register_due(local::day(ctx.now(), &zone));
    let (_, address, _) = repo::meeting(&tx, id).await?.ok_or(Error::Missing("meeting"))?;
    let title = "Инициатор собрания просит реестр собственников";
    let body = format!(
        "{address}. {} готовит собрание. Загрузите реестр или подтвердите его до {} (ст. 45 ч. 3.1 ЖК РФ).",
        row.initiator_name,
        text::day(due)
    );
    row.register_asked_at = Some(ctx.now());
    repo::update(&tx, row).await?;
    if !waits {
        notices::tell_all(ctx, &tx, &keepers, Said { kind: NoticeKind::Meeting, title, body: &body }).await?;
    }
    tx.commit().await
}

/// Those who prepare meetings of the house and asked for its register are told that it is there, as of `now`.
pub(crate) async fn register_given(
    ctx: &Ctx,
    tx: &Tx,
    house: HouseId,
    (before, now): (Option<DateTime<Utc>>, DateTime<Utc>),
) -> Result<()> {
    let mut people = Vec::new();
    for row in askers(tx, house, (before, now), ASKERS as usize).await? {
        people.extend(Some(row.initiator_id).filter(|_| row.register_asked_at <= Some(now)));
    }
    people.sort_unstable();
    people.dedup();
    let title = "Реестр собственников загружен";
    let body = "Управляющая организация ответила на ваш запрос: скачайте реестр на странице собрания.";
    notices::tell_all(ctx, tx, &people, Said { kind: NoticeKind::Meeting, title, body }).await
}

/// A share as the register says it: premises, area in m², owner, numerator, denominator, the entry in the state
/// register of rights.
pub type Registered = [String; 6];

/// The register that the initiator of a draft asked for, once it was given (45 ч. 3.1 ЖК): who owns what, by
/// premises.
pub async fn register_given_to(ctx: &Ctx, who: &Confirmed, id: MeetingId) -> Result<Vec<Registered>> {
    let db = &ctx.db.read;
    let (row, _) = message::own(db, who, id).await?;
    if !is_given(db, &row, ctx.now()).await? {
        return Err(Error::Missing("register"));
    }
    let mut lines = Vec::new();
    for room in repo::owned(db, row.house_id).await? {
        let area = format!("{},{:02}", room.area.0 / 100, room.area.0 % 100);
        let unknown = repo::rest(&room.shares).map(|rest| {
            let name = say("meeting-owner-unknown");
            Owning { name, num: rest.num(), den: rest.den(), ..Owning::default() }
        });
        lines.extend(room.shares.into_iter().chain(unknown).map(|owning| {
            let (num, den) = (owning.num.to_string(), owning.den.to_string());
            [room.label.clone(), area.clone(), owning.name, num, den, owning.document]
        }));
    }
    Ok(lines)
}

/// Was the register loaded, or confirmed, since the initiator asked for it?
pub(super) async fn is_given(db: &impl ConnectionTrait, row: &Meeting, now: DateTime<Utc>) -> Result<bool> {
    let Some(asked) = row.register_asked_at else { return Ok(false) };
    if !is_due_register(db, row, now).await? {
        return Ok(false);
    }
    Ok(registers::loaded(db, row.house_id).await?.is_some_and(|loaded| asked <= loaded))
}

/// When a draft's initiator asked for the register, and by when it is given; none while nobody was asked.
pub(super) fn register_asked(row: &Meeting, zone: &str) -> Option<(DateTime<Utc>, Date)> {
    row.register_asked_at.map(|at| (at, register_due(local::day(at, zone))))
}

/// By when a register is to be given to those who prepare meetings of a house and have asked for it since it
/// was loaded last: the first such day.
pub async fn register_wanted(ctx: &Ctx, who: &Staff, house: HouseId) -> Result<Option<Date>> {
    let db = &ctx.db.read;
    if !registers::manages(db, who.organisation(), house).await? {
        return Ok(None);
    }
    let loaded = registers::loaded(db, house).await?;
    let first = askers(db, house, (loaded, ctx.now()), 1).await?.pop();
    let zone = repo::zone_of(db, house).await?.unwrap_or_default();
    Ok(first.and_then(|row| register_asked(&row, &zone)).map(|(_, due)| due))
}
