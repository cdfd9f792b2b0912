//! Representatives: whoever holds a power of attorney asks, the administrator looks at its scan, the owner
//! may end it at any time (ст. 48 ч. 1–2 ЖК; ст. 185.1, 188 ГК РФ).

use chrono::{DateTime, Days, NaiveTime, TimeZone as _, Utc};
use domain::kernel::{Date, MeetingId, PowerId, Region, iso};
use domain::meetings::{PowerDraft, PowerState, Refusal};
use domain::notices::NoticeKind;
use ledger::record::{Leaf, Power as Sealed};
use sea_orm::ConnectionTrait;

use super::log::{New, append};
use super::message::cut;
use super::papers::tell;
use super::repo::{self, Meeting, PowerRow, Voice};
use crate::actor::{Confirmed, Resident};
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::files::{self, Content, Upload};
use crate::notices::{self, Said};

/// The longest text of a document and of a reason.
const LONGEST: usize = 500;

/// A power of attorney in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Power {
    /// Its id.
    pub id: PowerId,
    /// `кв. 12`
    pub premises: String,
    /// Who gave it.
    pub owner: String,
    /// Who holds it.
    pub representative: String,
    /// Its number and day, who certified it.
    pub document: String,
    /// Certified by a notary.
    pub notarised: bool,
    /// The last day it holds.
    pub until: Date,
    /// Where it stands.
    pub state: PowerState,
    /// Why it was refused or ended.
    pub reason: String,
    /// The reader decides on it.
    pub decides: bool,
    /// The reader may end it.
    pub ends: bool,
    /// The reader may annul what was decided by it.
    pub annuls: bool,
}

/// A representative asks to be let vote for a share.
///
/// # Errors
/// [`Refusal::NoVoice`] when the register has no such premises of such an owner, [`Refusal::NoDocument`],
/// [`Refusal::PowerOver`], [`Refusal::NotOpen`] once voting has ended; what files are refused for.
pub async fn ask(ctx: &Ctx, who: &Confirmed, id: MeetingId, draft: &PowerDraft, scan: &Upload) -> Result<()> {
    let tx = ctx.begin().await?;
    let (row, zone, _) = going(ctx, &tx, id).await?;
    let voice = named(&tx, id, draft).await?.ok_or(Refusal::NoVoice)?;
    if repo::people_of(&tx, &voice).await?.contains(&who.person()) {
        return Err(Refusal::NoVoice.into());
    }
    let document = cut(&draft.document, LONGEST);
    if document.is_empty() {
        return Err(Refusal::NoDocument.into());
    }
    let until = iso::parse(draft.until.trim()).filter(|until| ctx.today(&zone) <= *until);
    let until = until.ok_or(Refusal::PowerOver)?;
    let stored = files::put(ctx, &tx, who.person(), scan).await?;
    let power = PowerRow {
        id: PowerId(ctx.id(Region(0))),
        meeting_id: id,
        voice: voice.number,
        person_id: who.person(),
        person_name: repo::name_of(&tx, who.person()).await?,
        document,
        notarised: !draft.notarised.is_empty(),
        until,
        file_id: stored.id,
        state: PowerState::Asked.code().to_owned(),
        entry: None,
        reason: String::new(),
        asked_at: ctx.now(),
        decided_at: None,
    };
    repo::put_power(&tx, power).await?;
    let title = format!("Доверенность на рассмотрение: {}", voice.premises);
    let said = Said {
        kind: NoticeKind::Meeting, title: &title, body: "Посмотрите скан на странице собрания."
    };
    notices::tell(ctx, &tx, row.initiator_id, said).await?;
    tx.commit().await
}

