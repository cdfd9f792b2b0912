//! The inspectorate's desk: messages it checks, with their clock; protocols it keeps, with flags.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::text;
use domain::people::Permission;
use leptos::prelude::*;
use serde::Deserialize;
use service::meetings::{Check, Kept};

use super::list::Row;
use super::words::moment;
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::badge::Badge;
use crate::ui::button::{Button, Tone};
use crate::ui::empty::Empty;
use crate::ui::facts::{Fact, Facts};
use crate::ui::notices::{ErrorSummary, Mood, Note};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    done: String,
}

/// GET `/desk/inspection`
pub async fn show(asked: Asked, Query(wish): Query<Wish>) -> Answer {
    draw(&asked, &wish.done, None).await
}

/// The answer of the inspectorate.
#[derive(Debug, Default, Deserialize)]
pub struct Said {
    /// `approve`, `return`
    #[serde(default)]
    act: String,
    #[serde(default)]
    answer: String,
    /// When that was asked which is answered, in milliseconds.
    #[serde(default)]
    asked: String,
}

/// POST `/desk/inspection/{meeting}`
pub async fn decide(asked: Asked, meeting: Path<String>, Form(said): Form<Said>) -> Result<Response, Failure> {
    let who = asked.staff(Permission::CheckMeetings)?;
    let approves = said.act == "approve";
    // Without an instant nothing was asked then.
    let when = said.asked.parse().ok().and_then(chrono::DateTime::from_timestamp_millis).unwrap_or_default();
    match service::meetings::decide_check(asked.ctx(), &who, id(meeting)?, when, approves, &said.answer).await {
        Ok(()) => Ok(Redirect::to("/desk/inspection?done=1").into_response()),
        Err(error) if error.rule().is_some() => {
            let mut failure = asked.l10n.explain(error.into());
            failure.field = Some("answer".to_owned());
            Ok(draw(&asked, "", Some(failure.clone())).await?.refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn draw(asked: &Asked, done: &str, failure: Option<Failure>) -> Answer {
    let who = asked.staff(Permission::CheckMeetings)?;
    let checks = service::meetings::checks(asked.ctx(), &who).await?;
    let protocols = service::meetings::protocols(asked.ctx(), &who).await?;
    let (l10n, done) = (asked.l10n, !done.is_empty());
    Ok(Page::new(asked, asked.t("inspection-title"), move || {
        let done =
            done.then(|| view! { <Note mood=Mood::Good><p role="status">{l10n.t("inspection-done")}</p></Note> });
        let summary = failure.map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        view! {
            {summary}
            {done}
            <h1>{l10n.t("inspection-title")}</h1>
            <section>
                <h2>{l10n.t("inspection-checks")}</h2>
                <Checks l10n checks/>
            </section>
            <section>
                <h2>{l10n.t("inspection-protocols")}</h2>
                <p>{l10n.t("inspection-protocols-words")}</p>
                <Protocols l10n protocols/>
            </section>
        }
        .into_any()
    }))
}

#[component]
fn Checks(l10n: L10n, checks: Vec<Check>) -> impl IntoView {
    if checks.is_empty() {
        let title = l10n.t("inspection-nothing");
        return view! { <Empty title icon="check"><p>{l10n.t("inspection-nothing-words")}</p></Empty> }.into_any();
    }
    let cards = checks.into_iter().enumerate().map(|(place, check)| {
        let (mood, key) =
            if check.overdue { (Mood::Bad, "inspection-overdue") } else { (Mood::Warn, "inspection-due") };
        let facts = vec![
            Fact::new(l10n.t("inspection-question"), check.question),
            Fact::new(l10n.t("inspection-explained"), check.explained),
            Fact::new(l10n.t("inspection-asked"), moment(Some(check.asked), "Europe/Moscow")),
        ];
        // The first form has the id that the error leads to; ids are not doubled.
        let id = (place == 0).then_some("answer");
        view! {
            <li class="card">
                <p><Badge mood text=l10n.with(key, [("day", text::day(check.due))])/></p>
                <h3>{check.address}</h3>
                <Facts facts/>
                <form method="post" action=format!("/desk/inspection/{}", check.meeting)>
                    <input type="hidden" name="asked" value=check.asked.timestamp_millis().to_string()/>
                    <label class="field">
                        <span class="field__label">{l10n.t("inspection-answer")}</span>
                        <input class="field__input" id=id name="answer" autocomplete="off" maxlength="2000"/>
                    </label>
                    <p class="actions">
                        <Button text=l10n.t("inspection-approve") name="act" value="approve"/>
                        <Button text=l10n.t("inspection-return") tone=Tone::Quiet name="act" value="return"/>
                    </p>
                </form>
            </li>
        }
    });
    view! { <ul class="meetings">{cards.collect_view()}</ul> }.into_any()
}

#[component]
fn Protocols(l10n: L10n, protocols: Vec<Kept>) -> impl IntoView {
    if protocols.is_empty() {
        return view! { <p>{l10n.t("inspection-protocols-none")}</p> }.into_any();
    }
    let rows = protocols.into_iter().map(|kept| {
        let flag = (!kept.alike.is_empty()).then(|| {
            let numbers = kept.alike.join(", ");
            view! { <Note mood=Mood::Warn><p>{l10n.with("inspection-alike", [("numbers", numbers)])}</p></Note> }
        });
        let protocol = format!("/meetings/{}/protocol", kept.row.id);
        let address = kept.row.address.clone();
        view! {
            <Row l10n row=kept.row>
                <p>{address}" · "<a href=protocol>{l10n.t("meeting-protocol")}</a></p>
                {flag}
            </Row>
        }
    });
    view! { <ul class="meetings">{rows.collect_view()}</ul> }.into_any()
}
