//! The message of a meeting: a draft that its initiator writes, and its publication.

use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use domain::kernel::{Area, Date, HouseId, MeetingId, PersonId, Share};
use domain::meetings::{Kind, MeetingDraft, QuestionDraft, Refusal, Timeline, Votes, lasts, propose};
use domain::notices::NoticeKind;
use ledger::record::{Leaf, Meeting as Frozen, Voice as Voiced};
use ledger::sign::Key;

use super::calendar::calendar;
use super::repo::{self, Meeting, Voice};
use super::voting::{self, New};
use crate::actor::{Confirmed, Resident};
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::jobs::{self, CloseMeeting};
use crate::notices::{self, Said};

/// Full days before the end at which papers are no longer received.
pub const PAPER_DAYS: u32 = 2;
/// The longest wording and the longest other text, in characters.
const LONGEST: (usize, usize) = (2000, 4000);

/// Begins a message: an owner in the house is its initiator and administrator.
pub async fn begin(ctx: &Ctx, who: &Confirmed, house: HouseId) -> Result<MeetingId> {
    if !repo::owns(&ctx.db.read, house, who.person()).await? {
        return Err(Refusal::NotAnOwner.into());
    }
    let id = MeetingId(ctx.id(house.region()));
    let first = is_first(&ctx.db.read, house).await?;
    let name = repo::name_of(&ctx.db.read, who.person()).await?;
    let row = Meeting { first, ..blank(id, house, (who.person(), name), ctx.now()) };
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
    }
}

/// The number of a vote: 14 digits, the day first (УИН, state exchange format).
fn uin(now: DateTime<Utc>, id: MeetingId) -> String {
    // Without the process and the counter: milliseconds, which come again after a day.
    format!("{}{:08}", now.format("%y%m%d"), (id.0.unsigned_abs() >> 14) % 100_000_000)
}

/// The days a message written today could propose: the first lawful one, and two weeks of voting.
pub fn suggested_days(ctx: &Ctx, zone: &str, first: bool) -> (Date, Date) {
    let opens = Timeline::earliest(calendar(), ctx.today(zone), first);
    (opens, opens + chrono::Days::new(14))
}

/// The person's own draft, with its house's time zone.
async fn own(db: &impl sea_orm::ConnectionTrait, who: &Resident, id: MeetingId) -> Result<(Meeting, String)> {
    match repo::meeting(db, id).await? {
        Some((row, _, zone)) if row.initiator_id == who.person() => Ok((row, zone)),
        _ => Err(Error::Missing("meeting")),
    }
}

