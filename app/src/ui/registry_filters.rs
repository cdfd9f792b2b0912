//! The filters of a registry: a plain form whose answer is the same page with another address.

use leptos::prelude::*;

use super::icon::Icon;
use crate::i18n::L10n;

/// The form around the filters. `more` are those seldom needed, folded away unless one is in use.
#[component]
pub fn Filters(
    l10n: L10n,
    /// The page's path.
    action: String,
    /// What stays as it is, by name.
    kept: Vec<(&'static str, String)>,
    /// Whether one of `more` is in use.
    #[prop(optional)]
    unfolded: bool,
    #[prop(optional)] more: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let kept = kept.into_iter().filter(|(_, value)| !value.is_empty());
    let kept = kept.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let more = more.map(|more| {
        view! {
            <details class="filters__more" open=unfolded>
                <summary>{l10n.t("filters-more")}</summary>
                <div class="filters__line">{more}</div>
            </details>
        }
    });
    view! {
        <form class="filters" role="search" action=action aria-label=l10n.t("filters")>
            {kept.collect_view()}
            <div class="filters__line">{children()}</div>
            <div class="filters__foot">
                {more}
                <button class="button" type="submit">{l10n.t("filters-show")}</button>
            </div>
        </form>
    }
}

/// A filter one types.
#[component]
pub fn FilterText(
    name: &'static str,
    #[prop(into)] label: String,
    value: String,
    #[prop(default = "search")] kind: &'static str,
    #[prop(optional)] mode: Option<&'static str>,
    #[prop(default = "filters__part")] class: &'static str,
) -> impl IntoView {
    let id = format!("filter-{name}");
    view! {
        <div class=class>
            <label class="filters__label" for=id.clone()>{label}</label>
            <input class="filters__input" id=id name=name type=kind inputmode=mode value=value maxlength="200" autocomplete="off"/>
        </div>
    }
}

/// A filter one chooses: values with their words; the empty value means all.
#[component]
pub fn FilterChoice(
    name: &'static str,
    #[prop(into)] label: String,
    value: String,
    choices: Vec<(String, String)>,
) -> impl IntoView {
    let id = format!("filter-{name}");
    let choices = choices.into_iter().map(|(code, words)| {
        let chosen = code == value;
        view! { <option value=code selected=chosen>{words}</option> }
    });
    view! {
        <div class="filters__part">
            <label class="filters__label" for=id.clone()>{label}</label>
            <select class="filters__input" id=id name=name>{choices.collect_view()}</select>
        </div>
    }
}

/// A filter that is on or off.
#[component]
pub fn FilterFlag(name: &'static str, #[prop(into)] label: String, on: bool) -> impl IntoView {
    let id = format!("filter-{name}");
    view! {
        <div class="choice">
            <input id=id.clone() name=name type="checkbox" value="1" checked=on/>
            <label for=id>{label}</label>
        </div>
    }
}

/// What is asked, in words that can be taken away one by one.
#[component]
pub fn Asked(
    l10n: L10n,
    /// Each word with the address without it.
    words: Vec<(String, String)>,
    /// The address without any.
    all: String,
) -> impl IntoView {
    let several = 1 < words.len();
    let shown = words.into_iter().map(|(word, without)| {
        let said = l10n.with("filters-remove", [("word", word.clone())]);
        view! { <li><a class="asked__word" href=without aria-label=said>{word}<Icon name="x"/></a></li> }
    });
    let shown = shown.collect::<Vec<_>>();
    let all = several.then(|| view! { <li><a class="asked__all" href=all>{l10n.t("filters-remove-all")}</a></li> });
    (!shown.is_empty()).then(|| view! { <ul class="asked" aria-label=l10n.t("filters-asked")>{shown}{all}</ul> })
}
