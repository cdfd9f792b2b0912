//! The first visit: look over what the provider told, accept the agreement, go on where one was going.

use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::text;
use domain::people::{AgreementView, Rule};
use leptos::prelude::*;
use serde::Deserialize;

use super::facts::PersonFacts;
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::Lang;
use crate::page::{Page, escape, here};
use crate::ui::button::{Button, Tone};
use crate::ui::notices::ErrorSummary;

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    back: String,
}

/// What the second step sends.
#[derive(Debug, Default, Deserialize)]
pub struct Acceptance {
    #[serde(default)]
    back: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    accept: String,
}

/// GET `/welcome`: the step that is not done yet, or on.
pub async fn show(asked: Asked, Query(wish): Query<Wish>) -> Result<Response, Failure> {
    let who = asked.visitor.signed()?.clone();
    let back = home(&wish.back);
    if !who.checked {
        let profile = service::people::profile(asked.ctx(), &who).await?;
        return Ok(check_page(&asked, profile, back).into_response());
    }
    match service::people::agreement_in_force(asked.ctx()).await? {
        Some(agreement) if !who.agreed => Ok(agreement_page(&asked, agreement, back, None).into_response()),
        _ => Ok(Redirect::to(back).into_response()),
    }
}

/// POST `/welcome/check`
pub async fn check(asked: Asked, Form(wish): Form<Wish>) -> Result<Redirect, Failure> {
    service::people::check_data(asked.ctx(), asked.visitor.signed()?).await?;
    Ok(Redirect::to(&format!("/welcome?back={}", escape(home(&wish.back)))))
}

/// POST `/welcome/agreement`
pub async fn agree(asked: Asked, Form(sent): Form<Acceptance>) -> Result<Response, Failure> {
    let who = asked.visitor.signed()?;
    let back = home(&sent.back);
    let accepted = match sent.accept.as_str() {
        "yes" => service::people::accept_agreement(asked.ctx(), who, sent.version.parse().unwrap_or_default()).await,
        _ => Err(Rule::NotAccepted.into()),
    };
    match accepted {
        Ok(()) => Ok(Redirect::to(&format!("/welcome?back={}", escape(back))).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            match service::people::agreement_in_force(asked.ctx()).await? {
                Some(agreement) => Ok(agreement_page(&asked, agreement, back, Some(failure)).into_response()),
                None => Ok(Redirect::to(back).into_response()),
            }
        }
        Err(error) => Err(error.into()),
    }
}

fn home(back: &str) -> &str {
    if back.is_empty() { "/cabinet" } else { here(back) }
}

fn check_page(asked: &Asked, profile: domain::people::ProfileView, back: &str) -> Page {
    let (l10n, back, shown) = (asked.l10n, back.to_owned(), asked.clone());
    Page::new(asked, asked.t("welcome-check-title"), move || {
        view! {
            <section class="welcome">
                <p class="welcome__step">{l10n.with("welcome-step", [("step", 1), ("of", 2)])}</p>
                <h1>{l10n.t("welcome-check-title")}</h1>
                <p>{l10n.t("welcome-check-lead")}</p>
                <PersonFacts asked=shown profile/>
                <p class="welcome__hint">{l10n.t("welcome-check-wrong")}</p>
                <form method="post" action="/welcome/check">
                    <input type="hidden" name="back" value=back/>
                    <Button text=l10n.t("welcome-check-button")/>
                </form>
                <form method="post" action="/sign-out">
                    <Button text=l10n.t("profile-sign-out") tone=Tone::Quiet/>
                </form>
            </section>
        }
        .into_any()
    })
}

fn agreement_page(asked: &Asked, agreement: AgreementView, back: &str, refused: Option<Failure>) -> Page {
    let (l10n, back) = (asked.l10n, back.to_owned());
    let body = if l10n.0 == Lang::En { agreement.body_en.clone() } else { agreement.body_ru.clone() };
    let since = text::day(agreement.begins_at.date_naive());
    let version = agreement.version;
    let failure = refused.clone();
    let page = Page::new(asked, asked.t("welcome-agreement-title"), move || {
        let wrong = failure.as_ref().filter(|failure| failure.field.is_some()).map(|failure| failure.text.clone());
        let described = wrong.is_some().then_some("accept-error");
        let paragraphs = body.split("\n\n").map(|part| view! { <p>{part.trim().to_owned()}</p> }).collect_view();
        view! {
            <section class="welcome">
                {failure.map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> })}
                <p class="welcome__step">{l10n.with("welcome-step", [("step", 2), ("of", 2)])}</p>
                <h1>{l10n.t("welcome-agreement-title")}</h1>
                <p>{l10n.with("welcome-agreement-version", [("version", version.to_string()), ("since", since)])}</p>
                <div class="agreement" tabindex="0" role="region" aria-label=l10n.t("welcome-agreement-title")>{paragraphs}</div>
                <form method="post" action="/welcome/agreement">
                    <input type="hidden" name="back" value=back/>
                    <input type="hidden" name="version" value=version/>
                    {wrong.map(|text| view! { <p class="field__error" id="accept-error">{text}</p> })}
                    <p class="choice">
                        <input type="checkbox" id="accept" name="accept" value="yes" aria-describedby=described/>
                        <label for="accept">{l10n.t("welcome-accept")}</label>
                    </p>
                    <Button text=l10n.t("welcome-accept-button")/>
                </form>
                <form method="post" action="/sign-out">
                    <Button text=l10n.t("welcome-decline") tone=Tone::Quiet/>
                </form>
            </section>
        }
        .into_any()
    });
    match refused {
        Some(failure) => page.refused(&failure),
        None => page,
    }
}
