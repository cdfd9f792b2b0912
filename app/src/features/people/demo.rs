//! The demo provider's page: choose whom to be. It says aloud what it is.

use leptos::prelude::*;

use crate::asked::Asked;
use crate::page::Page;
use crate::ui::button::{Button, Tone};
use crate::ui::notices::{Mood, Note};

/// Somebody to be.
#[derive(Clone, Debug)]
pub struct Persona {
    /// The key sent back.
    pub slug: &'static str,
    /// «Анна Сергеевна Орлова»
    pub name: String,
    /// What to try.
    pub says: &'static str,
}

/// The page of the choice; `hidden` is the request, carried through the form.
pub fn demo_choice(asked: &Asked, personas: Vec<Persona>, hidden: Vec<(&'static str, String)>) -> Page {
    let l10n = asked.l10n;
    Page::new(asked, asked.t("demo-title"), move || {
        let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
        let people = personas.into_iter().map(|persona| {
            let says = format!("{}-says", persona.slug);
            view! {
                <li class="personas__person">
                    <button class="personas__button" type="submit" name="persona" value=persona.slug aria-describedby=says.clone()>
                        {persona.name}
                    </button>
                    <p class="personas__says" id=says>{persona.says}</p>
                </li>
            }
        });
        view! {
            <section class="sign-in">
                <h1>{l10n.t("demo-title")}</h1>
                <Note mood=Mood::Warn><p>{l10n.t("demo-warning")}</p></Note>
                <form method="post" action="/demo-id/authorize" data-turbo="false">
                    {hidden.collect_view()}
                    <ul class="personas">{people.collect_view()}</ul>
                    <Button text=l10n.t("demo-cancel") tone=Tone::Quiet name="persona" value=""/>
                </form>
            </section>
        }
        .into_any()
    })
}
