//! A house's first electronic meeting is not held when owners with more than half of all votes refuse it in
//! writing (ст. 47.1 ч. 2.1 ЖК): here in the system, or on paper through the managing organisation.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::kernel::{Date, MeetingId, PersonId, iso};
use domain::meetings::{Deadline, Phase, Refusal, RefusalsView, RefusedShare, Votes, is_stopped};
use domain::notices::NoticeKind;
use sea_orm::ConnectionTrait;

use super::calendar::calendar;
use super::local;
use super::publication::{body, first_rules, form};
use super::repo::{self, Meeting, RefusalRow, Voice};
use super::view;
use super::{message, papers};
use crate::actor::{Confirmed, Resident, Staff};
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::files::{self, Content, Upload};
use crate::notices::{self, Said};
use crate::registers;

/// The days of a first meeting's refusals: received until, entered until; none where there are none.
fn days(row: &Meeting, zone: &str) -> Option<(Date, Date)> {
    let days = local::days((body(row), form(row), first_rules(row)), (row.opens_at?, row.closes_at?), zone);
    let deadlines = days.deadlines(calendar(row.house_id.region()));
    let of = |what| deadlines.iter().find(|until| until.what == what).map(|until| until.day);
    Some((of(Deadline::Refusals)?, of(Deadline::RefusalsHandedOver)?))
}

/// A first electronic meeting that was announced, with its zone and days; all others have no refusals.
async fn first(
    db: &impl ConnectionTrait,
    id: MeetingId,
    now: DateTime<Utc>,
) -> Result<(Meeting, String, (Date, Date))> {
    let (row, _, zone) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    let days = days(&row, &zone).ok_or(Error::Missing("refusals"))?;
    if is_refusable(&row, now) { Ok((row, zone, days)) } else { Err(Error::Missing("refusals")) }
}

/// May owners refuse the meeting: the house's first in the system, before voting?
pub(super) fn is_refusable(row: &Meeting, now: DateTime<Utc>) -> bool {
    first_rules(row) && view::phase(row, now) == Phase::Announced
}

/// The refusals, for owners, the initiator and the managing organisation.
pub async fn refusals(ctx: &Ctx, who: &Resident, staff: Option<&Staff>, id: MeetingId) -> Result<RefusalsView> {
    let db = &ctx.db.read;
    let (row, zone, (until, entered_until)) = first(db, id, ctx.now()).await?;
    let manages = match staff {
        Some(staff) => registers::manages(db, staff.organisation(), row.house_id).await?,
        None => false,
    };
    let own: Vec<i32> = repo::voices_of(db, id, &[who.person()]).await?.iter().map(|voice| voice.number).collect();
    let sees = manages || row.initiator_id == who.person();
    if own.is_empty() && !sees {
        return Err(Error::Missing("refusals"));
    }
    let (refused, shares) = (repo::refusals(db, id).await?, repo::refused(db, id).await?);
    let today = local::day(ctx.now(), &zone);
    let mine = refused.iter().any(|row| own.contains(&row.voice));
    Ok(RefusalsView {
        votes: repo::sum(&shares),
        total: row.total,
        until,
        entered_until,
        mine: (!own.is_empty()).then_some(mine),
        open: today <= until,
        enters: match manages && today <= entered_until {
            true => enterable(&refused, &repo::voices(db, id).await?),
            false => Vec::new(),
        },
        list: sees.then(|| shares.into_iter().filter_map(|voice| shown(&refused, voice)).collect()),
    })
}

/// Shares of named owners that have not refused on paper.
fn enterable(refused: &[RefusalRow], voices: &[Voice]) -> Vec<(i32, String, String)> {
    let on_paper: HashSet<i32> = refused.iter().filter(|row| row.file_id.is_some()).map(|row| row.voice).collect();
    let free = |voice: &&Voice| !voice.owner_name.is_empty() && !on_paper.contains(&voice.number);
    let named = |voice: &Voice| (voice.number, voice.premises.clone(), voice.owner_name.clone());
    voices.iter().filter(free).map(named).collect()
}

fn shown(refused: &[RefusalRow], voice: Voice) -> Option<RefusedShare> {
    // Taken back between two looks it is not shown, and the others stay with their owners.
    let row = refused.iter().find(|row| row.voice == voice.number)?;
    let (premises, owner) = (voice.premises, voice.owner_name);
    Some(RefusedShare { voice: row.voice, premises, owner, scan: row.file_id, received: row.received_on })
}

