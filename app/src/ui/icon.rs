//! A drawn sign beside a word; never alone.

use leptos::prelude::*;

use crate::asked::Assets;

/// Where the sprite is; the page provides it.
#[derive(Clone, Debug)]
pub struct Sprite(pub String);

impl Sprite {
    /// The sprite of a build.
    pub fn of(assets: &Assets) -> Self {
        Self(assets.url("icons.svg"))
    }
}

/// One sign by its name in `public/icons.txt`. Hidden from screen readers: the word beside it speaks.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    let sprite = use_context::<Sprite>().map(|sprite| sprite.0).unwrap_or_default();
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("{sprite}#{name}")></use>
        </svg>
    }
}
