//! Names and what they are; a fact that says nothing is not shown.

use leptos::prelude::*;

/// One line of a list of facts.
#[derive(Clone, Debug, Default)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// What it says.
    pub value: String,
    /// Where it leads.
    pub href: Option<String>,
    /// What is to be said beside it.
    pub note: String,
}

impl Fact {
    /// A plain fact.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), ..Self::default() }
    }

    /// A fact that may be absent.
    pub fn maybe(name: impl Into<String>, value: Option<impl ToString>) -> Self {
        Self::new(name, value.map(|value| value.to_string()).unwrap_or_default())
    }

    /// The same fact, leading somewhere.
    pub fn to(mut self, href: Option<String>) -> Self {
        self.href = href;
        self
    }

    /// The same fact with a remark.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// The list.
#[component]
pub fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let rows = facts.into_iter().filter(|fact| !fact.value.is_empty()).map(|fact| {
        let value = match fact.href {
            Some(href) => view! { <a href=href>{fact.value}</a> }.into_any(),
            None => fact.value.into_any(),
        };
        let note = (!fact.note.is_empty()).then(|| view! { <span class="facts__note">{fact.note}</span> });
        view! { <div class="facts__row"><dt>{fact.name}</dt><dd>{value}{note}</dd></div> }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

/// A few figures worth seeing from afar; those that are not known are not shown.
#[component]
pub fn Figures(figures: Vec<Fact>) -> impl IntoView {
    let figures = figures.into_iter().filter(|fact| !fact.value.is_empty());
    let figures = figures.map(|fact| view! { <div><dt>{fact.name}</dt><dd>{fact.value}</dd></div> });
    view! { <dl class="figures">{figures.collect_view()}</dl> }
}
