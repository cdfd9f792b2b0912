//! On to the next screenful, back to the first, and the whole list as a file.

use leptos::prelude::*;

use super::icon::Icon;
use crate::i18n::L10n;

/// The ways on from a list.
#[component]
pub fn Pager(
    l10n: L10n,
    /// The first screenful, when this is a later one.
    first: Option<String>,
    /// The next screenful, when there is one.
    next: Option<String>,
    /// The list as a file.
    export: String,
) -> impl IntoView {
    let first =
        first.map(|href| view! { <a class="button button--quiet" href=href rel="first">{l10n.t("pager-first")}</a> });
    let next = next.map(|href| view! { <a class="button" href=href rel="next">{l10n.t("pager-next")}</a> });
    view! {
        <nav class="pager" aria-label=l10n.t("pager")>
            {next}
            {first}
            <a class="pager__export" href=export data-turbo="false" download=""><Icon name="download"/>{l10n.t("pager-export")}</a>
        </nav>
    }
}
