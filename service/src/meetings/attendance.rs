//! Who came to the place of a meeting: the list that is signed at the door, and who of the register was there.
//! They take part whether they decide or not (ст. 45 ч. 3 ЖК); the list belongs to the protocol (приказ
//! Минстроя № 266/пр, as № 44/пр before it).

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Utc};
use domain::kernel::{MeetingId, PersonId};
use domain::meetings::{Refusal, Votes, unlisted};
use domain::notices::NoticeKind;
use ledger::record::{Leaf, read};
use pdf::{Made, Template};
use sea_orm::ConnectionTrait;
use serde::Serialize;

use super::local::local_words;
use super::log::{New, append};
use super::message::{LONGEST, cut};
use super::papers::part;
use super::protocol::words::{number, premises, say};
use super::publication::{body, form};
use super::repo::{self, Meeting, PresenceRow, Voice};
use super::voting::open;
use crate::actor::{Confirmed, Resident};
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::files::{self, Content, Upload};
use crate::notices::{self, Said};

/// Premises named in one sentence, and lists shown of one meeting.
const SHOWN: usize = 20;
const LISTS: u64 = 200;

/// A meeting's list, as its administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// Shares somebody is known to own, in the order of the register.
    pub shares: Vec<Attending>,
    /// How many of them are on the list that stands, and their votes.
    pub present: (usize, Votes),
    /// The lists, the newest first: that is the one that stands.
    pub lists: Vec<List>,
}

/// A list as it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its entry in the log.
    pub entry: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The numbers of shares on it.
    pub numbers: Vec<i32>,
    /// Why it took the place of an earlier one; empty of the first.
    pub reason: String,
}

/// A share that may be on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attending {
    /// Its number in the register.
    pub number: i32,
    /// «кв. 12, доля 1/3»
    pub premises: String,
    /// Who owns it.
    pub owner: String,
    /// It is on the list.
    pub present: bool,
}

/// The person's own meeting that has a place; of all others there is no list.
async fn own(db: &impl ConnectionTrait, who: &Resident, id: MeetingId) -> Result<(Meeting, String, String)> {
    let (row, address, zone) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    let has = row.initiator_id == who.person() && row.state != repo::DRAFT && form(&row).has_place();
    if has { Ok((row, address, zone)) } else { Err(Error::Missing("meeting")) }
}

/// The list for the meeting's administrator.
pub async fn attendance(ctx: &Ctx, who: &Resident, id: MeetingId) -> Result<Attendance> {
    let db = &ctx.db.read;
    let (row, ..) = own(db, who, id).await?;
    let lists = lists(db, &row).await?;
    let listed: HashSet<i32> = lists.first().map(|list| list.numbers.iter().copied().collect()).unwrap_or_default();
    let voices = repo::voices(db, id).await?;
    let share = |voice: &Voice| Attending {
        number: voice.number,
        premises: premises(voice),
        owner: voice.owner_name.clone(),
        present: listed.contains(&voice.number),
    };
    Ok(Attendance {
        shares: voices.iter().filter(|voice| !voice.owner_name.is_empty()).map(share).collect(),
        present: (listed.len(), repo::sum(voices.iter().filter(|voice| listed.contains(&voice.number)))),
        lists,
    })
}

/// The lists of a meeting, the newest first; none where it has no place.
pub(super) async fn lists(db: &impl ConnectionTrait, row: &Meeting) -> Result<Vec<List>> {
    if !form(row).has_place() {
        return Ok(Vec::new());
    }
    repo::presences(db, row.id, LISTS).await?.iter().map(list).collect()
}

fn list(entry: &repo::Entry) -> Result<List> {
    let Some(Leaf::Present { voices, reason, .. }) = read::<Leaf>(&entry.leaf) else {
        return Err(anyhow::anyhow!("an entry of a log is no list of those present").into());
    };
    let numbers = voices.into_iter().filter_map(|no| i32::try_from(no).ok()).collect();
    Ok(List { entry: entry.number, at: entry.taken_at, numbers, reason })
}

