//! Colours, words, signs.

use leptos::prelude::*;

use super::Specimen;
use crate::i18n::L10n;
use crate::ui::badge::Badge;
use crate::ui::card::Card;
use crate::ui::door::Door;
use crate::ui::icon::Icon;
use crate::ui::notices::Mood;
use crate::ui::street::Street;

const COLOURS: [&str; 8] = ["paper", "surface", "sunken", "accent", "accent-soft", "good", "warn", "bad"];
const ICONS: [&str; 14] = [
    "house",
    "gauge",
    "droplet",
    "droplets",
    "zap",
    "flame",
    "thermometer",
    "check",
    "clock",
    "triangle-alert",
    "search",
    "phone",
    "file-text",
    "user",
];

/// What everything is made of.
#[component]
pub fn Signs(l10n: L10n) -> impl IntoView {
    let colours = COLOURS.map(|name| view! { <li class=format!("swatch swatch--{name}")>{name}</li> });
    let icons = ICONS.map(|name| view! { <li><Icon name=name/>" "{name}</li> });
    let word = move || l10n.t("guide-word");
    view! {
        <Specimen name="colour"><ul class="swatches">{colours.into_iter().collect_view()}</ul></Specimen>
        <Specimen name="text">
            <h1>{word()}</h1>
            <h2>{word()}</h2>
            <h3>{word()}</h3>
            <p class="lead">{l10n.t("guide-lead")}</p>
            <p>{l10n.t("guide-lead")}" "<a href="/ui">{word()}</a></p>
            <p class="hint">{l10n.t("guide-hint")}</p>
        </Specimen>
        <Specimen name="icon"><ul class="swatches">{icons.into_iter().collect_view()}</ul></Specimen>
        <Specimen name="badge">
            <p>
                <Badge text=word()/>" "
                <Badge text=word() mood=Mood::Good/>" "
                <Badge text=word() mood=Mood::Warn/>" "
                <Badge text=word() mood=Mood::Bad/>
            </p>
        </Specimen>
        <Specimen name="card"><Card title=word()><p>{l10n.t("guide-lead")}</p></Card></Specimen>
        <Specimen name="door">
            <ul class="doors">
                <Door icon="house" name=word() words=l10n.t("guide-hint") href="/ui"/>
                <Door icon="scale" name=word() words=l10n.t("guide-hint")/>
            </ul>
        </Specimen>
        <Specimen name="street"><Street/></Specimen>
    }
}
