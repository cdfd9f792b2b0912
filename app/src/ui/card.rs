//! A thing of its own on the sheet.

use leptos::prelude::*;

/// A card with its heading.
#[component]
pub fn Card(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! { <section class="card"><h2 class="card__title">{title}</h2>{children()}</section> }
}
