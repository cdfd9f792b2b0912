//! Who votes at a meeting of members: of an association by their shares, of a cooperative a vote each.

use std::collections::HashSet;

use domain::kernel::Area;
use domain::meetings::{Body, Votes};
use sea_orm::ConnectionTrait;

use super::publication::body;
use super::repo::{self, Meeting, Voice};
use crate::error::Result;
use crate::registers::{self, Member};

/// A member's vote where heads are counted.
const ONE: Area = Area(100);

/// The voices of a members' meeting by the registers of today. An association's member who owns nothing any
/// more is none (143 ч. 3 ЖК); a cooperative's member is one voice, however many premises.
pub(super) async fn voices(db: &impl ConnectionTrait, row: &Meeting) -> Result<Vec<Voice>> {
    let members = registers::members(db, row.house_id).await?;
    let voices = match body(row) {
        Body::Association => of_association(row, &members),
        _ => of_cooperative(row, &members),
    };
    Ok(voices)
}

/// All their votes.
pub(super) fn total(voices: &[Voice]) -> Votes {
    repo::sum(voices)
}

fn voice(row: &Meeting, number: usize, member: &Member) -> Voice {
    Voice {
        meeting_id: row.id,
        number: number as i32,
        person_id: member.person,
        owner_name: member.name.clone(),
        premises: member.premises.clone(),
        area: ONE,
        share_num: 1,
        share_den: 1,
        residential: false,
        entrance: None,
    }
}

fn of_association(row: &Meeting, members: &[Member]) -> Vec<Voice> {
    let mut heard = HashSet::new();
    let mut voices = Vec::new();
    for member in members {
        let (Some(key), Some((_, share_num, share_den))) = (member.share_key(), member.share) else { continue };
        // Of two who own jointly one share votes once.
        if heard.insert(key) && 0 < member.area.0 {
            let (area, residential) = (member.area, member.residential);
            voices.push(Voice { area, share_num, share_den, residential, ..voice(row, voices.len() + 1, member) });
        }
    }
    voices
}

fn of_cooperative(row: &Meeting, members: &[Member]) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for member in members {
        let place = *places.entry(member.number).or_insert(voices.len());
        match voices.get_mut(place) {
            None => voices.push(voice(row, place + 1, member)),
            // Known at any of their premises.
            Some(known) => known.person_id = known.person_id.or(member.person),
        }
    }
    voices
}