/// A published meeting that is not over, held, with its zone and the instant.
async fn going(ctx: &Ctx, tx: &Tx, id: MeetingId) -> Result<(Meeting, String, DateTime<Utc>)> {
    let (_, _, zone) = repo::meeting(tx, id).await?.ok_or(Error::Missing("meeting"))?;
    let (row, now) = repo::locked(tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    match row.state.as_str() {
        repo::DRAFT => Err(Error::Missing("meeting")),
        repo::PUBLISHED if row.closes_at.is_some_and(|closes| now < closes) => Ok((row, zone, now)),
        _ => Err(Refusal::NotOpen.into()),
    }
}

/// The share of those premises and that owner, by the words of the register whatever their case.
async fn named(db: &impl ConnectionTrait, id: MeetingId, draft: &PowerDraft) -> Result<Option<Voice>> {
    let plain = |text: &str| -> String {
        let letters = text.to_lowercase().replace('ё', "е");
        letters.chars().filter(|letter| letter.is_alphanumeric()).collect()
    };
    let (premises, owner) = (plain(&draft.premises), plain(&draft.owner));
    let voices = repo::voices(db, id).await?.into_iter();
    let is = |voice: &Voice| {
        let label = plain(&voice.premises);
        let digits: String = label.chars().filter(char::is_ascii_digit).collect();
        !owner.is_empty() && plain(&voice.owner_name) == owner && (label == premises || digits == premises)
    };
    Ok(voices.into_iter().find(is))
}

/// The first instant after a day by the clock of the house.
pub(super) fn after(until: Date, zone: &str) -> DateTime<Utc> {
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Europe::Moscow);
    let midnight = until.checked_add_days(Days::new(1)).unwrap_or(until).and_time(NaiveTime::MIN);
    zone.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

/// The administrator accepts a power, which is an entry of the log, or refuses it with a reason.
///
/// # Errors
/// [`Refusal::PowerDecided`], [`Refusal::PowerOver`], [`Refusal::NoReason`], [`Refusal::NotOpen`].
pub async fn decide(
    ctx: &Ctx,
    who: &Confirmed,
    id: MeetingId,
    power: PowerId,
    accepts: bool,
    reason: &str,
) -> Result<()> {
    let tx = ctx.begin().await?;
    let (row, zone, now) = going(ctx, &tx, id).await?;
    let mut power = repo::power(&tx, id, power).await?.ok_or(Error::Missing("power"))?;
    if row.initiator_id != who.person() {
        return Err(Error::Missing("power"));
    }
    if power.state != PowerState::Asked.code() {
        return Err(Refusal::PowerDecided.into());
    }
    // Nobody makes votes alone: whoever decides on powers holds none.
    if accepts && power.person_id == who.person() {
        return Err(Refusal::OwnPower.into());
    }
    let reason = cut(reason, LONGEST);
    let voice = repo::voice(&tx, id, power.voice).await?.ok_or(Refusal::NoVoice)?;
    power.decided_at = Some(now);
    let (state, title) = match accepts {
        true => (PowerState::Accepted, "Доверенность принята: вы можете голосовать"),
        false if reason.is_empty() => return Err(Refusal::NoReason.into()),
        false => (PowerState::Refused, "Доверенность не принята"),
    };
    state.code().clone_into(&mut power.state);
    if accepts {
        let until = after(power.until, &zone);
        if until <= now {
            return Err(Refusal::PowerOver.into());
        }
        power.entry = Some(row.log_size);
        let sealed = Sealed {
            at: now.timestamp_millis(),
            voice: power.voice.unsigned_abs(),
            until: until.timestamp_millis(),
            notarised: power.notarised,
            scan: repo::file_digest(&tx, power.file_id).await?,
            person: String::new(),
        };
        let said = format!("{}, {}", power.person_name, power.document);
        append(&tx, row, vec![New::power(&said, sealed, now)], now).await?;
        let body = format!("{said}. Если вы не давали доверенности, отзовите её на странице собрания.");
        tell(ctx, &tx, &voice, "Принята доверенность на голосование за вас", &body).await?;
    }
    power.reason.clone_from(&reason);
    notices::tell(ctx, &tx, power.person_id, Said { kind: NoticeKind::Meeting, title, body: &reason }).await?;
    repo::update_power(&tx, power).await?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(())
}

/// The owner ends a power, or whoever holds it gives it up. What was decided by it stands.
///
/// # Errors
/// [`Refusal::PowerDecided`] when there is nothing to end, [`Refusal::NotOpen`].
pub async fn revoke(ctx: &Ctx, who: &Confirmed, id: MeetingId, power: PowerId) -> Result<()> {
    let tx = ctx.begin().await?;
    let (row, _, now) = going(ctx, &tx, id).await?;
    let mut power = repo::power(&tx, id, power).await?.ok_or(Error::Missing("power"))?;
    let voice = repo::voice(&tx, id, power.voice).await?.ok_or(Refusal::NoVoice)?;
    if power.person_id != who.person() && !repo::people_of(&tx, &voice).await?.contains(&who.person()) {
        return Err(Error::Missing("power"));
    }
    match (PowerState::from_code(&power.state), power.entry) {
        (Some(PowerState::Accepted), Some(entry)) => {
            let leaf = Leaf::Revoked { at: now.timestamp_millis(), entry: entry.unsigned_abs() };
            append(&tx, row, vec![New::plain(leaf, now)], now).await?;
        }
        (Some(PowerState::Asked), _) => {}
        _ => return Err(Refusal::PowerDecided.into()),
    }
    PowerState::Revoked.code().clone_into(&mut power.state);
    power.decided_at = Some(now);
    repo::update_power(&tx, power).await?;
    tx.commit().await?;
    super::live::changed(ctx, id).await;
    Ok(())
}

/// Powers the person has to do with: all for the administrator, otherwise those held or given.
pub async fn powers(ctx: &Ctx, who: &Resident, id: MeetingId) -> Result<Vec<Power>> {
    let db = &ctx.db.read;
    let (row, ..) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    if row.state == repo::DRAFT {
        return Err(Error::Missing("meeting"));
    }
    let own = row.initiator_id == who.person();
    let powers = repo::powers(db, id).await?;
    let numbers: Vec<i32> = powers.iter().map(|power| power.voice).collect();
    let voices = repo::voices_by_number(db, id, &numbers).await?;
    let held = repo::holders(db, id, &[who.person()]).await?;
    let seen = powers.into_iter().filter_map(|power| {
        let voice = voices.iter().find(|voice| voice.number == power.voice)?;
        let given = voice.person_id == Some(who.person()) || held.contains(&(voice.number, who.person()));
        let party = power.person_id == who.person() || given;
        (own || party).then(|| shown(power, voice, own, party))
    });
    Ok(seen.collect())
}

fn shown(power: PowerRow, voice: &Voice, own: bool, party: bool) -> Power {
    let state = PowerState::from_code(&power.state).unwrap_or(PowerState::Asked);
    Power {
        id: power.id,
        premises: voice.premises.clone(),
        owner: voice.owner_name.clone(),
        representative: power.person_name,
        document: power.document,
        notarised: power.notarised,
        until: power.until,
        state,
        reason: power.reason,
        decides: own && state == PowerState::Asked,
        annuls: own && power.entry.is_some(),
        ends: party && matches!(state, PowerState::Asked | PowerState::Accepted),
    }
}

/// The scan of a power: for the administrator, its holder and its giver.
pub async fn scan(ctx: &Ctx, who: &Resident, id: MeetingId, power: PowerId) -> Result<Content> {
    let seen = powers(ctx, who, id).await?.iter().any(|seen| seen.id == power);
    let row = repo::power(&ctx.db.read, id, power).await?.filter(|_| seen).ok_or(Error::Missing("power"))?;
    files::content(&ctx.db.read, row.file_id).await
}

/// The administrator annuls what was decided by a power, as a written decision is annulled.
///
/// # Errors
/// As [`super::annul`]; missing when nothing was decided by it.
pub async fn annul(ctx: &Ctx, who: &Confirmed, id: MeetingId, power: PowerId, reason: &str) -> Result<()> {
    let db = &ctx.db.read;
    let entry = repo::power(db, id, power).await?.and_then(|power| power.entry).ok_or(Error::Missing("power"))?;
    let ballot = repo::resting_on(db, id, entry).await?.ok_or(Error::Missing("power"))?;
    super::annul(ctx, who, id, ballot, reason).await
}
