//! The same houses as a list or on a map.

use leptos::prelude::*;

use super::icon::Icon;
use crate::i18n::L10n;

/// Two ways to look; the one in use is marked.
#[component]
pub fn ViewSwitch(l10n: L10n, list: String, map: String, #[prop(optional)] on_map: bool) -> impl IntoView {
    let current = |is: bool| is.then_some("page");
    view! {
        <nav class="view-switch" aria-label=l10n.t("view-switch")>
            <a class="view-switch__way" href=list aria-current=current(!on_map)><Icon name="list"/>{l10n.t("view-list")}</a>
            <a class="view-switch__way" href=map aria-current=current(on_map)><Icon name="map"/>{l10n.t("view-map")}</a>
        </nav>
    }
}
