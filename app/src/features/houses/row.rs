//! One house in a list, on the page and in a file.

use domain::houses::HouseRow;
use leptos::prelude::*;

use super::wish;
use crate::i18n::L10n;
use crate::ui::badge::Badge;
use crate::ui::notices::Mood;

/// What is known of a house in one line, short.
pub fn facts(l10n: L10n, row: &HouseRow) -> Vec<String> {
    let kind = l10n.t(&format!("house-kind-{}", row.kind.code()));
    let year = row.year_built.map(|year| l10n.with("house-year", [("year", year.to_string())]));
    let floors = row.floors.map(|floors| l10n.count("house-floors", floors.into()));
    let flats = row.flats.filter(|flats| 0 < *flats).map(|flats| l10n.count("house-flats", flats.into()));
    let area = row.area.map(|area| area.to_string());
    [Some(kind), year, floors, flats, area].into_iter().flatten().collect()
}

/// The row.
#[component]
pub fn HouseItem(l10n: L10n, row: HouseRow) -> impl IntoView {
    let facts = facts(l10n, &row).into_iter().map(|fact| view! { <span>{fact}</span> });
    let danger = row.dangerous.then(|| view! { <Badge text=l10n.t("house-dangerous") mood=Mood::Bad/> });
    let by = row.manager.map(|(id, name)| {
        view! { <p class="row__by"><span class="row__label">{l10n.t("house-manager")}</span>" "<a href=format!("/organisations/{id}")>{name}</a></p> }
    });
    view! {
        <article class="row">
            <a class="row__name" href=wish::house(row.id)>{row.address}</a>
            <p class="row__facts">{facts.collect_view()}{danger}</p>
            {by}
        </article>
    }
}

/// The file's headings.
pub fn heads(l10n: L10n) -> Vec<String> {
    ["address", "kind", "year", "floors", "flats", "area", "dangerous", "manager", "link"]
        .map(|column| l10n.t(&format!("houses-csv-{column}")))
        .to_vec()
}

/// The file's row: plain figures that a spreadsheet can add up.
pub fn cells(l10n: L10n, row: &HouseRow) -> Vec<String> {
    let number = |number: Option<i32>| number.map(|number| number.to_string()).unwrap_or_default();
    let area = row.area.map(|area| format!("{},{:02}", area.0 / 100, area.0 % 100)).unwrap_or_default();
    vec![
        row.address.clone(),
        l10n.t(&format!("house-kind-{}", row.kind.code())),
        number(row.year_built),
        number(row.floors),
        number(row.flats),
        area,
        l10n.t(if row.dangerous { "yes" } else { "no" }),
        row.manager.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        wish::house(row.id),
    ]
}
