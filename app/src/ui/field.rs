//! A labelled input with its hint and its error in the same words as the summary's.

use leptos::prelude::*;

/// One text input.
#[component]
pub fn Field(
    /// The form's field; also the id.
    name: &'static str,
    /// What to type.
    #[prop(into)]
    label: String,
    /// What was typed.
    #[prop(optional, into)]
    value: String,
    /// Help under the label.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Option<String>,
    /// `text`, `search`, `date`, …
    #[prop(default = "text")]
    kind: &'static str,
    /// `decimal`, `numeric`, …
    #[prop(optional)]
    mode: Option<&'static str>,
    /// The browser's autofill word.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The most characters.
    #[prop(optional)]
    most: Option<u32>,
    /// Addresses are offered while it is typed: what the offers are called, and where a chosen house's id
    /// leads.
    #[prop(optional)]
    offers: Option<(String, &'static str)>,
) -> impl IntoView {
    let (hint, error) = (hint.filter(|text| !text.is_empty()), error.filter(|text| !text.is_empty()));
    let described = [hint.is_some().then(|| format!("{name}-hint")), error.is_some().then(|| format!("{name}-error"))];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let (offers, house) = offers.unzip();
    let class = if error.is_some() { "field field--wrong" } else { "field" };
    view! {
        <div class=class>
            <label class="field__label" for=name>{label}</label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.clone().map(|error| view! { <p class="field__error" id=format!("{name}-error")>{error}</p> })}
            <input
                class="field__input"
                id=name
                name=name
                type=kind
                value=value
                inputmode=mode
                autocomplete=autocomplete
                maxlength=most
                data-offers-name=offers
                data-offers-house=house
                aria-describedby=described
                aria-invalid=error.is_some().then_some("true")
            />
        </div>
    }
}
