//! Who may call a meeting: owners, members, the organisation that manages the house, the municipality; and
//! the register they are given for it.

use chrono::{DateTime, Utc};
use domain::kernel::{Date, HouseId, MeetingId, PersonId, text};
use domain::meetings::{Body, Caller, register_due};
use domain::notices::NoticeKind;
use sea_orm::ConnectionTrait;

use super::message::own_draft;
use super::publication::body;
use super::repo::{self, Meeting};
use super::{local, message};
use crate::actor::{Confirmed, Staff};
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::notices::{self, Said};
use crate::orgs;
use crate::registers::{self, Member};

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
pub(super) async fn may_call(ctx: &Ctx, tx: &Tx, row: &Meeting, members: &[Member]) -> Result<bool> {
    let (house, person) = (row.house_id, row.initiator_id);
    let of_owners = body(row) == Body::Owners;
    let organisations = match caller(row) {
        Caller::Person if of_owners => return repo::owns(tx, house, person).await,
        Caller::Person => return Ok(members.iter().any(|member| member.person == Some(person))),
        Caller::Municipality if !of_owners => return Ok(false),
        Caller::Municipality => repo::municipalities(tx, house).await?,
        Caller::Manager if of_owners => repo::contractor(tx, house).await?,
        Caller::Manager | Caller::Demanded => repo::manager(tx, house).await?,
    };
    repo::calls_for(tx, &organisations, person, ctx.now()).await
}

/// By which right it is called.
pub(super) fn caller(row: &Meeting) -> Caller {
    Caller::from_code(&row.caller).unwrap_or_default()
}

/// The initiator asks the organisation that manages the house for its register of owners (45 ч. 3.1 ЖК); again,
/// it changes nothing.
pub async fn ask_register(ctx: &Ctx, who: &Confirmed, id: MeetingId) -> Result<()> {
    let tx = ctx.begin().await?;
    let (mut row, zone) = own_draft(ctx, &tx, who, id).await?;
    let managers = repo::managers_of(&tx, row.house_id, ctx.now()).await?;
    if row.register_asked_at.is_some() || managers.is_empty() {
        return Ok(());
    }
    // Who was asked already and has not answered is not told again.
    let loaded = registers::loaded(&tx, row.house_id).await?;
    let waits = repo::register_asked(&tx, row.house_id, loaded).await?.is_some();
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
        notices::tell_all(ctx, &tx, &managers, Said { kind: NoticeKind::Meeting, title, body: &body }).await?;
    }
    tx.commit().await
}

/// Those who prepare meetings of the house and asked for its register are told that it is there.
pub(crate) async fn register_given(ctx: &Ctx, tx: &Tx, house: HouseId, before: Option<DateTime<Utc>>) -> Result<()> {
    let people = repo::register_askers(tx, house, before).await?;
    let title = "Реестр собственников загружен";
    let body = "Управляющая организация ответила на ваш запрос: скачайте реестр на странице собрания.";
    notices::tell_all(ctx, tx, &people, Said { kind: NoticeKind::Meeting, title, body }).await
}

/// The register that the initiator of a draft asked for, once it was given (45 ч. 3.1 ЖК): who owns what, by
/// premises, a line for each share. `heads` are the names of its five columns.
pub async fn register_table(ctx: &Ctx, who: &Confirmed, id: MeetingId, heads: [String; 5]) -> Result<String> {
    let db = &ctx.db.read;
    let (row, _) = message::own(db, who, id).await?;
    if !is_given(db, &row).await? {
        return Err(Error::Missing("register"));
    }
    let mut table = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    table.write_record(heads).map_err(anyhow::Error::from)?;
    for room in repo::owned(db, row.house_id).await? {
        for owning in &room.shares {
            let share = format!("{}/{}", owning.num, owning.den);
            let area = format!("{},{:02}", room.area.0 / 100, room.area.0 % 100);
            let cells = [room.label.as_str(), &area, &owning.name, &share, &owning.document];
            table.write_record(cells).map_err(anyhow::Error::from)?;
        }
    }
    let bytes = table.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(String::from_utf8(bytes).map_err(anyhow::Error::from)?)
}

/// Was the register loaded, or confirmed, since the initiator asked for it?
pub(super) async fn is_given(db: &impl ConnectionTrait, row: &Meeting) -> Result<bool> {
    let Some(asked) = row.register_asked_at else { return Ok(false) };
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
    let asked = repo::register_asked(db, house, loaded).await?;
    let zone = repo::zone_of(db, house).await?.unwrap_or_default();
    Ok(asked.map(|at| register_due(local::day(at, &zone))))
}