/// The lists of a meeting, the newest first, for the administrator and for who reads written decisions.
pub async fn listed(ctx: &Ctx, who: &Resident, id: MeetingId) -> Result<Vec<List>> {
    let db = &ctx.db.read;
    let (row, ..) = part(db, who, id).await?;
    lists(db, &row).await
}

/// The numbers of shares on the list that stands; none while there is no list.
pub(super) async fn present(db: &impl ConnectionTrait, row: &Meeting) -> Result<Option<HashSet<i32>>> {
    if !form(row).has_place() {
        return Ok(None);
    }
    let last = repo::presences(db, row.id, 1).await?;
    Ok(last.first().map(list).transpose()?.map(|list| list.numbers.into_iter().collect()))
}

/// May the meeting be counted? One with a place has its list; where people decide at the place only, whoever
/// decided was there (44.1 п. 1 ЖК).
///
/// # Errors
/// [`Refusal::NoAttendance`], [`Refusal::NotListed`].
pub(super) async fn is_complete(db: &impl ConnectionTrait, row: &Meeting) -> Result<()> {
    if !form(row).has_place() {
        return Ok(());
    }
    let present = present(db, row).await?.ok_or(Refusal::NoAttendance)?;
    let strange = unlisted(form(row), &present, repo::voted(db, row.id).await?);
    if strange.is_empty() {
        return Ok(());
    }
    let mut voices = repo::voices_by_number(db, row.id, &strange).await?;
    voices.sort_unstable_by_key(|voice| voice.number);
    Err(Refusal::NotListed { premises: some(&voices) }.into())
}

/// «кв. 1, доля 1/3; кв. 2; ещё 4»
pub(super) fn some(voices: &[Voice]) -> String {
    let mut said: Vec<String> = voices.iter().take(SHOWN).map(premises).collect();
    said.extend(voices.len().checked_sub(SHOWN).filter(|more| 0 < *more).map(|more| format!("ещё {more}")));
    said.join("; ")
}

/// Those on the list of whom no decision counts.
pub(super) async fn undecided(db: &impl ConnectionTrait, row: &Meeting) -> Result<Vec<Voice>> {
    let present = present(db, row).await?.unwrap_or_default();
    if present.is_empty() {
        return Ok(Vec::new());
    }
    let decided: HashSet<i32> = repo::voted(db, row.id).await?.into_iter().collect();
    let silent: Vec<i32> = present.difference(&decided).copied().collect();
    repo::voices_by_number(db, row.id, &silent).await
}

/// Writes down who was there, by the numbers of their shares, with a scan of the signed list. It takes the
/// place of an earlier one only with a `reason`, which stays in the log. Who comes onto the list is told, and
/// who goes from it.
///
/// # Errors
/// [`Refusal::NotOpen`] before the meeting and after its count; [`Refusal::NoVoice`] for a share nobody is
/// known to own; [`Refusal::NoReason`]; what files are refused for.
pub async fn attend(
    ctx: &Ctx,
    who: &Confirmed,
    id: MeetingId,
    (numbers, reason): (&[i32], &str),
    scan: &Upload,
) -> Result<()> {
    let tx = ctx.begin().await?;
    let (_, address, _) = own(&tx, who, id).await?;
    let (row, now) = open(ctx, &tx, id).await?;
    let ordered: BTreeSet<i32> = numbers.iter().copied().collect();
    let numbers: Vec<i32> = ordered.into_iter().collect();
    let voices = repo::voices_by_number(&tx, id, &numbers).await?;
    if voices.iter().filter(|voice| !voice.owner_name.is_empty()).count() != numbers.len() {
        return Err(Refusal::NoVoice.into());
    }
    let before = present(&tx, &row).await?;
    let reason = if before.is_some() { cut(reason, LONGEST.0) } else { String::new() };
    if before.is_some() && reason.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let (before, after) = (before.unwrap_or_default(), numbers.iter().copied().collect());
    let stored = files::put(ctx, &tx, who.person(), scan).await?;
    let leaf = Leaf::Present {
        at: now.timestamp_millis(),
        voices: numbers.iter().map(|number| number.unsigned_abs()).collect(),
        scan: stored.sha256,
        reason: reason.clone(),
    };
    let uin = row.uin.clone();
    let list = PresenceRow { meeting_id: id, entry: row.log_size, file_id: stored.id };
    append(&tx, row, vec![New::plain(leaf, now)], now).await?;
    repo::put_presence(&tx, list).await?;
    let body = "Если вас и вашего представителя на собрании не было, напишите администратору собрания и в ГЖИ.";
    let title = format!("Вы отмечены в списке присутствовавших на собрании № {uin}");
    tell(ctx, &tx, id, &(&after - &before), (&title, &format!("{address}. {body}"))).await?;
    let body = "Если вы или ваш представитель были на собрании, напишите администратору собрания и в ГЖИ.";
    let title = format!("Вас убрали из списка присутствовавших на собрании № {uin}");
    tell(ctx, &tx, id, &(&before - &after), (&title, &format!("{address}. Причина: {reason}. {body}"))).await?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(())
}

