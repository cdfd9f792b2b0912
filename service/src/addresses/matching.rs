//! One step of matching: some thousands of houses, judged and written in one transaction.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use domain::addresses::{Candidate, Doubt, Likeness, MatchState, Place, Verdict, judge};
use domain::houses::{Address, address::parse};
use domain::kernel::{Date, HouseId};
use sea_orm::ConnectionTrait;

use super::directory::Directory;
use super::repo::{self, Built, House, Model};
use crate::ctx::Ctx;
use crate::error::Result;

/// Houses of one step.
const STEP: u64 = 4_000;

/// How far a step came.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The last house it looked at.
    pub last: HouseId,
    /// Houses it looked at.
    pub houses: usize,
}

/// Matches the houses after one; `None` when there are no more.
pub async fn step(ctx: &Ctx, after: HouseId) -> Result<Option<Step>> {
    let houses = repo::houses(&ctx.db.read, after, STEP).await?;
    let Some(last) = houses.last().map(|house| house.id) else { return Ok(None) };
    let looked_at = houses.len();
    let mut rows = Vec::new();
    // Ids lead with the region: its houses stand together.
    for some in houses.chunk_by(|one, next| one.region == next.region) {
        if let Some(directory) = Directory::read(&ctx.db.read, some[0].region).await? {
            rows.extend(judged(ctx, &directory, some).await?);
        }
    }
    if !rows.is_empty() {
        let tx = ctx.begin().await?;
        repo::put(&tx, rows).await?;
        tx.commit_unsynced().await?;
    }
    Ok(Some(Step { last, houses: looked_at }))
}

/// What became of each house whose row is new or another than before.
async fn judged(ctx: &Ctx, directory: &Directory, houses: &[House]) -> Result<Vec<Model>> {
    let db = &ctx.db.read;
    let ids: Vec<HouseId> = houses.iter().map(|house| house.id).collect();
    let known = repo::known(db, &ids).await?;
    let spoken = |house: &House| {
        known.get(&house.id).is_some_and(|row| row.decided_by.is_some() && row.printed == house.address)
    };
    let asked: Vec<&House> = houses.iter().filter(|house| !spoken(house)).collect();
    let verdicts = verdicts(db, directory, &asked).await?;
    let matched: Vec<i64> = verdicts.iter().filter_map(|(_, verdict)| certain(verdict)).collect();
    let forms = Forms::read(db, directory, &matched, ctx.today("Europe/Moscow")).await?;
    let mut taken = repo::taken(db, &matched).await?;
    // Those judged here let go of what they had.
    let asked: HashSet<HouseId> = asked.iter().map(|house| house.id).collect();
    taken.retain(|_, holder| !asked.contains(holder));
    let mut rows = Vec::new();
    for (house, verdict) in verdicts {
        let verdict = match verdict {
            Verdict::Matched(candidate, likeness) => {
                let holder = *taken.entry(candidate.object).or_insert(house.id);
                if holder == house.id {
                    Verdict::Matched(candidate, likeness)
                } else {
                    let doubts = [likeness.doubts, vec![Doubt::Taken]].concat();
                    Verdict::Doubtful(vec![(candidate, Likeness { doubts, ..likeness })])
                }
            }
            other => other,
        };
        let row = row(house, verdict, &forms);
        if known.get(&house.id) != Some(&row) {
            rows.push(row);
        }
    }
    Ok(rows)
}

fn certain(verdict: &Verdict<Candidate>) -> Option<i64> {
    match verdict {
        Verdict::Matched(candidate, _) => Some(candidate.object),
        _ => None,
    }
}

/// Each house with the verdict on it.
async fn verdicts<'h>(
    db: &impl ConnectionTrait,
    directory: &Directory,
    houses: &[&'h House],
) -> Result<Vec<(&'h House, Verdict<Candidate>)>> {
    // A street's houses ask for its places once.
    let mut places = HashMap::new();
    for house in houses {
        if let Entry::Vacant(street) = places.entry(street_of(house)) {
            street.insert(directory.places(&Place::of(&read(house))));
            // Others have their turn between two streets.
            tokio::task::yield_now().await;
        }
    }
    let mut parents: Vec<i64> = places.values().flatten().map(|(entry, _)| entry.object).collect();
    parents.sort_unstable();
    parents.dedup();
    let mut under: HashMap<i64, Vec<(Built, String)>> = HashMap::new();
    for built in repo::buildings(db, &parents).await? {
        // Read as part of an address, as the registry's was.
        let number = parse(&format!("г. Город, ул. Улица, {}", directory.building(&built))).number;
        under.entry(built.parent_id).or_default().push((built, number));
    }
    let verdict = |house: &&'h House| {
        let mut found = Vec::new();
        for (entry, doubts) in places.get(&street_of(house)).into_iter().flatten() {
            for (built, number) in under.get(&entry.object).into_iter().flatten() {
                let Some(likeness) = Place::likeness(doubts, &house.number, number) else { continue };
                let likeness = with_code(likeness, &house.fias_guid, &built.guid);
                let candidate = Candidate {
                    object: built.object_id,
                    guid: built.guid.clone(),
                    place: entry.line.clone(),
                    building: directory.building(built),
                    percent: likeness.percent,
                    doubts: Vec::new(),
                };
                found.push((candidate, likeness));
            }
        }
        (*house, judge(found))
    };
    Ok(houses.iter().map(verdict).collect())
}

