//! Written decisions: entered by the administrator with a scan, read once more by a second person who does
//! not see the first reading, and counted when both read the same (ст. 47.1 ч. 10, 48 ч. 6 ЖК).

use chrono::{DateTime, Duration, Utc};
use domain::kernel::MeetingId;
use domain::meetings::{Choice, PaperDraft, PaperState, Refusal, Running};
use domain::notices::NoticeKind;
use ledger::record::{Leaf, Way, canonical, read as parsed};
use sea_orm::ConnectionTrait;

use super::local;
use super::log::{New, Secrets, append};
use super::message::{cut, time};
use super::publication::form;
use super::repo::{self, Meeting, PaperRow, Voice};
use super::terms::Term;
use super::voting::{asked, ballot, full, open};
use crate::actor::{Confirmed, Resident};
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::files::{self, Content, Upload};
use crate::notices::{self, Said};

/// A written decision in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its entry in the log.
    pub entry: i64,
    /// `кв. 12`
    pub premises: String,
    /// Who owns the share.
    pub owner: String,
    /// Where it stands.
    pub state: PaperState,
    /// When it was received.
    pub received: DateTime<Utc>,
    /// When it was entered.
    pub entered: DateTime<Utc>,
    /// Entered later than the law allows.
    pub late: bool,
    /// The entry of the decision that rests on it.
    pub ballot: Option<i64>,
}

/// Is the person the meeting's administrator, or one who reads papers? Anybody else knows of no papers.
pub(super) async fn part(db: &impl ConnectionTrait, who: &Resident, id: MeetingId) -> Result<(Meeting, String, bool)> {
    let (row, _, zone) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    let own = row.initiator_id == who.person();
    let known = own || repo::readers(db, id).await?.iter().any(|(person, _)| *person == who.person());
    if known { Ok((row, zone, own)) } else { Err(Error::Missing("meeting")) }
}

/// Enters a written decision: it waits for the second reader. Returns the entry.
///
/// # Errors
/// [`Refusal::NotOpen`], [`Refusal::PaperLate`], [`Refusal::Received`], [`Refusal::NoVoice`],
/// [`Refusal::NoAnswer`]; what files are refused for.
pub async fn enter(ctx: &Ctx, who: &Confirmed, id: MeetingId, draft: &PaperDraft, scan: &Upload) -> Result<i64> {
    let tx = ctx.begin().await?;
    let (row, now) = open(ctx, &tx, id).await?;
    let (_, zone, own) = part(&tx, who, id).await?;
    if !own {
        return Err(Error::Missing("meeting"));
    }
    let voice = voice(&tx, id, draft.voice).await?;
    let received = time(&draft.received, &zone, "received")?.ok_or(Refusal::Received)?;
    judge_time(&row, &zone, received, now)?;
    let answers = full(repo::questions(&tx, &[id]).await?.len(), &draft.answers, true)?;
    let stored = files::put(ctx, &tx, who.person(), scan).await?;
    let secrets = Secrets::of(&voice.owner_name, &answers);
    let entry = row.log_size;
    append(&tx, row, vec![New::paper(&voice, secrets, received, stored.sha256, now)], now).await?;
    let paper = PaperRow {
        meeting_id: id,
        entry,
        voice: voice.number,
        file_id: stored.id,
        received_at: received,
        entered_at: now,
        answers: canonical(&answers),
        state: PaperState::Entered.code().to_owned(),
        read_by: None,
        read_at: None,
        read_answers: String::new(),
        ballot: None,
    };
    repo::put_paper(&tx, paper).await?;
    let body = "Если вы не сдавали письменного решения, напишите администратору собрания и в ГЖИ.";
    tell(ctx, &tx, &voice, "За вас внесено письменное решение", body).await?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(entry)
}

/// Received while voting went on, before the last day for papers, and not in the future.
fn judge_time(row: &Meeting, zone: &str, received: DateTime<Utc>, now: DateTime<Utc>) -> Result<()> {
    if now < received || row.opens_at.is_none_or(|opens| received < opens) {
        return Err(Refusal::Received.into());
    }
    let closes = row.closes_at.ok_or(Refusal::PaperLate)?;
    let days = if form(row).is_electronic() { Term::PaperDays.on(local::day(closes, zone)) } else { 0 };
    let in_time = received < closes - Duration::days(i64::from(days));
    if in_time { Ok(()) } else { Err(Refusal::PaperLate.into()) }
}

pub(super) async fn voice(db: &impl ConnectionTrait, id: MeetingId, number: i32) -> Result<Voice> {
    // A share nobody is known to own is among all votes, and nobody can decide for it.
    let known = repo::voice(db, id, number).await?.filter(|voice| !voice.owner_name.is_empty());
    Ok(known.ok_or(Refusal::NoVoice)?)
}

/// Adds a decision to the sums, or takes it away.
pub(super) async fn add(tx: &Tx, id: MeetingId, voice: &Voice, answers: &[Choice], away: bool) -> Result<()> {
    let asked = asked(&repo::questions(tx, &[id]).await?);
    let mut delta = Running::new(asked.len());
    delta.add(&asked, &ballot(voice, answers.to_vec()));
    repo::add_sums(tx, id, &if away { delta.negated() } else { delta }).await
}

