//! What one box found: a house by its address, an organisation by its name.

use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::houses::HouseRow;
use domain::kernel::text::sortable;
use domain::orgs::OrgRow;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::search::{Found, StreetRow};

use crate::asked::Asked;
use crate::doors::Doors;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::link::link;
use crate::page::Page;
use crate::ui::empty::Empty;
use crate::ui::search_box::{SearchBox, Standing};

/// The way in.
pub fn doors() -> Doors {
    Doors::default().get("/search", show).get("/search/offers", offers)
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Wish {
    q: String,
    /// `latitude,longitude`, to a kilometre: more is not asked, because addresses are kept in histories.
    near: String,
}

impl Wish {
    fn place(&self) -> Option<(f64, f64)> {
        let (lat, lon) = self.near.split_once(',')?;
        let (lat, lon): (f64, f64) = (lat.parse().ok()?, lon.parse().ok()?);
        ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some((lat, lon))
    }
}

/// One certain house is gone to at once.
async fn show(asked: Asked, Query(wish): Query<Wish>) -> Result<Response, Failure> {
    let found = service::search::find(asked.ctx(), &wish.q, wish.place()).await?;
    if let Some(house) = found.exact {
        return Ok(Redirect::to(&format!("/houses/{house}")).into_response());
    }
    let l10n = asked.l10n;
    let page = Page::new(&asked, asked.t("search-title"), move || {
        let q = wish.q.trim().to_owned();
        view! {
            <h1>{l10n.t("search-title")}</h1>
            <SearchBox l10n value=q.clone() standing=Standing::Hero/>
            <Near l10n near=wish.place().is_some() many=1 < found.houses.len() q=q.clone()/>
            {found_view(l10n, &q, found)}
        }
        .into_any()
    });
    Ok(page.into_response())
}

/// GET `/search/offers`: what the box offers while somebody types, as lines with addresses.
async fn offers(asked: Asked, Query(wish): Query<Wish>) -> Result<Response, Failure> {
    let found = service::search::offered(asked.ctx(), &wish.q).await?;
    let l10n = asked.l10n;
    let street = |row: StreetRow| Offer {
        text: [row.region.as_str(), &row.locality, &row.street].join(", "),
        note: l10n.count("orgs-houses", i64::try_from(row.houses).unwrap_or_default()),
        href: street_href(&row),
        house: None,
    };
    let house = |row: HouseRow| Offer {
        note: String::new(),
        href: format!("/houses/{}", row.id),
        house: Some(row.id.to_string()),
        text: row.address,
    };
    let organisation = |row: OrgRow| Offer {
        text: row.name,
        note: l10n.t(&format!("org-kind-{}", row.kind.code().replace('_', "-"))),
        href: format!("/organisations/{}", row.id),
        house: None,
    };
    let streets = found.streets.into_iter().map(street);
    let offers =
        streets.chain(found.houses.into_iter().map(house)).chain(found.organisations.into_iter().map(organisation));
    Ok(Json(offers.collect::<Vec<_>>()).into_response())
}

/// A line the box offers.
#[derive(Debug, Serialize)]
struct Offer {
    text: String,
    note: String,
    href: String,
    /// The house's id, when it is one.
    house: Option<String>,
}

/// The houses of a street, as the registry lists them.
fn street_href(row: &StreetRow) -> String {
    link("/houses", &[("region", &sortable(&row.region)), ("place", &row.locality), ("text", &row.street)])
}

/// The nearest first: the browser is asked for its place only when somebody presses.
#[component]
fn Near(l10n: L10n, near: bool, many: bool, q: String) -> impl IntoView {
    let button = (many && !near).then(|| {
        let denied = l10n.t("map-near-denied");
        view! { <p class="search-near"><button type="button" class="button button--quiet" data-near-search data-denied=denied hidden>{l10n.t("search-near")}</button></p> }
    });
    let all = near.then(|| view! { <p class="search-near">{l10n.t("search-nearest")}" "<a href=link("/search", &[("q", &q)])>{l10n.t("search-as-it-fits")}</a></p> });
    view! { {button}{all} }
}

fn found_view(l10n: L10n, q: &str, found: Found) -> impl IntoView + use<> {
    let nothing = found.houses.is_empty() && found.organisations.is_empty();
    let streets = (!found.streets.is_empty()).then(|| view! { <Streets l10n rows=found.streets/> });
    let key = if q.is_empty() { "search-empty" } else { "search-nothing" };
    let empty = nothing.then(|| {
        view! {
            <Empty title=l10n.t(key)>
                <p>{l10n.t(&format!("{key}-words"))}</p>
                <p><a href="/houses">{l10n.t("search-all-houses")}</a></p>
            </Empty>
        }
    });
    let all_houses = found.more_houses.then(|| link("/houses", &[("text", q)]));
    let all_organisations = found.more_organisations.then(|| link("/organisations", &[("text", q)]));
    view! {
        <div role="status" class="visually-hidden">
            {l10n.count("search-houses", i64::try_from(found.houses.len()).unwrap_or_default())}", "
            {l10n.count("search-organisations", i64::try_from(found.organisations.len()).unwrap_or_default())}
        </div>
        {empty}
        {(!found.organisations.is_empty()).then(|| view! { <Organisations l10n rows=found.organisations all=all_organisations/> })}
        {streets}
        {(!found.houses.is_empty()).then(|| view! { <Houses l10n rows=found.houses all=all_houses/> })}
    }
}

#[component]
fn Streets(l10n: L10n, rows: Vec<StreetRow>) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        let (href, name) =
            (street_href(&row), if row.street.is_empty() { row.locality.clone() } else { row.street.clone() });
        let houses = l10n.count("orgs-houses", i64::try_from(row.houses).unwrap_or_default());
        view! {
            <li>
                <article class="row">
                    <a class="row__name" href=href>{name}</a>
                    <p class="row__facts"><span>{row.locality}</span><span>{row.region}</span></p>
                    <p class="row__by">{houses}</p>
                </article>
            </li>
        }
    });
    view! {
        <section>
            <h2>{l10n.t("search-streets")}</h2>
            <ul class="rows">{rows.collect_view()}</ul>
        </section>
    }
}

