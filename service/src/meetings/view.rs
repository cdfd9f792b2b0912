//! What screens show of meetings.

use chrono::{DateTime, Utc};
use domain::kernel::{HouseId, MeetingId, PersonId};
use domain::meetings::{
    Body, House, Kind, MeetingRow, MeetingView, MyPower, MyVoice, Outcome, Phase, PowerState, QuestionView, Votes,
};
use sea_orm::ConnectionTrait;

use super::attendance;
use super::calling::caller;
use super::publication::{body, first_rules, form};
use super::refusals::is_refusable;
use super::repo::{self, Meeting, Placed, Question};
use super::voting::{asked, ballot, is_due};
use crate::actor::Resident;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// A house's meetings, the newest first; a reader's own drafts among them.
pub async fn of_house(ctx: &Ctx, house: HouseId, reader: Option<PersonId>) -> Result<Vec<MeetingRow>> {
    rows(ctx, repo::of_house(&ctx.db.read, house, reader).await?).await
}

/// Meetings that await the person's decision or will.
pub async fn awaiting(ctx: &Ctx, who: &Resident) -> Result<Vec<MeetingRow>> {
    rows(ctx, repo::awaiting(&ctx.db.read, who.person(), ctx.now()).await?).await
}

pub(super) async fn rows(ctx: &Ctx, found: Vec<Placed>) -> Result<Vec<MeetingRow>> {
    let ids: Vec<MeetingId> = found.iter().map(|(row, ..)| row.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let questions = repo::questions(&ctx.db.read, &ids).await?;
    Ok(found.into_iter().map(|placed| row(placed, &questions, ctx.now())).collect())
}

fn row((meeting, address, time_zone): Placed, questions: &[Question], now: DateTime<Utc>) -> MeetingRow {
    let mut own = questions.iter().filter(|question| question.meeting_id == meeting.id);
    MeetingRow {
        id: meeting.id,
        house: meeting.house_id,
        address,
        uin: if meeting.state == repo::DRAFT { String::new() } else { meeting.uin.clone() },
        phase: phase(&meeting, now),
        body: body(&meeting),
        opens: meeting.opens_at,
        closes: meeting.closes_at,
        time_zone,
        questions: own.clone().count(),
        first_question: own.next().map(|question| question.wording.clone()).unwrap_or_default(),
    }
}

pub(super) fn phase(meeting: &Meeting, now: DateTime<Utc>) -> Phase {
    match meeting.state.as_str() {
        repo::DRAFT => Phase::Draft,
        repo::CANCELLED => Phase::Cancelled,
        // Not by the clock: what was taken in its last instant may still be on its way into the log.
        _ if meeting.closed_at.is_some() => Phase::Closed,
        _ if meeting.opens_at.is_some_and(|opens| now < opens) => Phase::Announced,
        _ if !form(meeting).is_electronic() && meeting.closes_at.is_some_and(|closes| closes <= now) => Phase::Counting,
        _ => Phase::Voting,
    }
}

/// A meeting as its reader may see it; a draft only as its initiator.
pub async fn one(ctx: &Ctx, id: MeetingId, reader: Option<PersonId>) -> Result<MeetingView> {
    close_if_due(ctx, id).await?;
    let db = &ctx.db.read;
    let placed = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    let own = reader == Some(placed.0.initiator_id);
    if placed.0.state == repo::DRAFT && !own {
        return Err(Error::Missing("meeting"));
    }
    let agenda = repo::questions(db, &[id]).await?;
    let meeting = placed.0.clone();
    let head = match meeting.log_size {
        0 => String::new(),
        size => repo::head(db, id, size).await?.map(|head| head.root).unwrap_or_default(),
    };
    let outcome = outcome(db, &meeting, &agenda).await?;
    let mine = match reader {
        Some(reader) => mine(db, &meeting, reader).await?,
        None => Vec::new(),
    };
    // The message is for owners: to others it is told without a name and a telephone.
    let named = match reader {
        Some(reader) => own || !mine.is_empty() || repo::owns(db, meeting.house_id, reader).await?,
        None => false,
    };
    let (powers, reads) = match reader {
        Some(reader) => (powers(db, id, reader).await?, is_reader(db, id, reader).await?),
        None => (Vec::new(), false),
    };
    let remarks = if mine.is_empty() && !own { Vec::new() } else { repo::remark_counts(db, id).await? };
    let (first, caller) = (first_rules(&meeting), caller(&meeting));
    let refusable = is_refusable(&meeting, ctx.now());
    let for_owners = |text: String| if named { text } else { String::new() };
    Ok(MeetingView {
        row: row(placed, &agenda, ctx.now()),
        form: form(&meeting),
        place: meeting.place,
        annual: meeting.annual,
        charter: meeting.charter,
        chair: for_owners(meeting.chair),
        secretary: for_owners(meeting.secretary),
        first,
        refusable,
        live: meeting.live,
        caller,
        initiator: for_owners(meeting.initiator_name),
        contacts: for_owners(meeting.contacts),
        materials: meeting.materials,
        cancelled_because: meeting.cancelled_because,
        closed: meeting.closed_at,
        agenda: agenda.into_iter().map(question).collect(),
        total: meeting.total,
        residential_total: meeting.residential_total,
        voices: meeting.voices,
        outcome,
        ballots: meeting.ballots,
        log: (meeting.log_size, head),
        mine,
        powers,
        own,
        reads,
        files: repo::materials(db, id).await?,
        remarks,
    })
}

/// A share of the register, as its administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its number.
    pub number: i32,
    /// `кв. 12`
    pub premises: String,
    /// Who owns it; empty when that is not known.
    pub owner: String,
    /// The part of the premises.
    pub share: domain::kernel::Share,
    /// A decision of it counts.
    pub voted: bool,
    /// Its owner is in the system, and not the administrator.
    pub known: bool,
}

