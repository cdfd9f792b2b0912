//! Decisions on paper, entered by the administrator.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::MeetingId;
use domain::meetings::{MeetingView, Phase, Refusal};
use leptos::prelude::*;
use serde::Deserialize;
use service::meetings::Share;

use super::page::view_of;
use super::vote::{Marks, Sheet, answers, share_words};
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::page::{Answer, Page, id};
use crate::ui::button::Button;
use crate::ui::crumbs::Crumbs;
use crate::ui::notices::{ErrorSummary, Mood, Note};

/// The key of the page's name.
pub const TITLE: &str = "meeting-papers";

/// What was just entered.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    done: String,
}

async fn own(asked: &Asked, meeting: Path<String>) -> Result<(MeetingView, Vec<Share>), Failure> {
    let who = asked.confirmed()?;
    let view = view_of(asked, id(meeting)?).await?;
    if !view.own || view.row.phase != Phase::Voting {
        return Err(Failure::new(Kind::Missing, "missing"));
    }
    let shares = service::meetings::register(asked.ctx(), &who, view.row.id).await?;
    Ok((view, shares))
}

/// GET `/meetings/{meeting}/papers`
pub async fn show(asked: Asked, meeting: Path<String>, Query(wish): Query<Wish>) -> Answer {
    let (view, shares) = own(&asked, meeting).await?;
    Ok(draw(&asked, view, shares, Vec::new(), &wish.done, None))
}

/// POST `/meetings/{meeting}/papers`
pub async fn enter(asked: Asked, meeting: Path<String>, Form(marks): Form<Marks>) -> Result<Response, Failure> {
    let (view, shares) = own(&asked, meeting).await?;
    let who = asked.confirmed()?;
    let id: MeetingId = view.row.id;
    // Nothing is taken for a mark that was forgotten: «Недействительно» is marked too.
    let marked = |number: i32| marks.iter().any(|(name, _)| *name == format!("q{number}"));
    if let Some(question) = view.agenda.iter().find(|question| !marked(question.number)) {
        let refused = service::Error::Meetings(Refusal::NoAnswer { number: question.number });
        let mut failure = asked.l10n.explain(refused.into());
        failure.field = Some(format!("q{}", question.number));
        return Ok(draw(&asked, view, shares, marks, "", Some(failure.clone())).refused(&failure).into_response());
    }
    let share = marks.iter().find(|(name, _)| name == "share").and_then(|(_, number)| number.parse().ok());
    match service::meetings::paper(asked.ctx(), &who, id, share.unwrap_or_default(), &answers(&view, &marks)).await {
        Ok((_, counts)) => {
            let done = if counts { "counted" } else { "conflict" };
            Ok(Redirect::to(&format!("/meetings/{id}/papers?done={done}")).into_response())
        }
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            Ok(draw(&asked, view, shares, marks, "", Some(failure.clone())).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn draw(
    asked: &Asked,
    meeting: MeetingView,
    shares: Vec<Share>,
    marks: Marks,
    done: &str,
    failure: Option<Failure>,
) -> Page {
    let l10n = asked.l10n;
    let done = match done {
        "counted" => Some((Mood::Good, "meeting-paper-counted")),
        "conflict" => Some((Mood::Warn, "meeting-paper-conflict")),
        _ => None,
    };
    Page::new(asked, l10n.t(TITLE), move || {
        let base = format!("/meetings/{}", meeting.row.id);
        let name = l10n.with("meeting-name", [("uin", meeting.row.uin.clone())]);
        let summary = failure.map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let done = done.map(|(mood, key)| view! { <Note mood><p role="status">{l10n.t(key)}</p></Note> });
        let chosen =
            marks.iter().find(|(name, _)| name == "share").map(|(_, number)| number.clone()).unwrap_or_default();
        let options = shares.into_iter().map(|share| {
            let number = share.number.to_string();
            let voted = if share.voted { l10n.t("meeting-share-voted") } else { String::new() };
            let words = format!("{} ({}) {voted}", share_words(l10n, &share.premises, &share.owner), share.share);
            view! { <option value=number.clone() selected=number == chosen>{words}</option> }
        });
        let options = options.collect_view();
        view! {
            <Crumbs l10n steps=vec![(name, base.clone())]/>
            {summary}
            {done}
            <h1>{l10n.t(TITLE)}</h1>
            <p class="lead">{l10n.t("meeting-papers-words")}</p>
            <form class="ballot" method="post" action=format!("{base}/papers")>
                <div class="field">
                    <label class="field__label" for="share">{l10n.t("meeting-share")}</label>
                    <select class="field__input" id="share" name="share">
                        <option value="">{l10n.t("meeting-paper-choose")}</option>
                        {options}
                    </select>
                </div>
                <Sheet l10n meeting marks invalid=true/>
                <p class="actions"><Button text=l10n.t("meeting-paper-enter")/></p>
            </form>
        }
        .into_any()
    })
}
