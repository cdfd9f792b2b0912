//! Labelled controls, each with its hint and its error in the same words as the summary's.

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
    let about = About::of(name, hint, error);
    let (offers, house) = offers.unzip();
    view! {
        <div class=about.class>
            <label class="field__label" for=name>{label}</label>
            {about.texts}
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
                aria-describedby=about.ids
                aria-invalid=about.wrong
            />
        </div>
    }
}

/// A file to choose: a scan or a document.
#[component]
pub fn FileField(
    /// What to choose.
    #[prop(into)]
    label: String,
    /// Help under the label.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Option<String>,
    /// Which files are offered first.
    #[prop(default = ".pdf,.jpg,.jpeg,.png")]
    accept: &'static str,
) -> impl IntoView {
    let about = About::of("file", hint, error);
    view! {
        <div class=about.class>
            <label class="field__label" for="file">{label}</label>
            {about.texts}
            <input class="field__input" id="file" name="file" type="file" accept=accept aria-describedby=about.ids aria-invalid=about.wrong/>
        </div>
    }
}

/// One of several, chosen from a list: value, words.
#[component]
pub fn Select(
    /// The form's field; also the id.
    name: &'static str,
    /// What to choose.
    #[prop(into)]
    label: String,
    /// Values with their words.
    options: Vec<(String, String)>,
    /// The value chosen.
    #[prop(optional, into)]
    value: String,
    /// Help under the label.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Option<String>,
) -> impl IntoView {
    let about = About::of(name, hint, error);
    let options = options.into_iter().map(|(code, words)| {
        let chosen = code == value;
        view! { <option value=code selected=chosen>{words}</option> }
    });
    view! {
        <div class=about.class>
            <label class="field__label" for=name>{label}</label>
            {about.texts}
            <select class="field__input" id=name name=name aria-describedby=about.ids aria-invalid=about.wrong>
                {options.collect_view()}
            </select>
        </div>
    }
}

/// What stands between a label and its control.
struct About {
    class: &'static str,
    texts: AnyView,
    ids: Option<String>,
    wrong: Option<&'static str>,
}

impl About {
    fn of(name: &str, hint: Option<String>, error: Option<String>) -> Self {
        let (hint, error) = (hint.filter(|text| !text.is_empty()), error.filter(|text| !text.is_empty()));
        let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
        let ids: Vec<&str> = [(hint.is_some(), &hint_id), (error.is_some(), &error_id)]
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, id)| id.as_str())
            .collect();
        Self {
            class: if error.is_some() { "field field--wrong" } else { "field" },
            ids: (!ids.is_empty()).then(|| ids.join(" ")),
            wrong: error.is_some().then_some("true"),
            texts: view! {
                {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
                {error.map(|error| view! { <p class="field__error" id=error_id>{error}</p> })}
            }
            .into_any(),
        }
    }
}
