//! Owners demand that the managing organisation holds a meeting (ст. 45 ч. 6 ЖК): neighbours join until ten
//! per cent of the votes have, then the organisation has 45 days.

use std::collections::HashSet;

use chrono::Duration;
use domain::kernel::{HouseId, MeetingId, PersonId, Region, RequestId};
use domain::meetings::{Body, Caller, Kind, Refusal, RequestState, RequestView, Votes, held_until, is_enough, propose};
use domain::notices::NoticeKind;
use sea_orm::ConnectionTrait;

use super::local;
use super::message::{self, cut};
use super::publication::is_first;
use super::repo::{self, Meeting, RequestRow};
use super::{calling, inspection};
use crate::actor::{Confirmed, Resident, Staff};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::notices::{self, Said};
use crate::registers;

/// The most questions of a demand, and the longest of them.
const MOST: (usize, usize) = (20, 2000);
/// The most demands of one person in a house that are not met yet.
const AT_ONCE: u64 = 3;
/// The most one person may begin in a house within a day, ended ones too.
const A_DAY: u64 = 5;

/// What the reader is to the house.
struct Reader {
    person: PersonId,
    owns: bool,
    manages: bool,
}

async fn reader(db: &impl ConnectionTrait, who: &Resident, staff: Option<&Staff>, house: HouseId) -> Result<Reader> {
    let owns = repo::owns(db, house, who.person()).await?;
    let manages = match staff {
        Some(staff) => registers::manages(db, staff.organisation(), house).await?,
        None => false,
    };
    // For everybody else there are none.
    if owns || manages { Ok(Reader { person: who.person(), owns, manages }) } else { Err(Error::Missing("request")) }
}

/// Is the reader an owner in the house, and of the organisation that manages it?
pub async fn stands(ctx: &Ctx, who: &Resident, staff: Option<&Staff>, house: HouseId) -> Result<(bool, bool)> {
    match reader(&ctx.db.read, who, staff, house).await {
        Ok(reader) => Ok((reader.owns, reader.manages)),
        Err(Error::Missing(_)) => Ok((false, false)),
        Err(error) => Err(error),
    }
}

