//! The state housing inspectorate (ГЖИ): the check of a message whose data do not suffice, with its
//! ten working days; the protocols it keeps for three years, and those that contradict each other.

use chrono::{DateTime, Months, Utc};
use domain::kernel::{Date, MeetingId};
use domain::meetings::{Kind, MeetingRow, Refusal, alike};
use domain::notices::NoticeKind;
use sea_orm::ConnectionTrait;
use sha2::{Digest as _, Sha256};

use super::calendar::calendar;
use super::message::{LONGEST, cut, own, own_draft};
use super::repo::{self, CheckRow, Meeting};
use super::terms::Term;
use super::view;
use crate::actor::{Confirmed, Resident, Staff};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::notices::{self, Said};

/// Where a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Waits for the inspectorate.
    Asked,
    /// The message may be published.
    Approved,
    /// It might have been published, and then the message or the register changed.
    Lapsed,
    /// Something is to be mended first.
    Returned,
}

impl Checked {
    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Lapsed => "lapsed",
            Self::Returned => "returned",
        }
    }

    fn from_code(code: &str) -> Self {
        match code {
            "approved" => Self::Approved,
            "returned" => Self::Returned,
            _ => Self::Asked,
        }
    }
}

/// A check of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The meeting.
    pub meeting: MeetingId,
    /// The house.
    pub address: String,
    /// What is asked.
    pub question: String,
    /// What the initiator says to it.
    pub explained: String,
    /// Where it stands.
    pub state: Checked,
    /// When it was asked.
    pub asked: DateTime<Utc>,
    /// The last day of the answer.
    pub due: Date,
    /// That day is over and there is no answer.
    pub overdue: bool,
    /// What was answered.
    pub answer: String,
}

/// A protocol the inspectorate keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The meeting.
    pub row: MeetingRow,
    /// Numbers of other protocols of the house on like questions within three months: ст. 46 ч. 1.1 ЖК.
    pub alike: Vec<String>,
}

/// Is the message being checked?
pub(super) async fn is_asked(db: &impl ConnectionTrait, id: MeetingId) -> Result<bool> {
    Ok(repo::check(db, id).await?.is_some_and(|row| row.state == Checked::Asked.code()))
}

/// Was what the message lacks checked, and found no obstacle? Of a message or a register that changed since
/// nobody has said so.
pub(super) async fn is_approved(db: &impl ConnectionTrait, row: &Meeting) -> Result<bool> {
    match repo::check(db, row.id).await? {
        Some(check) if check.state == Checked::Approved.code() => Ok(check.seen == digest(db, row).await?),
        _ => Ok(false),
    }
}

/// What the inspectorate looks at, as one digest: the message, its agenda and materials, the register, the
/// house's area.
async fn digest(db: &impl ConnectionTrait, row: &Meeting) -> Result<String> {
    let agenda = repo::questions(db, &[row.id]).await?;
    let agenda: Vec<_> = agenda
        .iter()
        .map(|question| (&question.kind, question.entrance, &question.wording, question.cost, question.monthly))
        .collect();
    let rooms = repo::owned(db, row.house_id).await?;
    // Shares, not who is known to hold them: a neighbour who links an account changes nothing of the register.
    let share = |owning: &repo::Owning| (owning.name.clone(), owning.num, owning.den);
    let rooms: Vec<_> = rooms
        .iter()
        .map(|room| {
            let shares: Vec<_> = room.shares.iter().map(share).collect();
            (&room.label, room.area.0, room.residential, room.entrance, shares)
        })
        .collect();
    let times = (row.annual, row.live, row.opens_at, row.closes_at);
    let message =
        (&row.form, &row.place, (&row.body, &row.charter), times, &row.contacts, &row.materials, &row.explained);
    let materials = repo::material_digests(db, row.id).await?;
    let area = crate::registers::passport_area(db, row.house_id).await?.map(|area| area.0);
    let said = serde_json::to_vec(&(message, agenda, rooms, materials, area)).map_err(anyhow::Error::from)?;
    Ok(hex::encode(Sha256::digest(said)))
}

/// The initiator takes the message back from the inspectorate, to mend it.
pub async fn withdraw(ctx: &Ctx, who: &Confirmed, id: MeetingId) -> Result<()> {
    let tx = ctx.begin().await?;
    own(&tx, who, id).await?;
    repo::locked(&tx, id, &ctx.clock).await?;
    if is_asked(&tx, id).await? {
        repo::drop_check(&tx, id).await?;
    }
    tx.commit().await
}

/// The initiator asks the inspectorate whether the meeting may be held although data are missing.
///
/// # Errors
/// [`Refusal::NoQuestion`], [`Refusal::Frozen`], [`Refusal::Checked`].
pub async fn ask(ctx: &Ctx, who: &Confirmed, id: MeetingId, question: &str, explained: &str) -> Result<()> {
    let question = cut(question, LONGEST.0);
    if question.is_empty() {
        return Err(Refusal::NoQuestion.into());
    }
    let tx = ctx.begin().await?;
    let (draft, zone) = own_draft(ctx, &tx, who, id).await?;
    let seen = digest(&tx, &draft).await?;
    let today = ctx.today(&zone);
    let due = calendar(draft.house_id.region()).working_days_after(today, Term::CheckDays.on(today));
    let row = CheckRow {
        meeting_id: id,
        question,
        explained: cut(explained, LONGEST.1),
        state: Checked::Asked.code().to_owned(),
        asked_at: ctx.now(),
        due_on: due,
        decided_at: None,
        decided_by: None,
        answer: String::new(),
        seen,
    };
    repo::put_check(&tx, row).await?;
    tx.commit().await
}

