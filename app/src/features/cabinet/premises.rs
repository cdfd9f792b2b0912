//! The page of one home: accounts, area, services and whom to call, tenant, meters, consumption.

use axum::extract::Path;
use domain::accounts::HomeView;
use domain::kernel::{PremisesId, text};
use domain::meters::MeterView;
use leptos::prelude::*;

use super::charts::{Consumption, of_home};
use super::home::{AccountFacts, HouseCard, address};
use crate::asked::Asked;
use crate::i18n::L10n;
use crate::page::{Answer, Page, Section, id};
use crate::ui::button::ButtonLink;

/// GET `/cabinet/premises/{premises}`
pub async fn show(asked: Asked, premises: Path<String>) -> Answer {
    let who = asked.resident()?;
    let premises: PremisesId = id(premises)?;
    let ctx = asked.ctx();
    let home = service::accounts::home(ctx, &who, premises).await?;
    let meters = service::meters::of_premises(ctx, &who, premises).await?;
    let uses = of_home(ctx, &who, premises, &meters).await?;
    let passport = service::houses::passport(ctx, home.place.house).await?;
    let l10n = asked.l10n;
    let title = address(l10n, &home.place);
    let page = Page::new(&asked, title.clone(), move || {
        let charts = (!uses.is_empty()).then(|| view! { <Consumption l10n uses/> });
        let accounts = home.accounts.clone().into_iter().map(|account| view! { <AccountFacts l10n account/> });
        let accounts = accounts.collect_view();
        view! {
            <h1>{title}</h1>
            <Facts l10n home/>
            <section>
                <h2>{l10n.t("premises-accounts")}</h2>
                {accounts}
                <p><a href="/cabinet/accounts">{l10n.t("premises-accounts-link")}</a></p>
            </section>
            <Meters l10n meters/>
            {charts}
            <section>
                <h2>{l10n.t("cabinet-house")}</h2>
                <HouseCard l10n passport/>
            </section>
        }
        .into_any()
    });
    Ok(page.in_cabinet(Section::Home))
}

#[component]
fn Facts(l10n: L10n, home: HomeView) -> impl IntoView {
    let place = home.place;
    let number = |value: Option<i32>| value.map(|value| value.to_string()).unwrap_or_default();
    let tenant = home.tenant.map(|(name, contract, until)| {
        let until = until.map(|day| l10n.with("premises-tenant-until", [("day", text::day(day))])).unwrap_or_default();
        [name, contract, until].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let facts = [
        ("premises-area", place.area.to_string()),
        ("premises-rooms", number(place.rooms)),
        ("premises-floor", number(place.floor)),
        ("premises-entrance", number(place.entrance)),
        ("premises-tenant", tenant.unwrap_or_default()),
    ];
    let rows = facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| {
        view! { <div class="facts__row"><dt>{l10n.t(key)}</dt><dd>{value}</dd></div> }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

#[component]
fn Meters(l10n: L10n, meters: Vec<MeterView>) -> impl IntoView {
    let empty = meters.is_empty().then(|| view! { <p>{l10n.t("premises-no-meters")}</p> });
    let some = !meters.is_empty();
    let rows = meters.into_iter().map(|meter| {
        let resource = l10n.t(&format!("resource-{}", meter.device.resource.code().replace('_', "-")));
        let figures = meter.current.as_ref().map(|sent| sent.values.clone()).or(meter.previous.map(|last| last.values));
        let figures: Vec<String> =
            figures.unwrap_or_default().iter().map(|value| value.russian(meter.decimals)).collect();
        let last = if figures.is_empty() {
            "—".to_owned()
        } else {
            format!("{} {}", figures.join(" / "), meter.unit.symbol())
        };
        view! {
            <tr>
                <th scope="row"><a href=format!("/cabinet/meters/{}", meter.id)>{resource}</a>" "{meter.place}</th>
                <td>{meter.number}</td>
                <td>{last}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let table = some.then(|| {
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=l10n.t("premises-meters")>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{l10n.t("premises-meter")}</th>
                        <th scope="col">{l10n.t("passport-number")}</th>
                        <th scope="col">{l10n.t("premises-last")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p><ButtonLink text=l10n.t("cabinet-send-readings") href="/cabinet/meters"/></p>
        }
    });
    view! { <section><h2>{l10n.t("premises-meters")}</h2>{empty}{table}</section> }
}
