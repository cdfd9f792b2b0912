//! Powers of attorney a batch of submissions rests on, read together.

use chrono::{DateTime, Utc};
use domain::kernel::{MeetingId, PowerId};
use domain::meetings::{PowerState, Refusal};
use ledger::record::Way;
use sea_orm::ConnectionTrait;

use super::log::Came;
use super::powers::after;
use super::repo::{self, PowerRow, Voice};
use super::together::Submission;
use crate::actor::Resident;
use crate::error::{Error, Result};

/// The powers some submissions name, with their voices.
pub(super) struct Held {
    powers: Vec<PowerRow>,
    voices: Vec<Voice>,
    zone: String,
}

/// Reads them, however many submissions there are.
pub(super) async fn held(db: &impl ConnectionTrait, id: MeetingId, submissions: &[Submission]) -> Result<Held> {
    let ids: Vec<PowerId> = submissions.iter().filter_map(|submission| submission.power).collect();
    if ids.is_empty() {
        return Ok(Held { powers: Vec::new(), voices: Vec::new(), zone: String::new() });
    }
    let powers = repo::powers_by_id(db, id, &ids).await?;
    let numbers: Vec<i32> = powers.iter().map(|power| power.voice).collect();
    let voices = repo::voices_by_number(db, id, &numbers).await?;
    let (_, _, zone) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    Ok(Held { powers, voices, zone })
}

impl Held {
    /// The share of a power that the person holds and that holds now.
    pub(super) fn by(&self, who: &Resident, power: PowerId, now: DateTime<Utc>) -> Result<(Vec<Voice>, Came)> {
        let own = |known: &&PowerRow| known.id == power && known.person_id == who.person();
        let power = self.powers.iter().find(own).ok_or(Error::Missing("power"))?;
        let holds = power.state == PowerState::Accepted.code() && now < after(power.until, &self.zone);
        let entry = power.entry.filter(|_| holds).ok_or(Refusal::PowerOver)?;
        let voice = self.voices.iter().find(|voice| voice.number == power.voice).cloned();
        Ok((voice.into_iter().collect(), Came(Way::Proxy, Some(entry))))
    }
}
