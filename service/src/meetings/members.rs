//! Who votes at a meeting of members: of an association by their shares, of a cooperative a vote each.

use std::collections::{HashMap, HashSet};

use domain::kernel::{Area, PersonId, PremisesId};
use domain::meetings::{Body, Refusal};

use super::publication::body;
use super::repo::{Meeting, Voice};
use crate::error::Result;
use crate::registers::Member;

/// A member's vote where heads are counted.
const ONE: Area = Area(100);

/// The voices of members.
#[derive(Default)]
pub(super) struct Voices {
    pub voices: Vec<Voice>,
    /// Who holds which voice jointly.
    pub holders: Vec<(i32, PersonId)>,
    /// Members without a voice: they own nothing of what they name, by the register of owners.
    pub unheard: Vec<String>,
}

/// The voices of a members' meeting, by its members. An association's member who owns nothing any
/// more is none (143 ч. 3 ЖК); a cooperative's member is one voice, however many premises.
///
/// # Errors
/// [`Refusal::NoArea`].
pub(super) fn voices(row: &Meeting, members: &[Member]) -> Result<Voices> {
    match body(row) {
        Body::Association => of_association(row, members),
        _ => Ok(Voices { voices: of_cooperative(row, members), ..Voices::default() }),
    }
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

fn of_association(row: &Meeting, members: &[Member]) -> Result<Voices> {
    let mut heard: HashMap<(PremisesId, i32), usize> = HashMap::new();
    let Voices { mut voices, mut holders, mut unheard } = Voices::default();
    for member in members {
        if member.shares.is_empty() {
            unheard.push(member.said());
        } else if member.area.0 <= 0 {
            return Err(Refusal::NoArea { premises: member.premises.clone() }.into());
        }
        for (number, share_num, share_den) in &member.shares {
            let place = *heard.entry((member.premises_id, *number)).or_insert(voices.len());
            match voices.get_mut(place) {
                None => voices.push(Voice {
                    area: member.area,
                    residential: member.residential,
                    share_num: *share_num,
                    share_den: *share_den,
                    ..voice(row, place + 1, member)
                }),
                // Two members who own it jointly: one vote, and either may cast it.
                Some(known) => {
                    let joined = format!("{}, {}", known.owner_name, member.name);
                    if !known.owner_name.split(", ").any(|name| name == member.name) {
                        known.owner_name = joined;
                    }
                    let both = [known.person_id, member.person].into_iter().flatten();
                    holders.extend(both.map(|person| (known.number, person)));
                    known.person_id = known.person_id.or(member.person);
                }
            }
        }
    }
    holders.sort_unstable();
    holders.dedup();
    Ok(Voices { voices, holders, unheard })
}

fn of_cooperative(row: &Meeting, members: &[Member]) -> Vec<Voice> {
    // Known at any of their premises.
    let mut people: HashMap<i32, PersonId> = HashMap::new();
    for member in members {
        if let Some(person) = member.person {
            people.entry(member.number).or_insert(person);
        }
    }
    let mut voices: Vec<Voice> = Vec::new();
    let mut heard = HashSet::new();
    for member in members {
        let person = people.get(&member.number).copied();
        // One person under two numbers is one member all the same.
        let new = heard.insert(Err(member.number)) & person.is_none_or(|person| heard.insert(Ok(person)));
        if new {
            voices.push(Voice { person_id: person, ..voice(row, voices.len() + 1, member) });
        }
    }
    voices
}
