//! Decisions: taken at one instant under the meeting's row, each an entry of the log.

use chrono::{DateTime, Duration, Utc};
use domain::kernel::{MeetingId, PowerId, Share};
use domain::meetings::{Asked, Ballot, Choice, Form, Kind, PaperState, Refusal, Running, Timeline};
use ledger::record::{Leaf, Way};
use sea_orm::ConnectionTrait;

use super::kept;
use super::log::{Came, New, Secrets, append};
use super::powers;
use super::publication::form;
use super::repo::{self, Meeting, Voice};
use crate::actor::Confirmed;
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::jobs::{self, FormProtocol};

/// Takes the person's decision for all of the person's shares, whole or not at all: the voting is open at
/// the instant that is taken once, under the meeting's row; the end's instant is not in it any more. A
/// share that has voted already, on paper for instance, keeps that decision.
///
/// # Errors
/// [`Refusal::NotOpen`], [`Refusal::OnPaper`], [`Refusal::NoVoice`], [`Refusal::Voted`], [`Refusal::NoAnswer`].
pub async fn vote(ctx: &Ctx, who: &Confirmed, id: MeetingId, answers: &[Choice]) -> Result<Vec<i64>> {
    decide(ctx, who, id, None, answers).await
}

/// Takes a representative's decision for the share of the power.
///
/// # Errors
/// As [`vote`], and [`Refusal::PowerOver`] when the power holds no more.
pub async fn vote_for(
    ctx: &Ctx,
    who: &Confirmed,
    id: MeetingId,
    power: PowerId,
    answers: &[Choice],
) -> Result<Vec<i64>> {
    decide(ctx, who, id, Some(power), answers).await
}

async fn decide(
    ctx: &Ctx,
    who: &Confirmed,
    id: MeetingId,
    power: Option<PowerId>,
    answers: &[Choice],
) -> Result<Vec<i64>> {
    // What is refused anyway is refused before it costs others of its batch anything.
    judge(ctx, who, id, power, answers).await?;
    let work = std::sync::Arc::new((ctx.clone(), who.clone(), answers.to_vec()));
    let entries = ctx
        .write(move |tx| {
            let work = std::sync::Arc::clone(&work);
            Box::pin(async move {
                let (ctx, who, answers) = &*work;
                let (row, now) = open(ctx, tx, id).await?;
                let (free, came) = hand(tx, who, &row, power, now).await?;
                let free: Vec<&Voice> = free.iter().collect();
                take(ctx, tx, row, &free, came, answers, now).await
            })
        })
        .await?;
    super::live::changed(ctx, id).await;
    tracing::info!(code = "meeting.vote", shares = entries.len(), "a decision was taken");
    Ok(entries)
}

/// Would it be taken, as things stand?
async fn judge(ctx: &Ctx, who: &Confirmed, id: MeetingId, power: Option<PowerId>, answers: &[Choice]) -> Result<()> {
    let db = &ctx.db.read;
    let row = repo::bare(db, id).await?.ok_or(Error::Missing("meeting"))?;
    if !is_open(&row, ctx.now()) {
        return Err(Refusal::NotOpen.into());
    }
    if !form(&row).is_electronic() {
        return Err(Refusal::OnPaper.into());
    }
    hand(db, who, &row, power, ctx.now()).await?;
    full(kept::agenda(ctx, db, &row).await?.len(), answers, false).map(drop)
}

/// The shares the person may decide for that have no decision yet, and by which right: the person's own,
/// or the one of a power.
async fn hand(
    db: &impl ConnectionTrait,
    who: &Confirmed,
    row: &Meeting,
    power: Option<PowerId>,
    now: DateTime<Utc>,
) -> Result<(Vec<Voice>, Came)> {
    let (voices, came) = match power {
        None => (repo::voices_of(db, row.id, who.person()).await?, Came(Way::Electronic, None)),
        Some(power) => powers::held(db, who, row, power, now).await?,
    };
    if voices.is_empty() {
        return Err(Refusal::NoVoice.into());
    }
    let numbers: Vec<i32> = voices.iter().map(|voice| voice.number).collect();
    let counted = repo::counted(db, row.id, &numbers).await?;
    let free: Vec<Voice> =
        voices.into_iter().filter(|voice| !counted.iter().any(|entry| entry.voice == Some(voice.number))).collect();
    if free.is_empty() { Err(Refusal::Voted.into()) } else { Ok((free, came)) }
}

