//! Publication: the message is checked, and the checks are told before one tries.

use chrono::{DateTime, Utc};
use domain::kernel::{Area, Date, HouseId, MeetingId};
use domain::meetings::{Body, Form, House, Kind, Refusal, Running, Timeline, Votes, lasts};
use sea_orm::ConnectionTrait;

use super::calendar::calendar;
use super::calling::{is_given, keepers, may_call, register_asked};
use super::freeze::{Message, open};
use super::inspection;
use super::local;
use super::members;
use super::message::{own, own_draft};
use super::repo::{self, Meeting};
use super::voting;
use crate::actor::{Confirmed, Resident};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::registers;

/// Checks the message and publishes it: from here on it does not change. The register is frozen with it,
/// the log begins, every owner who is known here is told.
pub async fn publish(ctx: &Ctx, who: &Confirmed, id: MeetingId) -> Result<()> {
    let tx = ctx.begin().await?;
    let (mut row, zone) = own_draft(ctx, &tx, who, id).await?;
    // No load changes the register between what is checked and what is frozen; who is known by now votes.
    registers::recognise(&tx, row.house_id).await?;
    row.first = may_be_first(&row) && is_first(&tx, row.house_id).await?;
    let agenda = repo::questions(&tx, &[id]).await?;
    if let Some(lack) = lacks(&row, &agenda, ctx.today(&zone), &zone).into_iter().next() {
        return Err(lack.into());
    }
    // Read once: who calls it and who votes are the same people.
    let members = match body(&row) {
        Body::Owners => Vec::new(),
        _ => registers::members(&tx, row.house_id).await?,
    };
    if members.is_empty() && body(&row).is_of_members() {
        return Err(Refusal::NoMembers.into());
    }
    if !may_call(&tx, &row, &members, ctx.now()).await? {
        return Err(Refusal::NotAnOwner.into());
    }
    let (opens, closes) = (row.opens_at.unwrap_or_default(), row.closes_at.unwrap_or_default());
    let waived = inspection::is_approved(&tx, &row).await?;
    if !waived && body(&row) == Body::Owners {
        let rooms = repo::owned(&tx, row.house_id).await?;
        if let Some(lack) = register_lacks(&tx, row.house_id, &rooms).await?.into_iter().next() {
            return Err(lack.into());
        }
    }
    let address = repo::meeting(&tx, id).await?.map(|(_, address, _)| address).unwrap_or_default();
    let message = Message { row, agenda, address, zone, opens, closes, waived, members };
    open(ctx, &tx, message, ctx.now()).await?;
    tx.commit().await
}

/// What the register of owners lacks: its premises have areas, which are the house's, to the hundredth of a square metre, where the
/// house's area is known; every part of them is somebody's.
async fn register_lacks(db: &impl ConnectionTrait, house: HouseId, rooms: &[repo::Owned]) -> Result<Vec<Refusal>> {
    let register = Area(rooms.iter().map(|room| room.area.0).sum());
    let area = registers::passport_area(db, house).await?.filter(|area| *area != register);
    let unowned = rooms.iter().find(|room| repo::rest(&room.shares).is_some());
    let empty = rooms.iter().find(|room| room.area.0 <= 0);
    let empty = empty.map(|room| Refusal::NoArea { premises: room.label.clone() });
    let differs = area.map(|house| Refusal::Unexplained { register, house });
    let unowned = unowned.map(|room| Refusal::Shares { premises: room.label.clone() });
    Ok(empty.into_iter().chain(differs).chain(unowned).collect())
}

