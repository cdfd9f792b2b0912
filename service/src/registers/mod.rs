//! A house's register of owners, loaded from a file: looked at first, then loaded as it was looked at.
//!
//! Read in order: [`sheet`] (a file is a table), [`planned`] (what loading it would do), this;
//! [`members`] (the same of an association's or a cooperative's members).

mod members;
mod planned;
mod repo;
mod sheet;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::files::LARGEST;
use domain::kernel::{Area, HouseId, OrgId, Region, RegisterId, Share, text};
use domain::meetings::Votes;
use domain::registers::{Plan, Rule, Whose};
use sea_orm::ConnectionTrait;

use crate::actor::Staff;
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::files::{self, Upload};
use crate::meetings;
pub(crate) use members::{Member, members};
pub use members::{check_members, load_members, plan_members};
use planned::{Planned, Read, planned};

/// A house's register as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The house, as printed.
    pub address: String,
    /// Premises of the house.
    pub rooms: usize,
    /// Those an owner of which is not established.
    pub ownerless: Vec<String>,
    /// Shares.
    pub shares: usize,
    /// Shares of people who have an account at the premises here: they may vote in the system.
    pub known: usize,
    /// The area of the premises.
    pub total: Area,
    /// The area by the house's passport.
    pub passport: Option<Area>,
    /// Members of its association or cooperative.
    pub members: usize,
    /// Files that were loaded, the newest first.
    pub loads: Vec<Load>,
}

/// A file that was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Its name.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Premises and shares in it; of members the members alone.
    pub size: (i32, i32),
    /// Whose register it is.
    pub whose: Whose,
}

/// The register of a house that the staff's organisation manages.
pub async fn standing(ctx: &Ctx, who: &Staff, house: HouseId) -> Result<Standing> {
    let db = &ctx.db.read;
    let (address, passport) = own(db, who, house).await?;
    let known = repo::register(db, house).await?;
    let unit = Area(100);
    let ownerless = |room: &&repo::Room| {
        let mut votes = Votes::default();
        let shares = known.shares.get(&room.id).into_iter().flatten();
        shares.filter_map(|one| Share::new(one.share_num, one.share_den)).for_each(|share| votes.add(unit, share));
        votes != Votes::whole(unit)
    };
    Ok(Standing {
        address,
        ownerless: known.rooms.iter().filter(ownerless).map(repo::label).collect(),
        shares: known.shares.values().map(Vec::len).sum(),
        known: known.shares.values().flatten().filter(|share| share.person_id.is_some()).count(),
        total: Area(known.rooms.iter().map(|room| room.area.0).sum()),
        rooms: known.rooms.len(),
        passport,
        members: repo::members(db, house).await?.iter().map(|line| line.number).collect::<HashSet<_>>().len(),
        loads: repo::loads(db, house).await?,
    })
}

/// A share as it stood until a load replaced it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// `кв. 12`
    pub premises: String,
    /// The area the premises had.
    pub area: Area,
    /// Who, and what part.
    pub owner: String,
    pub share: Option<Share>,
    /// The entry in the state register of rights.
    pub document: String,
    /// Until when it stood.
    pub until: DateTime<Utc>,
}

/// What stood in the register of a house before, the newest first: so many at most from `skip` on, and whether
/// there are more.
pub async fn past(ctx: &Ctx, who: &Staff, house: HouseId, skip: u64, most: u64) -> Result<(Vec<Past>, bool)> {
    let db = &ctx.db.read;
    own(db, who, house).await?;
    let mut rows = repo::past(db, house, skip, most + 1).await?;
    let more = most < rows.len() as u64;
    rows.truncate(most as usize);
    Ok((rows, more))
}

/// The house's address and area, if the staff's organisation manages it.
async fn own(db: &impl ConnectionTrait, who: &Staff, house: HouseId) -> Result<(String, Option<Area>)> {
    let found = repo::house(db, house).await?.filter(|found| found.organisation == Some(who.organisation()));
    let found = found.ok_or(Error::Missing("house"))?;
    Ok((found.address, found.area))
}

