//! After a meeting: the duties of the law with their clocks, and each adopted decision followed to its end.

use std::collections::HashMap;

use domain::kernel::{Date, MeetingId, PersonId, iso};
use domain::meetings::{Deadline, Duty, DutyDraft, DutyView, MeetingView, Phase, Refusal, Standing, inspectorate_due};
use domain::notices::NoticeKind;
use sea_orm::ConnectionTrait;

use super::message::cut;
use super::repo::{self, DutyRow};
use super::{local, view};
use crate::actor::Confirmed;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::files::{self, Content, Upload};
use crate::notices::{self, Said};

/// The longest text of a note and of who is responsible.
const LONGEST: usize = 500;

/// A meeting that is over, with what is to be done after it.
pub async fn execution(ctx: &Ctx, id: MeetingId, reader: Option<PersonId>) -> Result<(MeetingView, Vec<DutyView>)> {
    let meeting = over(ctx, id, reader).await?;
    let db = &ctx.db.read;
    let says = match reader {
        Some(reader) => may_say(ctx, db, &meeting, reader).await?,
        None => false,
    };
    let sees = match reader {
        Some(reader) => says || repo::belongs(db, (id, meeting.row.house), reader).await?,
        None => false,
    };
    let known = repo::duties(db, id).await?.into_iter().map(|row| (row.what.clone(), row)).collect();
    let today = local::day(ctx.now(), &meeting.row.time_zone);
    let duties = of(&meeting, &known, today, says, sees);
    Ok((meeting, duties))
}

/// The meeting, if it is over.
async fn over(ctx: &Ctx, id: MeetingId, reader: Option<PersonId>) -> Result<MeetingView> {
    let meeting = view::one(ctx, id, reader).await?;
    if meeting.row.phase == Phase::Closed { Ok(meeting) } else { Err(Error::Missing("meeting")) }
}

/// The initiator, and who works for the managing organisation.
async fn may_say(ctx: &Ctx, db: &impl ConnectionTrait, meeting: &MeetingView, person: PersonId) -> Result<bool> {
    Ok(meeting.own || repo::managers(db, meeting.row.id, ctx.now()).await?.contains(&person))
}

/// The last day of each duty of the law.
fn days(meeting: &MeetingView, known: &HashMap<String, DutyRow>) -> HashMap<Duty, Date> {
    let timeline = local::timeline(meeting).unwrap_or_default();
    let originals = timeline.iter().find(|until| until.what == Deadline::Originals).map(|until| until.day);
    let Some(originals) = originals else { return HashMap::new() };
    let received = known.get(&Duty::Originals.code()).and_then(|row| row.done_on);
    HashMap::from([
        (Duty::Originals, originals),
        (Duty::Results, originals),
        (Duty::Inspectorate, inspectorate_due(received, originals)),
    ])
}

fn of(meeting: &MeetingView, known: &HashMap<String, DutyRow>, today: Date, mine: bool, sees: bool) -> Vec<DutyView> {
    let days = days(meeting, known);
    let one = |duty: Duty, text: String| {
        let row = known.get(&duty.code());
        let due = days.get(&duty).copied().or_else(|| row.and_then(|row| row.due_on));
        let done = row.and_then(|row| row.done_on);
        DutyView {
            duty,
            text,
            responsible: row.filter(|_| sees).map(|row| row.responsible.clone()).unwrap_or_default(),
            due,
            done,
            standing: Standing::of(due, done, today),
            note: row.filter(|_| sees).map(|row| row.note.clone()).unwrap_or_default(),
            evidence: sees && row.is_some_and(|row| row.file_id.is_some()),
            said: row.map(|row| (if sees { row.said_name.clone() } else { String::new() }, row.said_at)),
            mine,
        }
    };
    let adopted = meeting.agenda.iter().zip(&meeting.outcome.questions).filter(|(_, result)| result.adopted);
    let decisions = adopted.map(|(question, _)| one(Duty::Decision(question.number), question.text.clone()));
    // Of a cooperative's meeting the Code asks nothing of the kind.
    let of_law = Duty::OF_LAW.into_iter().filter(|duty| days.contains_key(duty));
    of_law.map(|duty| one(duty, String::new())).chain(decisions).collect()
}