/// The register of a meeting, for its administrator.
pub async fn register(ctx: &Ctx, who: &Resident, id: MeetingId) -> Result<Vec<Share>> {
    let db = &ctx.db.read;
    match repo::meeting(db, id).await? {
        Some((meeting, ..)) if meeting.initiator_id == who.person() => {}
        _ => return Err(Error::Missing("meeting")),
    }
    let voices = repo::voices(db, id).await?;
    let voted = repo::voted(db, id).await?;
    let share = |voice: repo::Voice| Share {
        number: voice.number,
        voted: voted.contains(&voice.number),
        known: voice.person_id.is_some_and(|person| person != who.person()),
        share: repo::share(&voice),
        premises: voice.premises,
        owner: voice.owner_name,
    };
    Ok(voices.into_iter().map(share).collect())
}

/// What has come out so far, by the running sums.
pub(super) async fn outcome(db: &impl ConnectionTrait, meeting: &Meeting, agenda: &[Question]) -> Result<Outcome> {
    let total = match body(meeting) {
        Body::Owners => Votes::whole(meeting.total),
        _ => repo::total(db, meeting.id).await?,
    };
    let house = House {
        total,
        residential_total: meeting.residential_total,
        entrances: repo::entrances(db, meeting.id).await?,
    };
    let (asked, mut running) = (asked(agenda), repo::sums(db, meeting.id, agenda.len()).await?);
    for voice in attendance::undecided(db, meeting).await? {
        running.attend(&asked, &ballot(&voice, Vec::new()));
    }
    Ok(running.outcome(&house, &asked))
}

/// Ends a meeting whose time has come, should the job not have run yet.
pub(super) async fn close_if_due(ctx: &Ctx, id: MeetingId) -> Result<()> {
    let Some((meeting, ..)) = repo::meeting(&ctx.db.read, id).await? else { return Ok(()) };
    if is_due(&meeting, ctx.now()) {
        super::close(ctx, id).await?;
    }
    Ok(())
}

fn question(row: Question) -> QuestionView {
    QuestionView {
        number: row.number,
        kind: Kind::from_code(&row.kind).unwrap_or(Kind::Other),
        entrance: row.entrance,
        text: row.wording,
        cost: row.cost,
        monthly: row.monthly,
    }
}

async fn mine(db: &impl ConnectionTrait, meeting: &Meeting, reader: PersonId) -> Result<Vec<MyVoice>> {
    let id = meeting.id;
    let voices = repo::voices_of(db, id, &[reader]).await?;
    if voices.is_empty() {
        return Ok(Vec::new());
    }
    let numbers: Vec<i32> = voices.iter().map(|voice| voice.number).collect();
    let counted = repo::counted(db, id, &numbers).await?;
    let present = attendance::present(db, meeting).await?.unwrap_or_default();
    let mine = voices.into_iter().map(|voice| {
        let entry = counted.iter().find(|entry| entry.voice == Some(voice.number));
        MyVoice {
            number: voice.number,
            present: present.contains(&voice.number),
            share: repo::share(&voice),
            premises: voice.premises,
            area: voice.area,
            entry: entry.map(|entry| entry.number),
            at: entry.map(|entry| entry.taken_at),
        }
    });
    Ok(mine.collect())
}

async fn is_reader(db: &impl ConnectionTrait, id: MeetingId, reader: PersonId) -> Result<bool> {
    Ok(repo::readers(db, id).await?.iter().any(|(person, _)| *person == reader))
}

async fn powers(db: &impl ConnectionTrait, id: MeetingId, reader: PersonId) -> Result<Vec<MyPower>> {
    let powers = repo::powers_of(db, id, reader).await?;
    let numbers: Vec<i32> = powers.iter().map(|power| power.voice).collect();
    let voices = repo::voices_by_number(db, id, &numbers).await?;
    let counted = if numbers.is_empty() { Vec::new() } else { repo::counted(db, id, &numbers).await? };
    let mine = powers.into_iter().filter_map(|power| {
        let voice = voices.iter().find(|voice| voice.number == power.voice)?;
        Some(MyPower {
            id: power.id,
            premises: voice.premises.clone(),
            state: PowerState::from_code(&power.state).unwrap_or(PowerState::Asked),
            voted: counted.iter().any(|entry| entry.voice == Some(power.voice)),
        })
    });
    Ok(mine.collect())
}