/// Demands of a house, the newest first, ended ones last; for its owners and who manages it.
pub async fn requests(ctx: &Ctx, who: &Resident, staff: Option<&Staff>, house: HouseId) -> Result<Vec<RequestView>> {
    let db = &ctx.db.read;
    let reader = reader(db, who, staff, house).await?;
    let rows = repo::requests(db, house).await?;
    let ids: Vec<RequestId> = rows.iter().map(|row| row.id).collect();
    let joined = repo::joined(db, &ids).await?;
    let (total, people) = repo::votes(db, house).await?;
    let zone = repo::zone_of(db, house).await?.unwrap_or_default();
    let today = local::day(ctx.now(), &zone);
    let begun: Vec<MeetingId> = rows.iter().filter_map(|row| row.meeting_id).collect();
    let begun = repo::bare(db, &begun).await?;
    let view = |row: RequestRow| {
        let of: HashSet<PersonId> = joined.iter().filter(|(id, _)| *id == row.id).map(|(_, person)| *person).collect();
        let meeting = row.meeting_id.and_then(|id| begun.iter().find(|meeting| meeting.id == id));
        let state = state(&row, meeting);
        let waits = matches!(state, RequestState::Sent | RequestState::Begun);
        let seen = |meeting: &&Meeting| meeting.state != repo::DRAFT || meeting.initiator_id == reader.person;
        RequestView {
            id: row.id,
            house,
            questions: row.questions.lines().map(str::to_owned).collect(),
            author: row.author,
            at: row.made_at,
            state,
            joined: of.len(),
            votes: sum(&people, &of),
            total,
            due: row.due_on,
            overdue: waits && row.due_on.is_some_and(|due| due < today),
            meeting: meeting.filter(seen).map(|meeting| meeting.id),
            mine: of.contains(&reader.person),
            joins: reader.owns && state == RequestState::Gathering,
            ends: row.made_by == reader.person && state == RequestState::Gathering,
            holds: reader.manages && may_hold(state, meeting, reader.person),
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Where a demand stands, with the meeting that came of it: one that was cancelled is none.
fn state(row: &RequestRow, meeting: Option<&Meeting>) -> RequestState {
    let stored = RequestState::from_code(&row.state).unwrap_or(RequestState::Gathering);
    match meeting {
        Some(meeting) if meeting.state == repo::CANCELLED => RequestState::Sent,
        Some(meeting) if meeting.closed_at.is_some() => RequestState::Held,
        _ => stored,
    }
}

/// A colleague may take over a draft that was not published.
fn may_hold(state: RequestState, meeting: Option<&Meeting>, person: PersonId) -> bool {
    let left = meeting.is_some_and(|meeting| meeting.state == repo::DRAFT && meeting.initiator_id != person);
    state == RequestState::Sent || (state == RequestState::Begun && left)
}

/// The votes of some of the people; a share held by several counts once.
fn sum(shares: &[(Vec<PersonId>, Votes)], of: &HashSet<PersonId>) -> Votes {
    let mut sum = Votes::default();
    let theirs = shares.iter().filter(|(people, _)| people.iter().any(|person| of.contains(person)));
    theirs.for_each(|(_, votes)| sum.add_all(votes));
    sum
}

/// Begins a demand, which its author has joined. `questions`: one on a line.
///
/// # Errors
/// [`Refusal::NotAnOwner`], [`Refusal::NoWording`], [`Refusal::TooManyRequests`].
pub async fn demand(ctx: &Ctx, who: &Confirmed, house: HouseId, questions: &[String]) -> Result<RequestId> {
    if !repo::owns(&ctx.db.read, house, who.person()).await? {
        return Err(Refusal::NotAnOwner.into());
    }
    let texts: Vec<String> = questions.iter().map(|text| cut(text, MOST.1)).collect();
    let lines = texts.iter().flat_map(|text| text.lines()).map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).take(MOST.0).collect();
    if lines.is_empty() {
        return Err(Refusal::NoWording.into());
    }
    let tx = ctx.begin().await?;
    // Held: several at once are counted one by one.
    registers::hold(&tx, house).await?;
    let (unmet, today) = repo::requests_of(&tx, house, who.person(), ctx.now() - Duration::days(1)).await?;
    if AT_ONCE <= unmet || A_DAY <= today {
        return Err(Refusal::TooManyRequests.into());
    }
    let row = RequestRow {
        id: RequestId(ctx.id(Region(0))),
        house_id: house,
        made_by: who.person(),
        author: repo::short_name_of(&tx, who.person()).await?,
        questions: lines.join("\n"),
        state: RequestState::Gathering.code().to_owned(),
        made_at: ctx.now(),
        sent_at: None,
        due_on: None,
        meeting_id: None,
    };
    let id = row.id;
    repo::put_request(&tx, row.clone()).await?;
    repo::join(&tx, id, who.person(), ctx.now()).await?;
    send_if_enough(ctx, &tx, row).await?;
    tx.commit().await?;
    Ok(id)
}

/// Joins a demand, or leaves it while others still join.
///
/// # Errors
/// [`Refusal::Frozen`] once it was sent.
pub async fn join(ctx: &Ctx, who: &Confirmed, id: RequestId, joins: bool) -> Result<HouseId> {
    let tx = ctx.begin().await?;
    let row = repo::request(&tx, id).await?.ok_or(Error::Missing("request"))?;
    if !repo::owns(&tx, row.house_id, who.person()).await? {
        return Err(Error::Missing("request"));
    }
    let house = row.house_id;
    match (row.state == RequestState::Gathering.code(), joins) {
        // Who joins what was sent meanwhile reads that it was.
        (false, true) => return Ok(house),
        (false, false) => return Err(Refusal::Frozen.into()),
        (true, true) => {
            repo::join(&tx, id, who.person(), ctx.now()).await?;
            send_if_enough(ctx, &tx, row).await?;
        }
        (true, false) => repo::leave(&tx, id, who.person()).await?,
    }
    tx.commit().await?;
    Ok(house)
}

/// Its author ends a demand that was not sent.
///
/// # Errors
/// [`Refusal::Frozen`] once it was sent.
pub async fn end(ctx: &Ctx, who: &Confirmed, id: RequestId) -> Result<HouseId> {
    let tx = ctx.begin().await?;
    let found = repo::request(&tx, id).await?.filter(|row| row.made_by == who.person());
    let mut row = found.ok_or(Error::Missing("request"))?;
    let house = row.house_id;
    match RequestState::from_code(&row.state) {
        Some(RequestState::Ended) => return Ok(house),
        Some(RequestState::Gathering) => row.state = RequestState::Ended.code().to_owned(),
        _ => return Err(Refusal::Frozen.into()),
    }
    repo::update_request(&tx, row).await?;
    tx.commit().await?;
    Ok(house)
}

/// Once those who joined have ten per cent of all votes, the organisation has the demand.
async fn send_if_enough(ctx: &Ctx, tx: &crate::ctx::Tx, mut row: RequestRow) -> Result<()> {
    let of: HashSet<PersonId> = repo::joined(tx, &[row.id]).await?.into_iter().map(|(_, person)| person).collect();
    let (total, people) = repo::votes(tx, row.house_id).await?;
    if !is_enough(&sum(&people, &of), total) {
        return Ok(());
    }
    let now = ctx.now();
    let zone = repo::zone_of(tx, row.house_id).await?.unwrap_or_default();
    let due = held_until(local::day(now, &zone));
    row.state = RequestState::Sent.code().to_owned();
    (row.sent_at, row.due_on) = (Some(now), Some(due));
    let mut told: Vec<PersonId> = of.into_iter().collect();
    told.extend(repo::managers_of(tx, row.house_id, now).await?);
    told.sort_unstable();
    told.dedup();
    let title = "Собственники требуют провести собрание";
    let day = domain::kernel::text::day(due);
    let body = format!(
        "За это не менее десяти процентов голосов дома. Провести собрание нужно до {day} (ст. 45 ч. 6 ЖК РФ).\n{}",
        row.questions
    );
    notices::tell_all(ctx, tx, &told, Said { kind: NoticeKind::Meeting, title, body: &body }).await?;
    repo::update_request(tx, row).await
}

/// The organisation begins the meeting: a draft with the demanded questions, whose initiator it is (ст. 45
/// ч. 6, 7 ЖК).
pub async fn hold(ctx: &Ctx, who: &Confirmed, staff: &Staff, id: RequestId) -> Result<MeetingId> {
    let name = calling::organisation(ctx, staff).await?;
    let tx = ctx.begin().await?;
    let mut row = repo::request(&tx, id).await?.ok_or(Error::Missing("request"))?;
    let manages = registers::manages(&tx, staff.organisation(), row.house_id).await?;
    let begun = repo::bare(&tx, &row.meeting_id.into_iter().collect::<Vec<_>>()).await?.pop();
    let state = state(&row, begun.as_ref());
    if !manages || !may_hold(state, begun.as_ref(), who.person()) {
        return Err(Error::Missing("request"));
    }
    if state == RequestState::Begun
        && let Some(draft) = begun
    {
        // Held and looked at again: its writer may be publishing it.
        let (row, _) = repo::locked(&tx, draft.id, &ctx.clock).await?.ok_or(Error::Missing("request"))?;
        if row.state != repo::DRAFT || inspection::is_asked(&tx, row.id).await? {
            return Err(Refusal::Frozen.into());
        }
        repo::set_initiator(&tx, row.id, who.person()).await?;
        tx.commit().await?;
        return Ok(row.id);
    }
    let meeting = MeetingId(ctx.id(row.house_id.region()));
    let first = is_first(&tx, row.house_id).await?;
    let draft = message::blank(meeting, row.house_id, (who.person(), name), ctx.now());
    repo::insert(&tx, Meeting { first, caller: Caller::Demanded.code().to_owned(), ..draft }).await?;
    row.state = RequestState::Begun.code().to_owned();
    row.meeting_id = Some(meeting);
    for (wording, number) in row.questions.lines().zip(1..) {
        // Which entrance is meant the demand does not say: the initiator does.
        let kind = propose(Body::Owners, wording).kind.filter(|kind| *kind != Kind::Conversion).unwrap_or(Kind::Other);
        let question = repo::Question {
            meeting_id: meeting,
            number,
            kind: kind.code().to_owned(),
            entrance: None,
            wording: wording.to_owned(),
            cost: None,
            monthly: false,
        };
        repo::add_question(&tx, question).await?;
    }
    repo::update_request(&tx, row).await?;
    tx.commit().await?;
    Ok(meeting)
}
