//! The register of members of a house's association or cooperative: a file looked at, then loaded as it was
//! looked at; who of them is whom.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::houses::PremisesKind;
use domain::kernel::{Area, HouseId, PersonId, PremisesId, RegisterId, text};
use domain::registers::{Fault, Faulty, MemberColumns, MemberLine as Line, MembersPlan, Rule, Whose};
use sea_orm::ConnectionTrait;
use sha2::{Digest as _, Sha256};

use super::planned::person;
use super::repo::{self, Known, MemberLine, Register, Room, Share};
use super::sheet::Table;
use super::{keep, kept, own, parsed, read_again, sent};
use crate::actor::Staff;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::files::Upload;

/// The lines of a file, and its faults.
#[derive(Debug)]
struct Read {
    columns: Vec<(&'static str, String)>,
    lines: Vec<Line>,
    faults: Vec<Faulty>,
}

fn read(table: &Table) -> Result<Read, Rule> {
    let (header, rest) = table.lines.split_first().ok_or(Rule::NoTable)?;
    let columns = MemberColumns::of(&header.1)?;
    let (mut lines, mut faults): (Vec<Line>, Vec<Faulty>) = (Vec::new(), Vec::new());
    let mut names: HashMap<i32, String> = HashMap::new();
    for (row, cells) in rest {
        let line = match columns.line(*row, cells) {
            Ok(None) => continue,
            Ok(Some(line)) => line,
            Err(fault) => {
                faults.push(Faulty { row: *row, fault });
                continue;
            }
        };
        let name = names.entry(line.number).or_insert_with(|| line.name.clone());
        if text::folded(name) != text::folded(&line.name) {
            faults.push(Faulty { row: *row, fault: Fault::OtherName { said: line.number.to_string() } });
        }
        lines.push(line);
    }
    Ok(Read { columns: columns.understood(&header.1), lines, faults })
}

/// A member with one of the premises they name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// Their number in the register.
    pub number: i32,
    pub name: String,
    /// `кв. 12`
    pub premises: String,
    pub area: Area,
    pub residential: bool,
    /// Their shares in the premises: the number there, numerator, denominator; none of who owns nothing there.
    pub shares: Vec<(i32, i64, i64)>,
    /// Who it is, if that is known here.
    pub person: Option<PersonId>,
    pub premises_id: PremisesId,
}

/// The members of a house, in the order of the register.
pub(crate) async fn members(db: &impl ConnectionTrait, house: HouseId) -> Result<Vec<Member>> {
    let lines = repo::members(db, house).await?;
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let (register, people) = (repo::register(db, house).await?, repo::people(db, house).await?);
    Ok(told(&lines, &register, &people))
}

fn told(lines: &[MemberLine], register: &Register, people: &[Known]) -> Vec<Member> {
    let rooms: HashMap<PremisesId, &Room> = register.rooms.iter().map(|room| (room.id, room)).collect();
    let member = |line: &MemberLine| {
        let room = rooms.get(&line.premises_id)?;
        let shares = register.shares.get(&room.id).map_or(&[][..], Vec::as_slice);
        let shares = shares_of(shares, &line.name);
        // The owner of the share; of two who own it jointly the one who is named, by the account there.
        let owner = shares.iter().find(|share| text::folded(&share.owner_name) == text::folded(&line.name));
        let known = owner.and_then(|share| share.person_id).or_else(|| person(people, room.id, &line.name));
        Some(Member {
            number: line.number,
            name: line.name.clone(),
            premises: repo::label(room),
            area: room.area,
            residential: room.kind == PremisesKind::Flat.code(),
            shares: shares.iter().map(|share| (share.number, share.share_num, share.share_den)).collect(),
            person: known,
            premises_id: room.id,
        })
    };
    lines.iter().filter_map(member).collect()
}

/// The shares of who has this name; those who own jointly have one, whichever of them is the member. Of two
/// shares under one name nobody tells whether they are one person's, unless that person is known.
fn shares_of<'s>(shares: &'s [Share], name: &str) -> Vec<&'s Share> {
    let name = text::folded(name);
    let fits = |share: &&Share| {
        text::folded(&share.owner_name) == name || share.owner_name.split(", ").any(|one| text::folded(one) == name)
    };
    let fitting: Vec<&Share> = shares.iter().filter(fits).collect();
    let person = fitting.first().and_then(|share| share.person_id);
    let one = fitting.iter().all(|share| share.person_id.is_some() && share.person_id == person);
    if fitting.len() == 1 || one { fitting } else { Vec::new() }
}

impl Member {
    /// `№ 4 Петров П. П., кв. 12`
    pub(crate) fn said(&self) -> String {
        format!("№ {} {}, {}", self.number, self.name, self.premises)
    }
}

