//! Refusals of a house's first electronic meeting: an owner's, and those on paper that the managing
//! organisation enters.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::text;
use domain::meetings::{Body, MeetingView, RefusalsView, RefusedShare, Votes};
use domain::people::Permission;
use leptos::prelude::*;
use serde::Deserialize;

use super::page::view_of;
use super::vote::share_words;
use super::words::votes;
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::button::{Button, Tone};
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Facts};
use crate::ui::field::{Field, FileField, Select};
use crate::ui::notices::{ErrorSummary, Mood, Note};
use crate::upload::{Sent, serve};

/// The key of the page's name.
pub const TITLE: &str = "refusals-title";

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    done: String,
}

/// What was typed of a refusal on paper.
#[derive(Debug, Default)]
struct Typed {
    share: String,
    received: String,
}

/// GET `/meetings/{meeting}/refusals`
pub async fn show(asked: Asked, meeting: Path<String>, Query(wish): Query<Wish>) -> Answer {
    draw(&asked, meeting, !wish.done.is_empty(), Typed::default(), None).await
}

/// `refuse`, `back`
#[derive(Debug, Default, Deserialize)]
pub struct Act {
    #[serde(default)]
    act: String,
}

/// POST `/meetings/{meeting}/refusals`
pub async fn refuse(asked: Asked, meeting: Path<String>, Form(Act { act }): Form<Act>) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let known = meeting.0.clone();
    match service::meetings::refuse(asked.ctx(), &who, id(meeting)?, act != "back").await {
        // It may not be held any more, and then has no refusals.
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{known}")).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            let page = draw(&asked, Path(known), false, Typed::default(), Some(failure.clone())).await?;
            Ok(page.refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// POST `/meetings/{meeting}/refusals/enter`
pub async fn enter(asked: Asked, meeting: Path<String>, sent: Sent) -> Result<Response, Failure> {
    let who = asked.staff(Permission::KeepRegister)?;
    let known = meeting.0.clone();
    let typed = Typed { share: sent.text("share"), received: sent.text("received") };
    // A number of the register; what is none has no voice.
    let share = typed.share.trim().parse().unwrap_or_default();
    match service::meetings::enter_refusal(asked.ctx(), &who, id(meeting)?, share, &typed.received, &sent.file).await {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{known}/refusals?done=1")).into_response()),
        Err(error) if error.rule().is_some() => {
            let mut failure = asked.l10n.explain(error.into());
            failure.field = failure.field.or(Some("share".to_owned()));
            Ok(draw(&asked, Path(known), false, typed, Some(failure.clone())).await?.refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// GET `/meetings/{meeting}/refusals/{share}`: the scan.
pub async fn scan(asked: Asked, Path((meeting, share)): Path<(String, String)>) -> Result<Response, Failure> {
    let who = asked.resident()?;
    let staff = asked.staff(Permission::KeepRegister).ok();
    let share = share.parse().unwrap_or_default();
    let scan = service::meetings::refusal_scan(asked.ctx(), &who, staff.as_ref(), id(Path(meeting))?, share);
    Ok(serve(scan.await?))
}

async fn draw(asked: &Asked, meeting: Path<String>, done: bool, typed: Typed, failure: Option<Failure>) -> Answer {
    let who = asked.resident()?;
    let staff = asked.staff(Permission::KeepRegister).ok();
    let meeting = view_of(asked, id(meeting)?).await?;
    let seen = service::meetings::refusals(asked.ctx(), &who, staff.as_ref(), meeting.row.id).await?;
    let l10n = asked.l10n;
    Ok(Page::new(asked, asked.t(TITLE), move || {
        let name = l10n.with("meeting-name", [("uin", meeting.row.uin.clone())]);
        let base = format!("/meetings/{}", meeting.row.id);
        let done = done.then(|| view! { <Note mood=Mood::Good><p role="status">{l10n.t("refusals-done")}</p></Note> });
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let total = Votes::whole(seen.total);
        let part = seen.votes.per_myriad_of(&total);
        let label = l10n.t("refusals-votes");
        let facts = vec![
            Fact::new(label.clone(), votes(Body::Owners, &seen.votes, &total)),
            Fact::new(l10n.t("refusals-until"), text::day(seen.until)),
        ];
        view! {
            <Crumbs l10n steps=vec![(name, base.clone())]/>
            {summary}
            {done}
            <h1>{l10n.t(TITLE)}</h1>
            <p class="lead">{l10n.t("refusals-words")}</p>
            <progress class="tally__bar" max="10000" value=part aria-label=label></progress>
            <Facts facts/>
            {mine(l10n, &base, &seen)}
            {seen.list.clone().map(|list| view! { <List l10n base=base.clone() list/> })}
            {(!seen.enters.is_empty()).then(|| view! { <Enter l10n base=base.clone() seen=seen.clone() typed failure/> })}
        }
        .into_any()
    }))
}

/// What an owner may do.
fn mine(l10n: L10n, base: &str, seen: &RefusalsView) -> Option<impl IntoView + use<>> {
    let refused = seen.mine?;
    if !seen.open {
        return Some(view! { <Note><p>{l10n.t("refusals-over")}</p></Note> }.into_any());
    }
    let (act, key, tone) = match refused {
        true => ("back", "refusals-back", Tone::Quiet),
        false => ("refuse", "refusals-refuse", Tone::Stop),
    };
    let said = refused.then(|| view! { <p>{l10n.t("refusals-mine")}</p> });
    let action = format!("{base}/refusals");
    let form = view! {
        {said}
        <form method="post" action=action><p class="actions"><Button text=l10n.t(key) tone name="act" value=act/></p></form>
    };
    Some(form.into_any())
}

#[component]
fn List(l10n: L10n, base: String, list: Vec<RefusedShare>) -> impl IntoView {
    let none = list.is_empty().then(|| view! { <p>{l10n.t("refusals-none")}</p> });
    let rows = list.into_iter().map(|row| {
        let scan = row.scan.map(|_| {
            let href = format!("{base}/refusals/{}", row.voice);
            view! { " · "<a href=href target="_blank" data-turbo="false">{l10n.t("refusals-scan")}</a> }
        });
        view! { <li>{share_words(l10n, &row.premises, &row.owner)}" · "{text::day(row.received)}{scan}</li> }
    });
    let rows = rows.collect_view();
    view! {
        <section>
            <h2>{l10n.t("refusals-list")}</h2>
            {none}
            <ul class="rows">{rows}</ul>
        </section>
    }
}

#[component]
fn Enter(l10n: L10n, base: String, seen: RefusalsView, typed: Typed, failure: Option<Failure>) -> impl IntoView {
    let wrong = |field: &str| failure.as_ref().map(|failure| failure.of(field)).unwrap_or_default();
    let (wrong_share, wrong_received, wrong_file) = (wrong("share"), wrong("received"), wrong("file"));
    let until = l10n.with("refusals-entered-until", [("day", text::day(seen.entered_until))]);
    let mut options = vec![(String::new(), l10n.t("meeting-paper-choose"))];
    let named =
        |(number, premises, owner): &(i32, String, String)| (number.to_string(), share_words(l10n, premises, owner));
    options.extend(seen.enters.iter().map(named));
    view! {
        <section>
            <h2>{l10n.t("refusals-enter-title")}</h2>
            <p>{until}</p>
            <form class="stack" method="post" action=format!("{base}/refusals/enter") enctype="multipart/form-data">
                <Select name="share" label=l10n.t("refusals-share") options value=typed.share error=wrong_share/>
                <Field name="received" label=l10n.t("refusals-received") value=typed.received kind="date" error=wrong_received/>
                <FileField label=l10n.t("refusals-file") error=wrong_file/>
                <p class="actions"><Button text=l10n.t("refusals-enter")/></p>
            </form>
        </section>
    }
}

/// Are there refusals the reader may see?
pub fn has(meeting: &MeetingView) -> bool {
    meeting.refusable && (meeting.own || !meeting.mine.is_empty())
}
