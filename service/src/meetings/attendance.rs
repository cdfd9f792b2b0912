//! Who came to the place of a meeting: the list that is signed at the door, and who of the register was there.
//! They take part whether they decide or not (ст. 45 ч. 3 ЖК); the list belongs to the protocol (приказ
//! Минстроя № 44/пр).

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::kernel::{MeetingId, PersonId};
use domain::meetings::{Refusal, Votes};
use domain::notices::NoticeKind;
use ledger::record::{Leaf, read};
use pdf::{Made, Template};
use sea_orm::ConnectionTrait;
use serde::Serialize;

use super::local::local_words;
use super::log::{New, append};
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

/// A meeting's list, as its administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// Shares somebody is known to own, in the order of the register.
    pub shares: Vec<Attending>,
    /// The votes of those who are on the list.
    pub present: Votes,
    /// When it was written down; none while there is no list.
    pub entered: Option<DateTime<Utc>>,
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
    let listed: HashSet<i32> = present(db, &row).await?.into_iter().collect();
    let voices = repo::voices(db, id).await?;
    let share = |voice: &Voice| Attending {
        number: voice.number,
        premises: premises(voice),
        owner: voice.owner_name.clone(),
        present: listed.contains(&voice.number),
    };
    Ok(Attendance {
        shares: voices.iter().filter(|voice| !voice.owner_name.is_empty()).map(share).collect(),
        present: repo::sum(voices.iter().filter(|voice| listed.contains(&voice.number))),
        entered: repo::presence(db, id).await?.map(|row| row.entered_at),
    })
}

/// The numbers of shares on the list that stands; none where a meeting has no place.
pub(super) async fn present(db: &impl ConnectionTrait, row: &Meeting) -> Result<Vec<i32>> {
    if !form(row).has_place() {
        return Ok(Vec::new());
    }
    let Some(list) = repo::presence(db, row.id).await? else { return Ok(Vec::new()) };
    let entry = repo::entry(db, row.id, list.entry).await?;
    match entry.and_then(|entry| read::<Leaf>(&entry.leaf)) {
        Some(Leaf::Present { voices, .. }) => Ok(voices.into_iter().filter_map(|no| i32::try_from(no).ok()).collect()),
        _ => Ok(Vec::new()),
    }
}

/// Those on the list of whom no decision counts.
pub(super) async fn undecided(db: &impl ConnectionTrait, row: &Meeting) -> Result<Vec<Voice>> {
    let mut numbers = present(db, row).await?;
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let decided: HashSet<i32> = repo::voted(db, row.id).await?.into_iter().collect();
    numbers.retain(|number| !decided.contains(number));
    repo::voices_by_number(db, row.id, &numbers).await
}

/// Writes down who was there, by the numbers of their shares, with a scan of the signed list: it takes the
/// place of an earlier one. Those who are on it for the first time are told.
///
/// # Errors
/// [`Refusal::NotOpen`] before the meeting and after its count; [`Refusal::NoVoice`] for a share nobody is
/// known to own; what files are refused for.
pub async fn attend(ctx: &Ctx, who: &Confirmed, id: MeetingId, numbers: &[i32], scan: &Upload) -> Result<()> {
    let tx = ctx.begin().await?;
    own(&tx, who, id).await?;
    let (row, now) = open(ctx, &tx, id).await?;
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    let voices = repo::voices_by_number(&tx, id, &numbers).await?;
    if voices.iter().filter(|voice| !voice.owner_name.is_empty()).count() != numbers.len() {
        return Err(Refusal::NoVoice.into());
    }
    let before: HashSet<i32> = present(&tx, &row).await?.into_iter().collect();
    let stored = files::put(ctx, &tx, who.person(), scan).await?;
    let leaf = Leaf::Present {
        at: now.timestamp_millis(),
        voices: numbers.iter().map(|number| number.unsigned_abs()).collect(),
        scan: stored.sha256,
    };
    let list = PresenceRow { meeting_id: id, entry: row.log_size, file_id: stored.id, entered_at: now };
    append(&tx, row, vec![New::plain(leaf, now)], now).await?;
    repo::put_presence(&tx, list).await?;
    tell(ctx, &tx, id, voices.iter().filter(|voice| !before.contains(&voice.number))).await?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(())
}

/// Tells the owners of shares that they are said to have been there.
async fn tell(ctx: &Ctx, tx: &Tx, id: MeetingId, voices: impl Iterator<Item = &Voice>) -> Result<()> {
    let (numbers, people): (HashSet<i32>, Vec<Option<PersonId>>) =
        voices.map(|voice| (voice.number, voice.person_id)).unzip();
    let held = repo::all_holders(tx, id).await?.into_iter().filter(|(number, _)| numbers.contains(number));
    let mut people: Vec<PersonId> = people.into_iter().flatten().chain(held.map(|(_, person)| person)).collect();
    people.sort_unstable();
    people.dedup();
    let title = "Вы отмечены в списке присутствовавших на собрании";
    let body = "Если вас и вашего представителя на собрании не было, напишите администратору собрания и в ГЖИ.";
    notices::tell_all(ctx, tx, &people, Said { kind: NoticeKind::Meeting, title, body }).await
}

/// The scan of the list that stands, for the administrator and for who reads written decisions.
pub async fn attendance_scan(ctx: &Ctx, who: &Resident, id: MeetingId) -> Result<Content> {
    let db = &ctx.db.read;
    part(db, who, id).await?;
    let list = repo::presence(db, id).await?.ok_or(Error::Missing("attendance"))?;
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
    let heads = body(&row).counts_heads();
    let line = |voice: &Voice| {
        vec![voice.number.to_string(), premises(voice), voice.owner_name.clone(), number(&repo::sum([voice]))]
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
            say(&format!("attendance-{}", if body(&row).is_of_members() { "member" } else { "owner" })),
            say(if heads { "attendance-heads" } else { "attendance-votes" }),
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