/// Keeps a file to be looked at. What was kept of the person for the house before and not loaded goes.
///
/// # Errors
/// [`Rule::Absent`], [`Rule::TooLarge`], [`Rule::NoTable`], [`Rule::TooLong`], [`Rule::NoColumn`].
pub async fn check(ctx: &Ctx, who: &Staff, house: HouseId, upload: &Upload) -> Result<RegisterId> {
    let (read, media) = parsed(sent(ctx, who, house, upload).await?, planned::read).await?;
    let shares = read.rooms.iter().map(|room| room.owners.len()).sum::<usize>();
    keep(ctx, who, (house, Whose::Owners), upload, (media, read.rooms.len(), shares)).await
}

/// The bytes that were sent for a house the staff keeps registers of.
async fn sent(ctx: &Ctx, who: &Staff, house: HouseId, upload: &Upload) -> Result<Vec<u8>> {
    own(&ctx.db.read, who, house).await?;
    match upload.bytes.len() {
        0 => Err(Rule::Absent.into()),
        size if LARGEST < size => Err(Rule::TooLarge.into()),
        _ => Ok(upload.bytes.clone()),
    }
}

/// Keeps a file that was read: what it is, and how many premises and shares are in it.
async fn keep(
    ctx: &Ctx,
    who: &Staff,
    (house, whose): (HouseId, Whose),
    upload: &Upload,
    (media, rooms, shares): (&'static str, usize, usize),
) -> Result<RegisterId> {
    let tx = ctx.begin().await?;
    repo::hold(&tx, house).await?;
    let old = repo::forget(&tx, house, who.person()).await?;
    files::forget(&tx, &old).await?;
    let stored = files::keep(ctx, &tx, who.person(), upload, media).await?;
    let load = repo::RegisterLoad {
        id: RegisterId(ctx.id(Region(0))),
        house_id: house,
        file_id: stored.id,
        made_by: who.person(),
        made_at: ctx.now(),
        loaded_at: None,
        rooms: i32::try_from(rooms).unwrap_or(i32::MAX),
        shares: i32::try_from(shares).unwrap_or(i32::MAX),
        whose: whose.code().to_owned(),
    };
    let id = load.id;
    repo::put_load(&tx, load).await?;
    tx.commit().await?;
    Ok(id)
}

/// What loading a kept file would do, and a digest of the register it was compared with.
pub async fn plan(ctx: &Ctx, who: &Staff, house: HouseId, load: RegisterId) -> Result<(Plan, String)> {
    let db = &ctx.db.read;
    let (_, passport) = own(db, who, house).await?;
    let load = kept(db, who, (house, Whose::Owners), load).await?;
    let planned = compared(db, house, read_again(ctx, &load, planned::read).await?, passport).await?;
    Ok((planned.plan, planned.seen))
}

/// Reads a table where it holds up nobody.
async fn parsed<T: Send + 'static>(
    bytes: Vec<u8>,
    read: fn(&sheet::Table) -> Result<T, Rule>,
) -> Result<(T, &'static str)> {
    let reading = tokio::task::spawn_blocking(move || {
        let table = sheet::table(&bytes)?;
        Ok::<_, Rule>((read(&table)?, table.media))
    });
    Ok(reading.await.map_err(anyhow::Error::from)??)
}

/// A kept file, read.
async fn read_again<T: Send + 'static>(
    ctx: &Ctx,
    load: &repo::RegisterLoad,
    read: fn(&sheet::Table) -> Result<T, Rule>,
) -> Result<T> {
    let file = files::content(&ctx.db.read, load.file_id).await?;
    Ok(parsed(file.bytes, read).await?.0)
}

async fn compared(db: &impl ConnectionTrait, house: HouseId, read: Read, passport: Option<Area>) -> Result<Planned> {
    let people = repo::people(db, house).await?;
    Ok(planned(read, repo::register(db, house).await?, &people, passport))
}

