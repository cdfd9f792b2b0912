//! A word of state with its sign.

use leptos::prelude::*;

use super::icon::Icon;
use super::notices::Mood;

/// The word; the sign follows the mood.
#[component]
pub fn Badge(#[prop(into)] text: String, #[prop(optional)] mood: Mood) -> impl IntoView {
    let (class, icon) = match mood {
        Mood::Good => ("badge badge--good", Some("check")),
        Mood::Quiet => ("badge", None),
        Mood::Warn => ("badge badge--warn", Some("clock")),
        Mood::Bad => ("badge badge--bad", Some("triangle-alert")),
    };
    view! { <span class=class>{icon.map(|name| view! { <Icon name=name/> })}{text}</span> }
}