/// The meeting's row, held, and the instant, if voting is open at it.
pub(super) async fn open(ctx: &Ctx, tx: &Tx, id: MeetingId) -> Result<(Meeting, DateTime<Utc>)> {
    let (row, now) = repo::locked(tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    if is_open(&row, now) { Ok((row, now)) } else { Err(Refusal::NotOpen.into()) }
}

/// Are decisions taken? Where people decide on paper, what was received in time is entered after the end
/// too, until the initiator has counted.
fn is_open(row: &Meeting, now: DateTime<Utc>) -> bool {
    row.state == repo::PUBLISHED
        && row.closed_at.is_none()
        && row.opens_at.is_some_and(|opens| opens <= now)
        && (row.closes_at.is_some_and(|closes| now < closes) || !form(row).is_electronic())
}

/// When the log is closed by itself: at the end, and where people decide on paper when the initiator's
/// term to count is over (ст. 46 ч. 1 ЖК).
pub(super) fn due(form: Form, closes: DateTime<Utc>) -> DateTime<Utc> {
    match form.is_electronic() {
        true => closes,
        false => closes + Duration::days(i64::from(Timeline::ON_PAPER_DAYS)),
    }
}

/// Is the log to be closed?
pub(super) fn is_due(row: &Meeting, now: DateTime<Utc>) -> bool {
    row.state == repo::PUBLISHED
        && row.closed_at.is_none()
        && row.closes_at.is_some_and(|closes| due(form(row), closes) <= now)
}

/// One answer for each question. On paper a question without one mark is invalid; on a screen it is a
/// mistake to be told.
pub(super) fn full(count: usize, answers: &[Choice], paper: bool) -> Result<Vec<Choice>> {
    let marked = |choice: &&Choice| paper || **choice != Choice::Invalid;
    let good = answers.iter().take_while(marked).count();
    if good < count || answers.len() != count {
        return Err(Refusal::NoAnswer { number: good.min(count) as i32 + 1 }.into());
    }
    Ok(answers.to_vec())
}

/// Appends decisions that count and adds them to the sums.
async fn take(
    ctx: &Ctx,
    tx: &Tx,
    mut row: Meeting,
    voices: &[&Voice],
    came: Came,
    answers: &[Choice],
    now: DateTime<Utc>,
) -> Result<Vec<i64>> {
    let id = row.id;
    let agenda = kept::agenda(ctx, tx, &row).await?;
    let answers = full(agenda.len(), answers, false)?;
    let asked = asked(&agenda);
    let mut delta = Running::new(asked.len());
    for voice in voices {
        delta.add(&asked, &ballot(voice, answers.clone()));
    }
    let key = kept::key(ctx, tx).await?;
    let first = row.log_size;
    row.ballots += voices.len() as i64;
    let secrets = |voice: &Voice| Secrets::of(&voice.owner_name, &answers);
    let new = voices.iter().map(|voice| New::decision(voice, came, secrets(voice), now, true)).collect();
    append(tx, &key, row, new, now).await?;
    repo::add_sums(tx, id, &delta).await?;
    Ok((first..first + voices.len() as i64).collect())
}

/// The agenda as it is counted.
pub fn asked(agenda: &[repo::Question]) -> Vec<Asked> {
    let kind = |code: &str| Kind::from_code(code).unwrap_or(Kind::Other);
    agenda.iter().map(|question| Asked { kind: kind(&question.kind), entrance: question.entrance }).collect()
}

pub fn ballot(voice: &Voice, answers: Vec<Choice>) -> Ballot {
    Ballot {
        area: voice.area,
        share: Share::new(voice.share_num, voice.share_den).unwrap_or(Share::WHOLE),
        residential: voice.residential,
        entrance: voice.entrance,
        answers,
    }
}

/// Ends a meeting's log once voting has ended; again, it changes nothing. `false`: by the database's clock
/// it has not ended yet.
pub async fn close(ctx: &Ctx, id: MeetingId) -> Result<bool> {
    let tx = ctx.begin().await?;
    let (row, now) = repo::locked(&tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    if !is_due(&row, now) {
        return Ok(row.state != repo::PUBLISHED || row.closed_at.is_some());
    }
    end(ctx, tx, row, now).await?;
    Ok(true)
}

/// The initiator of a meeting on paper has entered what was received: the log ends.
///
/// # Errors
/// [`Refusal::NotOpen`] while decisions are still received, and in the electronic form.
pub async fn finish(ctx: &Ctx, who: &Confirmed, id: MeetingId) -> Result<()> {
    let tx = ctx.begin().await?;
    let (row, now) = open(ctx, &tx, id).await?;
    if row.initiator_id != who.person() {
        return Err(Error::Missing("meeting"));
    }
    if form(&row).is_electronic() || row.closes_at.is_none_or(|closes| now < closes) {
        return Err(Refusal::NotOpen.into());
    }
    let waiting = repo::papers(&tx, id).await?.into_iter().filter(|paper| paper.state == PaperState::Entered.code());
    match waiting.count() {
        0 => {}
        count => return Err(Refusal::PapersWait { count }.into()),
    }
    end(ctx, tx, row, now).await
}

async fn end(ctx: &Ctx, tx: Tx, mut row: Meeting, now: DateTime<Utc>) -> Result<()> {
    let id = row.id;
    row.closed_at = Some(now);
    let leaf = Leaf::Closed { at: now.timestamp_millis() };
    let key = kept::key(ctx, &tx).await?;
    append(&tx, &key, row, vec![New::plain(leaf, now)], now).await?;
    jobs::enqueue(ctx, &tx, &FormProtocol { meeting: id })?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(())
}
