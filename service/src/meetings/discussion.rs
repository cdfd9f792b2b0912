//! What owners say of the questions of an agenda: before and while they vote, in the house's own circle.

use chrono::Duration;
use domain::kernel::{Instant, MeetingId, PersonId, Region, RemarkId};
use domain::meetings::{MeetingView, Phase, QuestionView, Refusal};

use super::message::cut;
use super::repo::{self, RemarkRow};
use super::view;
use crate::actor::{Confirmed, Resident};
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// The longest remark.
pub const LONGEST: u32 = 2000;
/// What one person may say in a day.
const A_DAY: u64 = 20;

/// A remark, as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its id.
    pub id: RemarkId,
    /// `Пётр И.`
    pub author: String,
    /// `кв. 12`
    pub premises: String,
    /// What was said; nothing when it is hidden.
    pub text: String,
    /// When.
    pub at: Instant,
    /// It is hidden, because of this; an author's own taking back has no reason.
    pub hidden: Option<String>,
    /// The reader may hide it: the author, and the initiator with a reason.
    pub hides: bool,
    /// It is the reader's own.
    pub own: bool,
}

/// A question's discussion.
#[derive(Clone, Debug)]
pub struct Discussion {
    /// The meeting.
    pub meeting: MeetingView,
    /// The question.
    pub question: QuestionView,
    /// What was said of it.
    pub remarks: Vec<Remark>,
    /// One may still say something.
    pub open: bool,
}

/// What was said of a question; for the house's owners and the initiator, to others it does not exist.
pub async fn discussion(ctx: &Ctx, who: &Resident, id: MeetingId, number: i32) -> Result<Discussion> {
    let meeting = view::one(ctx, id, Some(who.person())).await?;
    let db = &ctx.db.read;
    let voice = premises_of(ctx, who.person(), &meeting).await?;
    if voice.is_none() && !meeting.own {
        return Err(Error::Missing("discussion"));
    }
    let found = meeting.agenda.iter().find(|question| question.number == number).cloned();
    let question = found.filter(|_| meeting.row.phase != Phase::Draft).ok_or(Error::Missing("question"))?;
    let rows = repo::remarks(db, id, number).await?;
    let remarks = rows.into_iter().map(|row| shown(row, who.person(), meeting.own)).collect();
    let open = goes(meeting.row.phase) && meeting.row.closes.is_some_and(|closes| ctx.now() < closes);
    Ok(Discussion { meeting, question, remarks, open })
}

fn goes(phase: Phase) -> bool {
    matches!(phase, Phase::Announced | Phase::Voting)
}

/// Whose words they are: the first premises the person has in the meeting's register.
async fn premises_of(ctx: &Ctx, person: PersonId, meeting: &MeetingView) -> Result<Option<String>> {
    let voices = repo::voices_of(&ctx.db.read, meeting.row.id, &[person]).await?;
    Ok(voices.into_iter().next().map(|voice| voice.premises))
}

fn shown(row: RemarkRow, reader: PersonId, initiator: bool) -> Remark {
    let own = row.person_id == reader;
    let hidden = row.hidden_at.map(|_| row.hidden_because);
    Remark {
        id: row.id,
        author: row.person_name,
        premises: row.premises,
        text: if hidden.is_none() { row.text } else { String::new() },
        at: row.made_at,
        hides: hidden.is_none() && (own || initiator),
        hidden,
        own,
    }
}

/// Says something of a question.
///
/// # Errors
/// [`Refusal::NoRemark`], [`Refusal::NotOpen`] once voting has ended, [`Refusal::TooManyRemarks`].
pub async fn remark(ctx: &Ctx, who: &Confirmed, id: MeetingId, number: i32, text: &str) -> Result<()> {
    let Discussion { meeting, question, open, .. } = discussion(ctx, who, id, number).await?;
    if !open {
        return Err(Refusal::NotOpen.into());
    }
    let text = cut(text, LONGEST as usize);
    if text.is_empty() {
        return Err(Refusal::NoRemark.into());
    }
    let premises = premises_of(ctx, who.person(), &meeting).await?.unwrap_or_default();
    let tx = ctx.begin().await?;
    // Held: several at once are counted one by one, and none comes after the end.
    let (row, now) = repo::locked(&tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    if row.state != repo::PUBLISHED || row.closes_at.is_none_or(|closes| closes <= now) {
        return Err(Refusal::NotOpen.into());
    }
    if A_DAY <= repo::remarks_since(&tx, who.person(), now - Duration::days(1)).await? {
        return Err(Refusal::TooManyRemarks.into());
    }
    let row = RemarkRow {
        id: RemarkId(ctx.id(Region(0))),
        meeting_id: id,
        question: question.number,
        person_id: who.person(),
        person_name: repo::short_name_of(&tx, who.person()).await?,
        premises,
        text,
        made_at: now,
        hidden_at: None,
        hidden_because: String::new(),
    };
    repo::put_remark(&tx, row).await?;
    tx.commit().await
}

/// Takes a remark away: its author, or the initiator with a reason that stays in its place.
///
/// # Errors
/// [`Refusal::NoReason`].
pub async fn hide(ctx: &Ctx, who: &Confirmed, id: MeetingId, remark: RemarkId, reason: &str) -> Result<i32> {
    let row = repo::remark(&ctx.db.read, id, remark).await?.ok_or(Error::Missing("remark"))?;
    let Discussion { meeting, .. } = discussion(ctx, who, id, row.question).await?;
    let own = row.person_id == who.person();
    if !own && !meeting.own {
        return Err(Error::Missing("remark"));
    }
    let reason = if own { String::new() } else { cut(reason, LONGEST as usize) };
    if !own && reason.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let tx = ctx.begin().await?;
    repo::hide_remark(&tx, remark, &reason, ctx.now()).await?;
    tx.commit().await?;
    Ok(row.question)
}
