//! The drawn map: a custom element that a script of its own brings to life when it is seen.

use leptos::prelude::*;
use service::map::View;

use crate::asked::Asked;
use crate::i18n::L10n;
use crate::link::link;

/// What the script says, by the names it knows.
const WORDS: [(&str, &str); 7] = [
    ("Map.Title", "map-name"),
    ("NavigationControl.ZoomIn", "map-nearer"),
    ("NavigationControl.ZoomOut", "map-farther"),
    ("CooperativeGesturesHandler.WindowsHelpText", "map-help-ctrl"),
    ("CooperativeGesturesHandler.MacHelpText", "map-help-cmd"),
    ("CooperativeGesturesHandler.MobileHelpText", "map-help-fingers"),
    ("near.denied", "map-near-denied"),
];

/// Where the built files of the map are.
#[derive(Clone, Debug)]
pub struct MapFiles {
    script: String,
    worker: String,
    style: String,
    /// Cyrillic and Latin letters.
    letters: [String; 2],
    /// The base maps' layers and zooms, as the script reads them.
    base: String,
    /// What their makers want said.
    credit: String,
}

impl MapFiles {
    /// As the request's site has them.
    pub fn of(asked: &Asked) -> Self {
        let url = |name| asked.site.assets.url(name);
        let maps = &asked.site.basemaps;
        let base = maps
            .iter()
            .map(|map| serde_json::json!({ "layers": map.layers, "zooms": map.zooms, "vector": map.is_vector() }));
        let mut credits: Vec<&str> =
            maps.iter().map(|map| map.credit.as_str()).filter(|credit| !credit.is_empty()).collect();
        credits.dedup();
        Self {
            script: url("map.js"),
            worker: url("map-worker.js"),
            style: url("map.css"),
            letters: [url("letters-cyrillic.woff2"), url("letters-latin.woff2")],
            base: serde_json::Value::from_iter(base).to_string(),
            credit: credits.join(", "),
        }
    }
}

/// Something named on the map.
#[derive(Clone, Debug)]
pub struct Pin {
    /// Millionths of a degree: latitude, longitude.
    pub point: (i32, i32),
    /// What is written beside it.
    pub name: String,
}

/// A view as addresses say it, `zoom/latitude/longitude`: to some ten centimetres.
pub fn at(view: &View) -> String {
    format!("{}/{:.6}/{:.6}", view.zoom, view.lat, view.lon)
}

/// The map as `view` sees it. `tiles`: the query of the houses drawn. `follows`: the page's words go
/// with it; elsewhere a link leads to the page that has them.
#[component]
pub fn HouseMap(
    l10n: L10n,
    files: MapFiles,
    #[prop(into)] tiles: String,
    view: View,
    #[prop(optional_no_strip)] pin: Option<Pin>,
    #[prop(optional)] follows: bool,
) -> impl IntoView {
    let words = serde_json::Map::from_iter(WORDS.map(|(name, key)| (name.to_owned(), l10n.t(key).into())));
    let words = serde_json::Value::Object(words).to_string();
    let pin = pin.map(|pin| {
        let ((lat, lon), name) = (pin.point, pin.name);
        serde_json::json!([f64::from(lon) / 1e6, f64::from(lat) / 1e6, name]).to_string()
    });
    let place = link("", &[("at", &at(&view))]);
    let whole = if tiles.is_empty() { format!("/map{place}") } else { format!("/map?{tiles}&{}", &place[1..]) };
    let other = (!follows).then(|| view! { <p class="map__words"><a href=whole>{l10n.t("map-in-words")}</a></p> });
    view! {
        <house-map
            class="map"
            data-script=files.script
            data-worker=files.worker
            data-style=files.style
            data-base=files.base
            data-letters=files.letters.join(" ")
            data-tiles=tiles
            data-at=at(&view)
            data-pin=pin
            data-follows=follows.then_some("map-words")
            data-words=words
        >
            <p class="map__none">{l10n.t("map-none")}</p>
        </house-map>
        {(!files.credit.is_empty()).then(|| view! { <p class="map__credit">{files.credit}</p> })}
        <turbo-frame id="map-card" class="map-card" target="_top"></turbo-frame>
        {other}
    }
}