/// Annuls a decision that came on paper or by a representative, with a reason that stays in the log; the
/// share's next decision counts in its place, if there is one.
///
/// # Errors
/// [`Refusal::NoReason`], [`Refusal::NotOpen`]; [`Refusal::OwnDecision`] for what the owner decided in
/// the system.
pub async fn annul(ctx: &Ctx, who: &Confirmed, id: MeetingId, entry: i64, reason: &str) -> Result<()> {
    let reason = cut(reason, super::message::LONGEST.0);
    if reason.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let tx = ctx.begin().await?;
    let (mut row, now) = open(ctx, &tx, id).await?;
    if row.initiator_id != who.person() {
        return Err(Error::Missing("meeting"));
    }
    let decision = repo::entry(&tx, id, entry).await?.ok_or(Error::Missing("entry"))?;
    let way = match parsed(&decision.leaf) {
        Some(Leaf::Ballot(ballot)) => ballot.way,
        _ => return Err(Error::Missing("entry")),
    };
    let number = decision.voice.ok_or(Error::Missing("entry"))?;
    if way == Way::Electronic {
        return Err(Refusal::OwnDecision.into());
    }
    let voice = voice(&tx, id, number).await?;
    repo::set_voice(&tx, id, entry, None).await?;
    let secrets = Secrets::from_entry(&decision).ok_or_else(|| anyhow::anyhow!("an entry is broken"))?;
    add(&tx, id, &voice, secrets.answers(), true).await?;
    row.ballots -= 1;
    if let Some(next) = repo::next_decision(&tx, id, number, entry).await? {
        let secrets = Secrets::from_entry(&next).ok_or_else(|| anyhow::anyhow!("an entry is broken"))?;
        repo::set_voice(&tx, id, next.number, Some(number)).await?;
        add(&tx, id, &voice, secrets.answers(), false).await?;
        repo::mark_paper(&tx, id, next.number, PaperState::Counted.code()).await?;
        row.ballots += 1;
    }
    repo::mark_paper(&tx, id, entry, PaperState::Annulled.code()).await?;
    let leaf = Leaf::Annulled { at: now.timestamp_millis(), entry: entry.unsigned_abs(), reason: reason.clone() };
    append(&tx, row, vec![New::plain(leaf, now)], now).await?;
    tell(ctx, &tx, &voice, "Решение по вашей доле аннулировано", &reason).await?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(())
}

/// Tells the share's owners, those who are in the system.
pub(super) async fn tell(ctx: &Ctx, tx: &Tx, voice: &Voice, what: &str, body: &str) -> Result<()> {
    let owners = repo::people_of(tx, voice).await?;
    let title = format!("{what}: {}", voice.premises);
    notices::tell_all(ctx, tx, &owners, Said { kind: NoticeKind::Meeting, title: &title, body }).await
}

/// Written decisions, the newest first, for the administrator and for readers; and who reads them.
pub async fn papers(ctx: &Ctx, who: &Resident, id: MeetingId) -> Result<(Vec<Paper>, Vec<String>)> {
    let db = &ctx.db.read;
    part(db, who, id).await?;
    let rows = repo::papers(db, id).await?;
    let numbers: Vec<i32> = rows.iter().map(|row| row.voice).collect();
    let voices = repo::voices_by_number(db, id, &numbers).await?;
    let readers = repo::readers(db, id).await?.into_iter().map(|(_, name)| name).collect();
    Ok((rows.iter().map(|row| shown(row, &voices)).collect(), readers))
}

/// One written decision, for the administrator and for readers.
pub async fn paper(ctx: &Ctx, who: &Resident, id: MeetingId, entry: i64) -> Result<Paper> {
    let db = &ctx.db.read;
    part(db, who, id).await?;
    let row = repo::paper(db, id, entry).await?.ok_or(Error::Missing("paper"))?;
    let voices = repo::voices_by_number(db, id, &[row.voice]).await?;
    Ok(shown(&row, &voices))
}

fn shown(row: &PaperRow, voices: &[Voice]) -> Paper {
    let voice = voices.iter().find(|voice| voice.number == row.voice);
    Paper {
        entry: row.entry,
        premises: voice.map(|voice| voice.premises.clone()).unwrap_or_default(),
        owner: voice.map(|voice| voice.owner_name.clone()).unwrap_or_default(),
        state: PaperState::from_code(&row.state).unwrap_or(PaperState::Entered),
        received: row.received_at,
        entered: row.entered_at,
        late: is_late((row.received_at, row.entered_at)),
        ballot: row.ballot,
    }
}

/// The scan of a written decision: for the administrator, for readers, and for the share's owner.
pub async fn scan(ctx: &Ctx, who: &Resident, id: MeetingId, entry: i64) -> Result<Content> {
    let db = &ctx.db.read;
    let row = repo::paper(db, id, entry).await?.ok_or(Error::Missing("paper"))?;
    let own = match repo::voice(db, id, row.voice).await? {
        Some(voice) => repo::people_of(db, &voice).await?.contains(&who.person()),
        None => false,
    };
    if !own {
        part(db, who, id).await?;
    }
    files::content(db, row.file_id).await
}

/// Was it entered later than the law wants?
fn is_late((received, entered): (DateTime<Utc>, DateTime<Utc>)) -> bool {
    let within = Duration::hours(i64::from(Term::EnteredHours.on(received.date_naive())));
    within < entered - received
}

/// How many written decisions were entered, and how many of them too late.
pub(super) async fn entered(db: &impl ConnectionTrait, id: MeetingId) -> Result<(usize, usize)> {
    let times = repo::paper_times(db, id).await?;
    Ok((times.len(), times.into_iter().filter(|times| is_late(*times)).count()))
}
