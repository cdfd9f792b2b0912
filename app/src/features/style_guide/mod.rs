//! The page `/ui`: every component with its states, in the reader's theme. What is not here does not exist.

mod lists;
mod signs;

use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use crate::asked::Asked;
use crate::doors::Doors;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::Page;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::field::Field;
use crate::ui::notices::{ErrorSummary, Mood, Note};
use crate::ui::search_box::{SearchBox, Standing};

/// The way in.
pub fn doors() -> Doors {
    Doors::default().get("/ui", show)
}

async fn show(asked: Asked) -> Response {
    let l10n = asked.l10n;
    Page::new(&asked, asked.t("guide-title"), move || {
        view! {
            <h1>{l10n.t("guide-title")}</h1>
            <p class="lead">{l10n.t("guide-lead")}</p>
            <signs::Signs l10n/>
            <Acting l10n/>
            <Typing l10n/>
            <lists::Lists l10n/>
        }
        .into_any()
    })
    .into_response()
}

/// A component under its file's name.
#[component]
pub fn Specimen(name: &'static str, children: Children) -> impl IntoView {
    view! { <section class="specimen"><h2 class="specimen__name">{name}</h2>{children()}</section> }
}

#[component]
fn Acting(l10n: L10n) -> impl IntoView {
    let word = move || l10n.t("guide-act");
    view! {
        <Specimen name="button">
            <form class="actions" action="/ui">
                <Button text=word()/>
                <Button text=word() tone=Tone::Quiet/>
                <Button text=word() tone=Tone::Stop/>
                <button class="button" type="button" aria-busy="true">{word()}</button>
                <button class="button" type="button" disabled>{word()}</button>
                <ButtonLink text=word() href="/ui" tone=Tone::Quiet/>
            </form>
        </Specimen>
        <Specimen name="search-box"><SearchBox l10n standing=Standing::Hero/></Specimen>
        <Specimen name="note">
            <Note><p>{l10n.t("guide-note")}</p></Note>
            <Note mood=Mood::Good><p>{l10n.t("guide-note-good")}</p></Note>
            <Note mood=Mood::Warn><p>{l10n.t("guide-note-warn")}</p></Note>
            <Note mood=Mood::Bad><p>{l10n.t("guide-note-bad")}</p></Note>
        </Specimen>
    }
}

#[component]
fn Typing(l10n: L10n) -> impl IntoView {
    let wrong = l10n.t("meters-not-a-number");
    let failure = Failure { text: wrong.clone(), field: Some("wrong".to_owned()), ..Failure::new(Kind::Rule, "guide") };
    view! {
        <Specimen name="error-summary"><ErrorSummary l10n failures=vec![failure]/></Specimen>
        <Specimen name="field">
            <Field name="plain" label=l10n.t("guide-field")/>
            <Field name="hinted" label=l10n.t("guide-field") hint=l10n.t("guide-hint") value="128,4" mode="decimal"/>
            <Field name="wrong" label=l10n.t("guide-field") error=wrong value="12,,4"/>
            <div class="choice"><input id="one" type="checkbox" checked/><label for="one">{l10n.t("guide-choice")}</label></div>
            <div class="choice"><input id="two" type="radio" name="two"/><label for="two">{l10n.t("guide-choice")}</label></div>
        </Specimen>
    }
}
