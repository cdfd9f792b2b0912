//! What is shown without a network: one page for everybody, kept by the browser, filled on the device.

use leptos::prelude::*;

use crate::asked::Asked;
use crate::doors::Doors;
use crate::i18n::L10n;
use crate::page::{Answer, Page};

/// The way in.
pub fn doors() -> Doors {
    Doors::default().get("/offline", show)
}

/// Numbers that work from any phone, without a card too.
const EMERGENCY: [(&str, &str); 5] = [("112", "112"), ("101", "101"), ("102", "102"), ("103", "103"), ("104", "104")];

/// GET `/offline`: nothing of a person is in it.
async fn show(asked: Asked) -> Answer {
    let l10n = asked.l10n;
    Ok(Page::new(&asked, asked.t("offline-title"), move || {
        let numbers = EMERGENCY.map(|(number, key)| {
            view! { <li><a href=format!("tel:{number}")>{number}</a>" — "{l10n.t(&format!("offline-emergency-{key}"))}</li> }
        });
        view! {
            <h1>{l10n.t("offline-title")}</h1>
            <p class="lead">{l10n.t("offline-lead")}</p>
            <p id="offline-nothing">{l10n.t("offline-nothing")}</p>
            <div id="offline-meters" class="meter-group__cards" hidden><h2>{l10n.t("offline-meters")}</h2></div>
            <Patterns l10n/>
            <p class="actions"><a class="button button--quiet" href="" data-turbo="false">{l10n.t("offline-retry")}</a></p>
            <section>
                <h2>{l10n.t("offline-emergency")}</h2>
                <ul>{numbers.into_iter().collect_view()}</ul>
            </section>
        }
        .into_any()
    }))
}

/// What the script makes cards of.
#[component]
fn Patterns(l10n: L10n) -> impl IntoView {
    view! {
        <template id="offline-card">
            <section class="meter-card">
                <header class="meter-card__head">
                    <h3 class="meter-card__title" data-part="title"></h3>
                    <p class="meter-card__facts" data-part="facts"></p>
                </header>
                <p role="status" data-part="done"></p>
                <form class="reading-entry__form">
                    <div data-part="figures"></div>
                    <div class="field">
                        <label class="field__label" data-part="day">{l10n.t("offline-day")}</label>
                        <input class="field__input field__input--date" type="date" name="taken_on" required/>
                    </div>
                    <button class="button" type="submit">{l10n.t("offline-save")}</button>
                </form>
            </section>
        </template>
        <template id="offline-figure">
            <div class="figure">
                <label class="figure__label"></label>
                <p class="figure__previous">{l10n.t("offline-previous")}" "<b data-part="previous"></b></p>
                <input class="figure__input" type="text" inputmode="decimal" autocomplete="off" required pattern="[0-9]+([.,][0-9]+)?"/>
            </div>
        </template>
    }
}
