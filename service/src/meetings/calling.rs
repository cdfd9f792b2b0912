//! Who may call a meeting: owners, members, the organisation that manages the house, the municipality; and
//! the register they are given for it.

use chrono::{DateTime, Utc};
use domain::kernel::{Date, HouseId, MeetingId, text};
use domain::meetings::{Body, Caller, register_due};
use domain::notices::NoticeKind;

use super::local;
use super::message::own_draft;
use super::publication::body;
use super::repo::{self, Meeting};
use crate::actor::{Confirmed, Staff};
use crate::ctx::{Ctx, Tx};
use crate::error::Result;
use crate::notices::{self, Said};
use crate::orgs;
use crate::registers::{self, Member};

/// The name of who may call a meeting in the house, and by which right: the person's own, or that of the
/// organisation its `staff` acts for.
pub(super) async fn initiator(
    ctx: &Ctx,
    who: &Confirmed,
    staff: Option<&Staff>,
    house: HouseId,
) -> Result<Option<(String, Caller)>> {
    let db = &ctx.db.read;
    if repo::owns(db, house, who.person()).await? {
        return Ok(Some((repo::name_of(db, who.person()).await?, Caller::Person)));
    }
    if let Some(staff) = staff {
        if registers::manages(db, staff.organisation(), house).await? {
            return Ok(Some((organisation(ctx, staff).await?, Caller::Manager)));
        }
        if repo::municipalities(db, house).await?.contains(&staff.organisation()) {
            return Ok(Some((organisation(ctx, staff).await?, Caller::Municipality)));
        }
    }
    let members = registers::members(db, house).await?;
    match members.iter().any(|member| member.person == Some(who.person())) {
        true => Ok(Some((repo::name_of(db, who.person()).await?, Caller::Person))),
        false => Ok(None),
    }
}

/// The organisation the staff works for, as it is named.
pub(super) async fn organisation(ctx: &Ctx, staff: &Staff) -> Result<String> {
    let found = orgs::rows(ctx, &[staff.organisation()]).await?.pop();
    Ok(found.map(|found| found.name).unwrap_or_default())
}

/// May the initiator call this meeting still? Owners' an owner, the organisation that manages the house or
/// its municipality (45 ч. 2, 7; 161.1 ч. 2; 200 ч. 4 ЖК); members' a member, or the managing organisation,
/// whose board it is or which works for it (145 ч. 1, 116 ч. 1: as the charter says).
pub(super) async fn may_call(ctx: &Ctx, tx: &Tx, row: &Meeting, members: &[Member]) -> Result<bool> {
    let (house, person, now) = (row.house_id, row.initiator_id, ctx.now());
    if caller(row) == Caller::Municipality {
        let serves = repo::works_for(tx, &repo::municipalities(tx, house).await?, person, now).await?;
        return Ok(serves && body(row) == Body::Owners);
    }
    let own = match body(row) {
        Body::Owners => repo::owns(tx, house, person).await?,
        _ => members.iter().any(|member| member.person == Some(person)),
    };
    Ok(own || repo::works_for(tx, &repo::manager(tx, house).await?, person, now).await?)
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
    let due = register_due(local::day(ctx.now(), &zone));
    let (_, address, _) = repo::meeting(&tx, id).await?.ok_or(crate::Error::Missing("meeting"))?;
    let title = "Инициатор собрания просит реестр собственников";
    let body = format!(
        "{address}. {} готовит собрание. Загрузите реестр до {} (ст. 45 ч. 3.1 ЖК РФ).",
        row.initiator_name,
        text::day(due)
    );
    row.register_asked_at = Some(ctx.now());
    repo::update(&tx, row).await?;
    notices::tell_all(ctx, &tx, &managers, Said { kind: NoticeKind::Meeting, title, body: &body }).await?;
    tx.commit().await
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