#[component]
fn Houses(l10n: L10n, rows: Vec<HouseRow>, all: Option<String>) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        let by = row.manager.map(|(id, name)| {
            view! { <p class="row__by"><a href=format!("/organisations/{id}")>{name}</a></p> }
        });
        let year = row.year_built.map(|year| l10n.with("house-year", [("year", year.to_string())]));
        let kind = l10n.t(&format!("house-kind-{}", row.kind.code()));
        view! {
            <li>
                <article class="row">
                    <a class="row__name" href=format!("/houses/{}", row.id)>{row.address}</a>
                    <p class="row__facts"><span>{kind}</span><span>{year}</span></p>
                    {by}
                </article>
            </li>
        }
    });
    view! {
        <section>
            <h2>{l10n.t("houses-title")}</h2>
            <ul class="rows">{rows.collect_view()}</ul>
            {all.map(|href| view! { <p class="actions"><a class="button button--quiet" href=href>{l10n.t("search-more-houses")}</a></p> })}
        </section>
    }
}

#[component]
fn Organisations(l10n: L10n, rows: Vec<OrgRow>, all: Option<String>) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        let kind = l10n.t(&format!("org-kind-{}", row.kind.code().replace('_', "-")));
        view! {
            <li>
                <article class="row">
                    <a class="row__name" href=format!("/organisations/{}", row.id)>{row.name}</a>
                    <p class="row__facts"><span>{kind}</span></p>
                    <p class="row__by">{l10n.count("orgs-houses", row.houses.into())}</p>
                </article>
            </li>
        }
    });
    view! {
        <section>
            <h2>{l10n.t("orgs-title")}</h2>
            <ul class="rows">{rows.collect_view()}</ul>
            {all.map(|href| view! { <p class="actions"><a class="button button--quiet" href=href>{l10n.t("search-more-organisations")}</a></p> })}
        </section>
    }
}