/// The check of the initiator's own message, if there was one.
pub async fn check(ctx: &Ctx, who: &Resident, id: MeetingId) -> Result<Option<Check>> {
    let db = &ctx.db.read;
    let (row, address, zone) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    if row.initiator_id != who.person() {
        return Err(Error::Missing("meeting"));
    }
    let Some(found) = repo::check(db, id).await? else { return Ok(None) };
    let lapsed = found.state == Checked::Approved.code() && row.state == repo::DRAFT && !is_approved(db, &row).await?;
    let mut check = shown(found, address, ctx.today(&zone));
    if lapsed {
        check.state = Checked::Lapsed;
    }
    Ok(Some(check))
}

fn shown(row: CheckRow, address: String, today: Date) -> Check {
    let state = Checked::from_code(&row.state);
    Check {
        meeting: row.meeting_id,
        address,
        question: row.question,
        explained: row.explained,
        state,
        asked: row.asked_at,
        due: row.due_on,
        overdue: state == Checked::Asked && row.due_on < today,
        answer: row.answer,
    }
}

/// Checks that wait, the most pressing first, for the inspectorate.
pub async fn checks(ctx: &Ctx, _who: &Staff) -> Result<Vec<Check>> {
    let db = &ctx.db.read;
    let rows = repo::open_checks(db, Checked::Asked.code()).await?;
    let ids: Vec<MeetingId> = rows.iter().map(|row| row.meeting_id).collect();
    let meetings = repo::by_ids(db, &ids).await?;
    let check = |row: CheckRow| {
        let (_, address, zone) = meetings.iter().find(|(meeting, ..)| meeting.id == row.meeting_id)?;
        Some(shown(row, address.clone(), ctx.today(zone)))
    };
    Ok(rows.into_iter().filter_map(check).collect())
}

/// The inspectorate answers what was asked at that instant, not what took its place since: the meeting may
/// be held, or something is to be mended first.
///
/// # Errors
/// [`Refusal::NoReason`] without an answer in words.
pub async fn decide(
    ctx: &Ctx,
    who: &Staff,
    id: MeetingId,
    asked: DateTime<Utc>,
    approves: bool,
    answer: &str,
) -> Result<()> {
    let answer = cut(answer, LONGEST.0);
    if answer.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let tx = ctx.begin().await?;
    let (row, now) = repo::locked(&tx, id, &ctx.clock).await?.ok_or(Error::Missing("check"))?;
    let mut check = repo::check(&tx, id).await?.ok_or(Error::Missing("check"))?;
    if check.state != Checked::Asked.code() || check.asked_at.timestamp_millis() != asked.timestamp_millis() {
        return Err(Error::Missing("check"));
    }
    let (state, title) = match approves {
        true => (Checked::Approved, "ГЖИ проверила сообщение: собрание можно проводить"),
        false => (Checked::Returned, "ГЖИ вернула сообщение о собрании"),
    };
    state.code().clone_into(&mut check.state);
    (check.decided_at, check.decided_by) = (Some(now), Some(who.person()));
    check.answer.clone_from(&answer);
    repo::update_check(&tx, check).await?;
    notices::tell(ctx, &tx, row.initiator_id, Said { kind: NoticeKind::Meeting, title, body: &answer }).await?;
    tx.commit().await
}

/// The newest protocols of the last three years, for the inspectorate; those that ask for an inspection
/// name each other.
pub async fn protocols(ctx: &Ctx, _who: &Staff) -> Result<Vec<Kept>> {
    let db = &ctx.db.read;
    let years = Term::KeptYears.on(ctx.now().date_naive());
    let since = ctx.now().checked_sub_months(Months::new(12 * years)).unwrap_or_default();
    let found = repo::closed_since(db, since).await?;
    let rows = view::rows(ctx, found).await?;
    let ids: Vec<MeetingId> = rows.iter().map(|row| row.id).collect();
    let questions = repo::questions(db, &ids).await?;
    let about = |id: MeetingId| -> Vec<Kind> {
        let own = questions.iter().filter(|question| question.meeting_id == id);
        own.filter_map(|question| Kind::from_code(&question.kind)).collect()
    };
    let dated: Vec<(Date, Vec<Kind>)> =
        rows.iter().map(|row| (row.closes.map(|at| at.date_naive()).unwrap_or_default(), about(row.id))).collect();
    let kept = rows.iter().zip(&dated).map(|(row, (day, kinds))| {
        let others = rows.iter().zip(&dated).filter(|(other, _)| other.id != row.id && other.house == row.house);
        let alike = others.filter(|(_, (other, about))| alike((*day, kinds), (*other, about)));
        Kept { row: row.clone(), alike: alike.map(|(other, _)| other.uin.clone()).collect() }
    });
    Ok(kept.collect())
}
