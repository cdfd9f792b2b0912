//! The reader's language and large print: two cookies, set by the footer's form.

use axum::Form;
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::Deserialize;

use crate::asked::{LANG_COOKIE, LARGE_COOKIE};
use crate::doors::Doors;
use crate::i18n::Lang;
use crate::page::here;

/// The form's target.
pub fn doors() -> Doors {
    Doors::default().post("/preferences", set)
}

#[derive(Debug, Default, Deserialize)]
struct Wish {
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    large: Option<String>,
    #[serde(default)]
    back: String,
}

async fn set(jar: CookieJar, Form(wish): Form<Wish>) -> impl IntoResponse {
    let mut jar = jar;
    if let Some(lang) = wish.lang {
        jar = jar.add(kept(LANG_COOKIE, Lang::from_code(&lang).code()));
    }
    if let Some(large) = wish.large {
        jar = jar.add(kept(LARGE_COOKIE, if large == "1" { "1" } else { "0" }));
    }
    (jar, Redirect::to(here(&wish.back)))
}

fn kept(name: &'static str, value: &'static str) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").same_site(SameSite::Lax).permanent().build()
}
