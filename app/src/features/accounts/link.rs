//! «Подключить лицевой счёт»: the house, then the number and the proof. Works by links and forms alone.

use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::{LinkDraft, WhomToAsk};
use domain::houses::HouseRow;
use domain::kernel::HouseId;
use leptos::prelude::*;
use serde::Deserialize;
use service::search::Found;

use super::ask::Whom;
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, Section, escape};
use crate::ui::button::Button;
use crate::ui::field::Field;
use crate::ui::icon::Icon;
use crate::ui::notices::ErrorSummary;

/// What was typed into the search, and the house chosen from it.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    q: String,
    #[serde(default)]
    house: String,
}

/// GET `/cabinet/accounts/link`
pub async fn show(asked: Asked, Query(wish): Query<Wish>) -> Answer {
    asked.resident()?;
    if asked.confirmed().is_err() {
        return Ok(unconfirmed_page(&asked));
    }
    match house(&asked, &wish.house).await? {
        Some(house) => form_page(&asked, house, LinkDraft::default(), None).await,
        None => search_page(&asked, wish.q, None).await,
    }
}

/// POST `/cabinet/accounts/link`
pub async fn send(asked: Asked, Form(draft): Form<LinkDraft>) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    match service::accounts::link(asked.ctx(), &who, &asked.visitor.network, &draft).await {
        Ok(_) => Ok(Redirect::to("/cabinet/accounts?done=linked").into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            let page = match house(&asked, &draft.house).await? {
                Some(house) => form_page(&asked, house, draft, Some(failure)).await?,
                None => search_page(&asked, String::new(), Some(failure)).await?,
            };
            Ok(page.into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Why not yet, and what to do about it.
fn unconfirmed_page(asked: &Asked) -> Page {
    let l10n = asked.l10n;
    let page = Page::new(asked, asked.t("accounts-unconfirmed-title"), move || {
        view! {
            <h1>{l10n.t("accounts-unconfirmed-title")}</h1>
            <p>{l10n.t("accounts-unconfirmed-lead")}</p>
            <p>{l10n.t("accounts-unconfirmed-how")}</p>
            <p>{l10n.t("accounts-unconfirmed-open")}" "<a href="/houses">{l10n.t("nav-houses")}</a></p>
        }
        .into_any()
    });
    page.in_cabinet(Section::Accounts)
}

/// The chosen house; `None` when none, or no such one, is chosen.
async fn house(asked: &Asked, text: &str) -> Result<Option<HouseRow>, Failure> {
    let Ok(id) = text.parse::<HouseId>() else { return Ok(None) };
    Ok(service::houses::rows(asked.ctx(), &[id]).await?.pop())
}

/// Step 1: find the house by its address.
async fn search_page(asked: &Asked, q: String, refused: Option<Failure>) -> Answer {
    let found = service::search::find(asked.ctx(), &q, None).await?;
    let l10n = asked.l10n;
    let failure = refused.clone();
    let page = Page::new(asked, asked.t("accounts-link-title"), move || {
        let asked_for = !q.trim().is_empty();
        let list = asked_for.then(|| houses(l10n, &q, found));
        view! {
            {failure.map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> })}
            <p class="welcome__step">{l10n.with("welcome-step", [("step", 1), ("of", 2)])}</p>
            <h1>{l10n.t("accounts-link-title")}</h1>
            <p>{l10n.t("accounts-link-lead")}</p>
            <form class="house-search" method="get" action="/cabinet/accounts/link" role="search">
                <Field name="q" label=l10n.t("accounts-link-search") hint=l10n.t("accounts-link-search-hint") value=q.clone() kind="search" most=200 offers=(l10n.t("search-offers"), "/cabinet/accounts/link?house=")/>
                <Button text=l10n.t("accounts-link-find")/>
            </form>
            {list}
        }
        .into_any()
    });
    Ok(finish(page, refused))
}

/// The houses that were found, as links that choose one.
fn houses(l10n: L10n, q: &str, found: Found) -> impl IntoView + use<> {
    let none = found.houses.is_empty().then(|| view! { <p>{l10n.t("accounts-link-none")}</p> });
    let more = found.more_houses.then(|| view! { <p>{l10n.t("accounts-link-more")}</p> });
    let rows = found.houses.into_iter().map(|house| {
        let href = format!("/cabinet/accounts/link?q={}&house={}", escape(q), house.id);
        view! { <li><a class="house-choice" href=href><Icon name="house"/>" "{house.address}</a></li> }
    });
    view! {
        <section aria-live="polite">
            <h2>{l10n.t("accounts-link-choose")}</h2>
            {none}
            <ul class="house-choices">{rows.collect_view()}</ul>
            {more}
        </section>
    }
}

/// Step 2: the number and the proof.
async fn form_page(asked: &Asked, house: HouseRow, draft: LinkDraft, refused: Option<Failure>) -> Answer {
    let ask = service::accounts::whom_to_ask(asked.ctx(), house.id).await?;
    let (l10n, failure) = (asked.l10n, refused.clone());
    let page = Page::new(asked, asked.t("accounts-link-title"), move || {
        view! {
            {failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> })}
            <p class="welcome__step">{l10n.with("welcome-step", [("step", 2), ("of", 2)])}</p>
            <h1>{l10n.t("accounts-link-title")}</h1>
            <LinkForm l10n house draft failure ask/>
        }
        .into_any()
    });
    Ok(finish(page, refused))
}

#[component]
fn LinkForm(l10n: L10n, house: HouseRow, draft: LinkDraft, failure: Option<Failure>, ask: WhomToAsk) -> impl IntoView {
    let error = |field: &str| {
        let wrong = failure.as_ref().filter(|failure| failure.field.as_deref() == Some(field));
        wrong.map(|failure| failure.text.clone()).unwrap_or_default()
    };
    let not_found = failure.as_ref().is_some_and(|failure| failure.field.is_none());
    let (number_error, proof_error) = (error("number"), error("proof"));
    view! {
        <form class="link-form" method="post" action="/cabinet/accounts/link">
            <input type="hidden" name="house" value=house.id.to_string()/>
            <p class="link-form__house">
                <Icon name="map-pin"/>" "<b>{house.address}</b>" "
                <a href="/cabinet/accounts/link">{l10n.t("accounts-link-other-house")}</a>
            </p>
            <Field name="number" label=l10n.t("accounts-link-number") hint=l10n.t("accounts-link-number-hint") value=draft.number error=number_error most=60/>
            <Field name="proof" label=l10n.t("accounts-link-proof") hint=l10n.t("accounts-link-proof-hint") value=draft.proof error=proof_error most=60/>
            <p class="link-form__why">{l10n.t("accounts-link-why")}</p>
            <Button text=l10n.t("accounts-link-submit")/>
        </form>
        <Whom l10n ask open=not_found/>
    }
}

fn finish(page: Page, refused: Option<Failure>) -> Page {
    let page = page.in_cabinet(Section::Accounts);
    match refused {
        Some(failure) => page.refused(&failure),
        None => page,
    }
}
