//! After a meeting: the duties of the law with their clocks, and each adopted decision followed to its end.

use std::collections::HashMap;

use domain::kernel::{Date, MeetingId, PersonId, iso};
use domain::meetings::{
    Body, Deadline, Duty, DutyDraft, DutyView, MeetingView, Phase, Refusal, Standing, inspectorate_due,
};
use domain::notices::NoticeKind;
use sea_orm::ConnectionTrait;

use super::message::cut;
use super::repo::{self, DutyRow};
use super::{local, papers, reminders, view};
use crate::actor::Confirmed;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::files::{self, Content, Upload};
use crate::notices::{self, Said};

/// The longest text of a note and of who is responsible.
const LONGEST: usize = 500;

/// A published meeting, with what is to be done for it and after it.
pub async fn execution(ctx: &Ctx, id: MeetingId, reader: Option<PersonId>) -> Result<(MeetingView, Vec<DutyView>)> {
    let meeting = held(ctx, id, reader).await?;
    let db = &ctx.db.read;
    let says = match reader {
        Some(reader) => may_say(ctx, db, &meeting, reader).await?,
        None => false,
    };
    let sees = match reader {
        Some(reader) => says || repo::belongs(db, (id, meeting.row.house), reader).await?,
        None => false,
    };
    let zone = &meeting.row.time_zone;
    let known = Known {
        said: repo::duties(db, id).await?.into_iter().map(|row| (row.what.clone(), row)).collect(),
        formed: repo::formed(db, id).await?.map(|at| local::day(at, zone)),
        papers: papers::entered(db, id).await?,
        today: local::day(ctx.now(), zone),
    };
    let duties = of(&meeting, &known, says, sees);
    Ok((meeting, duties))
}

/// The meeting, if it is held.
async fn held(ctx: &Ctx, id: MeetingId, reader: Option<PersonId>) -> Result<MeetingView> {
    let meeting = view::one(ctx, id, reader).await?;
    let held = !matches!(meeting.row.phase, Phase::Draft | Phase::Cancelled);
    if held { Ok(meeting) } else { Err(Error::Missing("meeting")) }
}

/// What is known of the duties.
struct Known {
    /// What was said of them, by their stored names.
    said: HashMap<String, DutyRow>,
    /// When the protocol was formed.
    formed: Option<Date>,
    /// Written decisions, and how many were entered late.
    papers: (usize, usize),
    today: Date,
}

/// The initiator, and who works for the managing organisation.
async fn may_say(ctx: &Ctx, db: &impl ConnectionTrait, meeting: &MeetingView, person: PersonId) -> Result<bool> {
    Ok(meeting.own
        || repo::works_for(db, (&repo::manager(db, meeting.row.house).await?, None), person, ctx.now()).await?)
}

/// The last day of each duty of the law, of those there are by now; of written decisions each has its own.
fn days(meeting: &MeetingView, known: &Known) -> HashMap<Duty, Option<Date>> {
    let timeline = local::timeline(meeting).unwrap_or_default();
    let until = |what| timeline.iter().find(|until| until.what == what).map(|until| until.day);
    let received = known.said.get(&Duty::Originals.code()).and_then(|row| row.done_on);
    let mut days = HashMap::new();
    // How a cooperative's members are told its charter says.
    if let Some(placed) = until(Deadline::Placed).filter(|_| meeting.row.body != Body::Cooperative) {
        days.insert(Duty::Notice, Some(placed));
    }
    if 0 < known.papers.0 && meeting.form.is_electronic() {
        days.insert(Duty::Papers, None);
    }
    if let Some(day) = until(Deadline::Protocol) {
        days.insert(Duty::Protocol, Some(day));
    }
    // Of a cooperative's meeting the Code asks nothing of the kind.
    if let Some(originals) = until(Deadline::Originals) {
        days.insert(Duty::Originals, Some(originals));
        days.insert(Duty::Results, Some(originals));
        days.insert(Duty::Inspectorate, Some(inspectorate_due(received, originals)));
    }
    // Where people decide on paper the terms run while the initiator counts.
    let over = matches!(meeting.row.phase, Phase::Counting | Phase::Closed);
    days.retain(|duty, _| over || duty.comes_before_the_end());
    days
}

fn of(meeting: &MeetingView, known: &Known, mine: bool, sees: bool) -> Vec<DutyView> {
    let days = days(meeting, known);
    let one = |duty: Duty, text: String| {
        let row = known.said.get(&duty.code());
        let due = days.get(&duty).copied().unwrap_or_else(|| row.and_then(|row| row.due_on));
        let done = match duty {
            Duty::Protocol => known.formed,
            _ => row.and_then(|row| row.done_on),
        };
        let standing = match (duty, known.papers) {
            (Duty::Papers, (_, 0)) => Standing::Done,
            (Duty::Papers, _) => Standing::DoneLate,
            _ => Standing::of(due, done, known.today),
        };
        DutyView {
            duty,
            text,
            responsible: row.filter(|_| sees).map(|row| row.responsible.clone()).unwrap_or_default(),
            due,
            done,
            standing,
            papers: (duty == Duty::Papers).then_some(known.papers),
            note: row.filter(|_| sees).map(|row| row.note.clone()).unwrap_or_default(),
            evidence: sees && row.is_some_and(|row| row.file_id.is_some()),
            said: row.map(|row| (if sees { row.said_name.clone() } else { String::new() }, row.said_at)),
            mine: mine && duty.is_said(),
        }
    };
    let over = meeting.row.phase == Phase::Closed;
    let adopted = meeting.agenda.iter().zip(&meeting.outcome.questions).filter(|(_, result)| over && result.adopted);
    let decisions = adopted.map(|(question, _)| one(Duty::Decision(question.number), question.text.clone()));
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
    // What is done after the end is not done before it.
    let ended = meeting.row.closes.filter(|_| !duty.comes_before_the_end());
    let ended = ended.map_or(Date::MIN, |closes| local::day(closes, zone));
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
    match (duty, due, done) {
        (Duty::Decision(_), Some(due), None) => reminders::at_day(ctx, &tx, id, duty, due, zone)?,
        // From here on the managing organisation's days run.
        (Duty::Originals, _, Some(done)) => {
            let due = inspectorate_due(Some(done), done);
            reminders::at_day(ctx, &tx, id, Duty::Inspectorate, due, zone)?;
        }
        _ => {}
    }
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
