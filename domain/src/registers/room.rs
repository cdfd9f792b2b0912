//! Premises with all who own them.

use std::cmp::Ordering;

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
    /// Is there an owner who is not established?
    pub unknown: bool,
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
    let shares = rooms.iter().flat_map(|room: &Room| &room.owners).map(|owner| owner.share);
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
    let unknown = lines.iter().any(|line| line.owner.is_none());
    let owners = owners(lines).map_err(faulty)?;
    Ok(Room { kind: first.kind, number: first.number.clone(), entrance, area, owners, unknown })
}

fn owners(lines: Vec<Line>) -> Result<Vec<Owner>, Fault> {
    let joint = lines.iter().filter(|line| line.part == Part::Joint).count();
    if 0 < joint && joint < lines.len() {
        return Err(Fault::Mixed);
    }
    if 0 < joint {
        let names: Option<Vec<String>> = lines.iter().map(|line| line.owner.clone()).collect();
        let (names, first) = names.zip(lines.into_iter().next()).ok_or(Fault::NoOwner)?;
        return Ok(vec![owner(first, names, Share::WHOLE)]);
    }
    let (alone, unit) = (lines.len() == 1, Area(100));
    let (mut owners, mut sum, mut rest) = (Vec::new(), Votes::default(), false);
    for mut line in lines {
        let name = line.owner.take();
        let share = match line.part {
            Part::Share(share) => share,
            Part::Unsaid if alone => Share::WHOLE,
            // What is left over is of whom nobody has established: once.
            Part::Unsaid if name.is_none() && !rest => {
                rest = true;
                continue;
            }
            Part::Unsaid | Part::Joint => return Err(Fault::Share { said: String::new() }),
        };
        if !Votes::can_hold(owners.iter().map(|owner: &Owner| owner.share).chain([share])) {
            return Err(Fault::Denominators);
        }
        sum.add(unit, share);
        owners.extend(name.map(|name| owner(line, vec![name], share)));
    }
    let fits = match sum.compare(1, &Votes::whole(unit), 1) {
        Ordering::Equal => !rest,
        Ordering::Less => rest,
        Ordering::Greater => false,
    };
    if fits { Ok(owners) } else { Err(Fault::Sum { sum: sum.exact() }) }
}

fn owner(line: Line, names: Vec<String>, share: Share) -> Owner {
    Owner { names, share, document: line.document, begins_on: line.begins_on }
}
