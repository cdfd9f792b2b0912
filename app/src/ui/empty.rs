//! Nothing here yet, and what to do about it.

use leptos::prelude::*;

use super::icon::Icon;

/// An empty state: what is missing, and in the children how to get it.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(default = "search")] icon: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="empty">
            <Icon name=icon/>
            <h2 class="empty__title">{title}</h2>
            {children()}
        </section>
    }
}