/// The person refuses for all of the person's shares, or takes that back while refusals are received. One on
/// paper is taken back by nobody here.
///
/// # Errors
/// [`Refusal::RefusalLate`]; for who has no share there are no refusals.
pub async fn refuse(ctx: &Ctx, who: &Confirmed, id: MeetingId, refuses: bool) -> Result<()> {
    let tx = ctx.begin().await?;
    let (row, now) = repo::locked(&tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    let (_, zone, (until, _)) = first(&tx, id, now).await?;
    let voices = repo::voices_of(&tx, id, &[who.person()]).await?;
    if voices.is_empty() {
        return Err(Error::Missing("refusals"));
    }
    let today = local::day(now, &zone);
    if until < today {
        return Err(Refusal::RefusalLate.into());
    }
    if !refuses {
        let own = repo::refusals(&tx, id)
            .await?
            .into_iter()
            .filter(|row| row.file_id.is_none() && row.said_by == who.person());
        let own = own.filter(|row| voices.iter().any(|voice| voice.number == row.voice));
        repo::drop_refusals(&tx, id, &own.map(|row| row.voice).collect::<Vec<_>>()).await?;
        return tx.commit().await;
    }
    let rows = voices.iter().map(|voice| RefusalRow {
        meeting_id: id,
        voice: voice.number,
        said_by: who.person(),
        file_id: None,
        received_on: today,
        entered_at: now,
    });
    repo::put_refusals(&tx, rows.collect()).await?;
    stop_if_enough(ctx, tx, row, now).await
}

/// The managing organisation enters a refusal it received on paper: it takes the place of one given in the
/// system, which its owner could take back.
///
/// # Errors
/// [`Refusal::RefusedOnPaper`] for a share with a paper, [`Refusal::RefusalLate`] when it was received or is entered too late, [`Refusal::NotATime`] for a day that
/// is none or is not yet, [`Refusal::NoVoice`]; what files are refused for.
pub async fn enter_refusal(
    ctx: &Ctx,
    who: &Staff,
    id: MeetingId,
    share: i32,
    received: &str,
    scan: &Upload,
) -> Result<()> {
    let tx = ctx.begin().await?;
    let (row, now) = repo::locked(&tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    if !registers::manages(&tx, who.organisation(), row.house_id).await? {
        return Err(Error::Missing("refusals"));
    }
    let (_, zone, (until, entered_until)) = first(&tx, id, now).await?;
    let today = local::day(now, &zone);
    let received = iso::parse(received.trim()).filter(|day| *day <= today);
    let received = received.ok_or(Refusal::NotATime { field: "received" })?;
    if until < received || entered_until < today {
        return Err(Refusal::RefusalLate.into());
    }
    let known = repo::voice(&tx, id, share).await?.filter(|voice| !voice.owner_name.is_empty());
    let voice = known.ok_or(Refusal::NoVoice)?;
    let stored = files::put(ctx, &tx, who.person(), scan).await?;
    let refusal = RefusalRow {
        meeting_id: id,
        voice: voice.number,
        said_by: who.person(),
        file_id: Some(stored.id),
        received_on: received,
        entered_at: now,
    };
    if !repo::put_on_paper(&tx, refusal).await? {
        return Err(Refusal::RefusedOnPaper.into());
    }
    let body = "Если вы не отказывались, напишите управляющей организации и в ГЖИ.";
    papers::tell(ctx, &tx, &voice, "Внесён ваш отказ от собрания", body).await?;
    stop_if_enough(ctx, tx, row, now).await
}

/// With more than half of all votes against it the meeting is not held: it ends as a cancelled one.
async fn stop_if_enough(ctx: &Ctx, tx: Tx, row: Meeting, now: DateTime<Utc>) -> Result<()> {
    let id = row.id;
    let refused = repo::sum(&repo::refused(&tx, id).await?);
    if !is_stopped(&refused, row.total) {
        return tx.commit().await;
    }
    let reason = format!(
        "От собрания отказались собственники, у которых {} из {} голосов (ст. 47.1 ч. 2.1 ЖК РФ)",
        refused.decimal(),
        Votes::whole(row.total).decimal()
    );
    let mut people: Vec<PersonId> = repo::people(&tx, id).await?;
    people.push(row.initiator_id);
    people.sort_unstable();
    people.dedup();
    message::end_cancelled(&tx, row, reason.clone(), now).await?;
    let title = "Собрание не состоится: отказались больше половины";
    notices::tell_all(ctx, &tx, &people, Said { kind: NoticeKind::Meeting, title, body: &reason }).await?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(())
}

/// The scan of a refusal on paper: for the initiator and the managing organisation.
pub async fn refusal_scan(
    ctx: &Ctx,
    who: &Resident,
    staff: Option<&Staff>,
    id: MeetingId,
    share: i32,
) -> Result<Content> {
    let list = refusals(ctx, who, staff, id).await?.list.unwrap_or_default();
    let scan = list.iter().find(|row| row.voice == share).and_then(|row| row.scan).ok_or(Error::Missing("file"))?;
    files::content(&ctx.db.read, scan).await
}
