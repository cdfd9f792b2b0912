//! Decisions: taken at one instant under the meeting's row, each an entry of the log; the end of the log.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};
use domain::kernel::{MeetingId, PersonId, PowerId};
use domain::meetings::{Asked, Ballot, Choice, Form, Kind, PaperState, Refusal, Running, Timeline};
use ledger::record::{Leaf, Way};

use super::attendance;
use super::held;
use super::log::{Came, New, Secrets, append};
use super::publication::form;
use super::repo::{self, Meeting, Voice};
use super::together::{Submission, submit};
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
    submit(ctx, id, Submission { who: who.clone(), power: None, answers: answers.to_vec() }).await
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
    submit(ctx, id, Submission { who: who.clone(), power: Some(power), answers: answers.to_vec() }).await
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

/// Takes submissions to one meeting, in their order and at one instant: each wholly or not at all.
pub(super) async fn take(
    ctx: &Ctx,
    tx: &Tx,
    id: MeetingId,
    submissions: &[Submission],
) -> Result<Vec<Result<Vec<i64>>>> {
    let refused = |why: fn() -> Error| Ok(submissions.iter().map(|_| Err(why())).collect());
    let Some((mut row, now)) = repo::locked(tx, id, &ctx.clock).await? else {
        return refused(|| Error::Missing("meeting"));
    };
    if !is_open(&row, now) {
        return refused(|| Refusal::NotOpen.into());
    }
    if !form(&row).is_electronic() {
        return refused(|| Refusal::OnPaper.into());
    }
    let asked = asked(&repo::questions(tx, &[id]).await?);
    let own = submissions.iter().filter(|submission| submission.power.is_none());
    let people: Vec<PersonId> = own.map(|submission| submission.who.person()).collect();
    let held = repo::holders(tx, id, &people).await?;
    let hands = hands(tx, &row, submissions, (&people, &held), now).await?;
    let named = named(tx, submissions, &hands, &held).await?;
    let numbers = hands.iter().flatten().flat_map(|(voices, _)| voices).map(|voice| voice.number).collect();
    let mut decided = repo::decided(tx, id, numbers).await?;
    let (first, mut new, mut delta) = (row.log_size, Vec::new(), Running::new(asked.len()));
    let mut one = |submission: &Submission, (voices, came): (Vec<Voice>, Came)| {
        if voices.is_empty() {
            return Err(Refusal::NoVoice.into());
        }
        let free: Vec<Voice> = voices.into_iter().filter(|voice| !decided.contains(&voice.number)).collect();
        if free.is_empty() {
            return Err(Refusal::Voted.into());
        }
        let answers = full(asked.len(), &submission.answers, false)?;
        let from = first + new.len() as i64;
        for voice in &free {
            decided.insert(voice.number);
            delta.add(&asked, &ballot(voice, answers.clone()));
            let name = named.get(&(voice.number, submission.who.person())).unwrap_or(&voice.owner_name);
            new.push(New::decision(voice, came, Secrets::of(name, &answers), now, true));
        }
        Ok((from..first + new.len() as i64).collect())
    };
    let taken = submissions.iter().zip(hands).map(|(submission, hand)| one(submission, hand?)).collect();
    if !new.is_empty() {
        row.ballots += new.len() as i64;
        append(tx, row, new, now).await?;
        repo::add_sums(tx, id, &delta).await?;
    }
    Ok(taken)
}

/// Who of several owners cast a joint vote: by name, beside those of all (48 ч. 5.1 ЖК).
async fn named(
    tx: &Tx,
    submissions: &[Submission],
    hands: &[Result<(Vec<Voice>, Came)>],
    held: &HashSet<(i32, PersonId)>,
) -> Result<HashMap<(i32, PersonId), String>> {
    let own = submissions.iter().zip(hands).filter(|(submission, _)| submission.power.is_none());
    let jointly = own.flat_map(|(submission, hand)| {
        let person = submission.who.person();
        hand.iter().flat_map(|(voices, _)| voices).map(move |voice| (voice, person))
    });
    let jointly: Vec<(&Voice, PersonId)> =
        jointly.filter(|(voice, person)| held.contains(&(voice.number, *person))).collect();
    let names = repo::names_of(tx, jointly.iter().map(|(_, person)| *person).collect()).await?;
    let named = |(voice, person): (&Voice, PersonId)| {
        let name = names.get(&person).map(String::as_str).unwrap_or_default();
        ((voice.number, person), format!("{} ({name})", voice.owner_name))
    };
    Ok(jointly.into_iter().map(named).collect())
}

/// The shares each person decides for and by which right: the person's own, or the one of a power.
async fn hands(
    tx: &Tx,
    row: &Meeting,
    submissions: &[Submission],
    (people, held): (&[PersonId], &HashSet<(i32, PersonId)>),
    now: DateTime<Utc>,
) -> Result<Vec<Result<(Vec<Voice>, Came)>>> {
    let mut voices: HashMap<PersonId, Vec<Voice>> = HashMap::new();
    for voice in repo::voices_with(tx, row.id, people, held).await? {
        // Who owns jointly has one vote with the others: whoever is the first casts it.
        let jointly = held.iter().filter(|(number, _)| *number == voice.number).map(|(_, person)| *person);
        let whose: HashSet<PersonId> = jointly.chain(voice.person_id).collect();
        for person in whose {
            voices.entry(person).or_default().push(voice.clone());
        }
    }
    let powers = held::held(tx, row.id, submissions).await?;
    let hand = |submission: &Submission| match submission.power {
        None => Ok((voices.get(&submission.who.person()).cloned().unwrap_or_default(), Came(Way::Electronic, None))),
        Some(power) => powers.by(&submission.who, power, now),
    };
    Ok(submissions.iter().map(hand).collect())
}

/// The agenda as it is counted.
pub fn asked(agenda: &[repo::Question]) -> Vec<Asked> {
    let kind = |code: &str| Kind::from_code(code).unwrap_or(Kind::Other);
    agenda.iter().map(|question| Asked { kind: kind(&question.kind), entrance: question.entrance }).collect()
}

pub fn ballot(voice: &Voice, answers: Vec<Choice>) -> Ballot {
    Ballot {
        area: voice.area,
        share: repo::share(voice),
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
/// [`Refusal::NotOpen`] while decisions are still received, and in the electronic form; [`Refusal::PapersWait`];
/// [`Refusal::NoAttendance`], [`Refusal::NotListed`].
pub async fn finish(ctx: &Ctx, who: &Confirmed, id: MeetingId) -> Result<()> {
    let tx = ctx.begin().await?;
    let (row, now) = open(ctx, &tx, id).await?;
    if row.initiator_id != who.person() {
        return Err(Error::Missing("meeting"));
    }
    if form(&row).is_electronic() || row.closes_at.is_none_or(|closes| now < closes) {
        return Err(Refusal::NotOpen.into());
    }
    attendance::is_complete(&tx, &row).await?;
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
    append(&tx, row, vec![New::plain(leaf, now)], now).await?;
    jobs::enqueue(ctx, &tx, &FormProtocol { meeting: id })?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(())
}