/// Tells the owners of shares that they are said to have been there, or no more.
async fn tell(ctx: &Ctx, tx: &Tx, id: MeetingId, numbers: &HashSet<i32>, (title, body): (&str, &str)) -> Result<()> {
    if numbers.is_empty() {
        return Ok(());
    }
    let voices = repo::voices_by_number(tx, id, &numbers.iter().copied().collect::<Vec<_>>()).await?;
    let held = repo::all_holders(tx, id).await?.into_iter().filter(|(number, _)| numbers.contains(number));
    let alone = voices.into_iter().filter_map(|voice| voice.person_id);
    let mut people: Vec<PersonId> = alone.chain(held.map(|(_, person)| person)).collect();
    people.sort_unstable();
    people.dedup();
    notices::tell_all(ctx, tx, &people, Said { kind: NoticeKind::Meeting, title, body }).await
}

/// The scan of the list of an entry, for the administrator and for who reads written decisions.
pub async fn attendance_scan(ctx: &Ctx, who: &Resident, id: MeetingId, entry: i64) -> Result<Content> {
    let db = &ctx.db.read;
    part(db, who, id).await?;
    let list = repo::presence(db, id, entry).await?.ok_or(Error::Missing("attendance"))?;
    files::content(db, list.file_id).await
}

/// The data of the template `meeting_attendance`.
#[derive(Debug, Serialize)]
struct Door {
    number: String,
    heading: String,
    address: String,
    facts: Vec<(String, String)>,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The list to be signed at the door, for print; before the meeting too.
pub async fn attendance_sheet(ctx: &Ctx, who: &Resident, id: MeetingId) -> Result<Content> {
    let db = &ctx.db.read;
    let (row, address, zone) = own(db, who, id).await?;
    let voices = repo::voices(db, id).await?;
    let body = body(&row);
    let line = |voice: &Voice| {
        vec![voice.number.to_string(), premises(voice), voice.owner_name.clone(), number(body, &repo::sum([voice]))]
    };
    let door = Door {
        number: row.uin.clone(),
        heading: say("attendance-heading"),
        address,
        facts: vec![
            (say("meeting-opens"), row.opens_at.map_or_else(String::new, |at| local_words(at, &zone))),
            (say("meeting-place"), row.place.clone()),
        ],
        columns: vec![
            "№".to_owned(),
            say("attendance-premises"),
            say(&format!("attendance-{}", if body.is_of_members() { "member" } else { "owner" })),
            say(if body.counts_heads() { "attendance-heads" } else { "attendance-votes" }),
            say("attendance-document"),
            say("attendance-came"),
            say("attendance-signature"),
        ],
        rows: voices.iter().filter(|voice| !voice.owner_name.is_empty()).map(line).collect(),
    };
    let (name, ident) = (format!("Список {}.pdf", row.uin), format!("domovoy-attendance-{}", row.uin));
    let made = Made(ctx.now());
    let drawn = tokio::task::spawn_blocking(move || pdf::draw(Template::MeetingAttendance, &door, &ident, made));
    let bytes = drawn.await.map_err(anyhow::Error::from)??;
    Ok(Content { name, media_type: "application/pdf".to_owned(), bytes })
}
