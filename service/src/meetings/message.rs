//! The message of a meeting while its initiator writes it: a draft nobody else sees; and its cancelling.

use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use domain::kernel::{Area, Date, HouseId, Kopecks, MeetingId, PersonId};
use domain::meetings::{Body, Caller, Form, Kind, MeetingDraft, QuestionDraft, Refusal, Timeline, propose};
use ledger::record::Leaf;

use super::calendar::calendar;
use super::calling::callers;
use super::log::{New, append};
use super::publication::{body, is_first};
use super::repo::{self, Meeting};
use crate::actor::{Confirmed, Resident, Staff};
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};

/// The longest wording, the longest other text, the longest name, in characters.
pub(super) const LONGEST: (usize, usize, usize) = (2000, 4000, 200);

/// Begins a message by one of the rights the person has: the first, when none is `wanted`. An owner in the
/// house, or a member of its association or cooperative, is its initiator and administrator (45 ч. 2, 47.1
/// ч. 2.1 ЖК); or the organisation that manages it (45 ч. 7) or the municipality (161.1 ч. 2, 200 ч. 4), for
/// which its `staff` acts.
///
/// # Errors
/// [`Refusal::NotAnOwner`] for everybody else.
pub async fn begin(
    ctx: &Ctx,
    who: &Confirmed,
    staff: Option<&Staff>,
    house: HouseId,
    wanted: Option<Caller>,
) -> Result<MeetingId> {
    let mut callers = callers(ctx, who, staff, house).await?.into_iter();
    let found = callers.find(|(caller, _)| wanted.is_none_or(|wanted| wanted == *caller));
    let (caller, name) = found.ok_or(Refusal::NotAnOwner)?;
    let id = MeetingId(ctx.id(house.region()));
    let first = is_first(&ctx.db.read, house).await?;
    // An association's board calls its members; owners only at their demand (45 ч. 6, 145 ч. 1 ЖК).
    let board = caller == Caller::Manager && repo::contractor(&ctx.db.read, house).await?.is_empty();
    let body = if board { Body::Association } else { Body::Owners };
    let row = Meeting {
        first,
        body: body.code().to_owned(),
        caller: caller.code().to_owned(),
        ..blank(id, house, (who.person(), name), ctx.now())
    };
    let tx = ctx.begin().await?;
    repo::insert(&tx, row).await?;
    tx.commit().await?;
    Ok(id)
}

/// A draft in which nothing is said yet, by its initiator's id and name.
pub(super) fn blank(id: MeetingId, house: HouseId, by: (PersonId, String), now: DateTime<Utc>) -> Meeting {
    Meeting {
        id,
        house_id: house,
        initiator_id: by.0,
        initiator_name: by.1,
        uin: uin(now, id),
        state: repo::DRAFT.to_owned(),
        annual: false,
        first: false,
        live: true,
        opens_at: None,
        closes_at: None,
        contacts: String::new(),
        materials: String::new(),
        total: Area(0),
        residential_total: Area(0),
        voices: 0,
        ballots: 0,
        frozen: String::new(),
        cancelled_because: String::new(),
        log_size: 0,
        log_frontier: Vec::new(),
        made_at: now,
        published_at: None,
        closed_at: None,
        form: Form::Electronic.code().to_owned(),
        place: String::new(),
        explained: String::new(),
        body: Body::Owners.code().to_owned(),
        charter: String::new(),
        chair: String::new(),
        secretary: String::new(),
        caller: Caller::Person.code().to_owned(),
        register_asked_at: None,
    }
}

/// The number of a vote: 14 digits, the day first (УИН, state exchange format).
fn uin(now: DateTime<Utc>, id: MeetingId) -> String {
    // Without the process and the counter: milliseconds, which come again after a day.
    format!("{}{:08}", now.format("%y%m%d"), (id.0.unsigned_abs() >> 14) % 100_000_000)
}

/// The days a message written today could propose: the first lawful one, and two weeks of voting.
pub fn suggested_days(ctx: &Ctx, house: HouseId, zone: &str, first: bool) -> (Date, Date) {
    let opens = Timeline::earliest(calendar(house.region()), ctx.today(zone), first);
    (opens, opens + chrono::Days::new(14))
}

/// The person's own draft, with its house's time zone.
pub(super) async fn own(
    db: &impl sea_orm::ConnectionTrait,
    who: &Resident,
    id: MeetingId,
) -> Result<(Meeting, String)> {
    match repo::meeting(db, id).await? {
        Some((row, _, zone)) if row.initiator_id == who.person() => Ok((row, zone)),
        _ => Err(Error::Missing("meeting")),
    }
}

