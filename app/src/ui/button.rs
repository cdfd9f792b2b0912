//! Buttons and links that look like them. The word on it is the person's verb.

use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The one thing to do here.
    #[default]
    Main,
    /// Everything else.
    Quiet,
    /// Ends or removes something.
    Stop,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Main => "button",
            Self::Quiet => "button button--quiet",
            Self::Stop => "button button--stop",
        }
    }
}

/// Sends the form it stands in.
#[component]
pub fn Button(
    #[prop(into)] text: String,
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
) -> impl IntoView {
    view! { <button type="submit" class=tone.class() name=name value=value>{text}</button> }
}

/// Goes somewhere, looking like a button.
#[component]
pub fn ButtonLink(
    #[prop(into)] text: String,
    #[prop(into)] href: String,
    #[prop(optional)] tone: Tone,
) -> impl IntoView {
    view! { <a class=tone.class() href=href>{text}</a> }
}