/// The person's own draft, held for the transaction: what is published meanwhile is not written over.
async fn own_draft(ctx: &Ctx, tx: &Tx, who: &Resident, id: MeetingId) -> Result<(Meeting, String)> {
    let (_, zone) = own(tx, who, id).await?;
    let (row, _) = repo::locked(tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    if row.state == repo::DRAFT { Ok((row, zone)) } else { Err(Refusal::Frozen.into()) }
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
    repo::update(&tx, row).await?;
    tx.commit().await
}

fn cut(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

/// `2026-04-06T10:00` of the house's zone; nothing typed is nothing.
fn time(text: &str, zone: &str, field: &'static str) -> Result<Option<DateTime<Utc>>> {
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
    let kind = match draft.kind.as_str() {
        "" => propose(&wording).kind,
        code => Kind::from_code(code),
    };
    let kind = kind.ok_or(Refusal::NoKind)?;
    let entrance = draft.entrance.trim().parse().ok().filter(|_| kind == Kind::Conversion);
    if kind == Kind::Conversion && entrance.is_none() {
        return Err(Refusal::NoEntrance.into());
    }
    let tx = ctx.begin().await?;
    own_draft(ctx, &tx, who, id).await?;
    let number = repo::questions(&tx, &[id]).await?.len() as i32 + 1;
    let kind = kind.code().to_owned();
    repo::add_question(&tx, repo::Question { meeting_id: id, number, kind, entrance, wording }).await?;
    tx.commit().await
}

/// Takes a question out of the agenda.
pub async fn drop_question(ctx: &Ctx, who: &Confirmed, id: MeetingId, number: i32) -> Result<()> {
    let tx = ctx.begin().await?;
    own_draft(ctx, &tx, who, id).await?;
    repo::drop_question(&tx, id, number).await?;
    tx.commit().await
}

/// Checks the message and publishes it: from here on it does not change. The register is frozen with it,
/// the log begins, every owner who is known here is told.
pub async fn publish(ctx: &Ctx, who: &Confirmed, id: MeetingId) -> Result<()> {
    let tx = ctx.begin().await?;
    let (mut row, zone) = own_draft(ctx, &tx, who, id).await?;
    row.first = is_first(&tx, row.house_id).await?;
    let agenda = repo::questions(&tx, &[id]).await?;
    let (opens, closes) = check(&row, &agenda, ctx.today(&zone), &zone)?;
    let address = repo::meeting(&tx, id).await?.map(|(_, address, _)| address).unwrap_or_default();
    let message = Message { row, agenda, address, opens, closes };
    open(ctx, &tx, message, ctx.now()).await?;
    tx.commit().await
}

/// A message that was checked.
pub(super) struct Message {
    pub row: Meeting,
    pub agenda: Vec<repo::Question>,
    pub address: String,
    pub opens: DateTime<Utc>,
    pub closes: DateTime<Utc>,
}

/// Has no electronic meeting of the house decided yet who is the administrator and how decisions are
/// received (ст. 44 ч. 2 п. 3.3, 3.4; 47.1 ч. 2.1 ЖК)?
async fn is_first(db: &impl sea_orm::ConnectionTrait, house: HouseId) -> Result<bool> {
    for (meeting, ..) in repo::of_house(db, house, None).await?.into_iter().filter(|(row, ..)| row.closed_at.is_some())
    {
        let outcome = super::view::outcome(db, &meeting, &repo::questions(db, &[meeting.id]).await?).await?;
        let adopted = |kind: Kind| outcome.questions.iter().any(|question| question.kind == kind && question.adopted);
        if adopted(Kind::Administrator) && adopted(Kind::Procedure) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn check(row: &Meeting, agenda: &[repo::Question], today: Date, zone: &str) -> Result<(DateTime<Utc>, DateTime<Utc>)> {
    if agenda.is_empty() {
        return Err(Refusal::NoAgenda.into());
    }
    let has = |kind: Kind| agenda.iter().any(|question| question.kind == kind.code());
    if row.first && !(has(Kind::Administrator) && has(Kind::Procedure)) {
        return Err(Refusal::FirstAgenda.into());
    }
    if row.contacts.is_empty() {
        return Err(Refusal::NoContacts.into());
    }
    let opens = row.opens_at.ok_or(Refusal::NotATime { field: "opens" })?;
    let closes = row.closes_at.ok_or(Refusal::NotATime { field: "closes" })?;
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Europe::Moscow);
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    if !lasts(opens, closes) {
        return Err(Refusal::Lasts.into());
    }
    let timeline = Timeline { opens: day(opens), closes: day(closes), first: row.first, paper_days: PAPER_DAYS };
    if timeline.placed(calendar()) < today {
        return Err(Refusal::TooEarly { earliest: Timeline::earliest(calendar(), today, row.first) }.into());
    }
    Ok((opens, closes))
}

/// Freezes the register and begins the log.
pub(super) async fn open(ctx: &Ctx, tx: &Tx, message: Message, now: DateTime<Utc>) -> Result<()> {
    let Message { mut row, agenda, address, opens, closes } = message;
    let (voices, entrances) = register(tx, &row).await?;
    let sum = |wanted: &dyn Fn(&Voice) -> bool| whole(voices.iter().filter(|voice| wanted(voice)));
    row.total = sum(&|_| true);
    row.residential_total = sum(&|voice| voice.residential);
    row.voices = voices.len() as i64;
    (row.opens_at, row.closes_at) = (Some(opens), Some(closes));
    (row.state, row.published_at) = (repo::PUBLISHED.to_owned(), Some(now));
    for question in agenda.iter().filter_map(|question| question.entrance) {
        if !entrances.iter().any(|(number, _)| *number == question) {
            return Err(Refusal::NoEntrance.into());
        }
    }
    let key = Key::of(&repo::secret(tx, rand::random(), now).await?);
    let frozen = frozen(&row, &agenda, &entrances, address, &key);
    let lines: Vec<Voiced> = voices.iter().map(voiced).collect();
    row.frozen = ledger::frozen(&frozen, &lines);
    let id = row.id;
    let leaf = Leaf::Opened { frozen: row.frozen.clone() };
    repo::put_voices(tx, &voices).await?;
    repo::put_entrances(tx, id, &entrances).await?;
    repo::update(tx, row.clone()).await?;
    voting::append(tx, &key, row, vec![New::plain(leaf, now)], now).await?;
    jobs::enqueue_at(ctx, tx, &CloseMeeting { meeting: id }, closes)?;
    for person in repo::people(tx, id).await? {
        tell(ctx, tx, person, &frozen.house, &agenda).await?;
    }
    tracing::info!(code = "meeting.published", voices = voices.len(), "a meeting was published");
    Ok(())
}

async fn tell(ctx: &Ctx, tx: &Tx, person: PersonId, house: &str, agenda: &[repo::Question]) -> Result<()> {
    let questions: Vec<String> =
        agenda.iter().map(|question| format!("{}. {}", question.number, question.wording)).collect();
    let title = format!("Собрание собственников: {house}");
    notices::tell(ctx, tx, person, Said { kind: NoticeKind::Meeting, title: &title, body: &questions.join("\n") }).await
}

/// The register of the house: each share a voice. Premises whose owner is not known have a voice that
/// nobody can use, because their votes are among all votes.
async fn register(tx: &Tx, row: &Meeting) -> Result<(Vec<Voice>, Vec<(i32, Area)>)> {
    let (mut voices, mut entrances): (Vec<Voice>, Vec<(i32, Area)>) = (Vec::new(), Vec::new());
    for room in repo::owned(tx, row.house_id).await? {
        if room.area.0 <= 0 {
            return Err(Refusal::NoArea { premises: room.label }.into());
        }
        if let Some(number) = room.entrance {
            match entrances.iter_mut().find(|(known, _)| *known == number) {
                Some((_, area)) => area.0 += room.area.0,
                None => entrances.push((number, room.area)),
            }
        }
        let shares = match room.shares.is_empty() {
            true => vec![(None, String::new(), 1, 1)],
            false => room.shares,
        };
        let mut whole = Votes::default();
        for (person, name, num, den) in shares {
            let share = Share::new(num, den).filter(|share| Votes::can_hold([*share]));
            let share = share.ok_or_else(|| Refusal::Shares { premises: room.label.clone() })?;
            whole.add(room.area, share);
            voices.push(Voice {
                meeting_id: row.id,
                number: voices.len() as i32 + 1,
                person_id: person,
                owner_name: name,
                premises: room.label.clone(),
                area: room.area,
                share_num: share.num(),
                share_den: share.den(),
                residential: room.residential,
                entrance: room.entrance,
            });
        }
        if whole != Votes::whole(room.area) {
            return Err(Refusal::Shares { premises: room.label }.into());
        }
    }
    entrances.sort_unstable();
    Ok((voices, entrances))
}

/// The sum of voices that make whole premises.
fn whole<'v>(voices: impl Iterator<Item = &'v Voice>) -> Area {
    let mut votes = Votes::default();
    for voice in voices {
        votes.add(voice.area, Share::new(voice.share_num, voice.share_den).unwrap_or(Share::WHOLE));
    }
    votes.shown()
}

/// A voice as the record prints it: without a name.
pub(super) fn voiced(voice: &Voice) -> Voiced {
    Voiced {
        no: voice.number.unsigned_abs(),
        premises: voice.premises.clone(),
        area: voice.area.0,
        num: voice.share_num,
        den: voice.share_den,
        residential: voice.residential,
        entrance: voice.entrance,
    }
}

/// The meeting as the record prints it.
pub(super) fn frozen(
    row: &Meeting,
    agenda: &[repo::Question],
    entrances: &[(i32, Area)],
    house: String,
    key: &Key,
) -> Frozen {
    let millis = |at: Option<DateTime<Utc>>| at.map_or(0, |at| at.timestamp_millis());
    Frozen {
        uin: row.uin.clone(),
        house,
        total: row.total.0,
        residential_total: row.residential_total.0,
        entrances: entrances.iter().map(|(no, area)| ledger::record::Entrance { no: *no, total: area.0 }).collect(),
        opens: millis(row.opens_at),
        closes: millis(row.closes_at),
        questions: agenda
            .iter()
            .map(|question| ledger::record::Item {
                no: question.number.unsigned_abs(),
                kind: Kind::from_code(&question.kind).unwrap_or(Kind::Other),
                entrance: question.entrance,
                text: question.wording.clone(),
            })
            .collect(),
        key: key.public(),
    }
}

/// Cancels a published meeting before its end.
pub async fn cancel(ctx: &Ctx, who: &Confirmed, id: MeetingId, reason: &str) -> Result<()> {
    let tx = ctx.begin().await?;
    own(&tx, who, id).await?;
    let reason = cut(reason, LONGEST.0);
    if reason.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let (mut row, now) = repo::locked(&tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    if row.state != repo::PUBLISHED || row.closes_at.is_none_or(|closes| closes <= now) {
        return Err(Refusal::Frozen.into());
    }
    row.state = repo::CANCELLED.to_owned();
    row.cancelled_because.clone_from(&reason);
    repo::update(&tx, row.clone()).await?;
    let key = Key::of(&repo::secret(&tx, rand::random(), now).await?);
    let leaf = Leaf::Cancelled { at: now.timestamp_millis(), reason };
    voting::append(&tx, &key, row, vec![New::plain(leaf, now)], now).await?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(())
}
