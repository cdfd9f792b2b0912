//! What a page says about itself: success, a warning, a list of errors, a failure.

use leptos::prelude::*;

use crate::error::Failure;
use crate::i18n::L10n;

/// The colour and the sign of a note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// Done.
    Good,
    /// Good to know.
    #[default]
    Quiet,
    /// Soon, or ask.
    Warn,
    /// Stopped.
    Bad,
}

/// A note in a box.
#[component]
pub fn Note(#[prop(optional)] mood: Mood, children: Children) -> impl IntoView {
    let class = match mood {
        Mood::Good => "note note--good",
        Mood::Quiet => "note",
        Mood::Warn => "note note--warn",
        Mood::Bad => "note note--bad",
    };
    view! { <div class=class>{children()}</div> }
}

/// The summary on top of a refused form, with a link to each field; the focus goes here.
#[component]
pub fn ErrorSummary(l10n: L10n, failures: Vec<Failure>) -> impl IntoView {
    let items = failures
        .into_iter()
        .map(|failure| match failure.field {
            Some(field) => view! { <li><a href=format!("#{field}")>{failure.text}</a></li> }.into_any(),
            None => view! { <li>{failure.text}</li> }.into_any(),
        })
        .collect_view();
    view! {
        <div class="error-summary" role="alert" tabindex="-1" data-focus="" id="error-summary">
            <h2 class="error-summary__title">{l10n.t("error-summary-title")}</h2>
            <ul class="error-summary__list">{items}</ul>
        </div>
    }
}

/// A page that could not be shown: why, and the way on.
#[component]
pub fn Trouble(l10n: L10n, failure: Failure) -> impl IntoView {
    let title = l10n.t(&format!("error-{}", failure.status()));
    view! {
        <section class="trouble">
            <h1>{title}</h1>
            <p>{failure.text}</p>
            <p><a href="/">{l10n.t("error-way-home")}</a></p>
        </section>
    }
}
