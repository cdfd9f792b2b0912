//! A big door on the home page: a question one comes with.

use leptos::prelude::*;

use super::icon::Icon;

/// A door; without an address it says honestly that it opens later.
#[component]
pub fn Door(
    icon: &'static str,
    #[prop(into)] name: String,
    #[prop(into)] words: String,
    #[prop(optional)] href: Option<&'static str>,
) -> impl IntoView {
    let inside = view! {
        <Icon name=icon/>
        <span class="door__name">{name}</span>
        <span class="door__words">{words}</span>
    };
    match href {
        Some(href) => view! { <li><a class="door" href=href>{inside}</a></li> }.into_any(),
        None => view! { <li><div class="door door--later">{inside}</div></li> }.into_any(),
    }
}
