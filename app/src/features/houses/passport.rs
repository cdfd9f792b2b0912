//! The page of a house: its passport in groups, who serves it, where each fact comes from.

use axum::extract::Path;
use domain::addresses::KnownAddress;
use domain::houses::{HousePassport, HouseService};
use domain::kernel::text;
use domain::kernel::text::sortable;
use leptos::prelude::*;
use service::map::View;

use super::{facts, wish};
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::link::{link, phone};
use crate::page::{Answer, Page};
use crate::ui::badge::Badge;
use crate::ui::button::ButtonLink;
use crate::ui::card::Card;
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Facts, Figures};
use crate::ui::house_map::{HouseMap, MapFiles, Pin};
use crate::ui::notices::Mood;
use crate::ui::table::Table;

/// GET `/houses/{house}`
pub async fn show(asked: Asked, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Failure::new(Kind::Missing, "missing"))?;
    let house = service::houses::passport(asked.ctx(), id).await?;
    let known = service::addresses::of(asked.ctx(), id, &house.place.address).await?;
    let (l10n, files) = (asked.l10n, MapFiles::of(&asked));
    Ok(Page::new(&asked, house.place.address.clone(), move || {
        view! {
            <Crumbs l10n steps=steps(l10n, &house)/>
            <Heading l10n house=house.clone()/>
            <div class="beside beside--first">
                <aside class="passport__aside">
                    <Manager l10n house=house.clone()/>
                    <Card title=l10n.t("house-meetings")>
                        <p>{l10n.t("house-meetings-words")}</p>
                        <p><a href=format!("/houses/{}/meetings", house.id)>{l10n.t("house-meetings-all")}</a></p>
                    </Card>
                    <Card title=l10n.t("house-mine")>
                        <p>{l10n.t("house-mine-words")}</p>
                        <p class="actions"><ButtonLink text=l10n.t("accounts-link-button") href=link("/cabinet/accounts/link", &[("house", &house.id.to_string())])/></p>
                    </Card>
                </aside>
                <div>
                    <OnMap l10n files house=house.clone()/>
                    <Groups l10n house known/>
                </div>
            </div>
        }
        .into_any()
    }))
}

/// The registry, its region, its settlement, its street.
fn steps(l10n: L10n, house: &HousePassport) -> Vec<(String, String)> {
    let place = &house.place;
    let region = sortable(&place.region);
    let in_region = link("/houses", &[("region", &region)]);
    let in_locality = link("/houses", &[("region", &region), ("place", &place.locality)]);
    let street = link("/houses", &[("region", &region), ("place", &place.locality), ("text", &place.street)]);
    vec![
        (l10n.t("houses-title"), "/houses".to_owned()),
        (place.region.clone(), in_region),
        (place.locality.clone(), in_locality),
        (place.street.clone(), street),
    ]
}

/// The house among its neighbours.
#[component]
fn OnMap(l10n: L10n, files: MapFiles, house: HousePassport) -> impl IntoView {
    house.place.point.map(|point| {
        let (lat, lon) = (f64::from(point.0) / 1e6, f64::from(point.1) / 1e6);
        let pin = Some(Pin { point, name: house.place.number.clone() });
        view! {
            <section>
                <h2>{l10n.t("house-on-map")}</h2>
                <HouseMap l10n files tiles="" view=View { lat, lon, zoom: 16 } pin/>
            </section>
        }
    })
}

#[component]
fn Heading(l10n: L10n, house: HousePassport) -> impl IntoView {
    let built = &house.building;
    let danger = built.dangerous.then(|| view! { <Badge text=l10n.t("house-dangerous") mood=Mood::Bad/> });
    let figures = vec![
        Fact::maybe(l10n.t("figure-year"), built.year),
        Fact::maybe(l10n.t("figure-floors"), built.floors.0),
        Fact::maybe(l10n.t("figure-flats"), house.size.flats.filter(|flats| 0 < *flats)),
        Fact::maybe(l10n.t("figure-area"), house.size.area),
    ];
    view! {
        <h1>{house.place.address}</h1>
        <p><Badge text=l10n.t(&format!("house-kind-{}", house.kind.code()))/>" "{danger}</p>
        <Figures figures/>
    }
}

