//! Whom to ask when an account is not found.

use domain::accounts::WhomToAsk;
use domain::orgs::OrgRow;
use leptos::prelude::*;

use crate::i18n::L10n;
use crate::ui::icon::Icon;

/// The house's manager first, the inspectorate if the manager does not help.
#[component]
pub fn Whom(l10n: L10n, ask: WhomToAsk, open: bool) -> impl IntoView {
    let manager = match ask.manager {
        Some(firm) => view! { <li>{l10n.t("ask-manager")}" "<Firm firm/></li> }.into_any(),
        None => view! { <li>{l10n.t("ask-no-manager")}</li> }.into_any(),
    };
    let inspectorate = match ask.inspectorate {
        Some(firm) => view! { <li>{l10n.t("ask-inspectorate")}" "<Firm firm/></li> }.into_any(),
        None => view! { <li>{l10n.t("ask-any-inspectorate")}</li> }.into_any(),
    };
    view! {
        <details class="ask" open=open>
            <summary>{l10n.t("ask-title")}</summary>
            <ol class="ask__list">
                <li>{l10n.t("ask-check")}</li>
                {manager}
                {inspectorate}
            </ol>
        </details>
    }
}

#[component]
fn Firm(firm: OrgRow) -> impl IntoView {
    let number: String = firm.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let phone = (!number.is_empty()).then(|| {
        view! { <a class="ask__phone" href=format!("tel:{number}")><Icon name="phone"/>" "{firm.phone.clone()}</a> }
    });
    let sits = (!firm.address.is_empty()).then(|| view! { <span class="ask__address">{firm.address.clone()}</span> });
    view! { <span class="ask__firm"><a href=format!("/organisations/{}", firm.id)>{firm.name}</a>" "{phone}" "{sits}</span> }
}
