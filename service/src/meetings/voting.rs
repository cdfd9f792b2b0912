//! Decisions: taken at one instant under the meeting's row, each an entry of the log.

use chrono::{DateTime, Duration, Utc};
use domain::kernel::{MeetingId, Share};
use domain::meetings::{Asked, Ballot, Choice, Kind, Refusal, Running};
use domain::notices::NoticeKind;
use ledger::merkle::{self, Frontier};
use ledger::record::{Ballot as Sealed, Leaf, Way, canonical};
use ledger::seal;
use ledger::sign::Key;
use sea_orm::ConnectionTrait;

use super::message::PAPER_DAYS;
use super::repo::{self, Entry, Head, Meeting, Voice};
use crate::actor::Confirmed;
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, OnUnique as _, Result, Unique};
use crate::notices::{self, Said};

/// One decision that counts for each share.
const ONE_VOICE: Unique =
    Unique { name: "meeting_entry_voice_key", columns: "meeting_entry.meeting_id, meeting_entry.voice" };

/// An entry to be.
pub struct New {
    leaf: Leaf,
    at: DateTime<Utc>,
    voice: Option<i32>,
    person: Option<([u8; 16], String)>,
    answers: Option<([u8; 16], Vec<Choice>)>,
}

impl New {
    /// An entry in which nothing is sealed.
    pub fn plain(leaf: Leaf, at: DateTime<Utc>) -> Self {
        Self { leaf, at, voice: None, person: None, answers: None }
    }

    /// A decision. `counts`: it is the first of its share.
    pub fn decision(voice: &Voice, way: Way, answers: &[Choice], at: DateTime<Utc>, counts: bool) -> Self {
        let salts: [[u8; 16]; 2] = rand::random();
        let ballot = Sealed {
            at: at.timestamp_millis(),
            voice: voice.number.unsigned_abs(),
            way,
            person: seal::seal(&salts[0], &voice.owner_name),
            answers: seal::seal(&salts[1], &answers),
        };
        Self {
            leaf: Leaf::Ballot(ballot),
            at,
            voice: counts.then_some(voice.number),
            person: Some((salts[0], voice.owner_name.clone())),
            answers: Some((salts[1], answers.to_vec())),
        }
    }
}

/// Takes the person's decision for all of the person's shares, whole or not at all: the voting is open at
/// the instant that is taken once, under the meeting's row; the end's instant is not in it any more. A
/// share that has voted already, on paper for instance, keeps that decision.
///
/// # Errors
/// [`Refusal::NotOpen`], [`Refusal::NoVoice`], [`Refusal::Voted`], [`Refusal::NoAnswer`].
pub async fn vote(ctx: &Ctx, who: &Confirmed, id: MeetingId, answers: &[Choice]) -> Result<Vec<i64>> {
    // What is refused anyway is refused before it costs others of its batch anything.
    judge(ctx, &ctx.db.read, who, id, answers).await?;
    let work = std::sync::Arc::new((ctx.clone(), who.clone(), answers.to_vec()));
    let entries = ctx
        .write(move |tx| {
            let work = std::sync::Arc::clone(&work);
            Box::pin(async move {
                let (ctx, who, answers) = &*work;
                let (row, now) = open(ctx, tx, id).await?;
                let free = free(tx, who, id).await?;
                let free: Vec<&Voice> = free.iter().collect();
                take(tx, row, &free, Way::Electronic, answers, now).await
            })
        })
        .await?;
    super::live::changed(ctx, id).await;
    tracing::info!(code = "meeting.vote", shares = entries.len(), "a decision was taken");
    Ok(entries)
}

/// Would it be taken, as things stand?
async fn judge(ctx: &Ctx, db: &impl ConnectionTrait, who: &Confirmed, id: MeetingId, answers: &[Choice]) -> Result<()> {
    let (row, ..) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    if !is_open(&row, ctx.now()) {
        return Err(Refusal::NotOpen.into());
    }
    free(db, who, id).await?;
    full(db, id, answers, false).await.map(drop)
}

/// The person's shares that have no decision yet.
async fn free(db: &impl ConnectionTrait, who: &Confirmed, id: MeetingId) -> Result<Vec<Voice>> {
    let mut voices = repo::voices_of(db, id, who.person()).await?;
    if voices.is_empty() {
        return Err(Refusal::NoVoice.into());
    }
    let numbers: Vec<i32> = voices.iter().map(|voice| voice.number).collect();
    let counted = repo::counted(db, id, &numbers).await?;
    voices.retain(|voice| !counted.iter().any(|entry| entry.voice == Some(voice.number)));
    if voices.is_empty() { Err(Refusal::Voted.into()) } else { Ok(voices) }
}

/// Enters a decision that came on paper. Of a share that has voted it is kept and does not count.
/// Returns the entry and whether it counts.
pub async fn paper(ctx: &Ctx, who: &Confirmed, id: MeetingId, voice: i32, answers: &[Choice]) -> Result<(i64, bool)> {
    let tx = ctx.begin().await?;
    let (row, now) = open(ctx, &tx, id).await?;
    if row.initiator_id != who.person() {
        return Err(Error::Missing("meeting"));
    }
    let late = Duration::days(i64::from(PAPER_DAYS));
    if row.closes_at.is_none_or(|closes| closes - late <= now) {
        return Err(Refusal::PaperLate.into());
    }
    let voices = repo::voices(&tx, id).await?;
    let voice = voices.iter().find(|known| known.number == voice).ok_or(Refusal::NoVoice)?;
    let counts = repo::counted(&tx, id, &[voice.number]).await?.is_empty();
    let entry = match counts {
        true => take(&tx, row, &[voice], Way::Paper, answers, now).await?.first().copied(),
        false => {
            let key = key(&tx).await?;
            let number = row.log_size;
            let new = New::decision(voice, Way::Paper, &full(&tx, id, answers, true).await?, now, false);
            append(&tx, &key, row, vec![new], now).await?;
            Some(number)
        }
    };
    if let Some(owner) = voice.person_id {
        let body = "Если вы не сдавали письменного решения, напишите администратору собрания и в ГЖИ.";
        let title = format!("За вас внесено письменное решение: {}", voice.premises);
        notices::tell(ctx, &tx, owner, Said { kind: NoticeKind::Meeting, title: &title, body }).await?;
    }
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok((entry.unwrap_or_default(), counts))
}