/// Has no electronic meeting of the house decided yet who is the administrator and how decisions are
/// received (ст. 44 ч. 2 п. 3.3, 3.4; 47.1 ч. 2.1 ЖК)?
pub(super) async fn is_first(db: &impl ConnectionTrait, house: HouseId) -> Result<bool> {
    let closed = repo::of_house(db, house, None).await?.into_iter().filter(|(row, ..)| row.closed_at.is_some());
    let closed: Vec<Meeting> = closed.map(|(row, ..)| row).collect();
    let ids: Vec<MeetingId> = closed.iter().map(|row| row.id).collect();
    let questions = repo::questions(db, &ids).await?;
    for meeting in closed {
        let of = |question: &&repo::Question| question.meeting_id == meeting.id;
        let agenda: Vec<repo::Question> = questions.iter().filter(of).cloned().collect();
        let asks = |kind: Kind| agenda.iter().any(|question| question.kind == kind.code());
        // Only what asked both is counted.
        if !(asks(Kind::Administrator) && asks(Kind::Procedure)) {
            continue;
        }
        let outcome = super::view::outcome(db, &meeting, &agenda).await?;
        let adopted = |kind: Kind| outcome.questions.iter().any(|question| question.kind == kind && question.adopted);
        if adopted(Kind::Administrator) && adopted(Kind::Procedure) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What the message lacks, in the order of its blocks; nothing when it may be published today.
fn lacks(row: &Meeting, agenda: &[repo::Question], today: Date, zone: &str) -> Vec<Refusal> {
    let has = |kind: Kind| agenda.iter().any(|question| question.kind == kind.code());
    let mut lacks = Vec::new();
    if agenda.is_empty() {
        lacks.push(Refusal::NoAgenda);
    } else if first_rules(row) && !(has(Kind::Administrator) && has(Kind::Procedure)) {
        lacks.push(Refusal::FirstAgenda);
    }
    let strange =
        |question: &&repo::Question| Kind::from_code(&question.kind).is_none_or(|kind| kind.body() != body(row));
    if let Some(question) = agenda.iter().find(strange) {
        lacks.push(Refusal::NotItsKind { number: question.number });
    }
    if body(row).is_of_members() && form(row).is_electronic() && row.charter.is_empty() {
        lacks.push(Refusal::NoCharter);
    }
    if row.contacts.is_empty() {
        lacks.push(Refusal::NoContacts);
    }
    if form(row).has_place() && row.place.is_empty() {
        lacks.push(Refusal::NoPlace);
    }
    match (row.opens_at, row.closes_at) {
        (None, _) => lacks.push(Refusal::NotATime { field: "opens" }),
        (_, None) => lacks.push(Refusal::NotATime { field: "closes" }),
        (Some(opens), Some(closes)) => lacks.extend(times(row, opens, closes, today, zone)),
    }
    lacks
}

/// What is wrong with the times, if anything.
fn times(row: &Meeting, opens: DateTime<Utc>, closes: DateTime<Utc>, today: Date, zone: &str) -> Option<Refusal> {
    if closes <= opens {
        return Some(Refusal::Backwards);
    }
    if form(row).is_electronic() && !lasts(opens, closes) {
        return Some(Refusal::Lasts);
    }
    let timeline = local::days((body(row), form(row), first_rules(row)), (opens, closes), zone);
    let calendar = calendar(row.house_id.region());
    let late = timeline.placed(calendar) < today;
    late.then(|| Refusal::TooEarly { earliest: Timeline::earliest(calendar, today, first_rules(row)) })
}

/// A draft as its initiator sees it beside what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Do the rules of a house's first electronic meeting hold, as of now?
    pub first: bool,
    /// What is missing before it may be published.
    pub lacks: Vec<Refusal>,
    /// All votes of the house by today's register.
    pub total: Area,
    /// For each question, the fewest votes «за» that would adopt it.
    pub needs: Vec<Area>,
    /// Members who would have no vote, because they own nothing of what they name.
    pub unheard: Vec<String>,
    /// Why the register differs from the house, as the initiator has said.
    pub explained: String,
    /// When the managing organisation was asked for its register, and by when it gives it.
    pub register_asked: Option<(DateTime<Utc>, Date)>,
    /// It has given it since.
    pub register_given: bool,
    /// There is somebody else to be asked for it.
    pub register_kept: bool,
}

/// What is missing in the person's draft, and a rehearsal of its count with today's register.
pub async fn readiness(ctx: &Ctx, who: &Resident, id: MeetingId) -> Result<Readiness> {
    let db = &ctx.db.read;
    let (mut row, zone) = own(db, who, id).await?;
    row.first = may_be_first(&row) && is_first(db, row.house_id).await?;
    let agenda = repo::questions(db, &[id]).await?;
    let (mut unheard, mut of_register) = (Vec::new(), Vec::new());
    let people = match body(&row) {
        Body::Owners => Vec::new(),
        _ => registers::members(db, row.house_id).await?,
    };
    let house = match body(&row) {
        Body::Owners => {
            let rooms = repo::owned(db, row.house_id).await?;
            of_register = register_lacks(db, row.house_id, &rooms).await?;
            of_owners(&rooms)
        }
        _ => {
            let found = members::voices(&row, &people)?;
            unheard = found.unheard;
            House { total: repo::sum(&found.voices), residential_total: Area(0), entrances: Vec::new() }
        }
    };
    let outcome = Running::new(agenda.len()).outcome(&house, &voting::asked(&agenda));
    let mut lacks = lacks(&row, &agenda, ctx.today(&zone), &zone);
    if house.total.is_none() && body(&row).is_of_members() {
        lacks.insert(0, Refusal::NoMembers);
    } else if !may_call(db, &row, &people, ctx.now()).await? {
        lacks.insert(0, Refusal::NotAnOwner);
    }
    if !of_register.is_empty() && !inspection::is_approved(db, &row).await? {
        lacks.extend(of_register);
    }
    Ok(Readiness {
        first: first_rules(&row),
        lacks,
        total: house.total.shown(),
        needs: outcome.questions.iter().map(|question| question.needs).collect(),
        register_asked: register_asked(&row, &zone),
        register_given: is_given(db, &row, ctx.now()).await?,
        register_kept: !keepers(db, &row, ctx.now()).await?.is_empty(),
        explained: row.explained,
        unheard,
    })
}

/// The house as its owners' votes are counted today.
fn of_owners(rooms: &[repo::Owned]) -> House {
    let sum = |wanted: &dyn Fn(&repo::Owned) -> bool| {
        Area(rooms.iter().filter(|room| wanted(room)).map(|room| room.area.0).sum())
    };
    let numbers: std::collections::BTreeSet<i32> = rooms.iter().filter_map(|room| room.entrance).collect();
    let of_entrance = |number: i32| (number, sum(&|room: &repo::Owned| room.entrance == Some(number)));
    House {
        total: Votes::whole(sum(&|_| true)),
        residential_total: sum(&|room| room.residential),
        entrances: numbers.into_iter().map(of_entrance).collect(),
    }
}

/// Whose meeting it is.
pub(super) fn body(row: &Meeting) -> Body {
    Body::from_code(&row.body).unwrap_or_default()
}

/// The rules of a house's first meeting are about owners' ones in the system (47.1 ч. 2.1, 5–7 ЖК).
fn may_be_first(row: &Meeting) -> bool {
    form(row).is_electronic() && body(row) == Body::Owners
}

/// Do the rules of a house's first meeting hold for it?
pub(super) fn first_rules(row: &Meeting) -> bool {
    row.first && may_be_first(row)
}

/// How it is held.
pub(super) fn form(row: &Meeting) -> Form {
    Form::from_code(&row.form).unwrap_or_default()
}
