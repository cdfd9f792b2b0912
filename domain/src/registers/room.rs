//! Premises with all who own them.

use std::cmp::Ordering;

use super::line::UNKNOWN;
use super::{Fault, Faulty, Line, Part};
use crate::houses::PremisesKind;
use crate::kernel::{Area, Date, Share};
use crate::meetings::Votes;

/// An owner of premises, or all of them where they own jointly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The names, as the register prints them.
    pub names: Vec<String>,
    /// What part.
    pub share: Share,
    /// The entry in the state register of rights.
    pub document: String,
    /// Its day.
    pub begins_on: Option<Date>,
}

impl Owner {
    /// `Петров П. П., Петрова А. А.`
    pub fn name(&self) -> String {
        self.names.join(", ")
    }
}

/// Premises as the register has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// What they are.
    pub kind: PremisesKind,
    /// Their number.
    pub number: String,
    /// Their entrance.
    pub entrance: Option<i32>,
    /// Their area.
    pub area: Area,
    /// Whose they are: the shares make a whole, or less of it where an owner is not established.
    pub owners: Vec<Owner>,
    /// The part of owners who are not established.
    pub unknown: Option<Share>,
}

/// The premises of these lines, in their order; of premises with a fault there are none.
pub fn rooms(lines: Vec<Line>) -> (Vec<Room>, Vec<Faulty>) {
    let mut groups: Vec<Vec<Line>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for line in lines {
        let place = *places.entry((line.kind, line.number.clone())).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(line);
    }
    let (mut rooms, mut faults) = (Vec::new(), Vec::new());
    for group in groups {
        match room(group) {
            Ok(room) => rooms.push(room),
            Err(fault) => faults.push(fault),
        }
    }
    let of = |room: &Room| room.owners.iter().map(|owner| owner.share).chain(room.unknown).collect::<Vec<_>>();
    let shares = rooms.iter().flat_map(of);
    if !Votes::can_hold(shares) {
        faults.push(Faulty { row: 1, fault: Fault::Denominators });
    }
    (rooms, faults)
}

/// What a line says that the first of its premises that says it does not.
fn differs<T: Copy + PartialEq>(lines: &[Line], of: impl Fn(&Line) -> Option<T>) -> Result<Option<T>, Faulty> {
    let mut said = lines.iter().filter_map(|line| Some((line.row, of(line)?)));
    let Some((first, value)) = said.next() else { return Ok(None) };
    match said.find(|(_, other)| *other != value) {
        Some((row, _)) => Err(Faulty { row, fault: Fault::Differs { row: first } }),
        None => Ok(Some(value)),
    }
}

fn room(lines: Vec<Line>) -> Result<Room, Faulty> {
    let Some(first) = lines.first().cloned() else { return Err(Faulty { row: 0, fault: Fault::NoOwner }) };
    let faulty = |fault| Faulty { row: first.row, fault };
    let area = differs(&lines, |line| line.area)?.ok_or_else(|| faulty(Fault::NoArea))?;
    let entrance = differs(&lines, |line| line.entrance)?;
    let (owners, unknown) = owners(lines).map_err(faulty)?;
    Ok(Room { kind: first.kind, number: first.number.clone(), entrance, area, owners, unknown })
}

/// Owners, and the part of those who are not established.
fn owners(lines: Vec<Line>) -> Result<(Vec<Owner>, Option<Share>), Fault> {
    let joint = lines.iter().filter(|line| line.part == Part::Joint).count();
    if 0 < joint && joint < lines.len() {
        return Err(Fault::Mixed);
    }
    if 0 < joint {
        // Any of those who own together decides for all (ст. 253 ГК РФ): it is enough to know one.
        let name = |line: &Line| line.owner.clone().unwrap_or_else(|| UNKNOWN.to_owned());
        let names: Vec<String> = lines.iter().map(name).collect();
        let first = lines.into_iter().find(|line| line.owner.is_some());
        let owners: Vec<Owner> = first.map(|line| owner(line, names, Share::WHOLE)).into_iter().collect();
        let unknown = owners.is_empty().then_some(Share::WHOLE);
        return Ok((owners, unknown));
    }
    let alone = lines.len() == 1;
    let (mut said, mut left_over) = (Vec::new(), false);
    for line in lines {
        match line.part {
            Part::Share(share) => said.push((share, line)),
            Part::Unsaid if alone => said.push((Share::WHOLE, line)),
            // What is left over is of whom nobody has established: once.
            Part::Unsaid if line.owner.is_none() && !left_over => left_over = true,
            Part::Unsaid | Part::Joint => return Err(Fault::Share { said: String::new() }),
        }
    }
    if !Votes::can_hold(said.iter().map(|(share, _)| *share)) {
        return Err(Fault::Denominators);
    }
    let (unit, mut sum) = (Area(100), Votes::default());
    said.iter().for_each(|(share, _)| sum.add(unit, *share));
    let wanted = if left_over { Ordering::Less } else { Ordering::Equal };
    if sum.compare(1, &Votes::whole(unit), 1) != wanted {
        return Err(Fault::Sum { sum: sum.exact() });
    }
    let is_known = |(share, line): (Share, Line)| line.owner.clone().map(|name| owner(line, vec![name], share));
    let count = said.len();
    let owners: Vec<Owner> = said.into_iter().filter_map(is_known).collect();
    if owners.len() == count && !left_over {
        return Ok((owners, None));
    }
    let unknown = Share::rest(owners.iter().map(|owner| owner.share)).filter(|rest| Votes::can_hold([*rest]));
    if unknown.is_some() { Ok((owners, unknown)) } else { Err(Fault::Denominators) }
}

fn owner(line: Line, names: Vec<String>, share: Share) -> Owner {
    Owner { names, share, document: line.document, begins_on: line.begins_on }
}