/// Who manages the house and how to reach them.
#[component]
fn Manager(l10n: L10n, house: HousePassport) -> impl IntoView {
    let card = match house.manager {
        Some(manager) => {
            let since = house.managed_since.map(text::day);
            let contacts = vec![
                Fact::new(l10n.t("org-phone"), &manager.phone).to(phone(&manager.phone)),
                Fact::new(l10n.t("org-address"), &manager.address),
                Fact::maybe(l10n.t("fact-managed-since"), since),
            ];
            view! {
                <p class="passport__manager"><a href=format!("/organisations/{}", manager.id)>{manager.name}</a></p>
                <p class="hint">{l10n.t(&format!("org-kind-{}", manager.kind.code().replace('_', "-")))}</p>
                <Facts facts=contacts/>
                <p><a href=link("/houses", &[("manager", &manager.id.to_string())])>{l10n.t("house-managers-houses")}</a></p>
            }
            .into_any()
        }
        None => view! { <p>{l10n.t("house-no-manager")}</p> }.into_any(),
    };
    view! { <Card title=l10n.t("house-manager-title")>{card}</Card> }
}

#[component]
fn Groups(l10n: L10n, house: HousePassport, #[prop(optional_no_strip)] known: Option<KnownAddress>) -> impl IntoView {
    let head = vec![l10n.t("house-entrance"), l10n.t("fact-floors")];
    let entrances: Vec<Vec<String>> =
        house.entrances.iter().map(|(number, floors)| vec![number.to_string(), floors.to_string()]).collect();
    let doors = (!entrances.is_empty())
        .then(|| view! { <Table label=l10n.t("house-entrances") head rows=entrances/> }.into_any());
    let supplied =
        (!house.services.is_empty()).then(|| view! { <Services l10n services=house.services.clone()/> }.into_any());
    let fund = facts::code(l10n, &format!("capital-fund-{}", house.capital_fund), &house.capital_fund);
    let groups = [
        ("house-services", supplied),
        ("house-group-building", listed(facts::building(l10n, &house))),
        ("house-group-size", listed(facts::size(l10n, &house))),
        ("house-group-fund", listed(vec![Fact::new(l10n.t("fact-capital-fund"), fund)])),
        ("house-entrances", doors),
        ("house-group-place", listed(facts::place(l10n, &house, known.as_ref()))),
        ("house-group-extras", listed(facts::extras(l10n, &house))),
    ];
    let source = source(l10n, &house);
    let groups = groups.into_iter().filter_map(|(key, body)| {
        let body = body?;
        Some(view! {
            <section class="passport__group">
                <h2>{l10n.t(key)}</h2>
                {body}
                <p class="provenance">{source.0.clone()}" · "<a href=source.1.clone()>{source.2.clone()}</a></p>
            </section>
        })
    });
    groups.collect_view()
}

/// A list of facts, when one of them is known.
fn listed(facts: Vec<Fact>) -> Option<AnyView> {
    let known = facts.iter().any(|fact| !fact.value.is_empty());
    known.then(|| view! { <Facts facts/> }.into_any())
}

/// Where the facts come from, where their history is, and how often they changed.
fn source(l10n: L10n, house: &HousePassport) -> (String, String, String) {
    let changes = match house.provenance.version {
        ..=1 => l10n.t("source-first"),
        version => l10n.count("source-changes", i64::from(version) - 1),
    };
    (facts::source(l10n, &house.provenance), format!("{}/history", wish::house(house.id)), changes)
}

/// Who supplies what, with the number to call.
#[component]
fn Services(l10n: L10n, services: Vec<HouseService>) -> impl IntoView {
    let services = services.into_iter().filter(|service| service.service != "maintenance").map(|service| {
        let call = phone(&service.phone);
        let number = match call {
            Some(href) => view! { <a href=href>{service.phone}</a> }.into_any(),
            None => service.phone.into_any(),
        };
        view! {
            <div class="facts__row">
                <dt>{facts::code(l10n, &format!("service-{}", service.service), &service.service)}</dt>
                <dd><a href=format!("/organisations/{}", service.organisation)>{service.name}</a><span class="facts__note">{number}</span></dd>
            </div>
        }
    });
    view! { <dl class="facts">{services.collect_view()}</dl> }
}