/// The person's own draft, held for the transaction: what is published meanwhile is not written over.
pub(super) async fn own_draft(ctx: &Ctx, tx: &Tx, who: &Resident, id: MeetingId) -> Result<(Meeting, String)> {
    let (_, zone) = own(tx, who, id).await?;
    let (row, _) = repo::locked(tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    // A colleague may have taken it over meanwhile.
    if row.initiator_id != who.person() {
        return Err(Error::Missing("meeting"));
    }
    if row.state != repo::DRAFT {
        return Err(Refusal::Frozen.into());
    }
    if super::inspection::is_asked(tx, id).await? { Err(Refusal::Checked.into()) } else { Ok((row, zone)) }
}

/// Keeps what was typed of the message.
pub async fn save(ctx: &Ctx, who: &Confirmed, id: MeetingId, draft: &MeetingDraft) -> Result<()> {
    let tx = ctx.begin().await?;
    let (mut row, zone) = own_draft(ctx, &tx, who, id).await?;
    row.opens_at = time(&draft.opens, &zone, "opens")?;
    row.closes_at = time(&draft.closes, &zone, "closes")?;
    (row.annual, row.live) = (!draft.annual.is_empty(), !draft.live.is_empty());
    row.contacts = cut(&draft.contacts, LONGEST.1);
    row.materials = cut(&draft.materials, LONGEST.1);
    let form = if draft.form.is_empty() { Some(Form::Electronic) } else { Form::from_code(&draft.form) };
    form.ok_or(Refusal::NoForm)?.code().clone_into(&mut row.form);
    row.place = cut(&draft.place, LONGEST.1);
    row.explained = cut(&draft.explained, LONGEST.1);
    // What owners demanded is their own meeting.
    let demanded = repo::is_demanded(&tx, id).await?;
    let body = if draft.body.is_empty() { Some(Body::Owners) } else { Body::from_code(&draft.body) };
    let body = body.filter(|body| !demanded || *body == Body::Owners);
    body.ok_or(Refusal::NoBody)?.code().clone_into(&mut row.body);
    row.charter = cut(&draft.charter, LONGEST.2);
    (row.chair, row.secretary) = (cut(&draft.chair, LONGEST.2), cut(&draft.secretary, LONGEST.2));
    repo::update(&tx, row).await?;
    tx.commit().await
}

/// What was typed, without signs nobody sees and no document can hold.
pub(super) fn cut(text: &str, most: usize) -> String {
    let plain = |letter: char| match letter {
        '\n' | '\r' | '\u{b}' | '\u{85}' => '\n',
        letter if letter.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&letter) => ' ',
        letter => letter,
    };
    let text: String = text.replace("\r\n", "\n").chars().map(plain).collect();
    text.trim().chars().take(most).collect()
}

/// `2026-04-06T10:00` of the house's zone; nothing typed is nothing.
pub(super) fn time(text: &str, zone: &str, field: &'static str) -> Result<Option<DateTime<Utc>>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Europe::Moscow);
    let typed = NaiveDateTime::parse_from_str(text.trim(), "%Y-%m-%dT%H:%M").ok();
    let instant = typed.and_then(|typed| zone.from_local_datetime(&typed).earliest());
    Ok(Some(instant.ok_or(Refusal::NotATime { field })?.to_utc()))
}

/// Puts a question at the end of the agenda. Without a kind the one its wording speaks for is taken.
pub async fn ask(ctx: &Ctx, who: &Confirmed, id: MeetingId, draft: &QuestionDraft) -> Result<()> {
    let wording = cut(&draft.text, LONGEST.0);
    if wording.is_empty() {
        return Err(Refusal::NoWording.into());
    }
    let tx = ctx.begin().await?;
    let (row, _) = own_draft(ctx, &tx, who, id).await?;
    let body = body(&row);
    let kind = match draft.kind.as_str() {
        // What a cooperative's charter asks for no wording tells.
        "" => propose(body, &wording).kind.or_else(|| (body == Body::Cooperative).then_some(body.other())),
        code => Kind::from_code(code).filter(|kind| kind.body() == body),
    };
    let kind = kind.ok_or(Refusal::NoKind)?;
    let entrance = draft.entrance.trim().parse().ok().filter(|_| kind == Kind::Conversion);
    if kind == Kind::Conversion && entrance.is_none() {
        return Err(Refusal::NoEntrance.into());
    }
    let cost = cost(&draft.cost)?;
    let monthly = cost.is_some() && !draft.monthly.is_empty();
    let number = repo::questions(&tx, &[id]).await?.len() as i32 + 1;
    let kind = kind.code().to_owned();
    let row = repo::Question { meeting_id: id, number, kind, entrance, wording, cost, monthly };
    repo::add_question(&tx, row).await?;
    tx.commit().await
}

/// Roubles as people write them; nothing typed, or none, is nothing.
fn cost(text: &str) -> Result<Option<Kopecks>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(Kopecks::parse(text).ok_or(Refusal::NotMoney)?).filter(|cost| 0 < cost.0))
}

/// Takes a question out of the agenda.
pub async fn drop_question(ctx: &Ctx, who: &Confirmed, id: MeetingId, number: i32) -> Result<()> {
    let tx = ctx.begin().await?;
    own_draft(ctx, &tx, who, id).await?;
    repo::drop_question(&tx, id, number).await?;
    tx.commit().await
}

/// Cancels a published meeting before its end.
pub async fn cancel(ctx: &Ctx, who: &Confirmed, id: MeetingId, reason: &str) -> Result<()> {
    let tx = ctx.begin().await?;
    own(&tx, who, id).await?;
    let reason = cut(reason, LONGEST.0);
    if reason.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let (row, now) = repo::locked(&tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    if row.state != repo::PUBLISHED || row.closes_at.is_none_or(|closes| closes <= now) {
        return Err(Refusal::Frozen.into());
    }
    end_cancelled(&tx, row, reason, now).await?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(())
}

/// A published meeting is not held: its log ends with the reason.
pub(super) async fn end_cancelled(tx: &Tx, mut row: Meeting, reason: String, now: DateTime<Utc>) -> Result<()> {
    row.state = repo::CANCELLED.to_owned();
    row.cancelled_because.clone_from(&reason);
    repo::update(tx, row.clone()).await?;
    let leaf = Leaf::Cancelled { at: now.timestamp_millis(), reason };
    append(tx, row, vec![New::plain(leaf, now)], now).await
}
