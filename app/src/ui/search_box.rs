//! The one search box: small in the header, the hero of the home page.

use leptos::prelude::*;

use super::icon::Icon;
use crate::i18n::L10n;

/// Where the box stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// In the header of a page.
    #[default]
    Header,
    /// In the middle of the home page, or above what was found.
    Hero,
}

/// The box; goes to `/search`.
#[component]
pub fn SearchBox(
    l10n: L10n,
    #[prop(optional, into)] value: String,
    #[prop(optional)] standing: Standing,
) -> impl IntoView {
    let (class, id) = match standing {
        Standing::Header => ("search-box", "header-search"),
        Standing::Hero => ("search-box search-box--hero", "hero-search"),
    };
    let word =
        (standing == Standing::Hero).then(|| view! { <span class="search-box__word">{l10n.t("search-button")}</span> });
    let said = l10n.t("search-button");
    view! {
        <form class=class role="search" action="/search">
            <label class="visually-hidden" for=id>{l10n.t("search-label")}</label>
            <input class="search-box__input" id=id name="q" type="search" value=value placeholder=l10n.t("search-placeholder") maxlength="200" autocomplete="off" data-offers-name=l10n.t("search-offers")/>
            <button class="search-box__button" type="submit" aria-label=said><Icon name="search"/>{word}</button>
        </form>
    }
}
