//! The way back up: from the registry to the page.

use leptos::prelude::*;

use crate::i18n::L10n;

/// Steps from the top, each with its address.
#[component]
pub fn Crumbs(l10n: L10n, steps: Vec<(String, String)>) -> impl IntoView {
    let steps = steps.into_iter().filter(|(name, _)| !name.is_empty());
    let steps = steps.map(|(name, href)| view! { <li><a href=href>{name}</a></li> });
    view! {
        <nav class="crumbs" aria-label=l10n.t("crumbs")>
            <ol class="crumbs__list">{steps.collect_view()}</ol>
        </nav>
    }
}
