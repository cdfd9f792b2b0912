//! What loading a register would do, beside the one that stands.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::houses::PremisesKind;
use domain::kernel::{Area, HouseId, PersonId, PremisesId, text};
use domain::registers::{Change, Columns, Faulty, Owner, Plan, Room, Rule, rooms};
use sha2::{Digest as _, Sha256};

use super::repo::{self, Known, Register, Share};
use super::sheet::Table;
use crate::ctx::Ctx;

/// The premises of a file, and its faults.
#[derive(Debug)]
pub struct Read {
    pub columns: Vec<(&'static str, String)>,
    pub rooms: Vec<Room>,
    pub faults: Vec<Faulty>,
}

/// Reads a table.
///
/// # Errors
/// [`Rule::NoColumn`].
pub fn read(table: &Table) -> Result<Read, Rule> {
    let (header, rest) = table.lines.split_first().ok_or(Rule::NoTable)?;
    let columns = Columns::of(&header.1)?;
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for (row, cells) in rest {
        match columns.line(*row, cells) {
            Ok(line) => lines.extend(line),
            Err(fault) => faults.push(Faulty { row: *row, fault }),
        }
    }
    let (rooms, more) = rooms(lines);
    faults.extend(more);
    faults.sort_by_key(|faulty| faulty.row);
    Ok(Read { columns: columns.understood(&header.1), rooms, faults })
}

/// What is to be done.
#[derive(Debug)]
pub struct Planned {
    pub plan: Plan,
    /// Shares that are replaced, with the area their premises had.
    pub replaced: Vec<(Share, Area)>,
    /// The digest of the register that stands.
    pub seen: String,
    /// Premises that change or are new, with their ids where they have one and the people who were known.
    write: Vec<(Option<repo::Room>, Room, Vec<Option<PersonId>>)>,
}

/// What loading would do.
pub fn planned(read: Read, stands: Register, people: &[Known], passport: Option<Area>) -> Planned {
    let Read { columns, rooms, faults } = read;
    let mut plan = Plan { columns, rooms: rooms.len(), faults, passport, ..Plan::default() };
    let mut areas: BTreeMap<PremisesKind, i64> = BTreeMap::new();
    let (mut replaced, mut write, mut named) = (Vec::new(), Vec::new(), HashSet::new());
    let known: HashMap<(&str, String), &repo::Room> =
        stands.rooms.iter().map(|room| ((room.kind.as_str(), room.number.to_uppercase()), room)).collect();
    for room in rooms {
        let old = known.get(&(room.kind.code(), room.number.clone())).copied();
        let had: &[Share] = old.and_then(|old| stands.shares.get(&old.id)).map_or(&[], Vec::as_slice);
        plan.shares += room.owners.len();
        let stay: Vec<Option<PersonId>> = room.owners.iter().map(|owner| stays(owner, &room, had)).collect();
        let is_new = |owner: &Owner| old.and_then(|old| person(people, old.id, &owner.name())).is_some();
        let is_known =
            |(owner, stays): (&Owner, &Option<PersonId>)| stays.is_some() || (once(owner, &room) && is_new(owner));
        plan.known += room.owners.iter().zip(&stay).filter(|one| is_known(*one)).count();
        *areas.entry(room.kind).or_default() += room.area.0;
        let label = room.kind.label(&room.number);
        plan.unknown.extend(room.unknown.map(|_| label.clone()));
        match old {
            None => plan.new.push(label),
            Some(old) => {
                named.insert(old.id);
                if same(old, had, &room) {
                    plan.same += 1;
                    continue;
                }
                plan.changed.push(Change {
                    premises: label,
                    before: old.area,
                    after: room.area,
                    had: had.iter().map(|share| said(&share.owner_name, share.share_num, share.share_den)).collect(),
                    has: room.owners.iter().map(|own| said(&own.name(), own.share.num(), own.share.den())).collect(),
                });
                replaced.extend(had.iter().map(|share| (share.clone(), old.area)));
            }
        }
        write.push((old.cloned(), room, stay));
    }
    for room in stands.rooms.iter().filter(|room| !named.contains(&room.id)) {
        plan.left.push(repo::label(room));
        if let Some(kind) = PremisesKind::from_code(&room.kind) {
            *areas.entry(kind).or_default() += room.area.0;
        }
    }
    plan.areas = areas.into_iter().map(|(kind, area)| (kind, Area(area))).collect();
    Planned { plan, replaced, seen: digest(&stands), write }
}

/// Does the name stand once among the owners of the premises?
fn once(owner: &Owner, room: &Room) -> bool {
    let name = text::folded(&owner.name());
    room.owners.iter().filter(|other| text::folded(&other.name()) == name).count() == 1
}

/// Whose the share stays: of the one who had it by that name. Two of one name are told apart by the share
/// and the document; where those are the same too, by nothing.
fn stays(owner: &Owner, room: &Room, had: &[Share]) -> Option<PersonId> {
    let name = text::folded(&owner.name());
    let named = |share: &&Share| text::folded(&share.owner_name) == name;
    let same = |share: &&Share| {
        named(share)
            && (share.share_num, share.share_den) == (owner.share.num(), owner.share.den())
            && share.document == owner.document
    };
    let only = |fits: &dyn Fn(&&Share) -> bool| {
        let mut fitting = had.iter().filter(fits);
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let by_name = only(&named).filter(|_| once(owner, room));
    by_name.or_else(|| only(&same)).and_then(|share| share.person_id)
}

fn said(name: &str, num: i64, den: i64) -> String {
    if num == den { name.to_owned() } else { format!("{name} — {num}/{den}") }
}

fn same(old: &repo::Room, had: &[Share], room: &Room) -> bool {
    let share = |(share, owner): (&Share, &Owner)| {
        (share.owner_name.as_str(), share.share_num, share.share_den)
            == (owner.name().as_str(), owner.share.num(), owner.share.den())
            && (share.document.as_str(), share.begins_on) == (owner.document.as_str(), owner.begins_on)
    };
    old.area == room.area
        && (room.entrance.is_none() || old.entrance == room.entrance)
        && had.len() == room.owners.len()
        && had.iter().zip(&room.owners).all(share)
}

/// What the register that stands is told from another by.
fn digest(stands: &Register) -> String {
    let mut digest = Sha256::new();
    for room in &stands.rooms {
        digest.update(format!("{} {} {:?}\n", room.id, room.area.0, room.entrance));
        for share in stands.shares.get(&room.id).into_iter().flatten() {
            let Share { number, owner_name, share_num, share_den, document, begins_on, .. } = share;
            digest.update(format!("{number} {owner_name} {share_num}/{share_den} {document} {begins_on:?}\n"));
        }
    }
    hex::encode(digest.finalize())
}

/// The one confirmed person with an account at the premises who has this full name; of several who own
/// jointly, who have one vote, the first who is known.
pub fn person(people: &[Known], premises: PremisesId, names: &str) -> Option<PersonId> {
    holders(people, premises, names).next()
}

/// Those of the names' people who are known; of owners in common each may vote with the one share. Two people
/// of one name nobody tells apart.
pub fn holders(people: &[Known], premises: PremisesId, names: &str) -> impl Iterator<Item = PersonId> {
    names.split(", ").filter_map(move |name| {
        let name = text::folded(name);
        let fits = |known: &&Known| known.premises == premises && text::folded(&known.name) == name;
        let mut fitting = people.iter().filter(fits).map(|known| known.person);
        let first = fitting.next()?;
        fitting.all(|other| other == first).then_some(first)
    })
}

impl Planned {
    /// The rows to be written.
    pub fn rooms(self, ctx: &Ctx, house: HouseId) -> Vec<(repo::Room, Vec<Share>)> {
        let rows = self.write.into_iter().map(|(old, room, people)| {
            let id = old.as_ref().map_or_else(|| PremisesId(ctx.id(house.region())), |old| old.id);
            let shares = room.owners.iter().zip(people).zip(1..).map(|((owner, person_id), number)| Share {
                house_id: house,
                premises_id: id,
                number,
                person_id,
                owner_name: owner.name(),
                share_num: owner.share.num(),
                share_den: owner.share.den(),
                document: owner.document.clone(),
                begins_on: owner.begins_on,
            });
            let shares = shares.collect();
            let row = repo::Room {
                id,
                house_id: house,
                kind: room.kind.code().to_owned(),
                number_key: text::sortable(&room.number),
                number: old.as_ref().map_or(room.number, |old| old.number.clone()),
                entrance: room.entrance.or_else(|| old.as_ref().and_then(|old| old.entrance)),
                floor: old.as_ref().and_then(|old| old.floor),
                rooms: old.as_ref().and_then(|old| old.rooms),
                area: room.area,
            };
            (row, shares)
        });
        rows.collect()
    }
}
