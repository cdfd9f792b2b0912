//! The page of the map: drawn, and beside it in words.

use axum::extract::{Path, Query};
use domain::houses::HouseRow;
use leptos::prelude::*;
use service::map;

use super::super::filters::{HouseFilters, words};
use super::super::row::HouseItem;
use super::wish::Wish;
use super::words::MapWords;
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::link::link;
use crate::page::{Answer, Page};
use crate::ui::house_map::{HouseMap, MapFiles};
use crate::ui::registry_filters::Asked as AskedWords;
use crate::ui::view_switch::ViewSwitch;

/// GET `/map`
pub async fn show(asked: Asked, Query(wish): Query<Wish>) -> Answer {
    let wanted = wish.wanted();
    let seen = map::seen(asked.ctx(), &wanted, wish.view()).await?;
    let regions = service::houses::regions(asked.ctx()).await?;
    let named = [wanted.served_by, wanted.filter.manager].into_iter().flatten().collect::<Vec<_>>();
    let names = service::orgs::rows(asked.ctx(), &named).await?;
    let name = |id| names.iter().find(|row| Some(row.id) == id).map(|row| row.name.clone()).unwrap_or_default();
    let (server, manager) = (name(wanted.served_by), name(wanted.filter.manager));
    let (l10n, files) = (asked.l10n, MapFiles::of(&asked));
    let of_many = !wanted.organisations.is_all();
    let title = match (server.is_empty(), of_many) {
        (false, _) => l10n.with("map-title-of", [("name", server)]),
        (true, true) => asked.t("map-title-organisations"),
        (true, false) => asked.t("map-title"),
    };
    Ok(Page::new(&asked, title.clone(), move || {
        let asked_words = words(l10n, &wish.houses, &regions, &manager, "/map");
        let list = wish.houses.at_start().href("/houses");
        view! {
            <h1>{title}</h1>
            {of_many.then(|| view! { <OfOrganisations l10n wish=wish.clone()/> })}
            {(wish.organisation.is_empty() && !of_many).then(|| view! {
                <ViewSwitch l10n list map=wish.href(None) on_map=true/>
                <details class="map-page__filters">
                    <summary>{l10n.t("map-which")}</summary>
                    <HouseFilters l10n wish=wish.houses.clone() regions action="/map"/>
                </details>
                <AskedWords l10n words=asked_words all="/map".to_owned()/>
            })}
            <Both l10n files wish seen/>
        }
        .into_any()
    }))
}

/// Whose houses are shown, and the way back to the list.
#[component]
fn OfOrganisations(l10n: L10n, wish: Wish) -> impl IntoView {
    let list = link("/organisations", &[("text", &wish.org_text), ("kind", &wish.org_kind)]);
    let kind = wish.organisations().kind.map(|kind| l10n.t(&format!("org-kind-{}", kind.code().replace('_', "-"))));
    let text = wish.org_text.trim();
    let text = (!text.is_empty()).then(|| l10n.with("orgs-asked-text", [("value", text.to_owned())]));
    let said: Vec<String> = kind.into_iter().chain(text).collect();
    view! {
        <ViewSwitch l10n list map=wish.href(None) on_map=true/>
        <p>{said.join(", ")}</p>
    }
}

#[component]
fn Both(l10n: L10n, files: MapFiles, wish: Wish, seen: map::Seen) -> impl IntoView {
    let (view, tiles) = (seen.view, wish.tiles());
    view! {
        <div class="map-page">
            <div class="map-page__drawn"><HouseMap l10n files tiles view follows=true/></div>
            <MapWords l10n wish seen/>
        </div>
    }
}

/// GET `/map/houses/{house}`: what the map shows of a house that was pressed.
pub async fn house(asked: Asked, Path(id): Path<String>) -> Answer {
    let missing = || Failure::new(Kind::Missing, "missing");
    let id = id.parse().map_err(|_| missing())?;
    let row: HouseRow = service::houses::rows(asked.ctx(), &[id]).await?.pop().ok_or_else(missing)?;
    let l10n = asked.l10n;
    Ok(Page::new(&asked, row.address.clone(), move || {
        view! {
            <h1>{row.address.clone()}</h1>
            <turbo-frame id="map-card" class="map-card" target="_top"><HouseItem l10n row/></turbo-frame>
        }
        .into_any()
    }))
}