/// The person's own file for this register, which is not loaded yet.
async fn kept(
    db: &impl ConnectionTrait,
    who: &Staff,
    (house, whose): (HouseId, Whose),
    load: RegisterId,
) -> Result<repo::RegisterLoad> {
    let own = |load: &repo::RegisterLoad| {
        load.house_id == house && load.made_by == who.person() && load.whose == whose.code()
    };
    let found = repo::load(db, load).await?.filter(|load| own(load) && load.loaded_at.is_none());
    found.ok_or(Error::Missing("register"))
}

/// Loads a kept file: premises it names get its areas and shares, others stay. What stood before is kept.
/// `seen` is the digest of the register it was compared with.
///
/// # Errors
/// [`Rule::Faults`], [`Rule::Changed`].
pub async fn load(ctx: &Ctx, who: &Staff, house: HouseId, load: RegisterId, seen: &str) -> Result<()> {
    let kept_owners = (house, Whose::Owners);
    let file = kept(&ctx.db.read, who, kept_owners, load).await?;
    let read = read_again(ctx, &file, planned::read).await?;
    let tx = ctx.begin().await?;
    repo::hold(&tx, house).await?;
    let (_, passport) = own(&tx, who, house).await?;
    let load = kept(&tx, who, kept_owners, load).await?;
    let planned = compared(&tx, house, read, passport).await?;
    if !planned.plan.is_good() {
        return Err(Rule::Faults { count: planned.plan.faults.len() }.into());
    }
    if planned.seen != seen {
        return Err(Rule::Changed.into());
    }
    let now = ctx.now();
    repo::set_aside(&tx, &planned.replaced, load.id, now).await?;
    repo::put_rooms(&tx, planned.rooms(ctx, house)).await?;
    recognise(&tx, house).await?;
    let before = loaded(&tx, house).await?;
    repo::set_loaded(&tx, load.id, now).await?;
    meetings::register_given(ctx, &tx, house, (before, now)).await?;
    tx.commit().await?;
    tracing::info!(code = "register.loaded", %house, person = %who.person(), "a register of owners was loaded");
    Ok(())
}

/// The area of the house's premises as its passport has it: flats, other premises, parking places.
pub(crate) async fn passport_area(db: &impl ConnectionTrait, house: HouseId) -> Result<Option<Area>> {
    Ok(repo::house(db, house).await?.and_then(|found| found.area))
}

/// When a register of owners was loaded last.
pub(crate) async fn loaded(db: &impl ConnectionTrait, house: HouseId) -> Result<Option<DateTime<Utc>>> {
    repo::last_load(db, house, Whose::Owners).await
}

/// Does the organisation manage the house?
pub(crate) async fn manages(db: &impl ConnectionTrait, organisation: OrgId, house: HouseId) -> Result<bool> {
    Ok(repo::house(db, house).await?.is_some_and(|found| found.organisation == Some(organisation)))
}

/// Holds a house's register for the transaction.
pub(crate) async fn hold(tx: &Tx, house: HouseId) -> Result<()> {
    repo::hold(tx, house).await
}

/// Shares whose owner's full name is that of exactly one confirmed person with a living account at the same
/// premises become that person's; where a name stands there twice, nobody's. Who owns jointly is a holder of
/// the share.
pub(crate) async fn recognise(tx: &Tx, house: HouseId) -> Result<()> {
    repo::hold(tx, house).await?;
    let people = repo::people(tx, house).await?;
    let mut holders = Vec::new();
    for shares in repo::register(tx, house).await?.shares.into_values() {
        for share in shares.iter().filter(|share| share.owner_name.contains(", ")) {
            let known = planned::holders(&people, share.premises_id, &share.owner_name);
            holders.extend(known.map(|person| (share.premises_id, share.number, person)));
        }
        for share in shares.iter().filter(|share| share.person_id.is_none()) {
            let name = text::folded(&share.owner_name);
            let again = shares.iter().filter(|other| text::folded(&other.owner_name) == name).count();
            let person = planned::person(&people, share.premises_id, &share.owner_name);
            if let Some(person) = person.filter(|_| again == 1) {
                repo::set_person(tx, share, person).await?;
            }
        }
    }
    repo::put_holders(tx, house, &holders).await
}
