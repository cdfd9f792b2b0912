//! One written decision: its scan, the second reading, annulment.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::MeetingId;
use domain::meetings::{MeetingView, PaperState, Refusal};
use leptos::prelude::*;
use serde::Deserialize;
use service::meetings::{Paper, Reading};

use super::page::view_of;
use super::papers::{TITLE, explained, missing, mood};
use super::vote::{Marks, Sheet, answers, share_words, unmarked};
use super::words::moment;
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::badge::Badge;
use crate::ui::button::{Button, Tone};
use crate::ui::crumbs::Crumbs;
use crate::ui::field::Field;
use crate::ui::notices::ErrorSummary;

async fn known(asked: &Asked, meeting: String, entry: &str) -> Result<(MeetingView, Paper), Failure> {
    let who = asked.confirmed()?;
    let meeting = view_of(asked, id(Path(meeting))?).await?;
    let entry = entry.parse().map_err(|_| missing())?;
    let paper = service::meetings::paper(asked.ctx(), &who, meeting.row.id, entry).await?;
    Ok((meeting, paper))
}

/// GET `/meetings/{meeting}/papers/{entry}`
pub async fn show(asked: Asked, Path((meeting, entry)): Path<(String, String)>) -> Answer {
    let (meeting, paper) = known(&asked, meeting, &entry).await?;
    Ok(draw(&asked, meeting, paper, Vec::new(), None))
}

/// POST `/meetings/{meeting}/papers/{entry}`: the second reading.
pub async fn read(
    asked: Asked,
    Path((meeting, entry)): Path<(String, String)>,
    Form(marks): Form<Marks>,
) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let (meeting, paper) = known(&asked, meeting, &entry).await?;
    let id = meeting.row.id;
    let outcome = match unmarked(&meeting, &marks) {
        Some(number) => Err(service::Error::Meetings(Refusal::NoAnswer { number })),
        None => service::meetings::read(asked.ctx(), &who, id, paper.entry, &answers(&meeting, &marks)).await,
    };
    let done = match outcome {
        Ok(Reading::Counts) => "counts",
        Ok(Reading::Conflict) => "conflict",
        Ok(Reading::Differs) => "differs",
        Err(error) if error.rule().is_some() => {
            let failure = explained(&asked, error);
            return Ok(draw(&asked, meeting, paper, marks, Some(failure.clone())).refused(&failure).into_response());
        }
        Err(error) => return Err(error.into()),
    };
    Ok(back(id, done))
}

fn back(meeting: MeetingId, done: &str) -> Response {
    Redirect::to(&format!("/meetings/{meeting}/papers?done={done}")).into_response()
}

/// Why a decision shall not count.
#[derive(Debug, Default, Deserialize)]
pub struct Reason {
    #[serde(default)]
    reason: String,
}

/// POST `/meetings/{meeting}/papers/{entry}/annul`
pub async fn annul(
    asked: Asked,
    Path((meeting, entry)): Path<(String, String)>,
    Form(why): Form<Reason>,
) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let (meeting, paper) = known(&asked, meeting, &entry).await?;
    let Some(ballot) = paper.ballot.filter(|_| paper.state == PaperState::Counted) else { return Err(missing()) };
    match service::meetings::annul(asked.ctx(), &who, meeting.row.id, ballot, &why.reason).await {
        Ok(()) => Ok(back(meeting.row.id, "annulled")),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            Ok(draw(&asked, meeting, paper, Vec::new(), Some(failure.clone())).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// GET `/meetings/{meeting}/papers/{entry}/scan`
pub async fn scan(asked: Asked, Path((meeting, entry)): Path<(String, String)>) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let entry = entry.parse().map_err(|_| missing())?;
    let content = service::meetings::scan(asked.ctx(), &who, id(Path(meeting))?, entry).await?;
    Ok(crate::upload::serve(content))
}

fn draw(asked: &Asked, meeting: MeetingView, paper: Paper, marks: Marks, failure: Option<Failure>) -> Page {
    let l10n = asked.l10n;
    let title = share_words(l10n, &paper.premises, &paper.owner);
    Page::new(asked, title.clone(), move || {
        let base = format!("/meetings/{}", meeting.row.id);
        let name = l10n.with("meeting-name", [("uin", meeting.row.uin.clone())]);
        let steps = vec![(name, base.clone()), (l10n.t(TITLE), format!("{base}/papers"))];
        let here = format!("{base}/papers/{}", paper.entry);
        let zone = meeting.row.time_zone.clone();
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let times = [("received", paper.received), ("entered", paper.entered)]
            .map(|(key, at)| l10n.with(&format!("meeting-paper-{key}-at"), [("at", moment(Some(at), &zone))]))
            .join(" · ");
        let reads = meeting.reads && !meeting.own && paper.state == PaperState::Entered;
        let annuls = meeting.own && paper.state == PaperState::Counted;
        let state = l10n.t(&format!("meeting-paper-{}", paper.state.code()));
        view! {
            <Crumbs l10n steps/>
            {summary}
            <p><Badge mood=mood(paper.state) text=state/></p>
            <h1>{title}</h1>
            <p>{times}</p>
            <p><a href=format!("{here}/scan") target="_blank" data-turbo="false">{l10n.t("meeting-paper-scan-open")}</a></p>
            {reads.then(|| view! { <Second l10n here=here.clone() meeting marks/> })}
            {annuls.then(|| view! { <Annul l10n here failure/> })}
        }
        .into_any()
    })
}

#[component]
fn Second(l10n: L10n, here: String, meeting: MeetingView, marks: Marks) -> impl IntoView {
    view! {
        <p class="lead">{l10n.t("meeting-paper-second-words")}</p>
        <form class="ballot" method="post" action=here>
            <Sheet l10n meeting marks invalid=true/>
            <p class="actions"><Button text=l10n.t("meeting-paper-second")/></p>
        </form>
    }
}

#[component]
fn Annul(l10n: L10n, here: String, failure: Option<Failure>) -> impl IntoView {
    let open = failure.is_some();
    let wrong = failure.map(|failure| failure.text).unwrap_or_default();
    view! {
        <details open=open>
            <summary>{l10n.t("meeting-annul-title")}</summary>
            <p>{l10n.t("meeting-annul-words")}</p>
            <form method="post" action=format!("{here}/annul")>
                <Field name="reason" label=l10n.t("meeting-cancel-reason") error=wrong most=2000/>
                <Button text=l10n.t("meeting-annul") tone=Tone::Stop/>
            </form>
        </details>
    }
}