/// Keeps a file of members to be looked at.
///
/// # Errors
/// As [`super::check`].
pub async fn check_members(ctx: &Ctx, who: &Staff, house: HouseId, upload: &Upload) -> Result<RegisterId> {
    let (found, media) = parsed(sent(ctx, who, house, upload).await?, read).await?;
    let members = found.lines.iter().map(|line| line.number).collect::<HashSet<_>>().len();
    keep(ctx, who, (house, Whose::Members), upload, (media, members, found.lines.len())).await
}

/// What loading a kept file would do, and a digest of what it was compared with.
pub async fn plan_members(ctx: &Ctx, who: &Staff, house: HouseId, load: RegisterId) -> Result<(MembersPlan, String)> {
    let db = &ctx.db.read;
    own(db, who, house).await?;
    let load = kept(db, who, (house, Whose::Members), load).await?;
    let (plan, seen, _) = compared(db, house, read_again(ctx, &load, read).await?).await?;
    Ok((plan, seen))
}

/// What loading would do, the digest of what stands, and the lines to be written.
async fn compared(
    db: &impl ConnectionTrait,
    house: HouseId,
    read: Read,
) -> Result<(MembersPlan, String, Vec<MemberLine>)> {
    let (register, people) = (repo::register(db, house).await?, repo::people(db, house).await?);
    let stands = repo::members(db, house).await?;
    let known: HashMap<(&str, String), PremisesId> =
        register.rooms.iter().map(|room| ((room.kind.as_str(), room.number.to_uppercase()), room.id)).collect();
    let Read { columns, lines, mut faults } = read;
    let mut rows: Vec<MemberLine> = Vec::new();
    for line in lines {
        let Some(premises_id) = known.get(&(line.kind.code(), line.premises.clone())).copied() else {
            let said = line.kind.label(&line.premises);
            faults.push(Faulty { row: line.row, fault: Fault::NoPremises { said } });
            continue;
        };
        let (place, number, name, since) = (rows.len() as i32 + 1, line.number, line.name, line.since);
        rows.push(MemberLine { house_id: house, line: place, number, name, premises_id, since });
    }
    faults.sort_by_key(|faulty| faulty.row);
    let members = told(&rows, &register, &people);
    let count = |lines: &[MemberLine]| lines.iter().map(|line| line.number).collect::<HashSet<_>>().len();
    let of = |wanted: &dyn Fn(&Member) -> bool| {
        members.iter().filter(|member| wanted(member)).map(|member| member.number).collect::<HashSet<_>>()
    };
    let owners = of(&|member| !member.shares.is_empty());
    let strangers = members.iter().filter(|member| member.shares.is_empty());
    let mut numbers: BTreeMap<String, BTreeSet<i32>> = BTreeMap::new();
    for member in &members {
        numbers.entry(text::folded(&member.name)).or_default().insert(member.number);
    }
    let again = members.iter().filter(|member| 1 < numbers.get(&text::folded(&member.name)).map_or(0, BTreeSet::len));
    let plan = MembersPlan {
        columns,
        members: count(&rows),
        before: count(&stands),
        owners: owners.len(),
        strangers: strangers.map(Member::said).collect(),
        again: again.map(Member::said).collect(),
        known: of(&|member| member.person.is_some()).len(),
        faults,
    };
    Ok((plan, digest(&stands), rows))
}

fn digest(lines: &[MemberLine]) -> String {
    let mut digest = Sha256::new();
    for line in lines {
        digest.update(format!("{line:?}\n"));
    }
    hex::encode(digest.finalize())
}

/// Loads a kept file: it takes the place of the register of members that stands. Registers of meetings that
/// are published are their own.
///
/// # Errors
/// [`Rule::Faults`], [`Rule::Changed`].
pub async fn load_members(ctx: &Ctx, who: &Staff, house: HouseId, load: RegisterId, seen: &str) -> Result<()> {
    let whose = (house, Whose::Members);
    let found = read_again(ctx, &kept(&ctx.db.read, who, whose, load).await?, read).await?;
    let tx = ctx.begin().await?;
    repo::hold(&tx, house).await?;
    own(&tx, who, house).await?;
    let load = kept(&tx, who, whose, load).await?;
    let (plan, stands, rows) = compared(&tx, house, found).await?;
    if !plan.is_good() {
        return Err(Rule::Faults { count: plan.faults.len() }.into());
    }
    if stands != seen {
        return Err(Rule::Changed.into());
    }
    repo::put_members(&tx, house, &rows).await?;
    repo::set_loaded(&tx, load.id, ctx.now()).await?;
    tx.commit().await?;
    tracing::info!(code = "register.members_loaded", %house, person = %who.person(), "a register of members was loaded");
    Ok(())
}
