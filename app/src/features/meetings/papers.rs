//! Written decisions: entered by the administrator with their scans; the list, and who reads them again.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::meetings::{MeetingView, PaperDraft, PaperState, Phase, Refusal};
use leptos::prelude::*;
use serde::Deserialize;
use service::meetings::{List, Paper, Share};

use super::attendance::{self, Lists};
use super::page::view_of;
use super::vote::{Marks, Sheet, answers, share_words, unmarked};
use super::words::moment;
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::badge::Badge;
use crate::ui::button::{Button, Tone};
use crate::ui::crumbs::Crumbs;
use crate::ui::field::{Field, FileField, Select};
use crate::ui::notices::{ErrorSummary, Mood, Note};
use crate::upload::Sent;

/// The key of the page's name.
pub const TITLE: &str = "meeting-papers";

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    done: String,
}

/// What the page is drawn from.
struct Desk {
    meeting: MeetingView,
    /// The register; only the administrator has it.
    shares: Vec<Share>,
    papers: Vec<Paper>,
    readers: Vec<String>,
    /// Lists of those who came, of a meeting with a place.
    lists: Vec<List>,
}

/// Papers are received, or were and are counted.
fn goes(phase: Phase) -> bool {
    matches!(phase, Phase::Voting | Phase::Counting)
}

async fn desk(asked: &Asked, meeting: Path<String>) -> Result<Desk, Failure> {
    let who = asked.confirmed()?;
    let meeting = view_of(asked, id(meeting)?).await?;
    let (papers, readers) = service::meetings::papers(asked.ctx(), &who, meeting.row.id).await?;
    let shares = match meeting.own && goes(meeting.row.phase) {
        true => service::meetings::register(asked.ctx(), &who, meeting.row.id).await?,
        false => Vec::new(),
    };
    let lists = service::meetings::listed(asked.ctx(), &who, meeting.row.id).await?;
    Ok(Desk { meeting, shares, papers, readers, lists })
}

/// GET `/meetings/{meeting}/papers`
pub async fn show(asked: Asked, meeting: Path<String>, Query(wish): Query<Wish>) -> Answer {
    let desk = desk(&asked, meeting).await?;
    Ok(draw(&asked, desk, Vec::new(), &wish.done, None))
}

