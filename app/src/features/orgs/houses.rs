//! The houses of one organisation: a list to narrow, and the whole as a file.

use axum::extract::{Path, Query};
use axum::response::Response;
use domain::kernel::words::address_words;
use domain::kernel::{OrgId, Slice};
use domain::orgs::{OrgRow, ServedHouse};
use leptos::prelude::*;

use super::wish::Wish;
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::export::{self, BATCH};
use crate::i18n::L10n;
use crate::ui::empty::Empty;
use crate::ui::pager::Pager;
use crate::ui::registry_filters::{FilterText, Filters};

/// The words the list is narrowed by.
pub fn words(wish: &Wish) -> Vec<String> {
    address_words(&wish.text)
}

/// GET `/organisations/{organisation}/houses.csv`
pub async fn export(asked: Asked, Path(id): Path<String>, Query(wish): Query<Wish>) -> Result<Response, Failure> {
    let id: OrgId = id.parse().map_err(|_| Failure::new(Kind::Missing, "missing"))?;
    let organisation = service::orgs::passport(asked.ctx(), id).await?.row;
    let (ctx, words, l10n) = (asked.ctx().clone(), words(&wish), asked.l10n);
    let read = move |after| {
        let (ctx, words, organisation) = (ctx.clone(), words.clone(), organisation.clone());
        async move {
            let slice = service::orgs::houses(&ctx, &organisation, &words, Option::as_ref(&after), BATCH).await?;
            Ok((slice.rows.into_iter().map(|row| cells(l10n, row)).collect(), slice.next))
        }
    };
    let head = ["address", "year", "floors", "flats", "area", "does", "link"];
    Ok(export::csv("houses.csv", head.map(|column| l10n.t(&format!("served-csv-{column}"))).to_vec(), read))
}

fn cells(l10n: L10n, row: ServedHouse) -> Vec<String> {
    let number = |number: Option<i32>| number.map(|number| number.to_string()).unwrap_or_default();
    let does = does(l10n, &row).join(", ");
    let ServedHouse { house, .. } = row;
    let area = house.area.map(|area| format!("{},{:02}", area.0 / 100, area.0 % 100)).unwrap_or_default();
    let link = format!("/houses/{}", house.id);
    vec![house.address, number(house.year_built), number(house.floors), number(house.flats), area, does, link]
}

/// What it does in the house, in words.
fn does(l10n: L10n, row: &ServedHouse) -> Vec<String> {
    let manages = row.managed.then(|| l10n.t("served-manages"));
    let supplies = row.services.iter().filter(|service| *service != "maintenance").map(|service| {
        let key = format!("service-{}", service.replace('_', "-"));
        l10n.known(&key).unwrap_or_else(|| service.clone())
    });
    manages.into_iter().chain(supplies).collect()
}

/// The list.
#[component]
pub fn ServedHouses(l10n: L10n, organisation: OrgRow, wish: Wish, slice: Slice<ServedHouse>) -> impl IntoView {
    let path = format!("/organisations/{}", organisation.id);
    let narrowed = !words(&wish).is_empty();
    let (action, value) = (path.clone(), wish.text.clone());
    let filters = (0 < organisation.houses).then(|| {
        view! {
            <Filters l10n action kept=Vec::new()>
                <FilterText name="text" label=l10n.t("served-filter") value class="filters__part filters__part--wide"/>
            </Filters>
        }
    });
    let list = if slice.rows.is_empty() {
        let key = if narrowed { "served-nothing" } else { "served-none" };
        let all = narrowed.then(|| view! { <p><a href=path>{l10n.t("served-all")}</a></p> });
        view! { <Empty title=l10n.t(key) icon="house"><p>{l10n.t(&format!("{key}-words"))}</p>{all}</Empty> }.into_any()
    } else {
        rows(l10n, &path, &wish, slice).into_any()
    };
    view! {
        <section>
            <h2>{l10n.t("served-title")}</h2>
            {filters}
            {list}
        </section>
    }
}

fn rows(l10n: L10n, path: &str, wish: &Wish, slice: Slice<ServedHouse>) -> impl IntoView + use<> {
    let seen = wish.seen_with(slice.rows.len());
    let count = match (slice.total, &slice.next) {
        (Some(total), _) => l10n.count("served-count", total),
        (None, None) => l10n.count("served-count", seen),
        (None, Some(_)) => l10n.count("served-more", seen),
    };
    let first = (!wish.after.is_empty()).then(|| wish.at_start().href(path));
    let next = slice.next.map(|after| Wish { after, seen: seen.to_string(), ..wish.clone() }.href(path));
    let export = wish.at_start().href(&format!("{path}/houses.csv"));
    let rows = slice.rows.into_iter().map(|row| {
        let does = does(l10n, &row).join(", ");
        let year = row.house.year_built.map(|year| l10n.with("house-year", [("year", year.to_string())]));
        let flats = row.house.flats.filter(|flats| 0 < *flats).map(|flats| l10n.count("house-flats", flats.into()));
        let facts = [year, flats].into_iter().flatten().map(|fact| view! { <span>{fact}</span> });
        view! {
            <li>
                <article class="row">
                    <a class="row__name" href=format!("/houses/{}", row.house.id)>{row.house.address}</a>
                    <p class="row__facts">{facts.collect_view()}</p>
                    <p class="row__by">{does}</p>
                </article>
            </li>
        }
    });
    view! {
        <p class="list-head__count" role="status">{count}</p>
        <ul class="rows">{rows.collect_view()}</ul>
        <Pager l10n first next export/>
    }
}
