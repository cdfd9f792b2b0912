//! What went wrong on the way to the provider and back, in words, with the way on.

use leptos::prelude::*;

use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::page::{Page, escape, here};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::notices::{Mood, Note};

/// The page that explains a failed sign-in. Nothing here repeats by itself.
pub fn sign_in_trouble(asked: &Asked, key: &str, back: &str) -> Page {
    let l10n = asked.l10n;
    let text = l10n.t(key);
    let again = format!("/login?stay=1&back={}", escape(here(back)));
    let kind = if key == "login-unreachable" { Kind::Unavailable } else { Kind::Malformed };
    let page = Page::new(asked, asked.t("login-trouble-title"), move || {
        view! {
            <section class="sign-in">
                <h1>{l10n.t("login-trouble-title")}</h1>
                <Note mood=Mood::Warn><p role="alert">{text}</p></Note>
                <p class="sign-in__actions">
                    <ButtonLink text=l10n.t("login-again") href=again/>
                    <ButtonLink text=l10n.t("error-way-home") href="/" tone=Tone::Quiet/>
                </p>
            </section>
        }
        .into_any()
    });
    page.refused(&Failure::new(kind, key))
}
