//! What is frozen when a message is published: the meeting's lines, the register of shares, the first entry of
//! the log.

use chrono::{DateTime, Utc};
use domain::kernel::{Area, PersonId, Share};
use domain::meetings::{Body, Kind, Refusal, Votes};
use domain::notices::NoticeKind;
use ledger::record::{Entrance, Item, Leaf, Meeting as Frozen, Voice as Voiced};
use ledger::sign::Key;

use super::log::{New, append};
use super::members;
use super::protocol::words::say;
use super::publication::{body, form};
use super::reminders;
use super::repo::{self, Meeting, Owning, Voice};
use super::voting::due;
use crate::ctx::{Ctx, Tx};
use crate::error::Result;
use crate::jobs::{self, CloseMeeting};
use crate::notices::{self, Said};
use crate::registers::Member;

/// A message that was checked.
pub(super) struct Message {
    pub row: Meeting,
    pub agenda: Vec<repo::Question>,
    pub address: String,
    /// The zone of its clock.
    pub zone: String,
    pub opens: DateTime<Utc>,
    pub closes: DateTime<Utc>,
    /// What the register lacks was checked: unknown parts of shares are votes nobody can use.
    pub waived: bool,
    /// The members whose meeting it is; none of owners'.
    pub members: Vec<Member>,
}

/// Freezes the register and begins the log.
pub(super) async fn open(ctx: &Ctx, tx: &Tx, message: Message, now: DateTime<Utc>) -> Result<()> {
    let Message { mut row, agenda, address, zone, opens, closes, waived, members } = message;
    let Register { voices, entrances, holders } = match body(&row) {
        Body::Owners => register(tx, &row, waived).await?,
        _ => {
            let members::Voices { voices, holders, .. } = members::voices(&row, &members)?;
            Register { voices, holders, entrances: Vec::new() }
        }
    };
    if voices.is_empty() && body(&row).is_of_members() {
        return Err(Refusal::NoMembers.into());
    }
    // As a record is read: all sums of it must be exact.
    if !Votes::can_hold(voices.iter().map(repo::share)) {
        let premises = voices.last().map(|voice| voice.premises.clone()).unwrap_or_default();
        return Err(Refusal::Shares { premises }.into());
    }
    let sum = |wanted: &dyn Fn(&Voice) -> bool| repo::sum(voices.iter().filter(|voice| wanted(voice))).shown();
    row.total = sum(&|_| true);
    row.residential_total = sum(&|voice| voice.residential);
    row.voices = voices.len() as i64;
    (row.opens_at, row.closes_at) = (Some(opens), Some(closes));
    (row.state, row.published_at) = (repo::PUBLISHED.to_owned(), Some(now));
    for question in agenda.iter().filter_map(|question| question.entrance) {
        if !entrances.iter().any(|(number, _)| *number == question) {
            return Err(Refusal::NoEntrance.into());
        }
    }
    let (form, body) = (form(&row), body(&row));
    let key = Key::of(&repo::secret(tx, rand::random(), now).await?);
    let materials = repo::material_digests(tx, row.id).await?;
    let parts = Parts { agenda: agenda.clone(), entrances: entrances.clone(), house: address, materials };
    let frozen = frozen(&row, parts, &key);
    let lines: Vec<Voiced> = voices.iter().map(voiced).collect();
    row.frozen = ledger::frozen(&frozen, &lines);
    let id = row.id;
    let leaf = Leaf::Opened { frozen: row.frozen.clone() };
    if body.is_of_members() {
        repo::put_total(tx, id, &repo::sum(&voices)).await?;
    }
    repo::put_voices(tx, &voices).await?;
    repo::put_holders(tx, id, &holders).await?;
    repo::put_entrances(tx, id, &entrances).await?;
    repo::update(tx, row.clone()).await?;
    reminders::at_publication(ctx, tx, &row, &zone)?;
    append(tx, row, vec![New::plain(leaf, now)], now).await?;
    jobs::enqueue_at(ctx, tx, &CloseMeeting { meeting: id }, due(form, closes))?;
    let questions: Vec<String> =
        agenda.iter().map(|question| format!("{}. {}", question.number, question.wording)).collect();
    let title = format!("{}: {}", say(&format!("meeting-body-{}", body.code())), frozen.house);
    let said = Said { kind: NoticeKind::Meeting, title: &title, body: &questions.join("\n") };
    notices::tell_all(ctx, tx, &repo::people(tx, id).await?, said).await?;
    tracing::info!(code = "meeting.published", voices = voices.len(), "a meeting was published");
    Ok(())
}

