//! The frame of every page: head, header, navigation, footer.

use leptos::prelude::*;

use super::icon::Icon;
use super::search_box::SearchBox;
use crate::asked::Asked;
use crate::i18n::Lang;
use crate::page::{Room, Section};

/// The whole document around a main part.
#[component]
pub fn Frame(asked: Asked, title: String, room: Room, main: AnyView) -> impl IntoView {
    let assets = &asked.site.assets;
    let (css, boot) = (assets.url("main.css"), assets.url("boot.js"));
    let (glue, wasm) = (assets.url("frontend.js"), assets.url("frontend.wasm"));
    let lang = asked.l10n.0.code();
    let full_title = format!("{title} — {}", asked.site.town);
    let large = asked.large;
    // Readings may wait here for somebody to sign in again.
    let words = outbox_words(&asked);
    let body = if matches!(room, Room::Cabinet(_)) { "page page--cabinet" } else { "page" };
    view! {
        <html lang=lang class:large=large>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="turbo-cache-control" content="no-cache"/>
                <meta name="domovoy-glue" content=glue/>
                <meta name="domovoy-wasm" content=wasm/>
                <meta name="domovoy-offers" content=assets.url("offers.js")/>
                <meta name="domovoy-offline" content=assets.url("offline.js")/>
                <meta name="domovoy-words" content=words/>
                <meta name="theme-color" content="#f8f3ea" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#18130f" media="(prefers-color-scheme: dark)"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="apple-touch-icon" href="/icon-192.png"/>
                <title>{full_title}</title>
                <link rel="stylesheet" href=css data-turbo-track="reload"/>
                <link rel="icon" href="/icon.svg" type="image/svg+xml"/>
                <script type="module" src=boot data-turbo-track="reload"></script>
            </head>
            <body class=body>
                <a class="skip-link" href="#main">{asked.t("skip-to-main")}</a>
                <Header asked=asked.clone() room/>
                <div class="page__body">
                    {cabinet_nav(&asked, room)}
                    <main id="main" class="page__main" tabindex="-1">{main}</main>
                </div>
                <Footer asked=asked/>
            </body>
        </html>
    }
}

/// The sentences of the outbox, by the names its script knows.
fn outbox_words(asked: &Asked) -> String {
    let names = [
        "outbox", "waiting", "send", "sign-in", "failed", "sent", "refused", "again", "drop", "leave", "saved",
        "updated", "reload",
    ];
    let words = names.map(|name| (name.to_owned(), asked.t(&format!("offline-{name}")).into()));
    serde_json::Value::Object(serde_json::Map::from_iter(words)).to_string()
}

#[component]
fn Header(asked: Asked, room: Room) -> impl IntoView {
    let sign = match &asked.visitor.person {
        Some(_) => view! { <a class="header__link" href="/cabinet"><Icon name="house"/>{asked.t("nav-cabinet")}</a> }.into_any(),
        None => view! { <a class="header__link header__link--sign-in" href="/login" data-turbo="false"><Icon name="log-in"/>{asked.t("nav-sign-in")}</a> }.into_any(),
    };
    let path = asked.uri.split('?').next().unwrap_or_default().to_owned();
    let inside = |start: &str| path.starts_with(start).then_some("true");
    // The home page and what was found have the box in their middle.
    let elsewhere = room == Room::Public && path != "/" && path != "/search";
    let search = elsewhere.then(|| view! { <div class="header__search"><SearchBox l10n=asked.l10n/></div> });
    view! {
        <header class="header">
            <a class="header__name" href="/">
                <img class="header__sign" src="/icon.svg" alt="" width="40" height="40"/>
                <span>
                    <span class="header__product">{asked.t("product")}</span>
                    <span class="header__town">{asked.site.town.clone()}</span>
                </span>
            </a>
            {search}
            <nav class="header__nav" aria-label=asked.t("nav-main")>
                <a class="header__link" href="/houses" aria-current=inside("/houses")>{asked.t("nav-houses")}</a>
                <a class="header__link" href="/organisations" aria-current=inside("/organisations")>{asked.t("nav-organisations")}</a>
                {sign}
            </nav>
        </header>
    }
}

/// The cabinet's sections: a bar at the bottom of a phone, a column on a desktop.
fn cabinet_nav(asked: &Asked, room: Room) -> Option<impl IntoView + use<>> {
    let Room::Cabinet(here) = room else { return None };
    let sections = [
        (Section::Home, "/cabinet", "house", "cabinet-nav-home"),
        (Section::Meters, "/cabinet/meters", "gauge", "cabinet-nav-meters"),
        (Section::Accounts, "/cabinet/accounts", "file-text", "cabinet-nav-accounts"),
        (Section::Profile, "/cabinet/profile", "user", "cabinet-nav-profile"),
    ];
    let items = sections.map(|(section, href, icon, key)| {
        let current = (section == here).then_some("page");
        view! {
            <li><a class="cabinet-nav__link" href=href aria-current=current><Icon name=icon/><span>{asked.t(key)}</span></a></li>
        }
    });
    Some(view! {
        <nav class="cabinet-nav" aria-label=asked.t("nav-cabinet")>
            <ul class="cabinet-nav__list">{items.into_iter().collect_view()}</ul>
        </nav>
    })
}

#[component]
fn Footer(asked: Asked) -> impl IntoView {
    let (other, other_name) = match asked.l10n.0 {
        Lang::Ru => ("en", "English"),
        Lang::En => ("ru", "Русский"),
    };
    let large = if asked.large { "footer-normal-print" } else { "footer-large-print" };
    let size = if asked.large { "0" } else { "1" };
    view! {
        <footer class="footer">
            <form class="footer__form" method="post" action="/preferences">
                <input type="hidden" name="back" value=asked.uri.clone()/>
                <button class="footer__button" name="large" value=size>{asked.t(large)}</button>
                <button class="footer__button" name="lang" value=other lang=other>{other_name}</button>
            </form>
            <p class="footer__about">{asked.t("footer-about")}</p>
        </footer>
    }
}
