//! The record of a meeting, for anybody to take away and recount; a voter's receipts.

use chrono::{DateTime, Utc};
use domain::kernel::{MeetingId, PersonId};
use domain::meetings::{Choice, MeetingRow};
use ledger::record::{Entry as Shown, Head as Signed, Leaf, Line, Outcome, Receipt, read};
use ledger::{Writer, seal};

use super::freeze::{Parts, frozen, voiced};
use super::repo::{self, Entry, Head, Meeting};
use super::{log, trees, view};
use crate::actor::Resident;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Which meeting's record is wanted.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// By its id.
    Id(MeetingId),
    /// By its number (УИН).
    Uin(String),
}

/// All meetings that have a record, the newest first.
pub async fn list(ctx: &Ctx) -> Result<Vec<MeetingRow>> {
    view::rows(ctx, repo::published(&ctx.db.read, 10_000).await?).await
}

/// The record: its meeting's number, and the lines. Answers are opened once voting has ended; names only
/// for a reader who owns in the house. The record for everybody and the one for owners are the same but
/// for what is opened.
pub async fn record(ctx: &Ctx, wanted: &Wanted, reader: Option<PersonId>) -> Result<(String, String)> {
    let db = &ctx.db.read;
    let id = match wanted {
        Wanted::Id(id) => Some(*id),
        Wanted::Uin(uin) => repo::by_uin(db, uin).await?,
    };
    let id = id.ok_or(Error::Missing("meeting"))?;
    view::close_if_due(ctx, id).await?;
    let (meeting, address, _) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    if meeting.state == repo::DRAFT {
        return Err(Error::Missing("meeting"));
    }
    let named = match reader {
        Some(reader) => repo::belongs(db, (id, meeting.house_id), reader).await?,
        None => false,
    };
    // Once closed, nothing of it changes any more: what is read below fits together.
    let opened = meeting.closed_at.is_some();
    let agenda = repo::questions(db, &[id]).await?;
    let key = log::key(db).await?;
    let parts = Parts {
        agenda: agenda.clone(),
        entrances: repo::entrances(db, id).await?,
        house: address,
        materials: repo::material_digests(db, id).await?,
    };
    let printed = frozen(&meeting, parts, &key);
    let voices: Vec<_> = repo::voices(db, id).await?.iter().map(voiced).collect();
    // The log may grow meanwhile: what was its size above is what is written.
    let entries = repo::entries(db, id).await?.into_iter().take(meeting.log_size.unsigned_abs() as usize);
    let mut writer = Writer::new(&printed, &voices);
    for entry in entries {
        writer.line(&Line::Entry(shown(&entry, opened, named)?));
    }
    for head in repo::heads(db, id, &sizes(&meeting)).await? {
        writer.line(&Line::Head(signed(head)));
    }
    if opened {
        let outcome = view::outcome(db, &meeting, &agenda).await?;
        let participants = (&outcome.participants).into();
        let said: domain::meetings::Answer = outcome.into();
        writer.line(&Line::Outcome(Outcome { participants, quorum: said.quorum, questions: said.questions }));
    }
    Ok((printed.uin, writer.end(&key)))
}

/// Which heads a record prints: at powers of two, and the last.
fn sizes(meeting: &Meeting) -> Vec<i64> {
    let mut sizes: Vec<i64> = (0..62).map(|power| 1 << power).take_while(|size| *size < meeting.log_size).collect();
    sizes.push(meeting.log_size);
    sizes
}

/// The signed heads a record prints, and the key: for anybody to keep elsewhere.
pub async fn heads(ctx: &Ctx, id: MeetingId) -> Result<(String, Vec<Signed>)> {
    let db = &ctx.db.read;
    let (meeting, ..) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    if meeting.state == repo::DRAFT {
        return Err(Error::Missing("meeting"));
    }
    let heads = repo::heads(db, id, &sizes(&meeting)).await?;
    Ok((log::key(db).await?.public(), heads.into_iter().map(signed).collect()))
}

fn signed(head: Head) -> Signed {
    let at = head.signed_at.timestamp_millis();
    Signed { size: head.size.unsigned_abs(), root: head.root, at, signature: head.signature }
}

/// An entry with what may be opened of it.
fn shown(entry: &Entry, opened: bool, named: bool) -> Result<Shown> {
    let leaf: Leaf = read(&entry.leaf).ok_or_else(|| anyhow::anyhow!("an entry of a log is not canonical"))?;
    let salt = |salt: &Option<Vec<u8>>| salt.as_deref().and_then(|salt| <[u8; 16]>::try_from(salt).ok());
    let answers = salt(&entry.answers_salt).filter(|_| opened);
    let answers = answers.and_then(|salt| Some(seal::open(&salt, read::<Vec<Choice>>(&entry.answers)?)));
    let person = salt(&entry.person_salt).filter(|_| named);
    let person = person.map(|salt| seal::open(&salt, entry.person_name.clone()));
    Ok(Shown { n: entry.number.unsigned_abs(), leaf, answers, person })
}

/// The person's receipts: each holds the entry opened, the path to the head over it, and that head.
pub async fn receipts(ctx: &Ctx, who: &Resident, id: MeetingId) -> Result<Vec<(Receipt, DateTime<Utc>)>> {
    let db = &ctx.db.read;
    let (meeting, ..) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    let voices = repo::voices_of(db, id, &[who.person()]).await?;
    let numbers: Vec<i32> = voices.iter().map(|voice| voice.number).collect();
    if numbers.is_empty() {
        return Err(Error::Missing("receipt"));
    }
    let entries = repo::counted(db, id, &numbers).await?;
    let key = log::key(db).await?.public();
    let size = meeting.log_size;
    let head = repo::head(db, id, size).await?.ok_or(Error::Missing("receipt"))?;
    let head = signed(head);
    let mut receipts = Vec::with_capacity(entries.len());
    for entry in entries {
        let path = trees::path(ctx, id, entry.number.unsigned_abs(), (head.size, &head.root)).await?;
        let receipt = Receipt {
            uin: meeting.uin.clone(),
            entry: shown(&entry, true, true)?,
            path: path.iter().map(hex::encode).collect(),
            head: head.clone(),
            key: key.clone(),
        };
        receipts.push((receipt, entry.taken_at));
    }
    Ok(receipts)
}
