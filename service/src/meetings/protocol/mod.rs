//! The protocol, formed by the system when a meeting's log ends (ст. 47.1 ч. 11 ЖК; приказ Минстроя
//! № 266/пр): a document for print and the request for the state system, kept as they were formed, told to
//! the owners and to whoever manages the house.

mod present;
mod request;
mod sheet;
pub(super) mod words;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::kernel::{MeetingId, PersonId};
use domain::meetings::{MeetingView, PaperState};
use domain::notices::NoticeKind;
use pdf::{Made, Template};
pub use request::Request;
use uuid::Uuid;

use super::attendance;
use super::log;
use super::repo::{self, Entry, Meeting, Voice};
use super::view;
use crate::actor::Staff;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::files::Content;
use crate::jobs::{self, FormProtocol};
use crate::notices::{self, Said};

/// All a protocol is made of.
struct Material {
    row: Meeting,
    view: MeetingView,
    /// The register.
    voices: Vec<Voice>,
    /// Decisions that count.
    decisions: Vec<Entry>,
    /// The lists of those who were at the place, the newest first, and the shares on that one; none where
    /// nobody wrote any.
    lists: Vec<attendance::List>,
    present: Vec<Voice>,
    /// Written decisions that do not count.
    papers_left: usize,
    /// Who checked written decisions.
    readers: Vec<String>,
    /// Documents of representatives, by the entry of their power.
    documents: HashMap<i64, String>,
    /// The key heads are signed with.
    key: String,
    closed: DateTime<Utc>,
}

async fn material(ctx: &Ctx, id: MeetingId) -> Result<Option<Material>> {
    let db = &ctx.db.read;
    let (row, ..) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    let Some(closed) = row.closed_at else { return Ok(None) };
    let papers = repo::papers(db, id).await?;
    let counts = |state: &str| [PaperState::Counted.code(), PaperState::Annulled.code()].contains(&state);
    let entries = repo::entries(db, id).await?;
    let voices = repo::voices(db, id).await?;
    let lists = attendance::lists(db, &row).await?;
    let present: HashSet<i32> = lists.first().map(|list| list.numbers.iter().copied().collect()).unwrap_or_default();
    Ok(Some(Material {
        lists,
        present: voices.iter().filter(|voice| present.contains(&voice.number)).cloned().collect(),
        row,
        view: view::one(ctx, id, None).await?,
        voices,
        decisions: entries.into_iter().filter(|entry| entry.voice.is_some()).collect(),
        papers_left: papers.iter().filter(|paper| !counts(&paper.state)).count(),
        readers: repo::readers(db, id).await?.into_iter().map(|(_, name)| name).collect(),
        documents: repo::powers(db, id).await?.into_iter().filter_map(document).collect(),
        key: log::key(db).await?.public(),
        closed,
    }))
}

/// The entry of a power that was accepted, and what it says.
fn document(power: repo::PowerRow) -> Option<(i64, String)> {
    Some((power.entry?, format!("{}: {}", power.person_name, power.document)))
}

/// Has the protocols formed that are missing: of meetings that ended before there were any, and of those
/// whose forming was given up.
pub async fn form_missing(ctx: &Ctx) -> Result<()> {
    let ids = repo::unformed(&ctx.db.read).await?;
    if ids.is_empty() {
        return Ok(());
    }
    let tx = ctx.begin().await?;
    for meeting in ids {
        jobs::enqueue(ctx, &tx, &FormProtocol { meeting })?;
    }
    tx.commit().await
}