/// Who votes.
#[derive(Default)]
struct Register {
    voices: Vec<Voice>,
    /// Entrances and the area of their premises.
    entrances: Vec<(i32, Area)>,
    /// Who holds which voice jointly.
    holders: Vec<(i32, PersonId)>,
}

/// The register of the house: each share a voice. What nobody is known to own has, where that is `waived`, a
/// voice that nobody can use, because its votes are among all votes.
async fn register(tx: &Tx, row: &Meeting, waived: bool) -> Result<Register> {
    let Register { mut voices, mut entrances, mut holders } = Register::default();
    for room in repo::owned(tx, row.house_id).await? {
        if room.area.0 <= 0 {
            return Err(Refusal::NoArea { premises: room.label }.into());
        }
        if let Some(number) = room.entrance {
            match entrances.iter_mut().find(|(known, _)| *known == number) {
                Some((_, area)) => area.0 += room.area.0,
                None => entrances.push((number, room.area)),
            }
        }
        let mut shares = room.shares;
        if let Some(rest) = repo::rest(&shares).filter(|_| waived) {
            shares.push(Owning { num: rest.num(), den: rest.den(), ..Owning::default() });
        }
        let mut whole = Votes::default();
        for owning in shares {
            let share = Share::new(owning.num, owning.den).filter(|share| Votes::can_hold([*share]));
            let share = share.ok_or_else(|| Refusal::Shares { premises: room.label.clone() })?;
            whole.add(room.area, share);
            let number = voices.len() as i32 + 1;
            holders.extend(owning.holders.iter().map(|person| (number, *person)));
            voices.push(Voice {
                meeting_id: row.id,
                number,
                person_id: owning.person,
                owner_name: owning.name,
                premises: room.label.clone(),
                area: room.area,
                share_num: share.num(),
                share_den: share.den(),
                residential: room.residential,
                entrance: room.entrance,
            });
        }
        if whole != Votes::whole(room.area) {
            return Err(Refusal::Shares { premises: room.label }.into());
        }
    }
    entrances.sort_unstable();
    Ok(Register { voices, entrances, holders })
}

/// A voice as the record prints it: without a name.
pub(super) fn voiced(voice: &Voice) -> Voiced {
    Voiced {
        no: voice.number.unsigned_abs(),
        premises: voice.premises.clone(),
        area: voice.area.0,
        num: voice.share_num,
        den: voice.share_den,
        residential: voice.residential,
        entrance: voice.entrance,
    }
}

/// What is frozen beside the meeting's own row.
pub(super) struct Parts {
    pub agenda: Vec<repo::Question>,
    pub entrances: Vec<(i32, Area)>,
    pub house: String,
    /// Digests of the materials.
    pub materials: Vec<String>,
}

/// The meeting as the record prints it.
pub(super) fn frozen(row: &Meeting, parts: Parts, key: &Key) -> Frozen {
    let millis = |at: Option<DateTime<Utc>>| at.map_or(0, |at| at.timestamp_millis());
    let entrances = parts.entrances.into_iter().map(|(no, area)| Entrance { no, total: area.0 });
    let item = |question: repo::Question| Item {
        no: question.number.unsigned_abs(),
        kind: Kind::from_code(&question.kind).unwrap_or(Kind::Other),
        entrance: question.entrance,
        text: question.wording,
    };
    Frozen {
        uin: row.uin.clone(),
        house: parts.house,
        form: form(row),
        body: body(row),
        total: row.total.0,
        residential_total: row.residential_total.0,
        entrances: entrances.collect(),
        opens: millis(row.opens_at),
        closes: millis(row.closes_at),
        questions: parts.agenda.into_iter().map(item).collect(),
        materials: parts.materials,
        key: key.public(),
    }
}
