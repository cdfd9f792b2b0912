//! Meetings of the demo town: one that is over and one that goes on, written as if they had been held.

use chrono::{DateTime, Duration, Utc};
use domain::kernel::{HouseId, MeetingId, PersonId};
use domain::meetings::{Choice, Kind, Running};
use ledger::record::{Leaf, Way};

use super::freeze::{Message, open};
use super::log::{Came, New, Secrets, append};
use super::message::blank;
use super::repo::{self, Meeting, Voice};
use super::voting::{asked, ballot};
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::jobs::{self, FormProtocol};

/// A meeting to be staged.
pub struct Staged<'a> {
    pub house: HouseId,
    pub initiator: PersonId,
    /// Their shares stay free, so that they can vote themselves.
    pub guests: &'a [PersonId],
    pub opens: DateTime<Utc>,
    pub closes: DateTime<Utc>,
    pub agenda: &'a [(Kind, &'a str)],
    /// Of a hundred shares so many have voted.
    pub voted: i32,
}

/// Writes the meeting with the votes it has by now.
pub async fn stage(ctx: &Ctx, tx: &Tx, staged: &Staged<'_>) -> Result<MeetingId> {
    let id = MeetingId(ctx.id(staged.house.region()));
    let placed = staged.opens - Duration::days(15);
    let name = repo::name_of(tx, staged.initiator).await?;
    let row = Meeting {
        contacts: "Телефон 8 (817) 555-01-17, письменные решения — в почтовый ящик у первого подъезда".to_owned(),
        materials: "На доске объявлений в первом подъезде и у администратора собрания".to_owned(),
        ..blank(id, staged.house, (staged.initiator, name), placed)
    };
    repo::insert(tx, row.clone()).await?;
    for (number, (kind, wording)) in (1..).zip(staged.agenda) {
        let (kind, wording) = (kind.code().to_owned(), (*wording).to_owned());
        repo::add_question(
            tx,
            repo::Question { meeting_id: id, number, kind, entrance: None, wording, cost: None, monthly: false },
        )
        .await?;
    }
    let agenda = repo::questions(tx, &[id]).await?;
    let (address, zone) = repo::meeting(tx, id).await?.map(|(_, address, zone)| (address, zone)).unwrap_or_default();
    let (opens, closes) = (staged.opens, staged.closes);
    open(ctx, tx, Message { row, agenda, address, zone, opens, closes, waived: true, members: Vec::new() }, placed)
        .await?;
    vote(ctx, tx, id, staged).await?;
    Ok(id)
}

async fn vote(ctx: &Ctx, tx: &Tx, id: MeetingId, staged: &Staged<'_>) -> Result<()> {
    let (mut row, _) = repo::locked(tx, id, &ctx.clock).await?.ok_or(Error::Missing("meeting"))?;
    let asked = asked(&repo::questions(tx, &[id]).await?);
    let voices = repo::voices(tx, id).await?;
    let until = staged.closes.min(ctx.now());
    let mut delta = Running::new(asked.len());
    let (mut new, mut ballots) = (Vec::new(), 0);
    for voice in voices.iter().filter(|voice| takes_part(voice, staged)) {
        let answers: Vec<Choice> = (0..asked.len() as i32).map(|question| answer(voice.number, question)).collect();
        let at = staged.opens + (until - staged.opens) * voice.number / (voices.len() as i32 + 1);
        delta.add(&asked, &ballot(voice, answers.clone()));
        let secrets = Secrets::of(&voice.owner_name, &answers);
        let mut came = Came(Way::Electronic, None);
        if voice.number % 9 == 0 {
            came = Came(Way::Paper, Some(row.log_size + new.len() as i64));
            let received = staged.opens.max(at - Duration::hours(5));
            new.push(New::paper(voice, secrets.clone(), received, "0".repeat(64), at));
        }
        new.push(New::decision(voice, came, secrets, at, true));
        ballots += 1;
    }
    row.ballots = ballots;
    if staged.closes <= ctx.now() {
        row.closed_at = Some(staged.closes);
        let at = staged.closes.timestamp_millis();
        new.push(New::plain(Leaf::Closed { at }, staged.closes));
        jobs::enqueue(ctx, tx, &FormProtocol { meeting: id })?;
    }
    if new.is_empty() {
        return Ok(());
    }
    repo::add_sums(tx, id, &delta).await?;
    append(tx, row, new, until).await
}

fn takes_part(voice: &Voice, staged: &Staged<'_>) -> bool {
    let guest = voice.person_id.is_some_and(|person| staged.guests.contains(&person));
    !guest && (voice.number * 37) % 100 < staged.voted
}

/// Most are for it, some are not.
fn answer(voice: i32, question: i32) -> Choice {
    match (voice * 7 + question * 13) % 20 {
        0..=14 => Choice::For,
        15..=17 => Choice::Against,
        _ => Choice::Abstain,
    }
}