/// Says where a duty stands. A file, if one is given, takes the place of the one before.
///
/// # Errors
/// [`Refusal::NotATime`] for a day that is none, is not yet, or is before the meeting's end.
pub async fn say(
    ctx: &Ctx,
    who: &Confirmed,
    id: MeetingId,
    duty: Duty,
    draft: &DutyDraft,
    evidence: &Upload,
) -> Result<()> {
    let (meeting, duties) = execution(ctx, id, Some(who.person())).await?;
    let known = duties.into_iter().find(|known| known.duty == duty && known.mine).ok_or(Error::Missing("duty"))?;
    let zone = &meeting.row.time_zone;
    let today = local::day(ctx.now(), zone);
    let ended = meeting.row.closes.map_or(today, |closes| local::day(closes, zone));
    let due = typed(&draft.due, "due")?.filter(|_| matches!(duty, Duty::Decision(_)));
    let done = typed(&draft.done, "done")?;
    if done.is_some_and(|done| today < done || done < ended) {
        return Err(Refusal::NotATime { field: "done" }.into());
    }
    let tx = ctx.begin().await?;
    // Held: who says it twice at once tells it once.
    repo::locked(&tx, id, &ctx.clock).await?;
    let before = repo::duty(&tx, id, &duty.code()).await?;
    let old = before.as_ref().and_then(|row| row.file_id);
    let file = match evidence.bytes.is_empty() {
        true => old,
        false => Some(files::put(ctx, &tx, who.person(), evidence).await?.id),
    };
    // Once, however often it is said again.
    let told = before.and_then(|row| row.told_at);
    let news = done.is_some() && told.is_none();
    let row = DutyRow {
        meeting_id: id,
        what: duty.code(),
        responsible: cut(&draft.responsible, LONGEST),
        due_on: due,
        done_on: done,
        note: cut(&draft.note, LONGEST),
        file_id: file,
        said_by: who.person(),
        said_name: repo::name_of(&tx, who.person()).await?,
        said_at: ctx.now(),
        told_at: told.or(news.then(|| ctx.now())),
    };
    repo::put_duty(&tx, row).await?;
    files::forget(&tx, &old.filter(|_| file != old).into_iter().collect::<Vec<_>>()).await?;
    if let Duty::Decision(_) = duty
        && news
    {
        let people = repo::people(&tx, id).await?;
        let title = format!("Решение собрания исполнено: {}", cut(&known.text, 80));
        let body = format!("{}. Подробности и подтверждение — на странице исполнения решений.", meeting.row.address);
        notices::tell_all(ctx, &tx, &people, Said { kind: NoticeKind::Meeting, title: &title, body: &body }).await?;
    }
    tx.commit().await
}

/// A day of a form; nothing for an empty field.
fn typed(text: &str, field: &'static str) -> Result<Option<Date>> {
    match text.trim() {
        "" => Ok(None),
        text => Ok(Some(iso::parse(text).ok_or(Refusal::NotATime { field })?)),
    }
}

/// The file that shows that it is done: for the house's owners, the initiator and the managing organisation.
pub async fn evidence(ctx: &Ctx, reader: PersonId, id: MeetingId, duty: Duty) -> Result<Content> {
    let (_, duties) = execution(ctx, id, Some(reader)).await?;
    let seen = duties.iter().any(|known| known.duty == duty && known.evidence);
    let row = repo::duty(&ctx.db.read, id, &duty.code()).await?.filter(|_| seen);
    let file = row.and_then(|row| row.file_id).ok_or(Error::Missing("file"))?;
    files::content(&ctx.db.read, file).await
}
