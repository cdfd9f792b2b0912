//! Who came to the place of a meeting: the list to be signed at the door, and the one that was.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::meetings::{MeetingView, Phase, Votes};
use leptos::prelude::*;
use serde::Deserialize;
use service::meetings::{Attendance, Attending, List};

use super::page::view_of;
use super::papers::missing;
use super::vote::share_words;
use super::words::{amount, moment};
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Figures};
use crate::ui::field::{Field, FileField};
use crate::ui::notices::{ErrorSummary, Mood, Note};
use crate::upload::{Sent, serve};

/// The key of the page's name.
pub const TITLE: &str = "attendance-title";

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    done: String,
}

/// The page and what it is drawn from; only the administrator of a meeting with a place has it.
async fn desk(asked: &Asked, meeting: Path<String>) -> Result<(MeetingView, Attendance), Failure> {
    let who = asked.confirmed()?;
    let meeting = view_of(asked, id(meeting)?).await?;
    let list = service::meetings::attendance(asked.ctx(), &who, meeting.row.id).await?;
    Ok((meeting, list))
}

/// GET `/meetings/{meeting}/attendance`
pub async fn show(asked: Asked, meeting: Path<String>, Query(wish): Query<Wish>) -> Answer {
    let desk = desk(&asked, meeting).await?;
    Ok(draw(&asked, desk, !wish.done.is_empty(), (String::new(), None)))
}

/// POST `/meetings/{meeting}/attendance`
pub async fn enter(asked: Asked, meeting: Path<String>, sent: Sent) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let (meeting, mut list) = desk(&asked, meeting).await?;
    let id = meeting.row.id;
    let marked = sent.texts().iter().filter(|(name, _)| name == "present");
    let marked: Vec<i32> = marked.filter_map(|(_, number)| number.parse().ok()).collect();
    let reason = sent.text("reason");
    match service::meetings::attend(asked.ctx(), &who, id, (&marked, &reason), &sent.file).await {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{id}/attendance?done=1")).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            // What was marked stays marked.
            list.shares.iter_mut().for_each(|share| share.present = marked.contains(&share.number));
            let typed = (reason, Some(failure.clone()));
            Ok(draw(&asked, (meeting, list), false, typed).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// GET `/meetings/{meeting}/attendance.pdf`: to be signed at the door.
pub async fn sheet(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    Ok(serve(service::meetings::attendance_sheet(asked.ctx(), &who, id(meeting)?).await?))
}

/// GET `/meetings/{meeting}/attendance/{entry}/scan`
pub async fn scan(asked: Asked, Path((meeting, entry)): Path<(String, String)>) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let entry = entry.parse().map_err(|_| missing())?;
    Ok(serve(service::meetings::attendance_scan(asked.ctx(), &who, id(Path(meeting))?, entry).await?))
}

/// The page, with the reason that was typed and why it was refused.
fn draw(
    asked: &Asked,
    (meeting, list): (MeetingView, Attendance),
    done: bool,
    (reason, failure): (String, Option<Failure>),
) -> Page {
    let l10n = asked.l10n;
    Page::new(asked, l10n.t(TITLE), move || {
        let base = format!("/meetings/{}", meeting.row.id);
        let name = l10n.with("meeting-name", [("uin", meeting.row.uin.clone())]);
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let done =
            done.then(|| view! { <Note mood=Mood::Good><p role="status">{l10n.t("attendance-done")}</p></Note> });
        let listed = !list.lists.is_empty();
        let entered = listed.then(|| {
            let (count, present) = &list.present;
            let (body, all) = (meeting.row.body, Votes::whole(meeting.total));
            let figures = vec![
                Fact::new(l10n.t("attendance-marked"), count.to_string()),
                Fact::new(l10n.t("attendance-present"), amount(body, present)),
                Fact::new(l10n.t("attendance-all"), amount(body, &all)),
            ];
            let zone = meeting.row.time_zone.clone();
            view! { <Figures figures/><Lists l10n base=base.clone() lists=list.lists.clone() zone/> }
        });
        let goes = matches!(meeting.row.phase, Phase::Voting | Phase::Counting);
        let early = (meeting.row.phase == Phase::Announced).then(|| {
            let opens = moment(meeting.row.opens, &meeting.row.time_zone);
            view! { <Note mood=Mood::Quiet><p>{l10n.with("attendance-early", [("opens", opens)])}</p></Note> }
        });
        let sheet = format!("{base}/attendance.pdf");
        let form = goes.then(|| view! { <Marks l10n base shares=list.shares listed reason failure/> });
        view! {
            <Crumbs l10n steps=vec![(name, format!("/meetings/{}", meeting.row.id))]/>
            {summary}
            {done}
            <h1>{l10n.t(TITLE)}</h1>
            <p class="lead">{l10n.with("attendance-words", [("article", meeting.row.body.quorum_article())])}</p>
            <p class="actions"><ButtonLink text=l10n.t("attendance-print") href=sheet tone=Tone::Quiet/></p>
            {early}
            {entered}
            {form}
        }
        .into_any()
    })
}

/// The lists that were written down, with their scans.
#[component]
pub fn Lists(l10n: L10n, base: String, lists: Vec<List>, zone: String) -> impl IntoView {
    let rows = lists.into_iter().map(|list| {
        let entered = l10n.with("attendance-entered", [("at", moment(Some(list.at), &zone))]);
        let count = l10n.with("attendance-shares", [("count", list.numbers.len())]);
        let href = format!("{base}/attendance/{}/scan", list.entry);
        let reason = (!list.reason.is_empty()).then(|| format!(" · {}", list.reason));
        view! {
            <li>{entered}" · "{count}" · "<a href=href target="_blank" data-turbo="false">{l10n.t("attendance-scan")}</a>{reason}</li>
        }
    });
    view! { <ul class="rows">{rows.collect_view()}</ul> }
}

/// Who was there, marked one by one.
#[component]
fn Marks(
    l10n: L10n,
    base: String,
    shares: Vec<Attending>,
    listed: bool,
    reason: String,
    failure: Option<Failure>,
) -> impl IntoView {
    let wrong = |field: &str| failure.as_ref().map(|failure| failure.of(field)).unwrap_or_default();
    let reason = listed.then(|| {
        view! { <Field name="reason" label=l10n.t("attendance-reason") hint=l10n.t("attendance-reason-hint") value=reason error=wrong("reason") most=2000/> }
    });
    let boxes = shares.into_iter().map(|share| {
        view! {
            <label class="choice">
                <input type="checkbox" name="present" value=share.number checked=share.present/>
                <span>{share_words(l10n, &share.premises, &share.owner)}</span>
            </label>
        }
    });
    view! {
        <form class="stack" method="post" enctype="multipart/form-data" action=format!("{base}/attendance")>
            <fieldset class="marks">
                <legend><h2>{l10n.t("attendance-who")}</h2></legend>
                <p>{l10n.t("attendance-who-words")}</p>
                <div class="choices choices--many">{boxes.collect_view()}</div>
            </fieldset>
            {reason}
            <FileField label=l10n.t("attendance-file") hint=l10n.t("file-hint") error=wrong("file")/>
            <p class="actions"><Button text=l10n.t("attendance-enter")/></p>
        </form>
    }
}
