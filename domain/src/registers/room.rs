//! Premises with all who own them.

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
    /// Whose they are: the shares make a whole.
    pub owners: Vec<Owner>,
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
    Ok(Room { kind: first.kind, number: first.number.clone(), entrance, area, owners: owners(lines).map_err(faulty)? })
}

fn owners(lines: Vec<Line>) -> Result<Vec<Owner>, Fault> {
    let joint = lines.iter().filter(|line| line.part == Part::Joint).count();
    if 0 < joint && joint < lines.len() {
        return Err(Fault::Mixed);
    }
    if 0 < joint {
        let names = lines.iter().map(|line| line.owner.clone()).collect();
        let first = lines.into_iter().next().ok_or(Fault::NoOwner)?;
        return Ok(vec![Owner { names, ..owner(first, Share::WHOLE) }]);
    }
    let alone = lines.len() == 1;
    let owners: Option<Vec<Owner>> = lines
        .into_iter()
        .map(|line| match line.part {
            Part::Share(share) => Some(owner(line, share)),
            Part::Unsaid if alone => Some(owner(line, Share::WHOLE)),
            Part::Unsaid | Part::Joint => None,
        })
        .collect();
    let owners = owners.ok_or_else(|| Fault::Share { said: String::new() })?;
    if !Votes::can_hold(owners.iter().map(|owner| owner.share)) {
        return Err(Fault::Denominators);
    }
    let unit = Area(100);
    let mut sum = Votes::default();
    owners.iter().for_each(|owner| sum.add(unit, owner.share));
    if sum == Votes::whole(unit) { Ok(owners) } else { Err(Fault::Sum { sum: sum.exact() }) }
}

fn owner(line: Line, share: Share) -> Owner {
    Owner { names: vec![line.owner], share, document: line.document, begins_on: line.begins_on }
}