/// The source may give the register's own code: then it says more than all words.
fn with_code(likeness: Likeness, given: &str, known: &str) -> Likeness {
    match given {
        "" => likeness,
        same if same.eq_ignore_ascii_case(known) => Likeness::of(Vec::new()),
        _ => Likeness::of([likeness.doubts, vec![Doubt::OtherCode]].concat()),
    }
}

fn street_of(house: &House) -> (&str, &str, &str) {
    (&house.district, &house.locality, &house.street)
}

fn read(house: &House) -> Address {
    let (district, locality, street) = (house.district.clone(), house.locality.clone(), house.street.clone());
    Address { district, locality, street, ..Address::default() }
}

/// What is printed of matched buildings beside their administrative address.
#[derive(Debug, Default)]
pub struct Forms {
    municipal: HashMap<i64, (String, String)>,
    postcodes: HashMap<i64, String>,
}

impl Forms {
    async fn read(db: &impl ConnectionTrait, directory: &Directory, objects: &[i64], today: Date) -> Result<Self> {
        let paths = repo::municipal(db, objects).await?;
        let printed = |(object, (path, oktmo)): (i64, (String, String))| (object, (directory.line(&path), oktmo));
        Ok(Self {
            municipal: paths.into_iter().map(printed).collect(),
            postcodes: repo::postcodes(db, objects, today).await?,
        })
    }
}

/// The forms of a building in a house's region.
pub async fn forms(ctx: &Ctx, house: HouseId, object: i64) -> Result<Forms> {
    let db = &ctx.db.read;
    let region = repo::region_of(db, house).await?;
    match Directory::read(db, region).await? {
        Some(directory) => Forms::read(db, &directory, &[object], ctx.today("Europe/Moscow")).await,
        None => Ok(Forms::default()),
    }
}

fn row(house: &House, verdict: Verdict<Candidate>, forms: &Forms) -> Model {
    let told = |(candidate, likeness): (Candidate, Likeness)| Candidate { doubts: likeness.doubts, ..candidate };
    let (state, chosen, candidates) = match verdict {
        Verdict::Matched(candidate, likeness) => (MatchState::Matched, Some(told((candidate, likeness))), Vec::new()),
        Verdict::Doubtful(found) => (MatchState::Doubtful, None, found.into_iter().map(told).collect()),
        Verdict::Absent => (MatchState::Absent, None, Vec::new()),
    };
    let row = Model {
        house_id: house.id,
        state: String::new(),
        object_id: 0,
        guid: String::new(),
        line: String::new(),
        municipal: String::new(),
        oktmo: String::new(),
        percent: 0,
        candidates: serde_json::to_string(&candidates).unwrap_or_default(),
        printed: house.address.clone(),
        decided_by: None,
        decided_at: None,
    };
    Model { state: state.code().to_owned(), ..settled(row, chosen, forms) }
}

/// The row with an address, or as that of a house the register has not.
pub fn settled(row: Model, chosen: Option<Candidate>, forms: &Forms) -> Model {
    let Some(chosen) = chosen else {
        let nothing = String::new;
        return Model {
            state: MatchState::Absent.code().to_owned(),
            object_id: 0,
            guid: nothing(),
            line: nothing(),
            municipal: nothing(),
            oktmo: nothing(),
            percent: 0,
            ..row
        };
    };
    let postcode = forms.postcodes.get(&chosen.object).map(|code| format!("{code}, ")).unwrap_or_default();
    let (place, oktmo) = forms.municipal.get(&chosen.object).cloned().unwrap_or_default();
    let municipal = if place.is_empty() { place } else { format!("{place}, {}", chosen.building) };
    Model {
        state: MatchState::Matched.code().to_owned(),
        object_id: chosen.object,
        line: format!("{postcode}{}", chosen.line()),
        guid: chosen.guid,
        municipal,
        oktmo,
        percent: i32::from(chosen.percent),
        ..row
    }
}
