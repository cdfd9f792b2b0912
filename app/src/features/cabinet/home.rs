//! A home as a card: where it is, its accounts, what can be done; and what is known of its house.

use domain::accounts::{AccountView, HomeView, PlaceView};
use domain::houses::{HousePassport, PremisesKind};
use domain::orgs::OrgRow;
use leptos::prelude::*;

use crate::i18n::L10n;
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::icon::Icon;

/// «ул. Садовая, д. 12, кв. 5»
pub fn address(l10n: L10n, place: &PlaceView) -> String {
    let key = match place.kind {
        PremisesKind::Flat => "place-flat",
        PremisesKind::NonResidential => "place-non-residential",
        PremisesKind::Parking => "place-parking",
    };
    if place.number.is_empty() {
        return place.address.clone();
    }
    format!("{}, {}", place.address, l10n.with(key, [("number", place.number.clone())]))
}

/// The card of a home on the cabinet's first screen.
#[component]
pub fn HomeCard(l10n: L10n, home: HomeView) -> impl IntoView {
    let href = format!("/cabinet/premises/{}", home.place.id);
    let accounts = home.accounts.iter().map(|account| {
        let firm = account.organisation.as_ref().map(|firm| firm.name.clone()).unwrap_or_default();
        let services: Vec<String> = account.services.iter().map(|(kind, _)| service(l10n, kind.code())).collect();
        view! {
            <li class="home-card__account">
                <b>{l10n.with("account-number", [("number", account.number.clone())])}</b>" "{firm}
                <span class="home-card__services">{services.join(", ")}</span>
            </li>
        }
    });
    view! {
        <section class="home-card card">
            <h3 class="home-card__address"><Icon name="house"/>" "<a href=href>{address(l10n, &home.place)}</a></h3>
            <p class="home-card__area">{home.place.area.to_string()}</p>
            <ul class="home-card__accounts">{accounts.collect_view()}</ul>
            <p class="home-card__actions">
                <ButtonLink text=l10n.t("cabinet-send-readings") href="/cabinet/meters"/>
                <ButtonLink text=l10n.t("accounts-link-button") href="/cabinet/accounts/link" tone=Tone::Quiet/>
            </p>
        </section>
    }
}

/// The name of a service by its stored name.
pub fn service(l10n: L10n, code: &str) -> String {
    l10n.t(&format!("service-{}", code.replace('_', "-")))
}

/// An organisation with how to reach it.
#[component]
pub fn Contact(l10n: L10n, firm: OrgRow) -> impl IntoView {
    let phone = (!firm.phone.is_empty()).then(|| {
        let number: String = firm.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        view! { <a class="contact__phone" href=format!("tel:{number}")><Icon name="phone"/>" "{firm.phone.clone()}</a> }
    });
    let sits =
        (!firm.address.is_empty()).then(|| view! { <span class="contact__address">{firm.address.clone()}</span> });
    let none = (firm.phone.is_empty() && firm.address.is_empty()).then(|| l10n.t("contact-unknown"));
    view! {
        <span class="contact">
            <a href=format!("/organisations/{}", firm.id)>{firm.name}</a>
            {phone}
            {sits}
            {none}
        </span>
    }
}

/// «Информация по дому»
#[component]
pub fn HouseCard(l10n: L10n, passport: HousePassport) -> impl IntoView {
    let manager = match passport.manager {
        Some(firm) => view! { <Contact l10n firm/> }.into_any(),
        None => view! { <span>{l10n.t("cabinet-house-no-manager")}</span> }.into_any(),
    };
    let year = passport.building.year.map(|year| {
        view! { <div class="facts__row"><dt>{l10n.t("cabinet-house-year")}</dt><dd>{year}</dd></div> }
    });
    view! {
        <section class="house-card">
            <h3>{passport.place.address}</h3>
            <dl class="facts">
                <div class="facts__row"><dt>{l10n.t("cabinet-house-manager")}</dt><dd>{manager}</dd></div>
                {year}
            </dl>
            <p><a href=format!("/houses/{}", passport.id)>{l10n.t("cabinet-house-open")}</a></p>
        </section>
    }
}

/// An account in full, on the page of its premises.
#[component]
pub fn AccountFacts(l10n: L10n, account: AccountView) -> impl IntoView {
    let services = account.services.into_iter().map(|(kind, firm)| {
        view! {
            <div class="facts__row">
                <dt>{service(l10n, kind.code())}</dt>
                <dd>{firm.map(|firm| view! { <Contact l10n firm/> })}</dd>
            </div>
        }
    });
    let payer = (!account.payer_code.is_empty()).then(|| {
        view! { <div class="facts__row"><dt>{l10n.t("account-payer-code")}</dt><dd>{account.payer_code}</dd></div> }
    });
    view! {
        <section class="account-facts">
            <h3>{l10n.with("account-number", [("number", account.number)])}</h3>
            <dl class="facts">
                {payer}
                <div class="facts__row">
                    <dt>{l10n.t("account-organisation")}</dt>
                    <dd>{account.organisation.map(|firm| view! { <Contact l10n firm/> })}</dd>
                </div>
                <div class="facts__row"><dt>{l10n.t("account-area")}</dt><dd>{account.area.to_string()}</dd></div>
                <div class="facts__row"><dt>{l10n.t("account-residents")}</dt><dd>{account.residents}</dd></div>
                {services.collect_view()}
            </dl>
        </section>
    }
}
