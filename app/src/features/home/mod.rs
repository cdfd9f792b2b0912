//! The home page: one question, one box, four doors.

use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use crate::asked::Asked;
use crate::doors::Doors;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::Page;
use crate::ui::door::Door;
use crate::ui::facts::{Fact, Figures};
use crate::ui::search_box::{SearchBox, Standing};
use crate::ui::street::Street;

/// The way in.
pub fn doors() -> Doors {
    Doors::default().get("/", show)
}

async fn show(asked: Asked) -> Result<Response, Failure> {
    let houses = service::houses::total(asked.ctx()).await?;
    let organisations = service::orgs::total(asked.ctx()).await?;
    let l10n = asked.l10n;
    let page = Page::new(&asked, asked.t("home-title"), move || {
        view! {
            <section class="hero">
                <h1 class="hero__title">{l10n.t("home-question")}</h1>
                <p class="hero__lead">{l10n.t("home-lead")}</p>
                <div class="hero__box">
                    <SearchBox l10n standing=Standing::Hero/>
                    <p class="hero__example">{l10n.t("home-example")}</p>
                </div>
                <div class="hero__street"><Street/></div>
            </section>
            <FourDoors l10n/>
            <Known l10n houses organisations/>
        }
        .into_any()
    });
    Ok(page.into_response())
}

#[component]
fn FourDoors(l10n: L10n) -> impl IntoView {
    view! {
        <section>
            <h2 class="visually-hidden">{l10n.t("home-doors")}</h2>
            <ul class="doors">
                <Door icon="house" name=l10n.t("home-door-house") words=l10n.t("home-door-house-words") href="/houses"/>
                <Door icon="users" name=l10n.t("home-door-who") words=l10n.t("home-door-who-words") href="/organisations"/>
                <Door icon="zap-off" name=l10n.t("home-door-off") words=l10n.t("home-door-off-words")/>
                <Door icon="scale" name=l10n.t("home-door-law") words=l10n.t("home-door-law-words")/>
            </ul>
        </section>
    }
}

/// What the registry holds, in figures that are kept beside it.
#[component]
fn Known(l10n: L10n, houses: i64, organisations: i64) -> impl IntoView {
    let grouped = |number: i64| domain::kernel::text::grouped(number.unsigned_abs());
    let figures = vec![
        Fact::new(l10n.count("home-houses", houses), grouped(houses)),
        Fact::new(l10n.count("home-organisations", organisations), grouped(organisations)),
    ];
    (0 < houses).then(|| {
        view! {
            <section>
                <h2>{l10n.t("home-known")}</h2>
                <Figures figures/>
                <p>{l10n.t("home-sources")}</p>
            </section>
        }
    })
}