/// The meeting's row, held, and the instant, if voting is open at it.
async fn open(ctx: &Ctx, tx: &Tx, id: MeetingId) -> Result<(Meeting, DateTime<Utc>)> {
    let (row, now) = repo::locked(tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    if is_open(&row, now) { Ok((row, now)) } else { Err(Refusal::NotOpen.into()) }
}

fn is_open(row: &Meeting, now: DateTime<Utc>) -> bool {
    row.state == repo::PUBLISHED
        && row.opens_at.is_some_and(|opens| opens <= now)
        && row.closes_at.is_some_and(|closes| now < closes)
}

async fn key(db: &impl ConnectionTrait) -> Result<Key> {
    let secret = repo::known_secret(db).await?.ok_or_else(|| anyhow::anyhow!("no key of the logs"))?;
    Ok(Key::of(&secret))
}

/// One answer for each question. On paper a question without one mark is invalid; on a screen it is a
/// mistake to be told.
async fn full(db: &impl ConnectionTrait, id: MeetingId, answers: &[Choice], paper: bool) -> Result<Vec<Choice>> {
    let count = repo::questions(db, &[id]).await?.len();
    let marked = |choice: &&Choice| paper || **choice != Choice::Invalid;
    let good = answers.iter().take_while(marked).count();
    if good < count || answers.len() != count {
        return Err(Refusal::NoAnswer { number: good.min(count) as i32 + 1 }.into());
    }
    Ok(answers.to_vec())
}

/// Appends decisions that count and adds them to the sums.
async fn take(
    tx: &Tx,
    mut row: Meeting,
    voices: &[&Voice],
    way: Way,
    answers: &[Choice],
    now: DateTime<Utc>,
) -> Result<Vec<i64>> {
    let id = row.id;
    let answers = full(tx, id, answers, way == Way::Paper).await?;
    let asked = asked(&repo::questions(tx, &[id]).await?);
    let mut delta = Running::new(asked.len());
    for voice in voices {
        delta.add(&asked, &ballot(voice, answers.clone()));
    }
    let key = key(tx).await?;
    let first = row.log_size;
    row.ballots += voices.len() as i64;
    let new = voices.iter().map(|voice| New::decision(voice, way, &answers, now, true)).collect();
    append(tx, &key, row, new, now).await?;
    repo::add_sums(tx, id, &delta).await?;
    Ok((first..first + voices.len() as i64).collect())
}

/// Appends entries to the log and signs its new head.
pub async fn append(tx: &Tx, key: &Key, mut row: Meeting, new: Vec<New>, now: DateTime<Utc>) -> Result<()> {
    let size = u64::try_from(row.log_size).unwrap_or_default();
    let mut frontier = Frontier::of(size, &row.log_frontier).ok_or_else(|| anyhow::anyhow!("a log is broken"))?;
    let mut entries = Vec::with_capacity(new.len());
    for New { leaf, at, voice, person, answers } in new {
        let leaf = canonical(&leaf);
        let hash = merkle::leaf(leaf.as_bytes());
        entries.push(Entry {
            meeting_id: row.id,
            number: frontier.size() as i64,
            leaf,
            hash: hash.to_vec(),
            voice,
            taken_at: at,
            person_salt: person.as_ref().map(|(salt, _)| salt.to_vec()),
            person_name: person.map(|(_, name)| name).unwrap_or_default(),
            answers_salt: answers.as_ref().map(|(salt, _)| salt.to_vec()),
            answers: answers.map(|(_, answers)| canonical(&answers)).unwrap_or_default(),
        });
        frontier.push(hash);
    }
    repo::append(tx, entries).await.map_err(|error| match error {
        Error::Db(error) => Err::<(), _>(error).on_unique(ONE_VOICE, Refusal::Voted).err().unwrap_or(Error::Busy),
        error => error,
    })?;
    row.log_size = frontier.size() as i64;
    row.log_frontier = frontier.bytes();
    let root = hex::encode(frontier.root());
    let head = key.head(&row.uin, frontier.size(), root, now.timestamp_millis());
    let head = Head {
        meeting_id: row.id,
        size: row.log_size,
        root: head.root,
        // What is signed is whole milliseconds.
        signed_at: DateTime::from_timestamp_millis(head.at).unwrap_or(now),
        signature: head.signature,
    };
    repo::put_log(tx, &row, head).await
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

/// Ends a meeting's log once voting has ended; again, it changes nothing.
pub async fn close(ctx: &Ctx, id: MeetingId) -> Result<()> {
    let tx = ctx.begin().await?;
    let (mut row, now) = repo::locked(&tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    let due = row.state == repo::PUBLISHED && row.closes_at.is_some_and(|closes| closes <= now);
    if !due || row.closed_at.is_some() {
        return Ok(());
    }
    row.closed_at = Some(now);
    let leaf = Leaf::Closed { at: now.timestamp_millis() };
    let key = key(&tx).await?;
    append(&tx, &key, row, vec![New::plain(leaf, now)], now).await?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(())
}