/// Forms the protocol of a meeting that is over; a second time it changes nothing.
pub(crate) async fn form(ctx: &Ctx, id: MeetingId) -> Result<()> {
    if repo::formed(&ctx.db.read, id).await?.is_some() {
        return Ok(());
    }
    let Some(material) = material(ctx, id).await? else { return Ok(()) };
    // Drawing takes the processor for a while: not the threads that answer people.
    let made = tokio::task::spawn_blocking(move || draw(&material).map(|drawn| (drawn, material)));
    let ((printed, named), material) = made.await.map_err(anyhow::Error::from)??;
    let results = request::body(&material, Request::Results);
    let external = match material.view.form.is_electronic() {
        true => request::body(&material, Request::External),
        false => String::new(),
    };
    let (now, uin) = (ctx.now(), material.row.uin);
    let tx = ctx.begin().await?;
    // Held, so that two processes do not both tell everybody.
    repo::locked(&tx, id, &ctx.clock).await?;
    if repo::formed(&tx, id).await?.is_some() {
        return Ok(());
    }
    let row = repo::ProtocolRow { meeting_id: id, formed_at: now, results, external, printed, named };
    repo::put_protocol(&tx, row).await?;
    let mut people = repo::people(&tx, id).await?;
    people.extend(repo::managers(&tx, id, now).await?);
    people.sort_unstable();
    people.dedup();
    let title = format!("Протокол собрания № {uin}");
    // Each owner has the head now: whoever changed the log afterwards would have to change it there too.
    let (size, root) = &material.view.log;
    let body = format!("{}\nОтпечаток журнала: {size}:{root}", words::results(&material.view));
    notices::tell_all(ctx, &tx, &people, Said { kind: NoticeKind::Meeting, title: &title, body: &body }).await?;
    tx.commit().await?;
    tracing::info!(code = "meeting.protocol", told = people.len(), "a protocol was formed");
    Ok(())
}

/// The two editions: for everybody, and with names.
fn draw(material: &Material) -> anyhow::Result<(Vec<u8>, Vec<u8>)> {
    let made = Made(material.closed);
    let edition = |named: bool| {
        let ident = format!("domovoy-protocol-{}-{named}", material.row.uin);
        pdf::draw(Template::MeetingProtocol, &sheet::sheet(material, named), &ident, made)
    };
    Ok((edition(false)?, edition(true)?))
}

/// When the protocol was formed; none while it still is.
pub async fn formed(ctx: &Ctx, id: MeetingId) -> Result<Option<DateTime<Utc>>> {
    repo::formed(&ctx.db.read, id).await
}

/// The protocol for print: with names for the house's owners, its initiator and who `inspects` meetings.
pub async fn printed(ctx: &Ctx, id: MeetingId, reader: Option<PersonId>, inspects: Option<&Staff>) -> Result<Content> {
    let db = &ctx.db.read;
    let (meeting, ..) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    let row = repo::protocol(db, id).await?.ok_or(Error::Missing("protocol"))?;
    let named = match reader {
        Some(reader) => {
            let own = inspects.is_some() || meeting.initiator_id == reader;
            own || repo::belongs(db, (id, meeting.house_id), reader).await?
        }
        None => false,
    };
    let bytes = if named { row.named } else { row.printed };
    Ok(Content {
        name: format!("Протокол {}.pdf", meeting.uin), media_type: "application/pdf".to_owned(), bytes
    })
}

/// The results as a request to the state system, with its identifier of the vote, if that is known; no
/// person is in it.
pub async fn request(ctx: &Ctx, id: MeetingId, request: Request, voting: Option<Uuid>) -> Result<Content> {
    let db = &ctx.db.read;
    let (meeting, ..) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    let row = repo::protocol(db, id).await?.ok_or(Error::Missing("protocol"))?;
    let (text, name) = match request {
        Request::Results => (row.results, format!("Протокол {}.xml", meeting.uin)),
        Request::External => (row.external, format!("Итоги {}.xml", meeting.uin)),
    };
    if text.is_empty() {
        return Err(Error::Missing("protocol"));
    }
    let text = match voting {
        Some(voting) => text.replacen(request::UNKNOWN, &voting.to_string(), 1),
        None => text,
    };
    Ok(Content { name, media_type: "application/xml".to_owned(), bytes: text.into_bytes() })
}
