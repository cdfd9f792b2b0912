//! Clocks that speak up: owners hear that voting has begun and that it ends tomorrow, those who answer for a
//! duty that its last day comes.

use chrono::{DateTime, Duration, NaiveTime, TimeZone as _, Utc};
use domain::kernel::{Date, MeetingId, PersonId, text};
use domain::meetings::{Deadline, Duty, Phase};
use domain::notices::NoticeKind;
use serde::{Deserialize, Serialize};

use super::calendar::calendar;
use super::protocol::words::say;
use super::publication::{body, first_rules, form};
use super::repo::{self, Meeting};
use super::{execution, local, view};
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::jobs::{self, RemindMeeting};
use crate::notices::{self, Said};

/// Days before a last day at which it is spoken of, and the hour.
const AHEAD: i64 = 2;
const HOUR: u32 = 9;
/// Before the end of voting those who have not voted are told.
const LAST_CALL: Duration = Duration::days(1);

/// What is spoken of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// Voting has begun.
    Opened,
    /// It ends tomorrow.
    Ends,
    /// A duty's last day comes: its stored name.
    Duty(String),
}

impl Reminder {
    /// What tells it from the meeting's others.
    fn key(&self) -> String {
        match self {
            Self::Opened => "opened".to_owned(),
            Self::Ends => "ends".to_owned(),
            Self::Duty(duty) => format!("duty {duty}"),
        }
    }
}

/// The morning of a day by the clock of the house, so many days earlier.
fn morning(day: Date, zone: &str) -> DateTime<Utc> {
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Europe::Moscow);
    let hour = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default();
    let at = (day - Duration::days(AHEAD)).and_time(hour);
    zone.from_local_datetime(&at).earliest().map_or_else(|| at.and_utc(), |at| at.to_utc())
}

/// Sets the clocks of a meeting that is published.
pub(super) fn at_publication(ctx: &Ctx, tx: &Tx, row: &Meeting, zone: &str) -> Result<()> {
    let (Some(opens), Some(closes)) = (row.opens_at, row.closes_at) else { return Ok(()) };
    let id = row.id;
    jobs::enqueue_at(ctx, tx, &RemindMeeting { meeting: id, what: Reminder::Opened }, opens)?;
    if opens < closes - LAST_CALL && form(row).is_electronic() {
        jobs::enqueue_at(ctx, tx, &RemindMeeting { meeting: id, what: Reminder::Ends }, closes - LAST_CALL)?;
    }
    let timeline = local::days((body(row), form(row), first_rules(row)), (opens, closes), zone)
        .deadlines(calendar(row.house_id.region()));
    let of = |what| timeline.iter().find(|until| until.what == what).map(|until| until.day);
    let duties = [
        (Duty::Notice, of(Deadline::Placed)),
        (Duty::Originals, of(Deadline::Originals)),
        (Duty::Results, of(Deadline::Originals)),
        (Duty::Inspectorate, of(Deadline::Inspectorate)),
    ];
    for (duty, day) in duties {
        if let Some(day) = day {
            at_day(ctx, tx, id, duty, day, zone)?;
        }
    }
    Ok(())
}

/// Sets the clock of a duty's last day: where the morning before it is past, it speaks at once.
pub(super) fn at_day(ctx: &Ctx, tx: &Tx, id: MeetingId, duty: Duty, day: Date, zone: &str) -> Result<()> {
    if day < ctx.today(zone) {
        return Ok(());
    }
    let at = morning(day, zone).max(ctx.now());
    jobs::enqueue_at(ctx, tx, &RemindMeeting { meeting: id, what: Reminder::Duty(duty.code()) }, at)
}

/// Speaks up, once, if there is still something to say.
pub(crate) async fn remind(ctx: &Ctx, id: MeetingId, what: &Reminder) -> Result<()> {
    let said = match what {
        Reminder::Opened | Reminder::Ends => of_voting(ctx, id, what).await?,
        Reminder::Duty(code) => of_duty(ctx, id, code).await?,
    };
    let Some((key, people, title, text)) = said.filter(|(_, people, ..)| !people.is_empty()) else { return Ok(()) };
    let tx = ctx.begin().await?;
    // The last word on "once": the same job may run in two processes.
    if repo::put_told(&tx, id, &key, ctx.now()).await? {
        let said = Said { kind: NoticeKind::Meeting, title: &title, body: &text };
        notices::tell_all(ctx, &tx, &people, said).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Under which key, whom, the headline, the text.
type Words = (String, Vec<PersonId>, String, String);

async fn of_voting(ctx: &Ctx, id: MeetingId, what: &Reminder) -> Result<Option<Words>> {
    let db = &ctx.db.read;
    let (row, address, zone) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    if view::phase(&row, ctx.now()) != Phase::Voting {
        return Ok(None);
    }
    let closes = row.closes_at.map(|closes| local::local_words(closes, &zone)).unwrap_or_default();
    let people = match what {
        Reminder::Opened => repo::people(db, id).await?,
        _ => repo::silent(db, id).await?,
    };
    let title = match what {
        Reminder::Opened => say("remind-opened"),
        _ => say("remind-ends"),
    };
    Ok(Some((what.key(), people, title, format!("{address}. {}: {closes}.", say("meeting-closes")))))
}

/// A duty that is not done is told to those who may say that it is.
async fn of_duty(ctx: &Ctx, id: MeetingId, code: &str) -> Result<Option<Words>> {
    let db = &ctx.db.read;
    let (row, address, zone) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    if row.state != repo::PUBLISHED {
        return Ok(None);
    }
    let (_, duties) = execution::execution(ctx, id, Some(row.initiator_id)).await?;
    let duty = duties.into_iter().find(|duty| duty.duty.code() == code && duty.done.is_none());
    let Some((duty, due)) = duty.and_then(|duty| duty.due.map(|due| (duty, due))) else { return Ok(None) };
    // Its day may have been put off meanwhile: then another reminder waits.
    let left = due - ctx.today(&zone);
    if !(Duration::zero()..=Duration::days(AHEAD)).contains(&left) {
        return Ok(None);
    }
    let mut people = repo::managers(db, id, ctx.now()).await?;
    people.push(row.initiator_id);
    people.sort_unstable();
    people.dedup();
    let what = if duty.text.is_empty() { say(&format!("execution-{code}")) } else { duty.text };
    let title = format!("{} {}", say("remind-duty"), text::day(due));
    Ok(Some((format!("duty {code} {due}"), people, title, format!("{what}. {address}."))))
}