/// POST `/meetings/{meeting}/papers`
pub async fn enter(asked: Asked, meeting: Path<String>, sent: Sent) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let desk = desk(&asked, meeting).await?;
    let id = desk.meeting.row.id;
    let marks: Marks = sent.texts().to_vec();
    // Nothing is taken for a mark that was forgotten: «Недействительно» is marked too.
    let outcome = match unmarked(&desk.meeting, &marks) {
        Some(number) => Err(service::Error::Meetings(Refusal::NoAnswer { number })),
        None => {
            let (voice, received) = (sent.text("share").parse().unwrap_or_default(), sent.text("received"));
            let draft = PaperDraft { voice, received, answers: answers(&desk.meeting, &marks) };
            service::meetings::enter(asked.ctx(), &who, id, &draft, &sent.file).await.map(drop)
        }
    };
    match outcome {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{id}/papers?done=taken")).into_response()),
        Err(error) if error.rule().is_some() && desk.meeting.own => {
            let failure = explained(&asked, error);
            Ok(draw(&asked, desk, marks, "", Some(failure.clone())).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The refusal in words, with the field it leads to.
pub fn explained(asked: &Asked, error: service::Error) -> Failure {
    let field = match &error {
        service::Error::Meetings(Refusal::NoAnswer { number }) => Some(format!("q{number}")),
        service::Error::Meetings(Refusal::NoVoice) => Some("share".to_owned()),
        _ => None,
    };
    let mut failure = asked.l10n.explain(error.into());
    failure.field = field.or(failure.field);
    failure
}

/// Who shall read papers.
#[derive(Debug, Default, Deserialize)]
pub struct Named {
    #[serde(default)]
    reader: String,
}

/// POST `/meetings/{meeting}/readers`
pub async fn name(asked: Asked, meeting: Path<String>, Form(named): Form<Named>) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let desk = desk(&asked, meeting).await?;
    let id = desk.meeting.row.id;
    let share = named.reader.parse().unwrap_or_default();
    match service::meetings::add_reader(asked.ctx(), &who, id, share).await {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{id}/papers?done=named")).into_response()),
        Err(error) if error.rule().is_some() && desk.meeting.own => {
            let failure = asked.l10n.explain(error.into());
            Ok(draw(&asked, desk, Vec::new(), "", Some(failure.clone())).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// POST `/meetings/{meeting}/finish`: what was received on paper is entered, the count is ended.
pub async fn finish(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let desk = desk(&asked, meeting).await?;
    let id = desk.meeting.row.id;
    match service::meetings::finish(asked.ctx(), &who, id).await {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{id}")).into_response()),
        Err(error) if error.rule().is_some() && desk.meeting.own => {
            let failure = asked.l10n.explain(error.into());
            Ok(draw(&asked, desk, Vec::new(), "", Some(failure.clone())).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn draw(asked: &Asked, desk: Desk, marks: Marks, done: &str, failure: Option<Failure>) -> Page {
    let l10n = asked.l10n;
    let done = match done {
        "taken" | "named" => Some((Mood::Good, format!("meeting-paper-{done}"))),
        "counts" => Some((Mood::Good, "meeting-paper-read-counts".to_owned())),
        "conflict" | "differs" => Some((Mood::Warn, format!("meeting-paper-read-{done}"))),
        "annulled" => Some((Mood::Warn, "meeting-paper-annulled".to_owned())),
        _ => None,
    };
    // A second reader enters nothing.
    let (title, words) = match desk.meeting.own {
        true => (TITLE, "meeting-papers-words"),
        false => ("meeting-papers-check", "meeting-paper-second-words"),
    };
    Page::new(asked, l10n.t(title), move || {
        let Desk { meeting, shares, papers, readers, lists } = desk;
        let base = format!("/meetings/{}", meeting.row.id);
        let name = l10n.with("meeting-name", [("uin", meeting.row.uin.clone())]);
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let done = done.map(|(mood, key)| view! { <Note mood><p role="status">{l10n.t(&key)}</p></Note> });
        let works = meeting.own && goes(meeting.row.phase);
        let counting = works && meeting.row.phase == Phase::Counting;
        let zone = meeting.row.time_zone.clone();
        view! {
            <Crumbs l10n steps=vec![(name, base.clone())]/>
            {summary}
            {done}
            <h1>{l10n.t(title)}</h1>
            <p class="lead">{l10n.t(words)}</p>
            <Entered l10n base=base.clone() papers zone=zone.clone() reads=meeting.reads/>
            {(!lists.is_empty()).then(|| view! {
                <section>
                    <h2>{l10n.t(attendance::TITLE)}</h2>
                    <Lists l10n base=base.clone() lists zone/>
                </section>
            })}
            {works.then(|| view! { <Readers l10n base=base.clone() shares=shares.clone() readers failure=failure.clone()/> })}
            {works.then(|| view! { <Entry l10n base=base.clone() meeting=meeting.clone() shares marks failure/> })}
            {counting.then(|| view! {
                <section>
                    <h2>{l10n.t("meeting-finish-title")}</h2>
                    <p>{l10n.t("meeting-finish-words")}</p>
                    <form method="post" action=format!("{base}/finish")><p class="actions"><Button text=l10n.t("meeting-finish")/></p></form>
                </section>
            })}
        }
        .into_any()
    })
}

/// Colour of a state.
pub fn mood(state: PaperState) -> Mood {
    match state {
        PaperState::Counted => Mood::Good,
        PaperState::Entered => Mood::Warn,
        PaperState::Differs | PaperState::Annulled => Mood::Bad,
        PaperState::Conflict => Mood::Quiet,
    }
}

#[component]
fn Entered(l10n: L10n, base: String, papers: Vec<Paper>, zone: String, reads: bool) -> impl IntoView {
    if papers.is_empty() {
        return view! { <p>{l10n.t("meeting-papers-none")}</p> }.into_any();
    }
    let rows = papers.into_iter().map(|paper| {
        let received = l10n.with("meeting-paper-received-at", [("at", moment(Some(paper.received), &zone))]);
        let late = paper.late.then(|| view! { " · "<strong>{l10n.t("meeting-paper-late")}</strong> });
        let open = if reads && paper.state == PaperState::Entered { "meeting-paper-read" } else { "meeting-paper-look" };
        view! {
            <li class="paper-row">
                <p class="paper-row__who"><a href=format!("{base}/papers/{}", paper.entry)>{share_words(l10n, &paper.premises, &paper.owner)}</a></p>
                <p class="paper-row__state"><Badge mood=mood(paper.state) text=l10n.t(&format!("meeting-paper-{}", paper.state.code()))/></p>
                <p class="paper-row__when">{received}{late}" · "{l10n.t(open)}</p>
            </li>
        }
    });
    view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any()
}

/// Who reads papers a second time, and naming one more.
#[component]
fn Readers(
    l10n: L10n,
    base: String,
    shares: Vec<Share>,
    readers: Vec<String>,
    failure: Option<Failure>,
) -> impl IntoView {
    let wrong = failure.map(|failure| failure.of("reader"));
    let mut options = vec![(String::new(), l10n.t("meeting-paper-choose"))];
    options.extend(
        shares
            .into_iter()
            .filter(|share| share.known)
            .map(|share| (share.number.to_string(), share_words(l10n, &share.premises, &share.owner))),
    );
    let none = readers.is_empty();
    let readers = readers.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
    view! {
        <section>
            <h2>{l10n.t("meeting-readers")}</h2>
            <p>{l10n.t("meeting-readers-words")}</p>
            {(!none).then(|| view! { <ul>{readers}</ul> })}
            <form class="row-form" method="post" action=format!("{base}/readers")>
                <Select name="reader" label=l10n.t("meeting-reader") options error=wrong.unwrap_or_default()/>
                <Button text=l10n.t("meeting-reader-name") tone=Tone::Quiet/>
            </form>
        </section>
    }
}

#[component]
fn Entry(
    l10n: L10n,
    base: String,
    meeting: MeetingView,
    shares: Vec<Share>,
    marks: Marks,
    failure: Option<Failure>,
) -> impl IntoView {
    let wrong = |field: &str| failure.as_ref().map(|failure| failure.of(field)).unwrap_or_default();
    let typed = |name: &str| marks.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
    let mut options = vec![(String::new(), l10n.t("meeting-paper-choose"))];
    options.extend(shares.into_iter().filter(|share| !share.owner.is_empty()).map(|share| {
        let voted = if share.voted { l10n.t("meeting-share-voted") } else { String::new() };
        let words = format!("{} ({}) {voted}", share_words(l10n, &share.premises, &share.owner), share.share);
        (share.number.to_string(), words)
    }));
    view! {
        <section>
            <h2>{l10n.t("meeting-paper-new")}</h2>
            <form class="ballot" method="post" enctype="multipart/form-data" action=format!("{base}/papers")>
                <Select name="share" label=l10n.t("meeting-share") options value=typed("share").unwrap_or_default() error=wrong("share")/>
                <Field name="received" label=l10n.t("meeting-paper-received") value=typed("received").unwrap_or_default() error=wrong("received") kind="datetime-local"/>
                <Sheet l10n meeting marks=marks.clone() invalid=true/>
                <FileField label=l10n.t("meeting-paper-scan") hint=l10n.t("file-hint") error=wrong("file")/>
                <p class="actions"><Button text=l10n.t("meeting-paper-enter")/></p>
            </form>
        </section>
    }
}

/// Nobody but the administrator and readers knows of papers.
pub fn missing() -> Failure {
    Failure::new(Kind::Missing, "missing")
}
