//! The page «Вход»: by which provider; with one there is nothing to choose.

use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use serde::Deserialize;

use crate::asked::{Asked, SignInWay};
use crate::i18n::L10n;
use crate::page::{Page, escape, here};
use crate::ui::notices::{Mood, Note};

/// Where to go after signing in.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    pub back: String,
    /// Came here by an error: the one provider is not called again by itself.
    #[serde(default)]
    pub stay: String,
}

/// GET `/login`
pub async fn show(asked: Asked, headers: HeaderMap, Query(wish): Query<Wish>) -> Response {
    let back = if wish.back.is_empty() { "/cabinet" } else { here(&wish.back) }.to_owned();
    if asked.visitor.person.is_some() {
        return Redirect::to(&back).into_response();
    }
    // A page fetched by Turbo cannot follow to another site; the link on this page can.
    let fetched = headers.contains_key("x-turbo-request-id");
    if let [only] = asked.site.ways.as_slice()
        && wish.stay.is_empty()
        && !fetched
    {
        return Redirect::to(&start(only, &back)).into_response();
    }
    let (l10n, ways) = (asked.l10n, asked.site.ways.clone());
    let title = asked.t("login-title");
    Page::new(&asked, title.clone(), move || {
        let none = ways.is_empty().then(|| view! { <Note mood=Mood::Warn><p>{l10n.t("login-no-way")}</p></Note> });
        let links = ways.iter().map(|way| link(l10n, way, &back)).collect_view();
        view! {
            <section class="sign-in">
                <h1>{title}</h1>
                <p>{l10n.t("login-lead")}</p>
                {none}
                {links}
            </section>
        }
        .into_any()
    })
    .into_response()
}

/// Where signing in by this provider begins.
fn start(way: &SignInWay, back: &str) -> String {
    format!("/login/{}/start?back={}", way.key, escape(back))
}

fn link(l10n: L10n, way: &SignInWay, back: &str) -> impl IntoView + use<> {
    let text = match way.name.as_str() {
        "" => l10n.t("login-by-demo"),
        name => l10n.with("login-by", [("name", name.to_owned())]),
    };
    view! { <p><a class="button" href=start(way, back) data-turbo="false">{text}</a></p> }
}
