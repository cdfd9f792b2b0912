//! One question of the agenda, and what the house's owners say of it.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::RemarkId;
use leptos::prelude::*;
use serde::Deserialize;
use service::meetings::{Discussion, LONGEST_REMARK, Remark};

use super::words::{cost, kind, moment, rule};
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::button::{Button, Tone};
use crate::ui::crumbs::Crumbs;
use crate::ui::empty::Empty;
use crate::ui::field::Field;
use crate::ui::notices::{ErrorSummary, Note};

/// The question of a path.
fn number(text: &str) -> Result<i32, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::Missing, "missing"))
}

/// GET `/meetings/{meeting}/questions/{number}`
pub async fn show(asked: Asked, Path((meeting, question)): Path<(String, String)>) -> Answer {
    let who = asked.resident()?;
    let (meeting, question) = (id(Path(meeting))?, number(&question)?);
    let discussion = service::meetings::discussion(asked.ctx(), &who, meeting, question).await?;
    Ok(draw(&asked, discussion, String::new(), None))
}

/// What is said.
#[derive(Debug, Default, Deserialize)]
pub struct Said {
    #[serde(default)]
    remark: String,
}

/// POST `/meetings/{meeting}/questions/{number}`
pub async fn say(
    asked: Asked,
    Path((meeting, question)): Path<(String, String)>,
    Form(said): Form<Said>,
) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let (meeting, question) = (id(Path(meeting))?, number(&question)?);
    match service::meetings::remark(asked.ctx(), &who, meeting, question, &said.remark).await {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{meeting}/questions/{question}#said")).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            let discussion = service::meetings::discussion(asked.ctx(), &who, meeting, question).await?;
            Ok(draw(&asked, discussion, said.remark, Some(failure.clone())).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Why a remark is taken away.
#[derive(Debug, Default, Deserialize)]
pub struct Hidden {
    #[serde(default)]
    reason: String,
}

/// POST `/meetings/{meeting}/remarks/{remark}`
pub async fn hide(
    asked: Asked,
    Path((meeting, remark)): Path<(String, String)>,
    Form(hidden): Form<Hidden>,
) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let meeting = id(Path(meeting))?;
    let remark: RemarkId = id(Path(remark))?;
    let question = service::meetings::hide_remark(asked.ctx(), &who, meeting, remark, &hidden.reason).await?;
    Ok(Redirect::to(&format!("/meetings/{meeting}/questions/{question}#said")).into_response())
}

fn draw(asked: &Asked, discussion: Discussion, typed: String, failure: Option<Failure>) -> Page {
    let l10n = asked.l10n;
    let title = l10n.with("meeting-question-name", [("number", discussion.question.number)]);
    Page::new(asked, title.clone(), move || {
        let Discussion { meeting, question, remarks, open } = discussion;
        let base = format!("/meetings/{}", meeting.row.id);
        let name = l10n.with("meeting-name", [("uin", meeting.row.uin.clone())]);
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let error = failure.map(|failure| failure.of("remark")).unwrap_or_default();
        let needed = l10n.with("meeting-needed", [("rule", rule(l10n, question.kind))]);
        let money = cost(l10n, &question, meeting.total, Some(&meeting.my_votes()));
        let files = meeting.files.iter().filter(|file| file.question == Some(question.number)).map(|file| {
            let href = format!("{base}/files/{}", file.id);
            view! { <li><a href=href target="_blank" data-turbo="false">{file.name.clone()}</a></li> }
        });
        let files = files.collect_view();
        let action = format!("{base}/questions/{}", question.number);
        let zone = meeting.row.time_zone.clone();
        let form = open.then(|| {
            view! {
                <form class="stack" method="post" action=action>
                    <Field name="remark" label=l10n.t("remark-say") hint=l10n.t("remark-hint") value=typed error most=LONGEST_REMARK/>
                    <p class="actions"><Button text=l10n.t("remark-send")/></p>
                </form>
            }
        });
        let closed = (!open).then(|| view! { <Note><p>{l10n.t("remark-closed")}</p></Note> });
        view! {
            <Crumbs l10n steps=vec![(name, base.clone())]/>
            {summary}
            <h1>{title}</h1>
            <p class="lead">{question.text.clone()}</p>
            <p class="tally__kind">{kind(l10n, question.kind)}". "{needed}" "<span class="tally__article">"("{question.kind.threshold()}")"</span></p>
            {money.map(|text| view! { <p class="tally__kind">{text}</p> })}
            <ul>{files}</ul>
            <section id="said">
                <h2>{l10n.t("meeting-talk")}</h2>
                <Remarks l10n base remarks zone/>
                {form}
                {closed}
            </section>
        }
        .into_any()
    })
}

#[component]
fn Remarks(l10n: L10n, base: String, remarks: Vec<Remark>, zone: String) -> impl IntoView {
    if remarks.is_empty() {
        return view! { <Empty title=l10n.t("remark-none") icon="house"><p>{l10n.t("remark-none-words")}</p></Empty> }
            .into_any();
    }
    let rows = remarks.into_iter().map(|remark| {
        let text = match &remark.hidden {
            None => view! { <p class="remark__text">{remark.text.clone()}</p> }.into_any(),
            Some(reason) => {
                let words = match reason.is_empty() {
                    true => l10n.t("remark-taken-back"),
                    false => l10n.with("remark-hidden", [("reason", reason.clone())]),
                };
                view! { <p class="remark__text"><i>{words}</i></p> }.into_any()
            }
        };
        let action = format!("{base}/remarks/{}", remark.id);
        let take = remark.hides.then(|| match remark.own {
            true => view! {
                <form method="post" action=action><Button text=l10n.t("remark-take-back") tone=Tone::Quiet/></form>
            }
            .into_any(),
            false => view! {
                <details>
                    <summary>{l10n.t("remark-hide")}</summary>
                    <form class="row-form" method="post" action=action>
                        <label class="field">
                            <span class="field__label">{l10n.t("remark-hide-reason")}</span>
                            <input class="field__input" name="reason" autocomplete="off" maxlength="500" required/>
                        </label>
                        <Button text=l10n.t("remark-hide-now") tone=Tone::Stop/>
                    </form>
                </details>
            }
            .into_any(),
        });
        view! {
            <li class="remark">
                <p class="remark__who"><b>{remark.author}</b>", "{remark.premises}" · "{moment(Some(remark.at), &zone)}</p>
                {text}
                {take}
            </li>
        }
    });
    view! { <ol class="rows">{rows.collect_view()}</ol> }.into_any()
}
