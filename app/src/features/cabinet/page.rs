//! The cabinet's first screen: today first, then my homes, then quiet facts.

use std::collections::BTreeSet;

use domain::accounts::HomeView;
use domain::houses::HousePassport;
use domain::meetings::{MeetingRow, Phase};
use domain::meters::MeterView;
use domain::notices::NoticeView;
use domain::people::Permission;
use leptos::prelude::*;
use service::Error;

use super::charts::{Consumption, ResourceUse, of_home};
use super::feed::Feed;
use super::home::{HomeCard, HouseCard};
use super::needs::{Needs, of_meters};
use crate::asked::Asked;
use crate::i18n::L10n;
use crate::page::{Answer, Page, Section};
use crate::ui::button::ButtonLink;
use crate::ui::notices::{Mood, Note};

/// Messages the first screen shows.
const FEED: u64 = 8;
/// Houses whose passports the first screen shows.
const HOUSES: usize = 3;

/// GET `/cabinet`
pub async fn show(asked: Asked) -> Answer {
    let who = asked.resident()?;
    let ctx = asked.ctx();
    let homes = service::accounts::homes(ctx, &who).await?;
    let meters = service::meters::of_person(ctx, &who).await?;
    let notices = service::notices::feed(ctx, &who, FEED).await?;
    let meetings = service::meetings::awaiting(ctx, &who).await?;
    let uses = match homes.first() {
        Some(home) => of_home(ctx, &who, home.place.id, &meters).await?,
        None => Vec::new(),
    };
    let mut houses = Vec::new();
    let ids: BTreeSet<_> = homes.iter().map(|home| home.place.house).collect();
    for id in ids.into_iter().take(HOUSES) {
        match service::houses::passport(ctx, id).await {
            Ok(passport) => houses.push(passport),
            Err(Error::Missing(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let l10n = asked.l10n;
    let desks = desks(&asked);
    let page = Page::new(&asked, asked.t("cabinet-title"), move || {
        let homeless = homes.is_empty();
        let body = if homeless { first_step(l10n).into_any() } else { today(l10n, &meters, homes).into_any() };
        view! {
            <h1>{l10n.t("cabinet-title")}</h1>
            <Desks l10n desks/>
            <Meetings l10n meetings/>
            {body}
            {facts(l10n, uses, notices, houses)}
        }
        .into_any()
    });
    Ok(page.in_cabinet(Section::Home))
}

/// Where the person works, by what their roles allow: address and key of the name.
fn desks(asked: &Asked) -> Vec<(&'static str, &'static str)> {
    let all = [
        ("/desk/readings", "desk-title", asked.staff(Permission::TakeReadings).is_ok()),
        ("/desk/addresses", "addresses-title", asked.operator().is_ok()),
        ("/desk/registers", "registers-title", asked.staff(Permission::KeepRegister).is_ok()),
        ("/desk/inspection", "inspection-title", asked.staff(Permission::CheckMeetings).is_ok()),
    ];
    all.into_iter().filter(|(_, _, may)| *may).map(|(href, key, _)| (href, key)).collect()
}

#[component]
fn Desks(l10n: L10n, desks: Vec<(&'static str, &'static str)>) -> impl IntoView {
    (!desks.is_empty()).then(|| {
        let links = desks.into_iter().map(|(href, key)| view! { <li><a href=href>{l10n.t(key)}</a></li> });
        view! { <nav aria-labelledby="desks"><h2 id="desks">{l10n.t("cabinet-desks")}</h2><ul>{links.collect_view()}</ul></nav> }
    })
}

/// «Идёт голосование»: meetings of the person's houses that go on or are announced.
#[component]
fn Meetings(l10n: L10n, meetings: Vec<MeetingRow>) -> impl IntoView {
    let notes = meetings.into_iter().map(|row| {
        let voting = row.phase == Phase::Voting;
        let (mood, key) = if voting { (Mood::Good, "cabinet-voting") } else { (Mood::Quiet, "cabinet-meeting-soon") };
        let at = if voting { row.closes } else { row.opens };
        let at = at.map(|at| service::meetings::local_words(at, &row.time_zone)).unwrap_or_default();
        let words = l10n.with(key, [("address", row.address), ("at", at)]);
        view! { <Note mood><p><a href=format!("/meetings/{}", row.id)>{words}</a></p></Note> }
    });
    notes.collect_view()
}

/// Nobody has an account linked at first: say what it is for and where its number stands.
fn first_step(l10n: L10n) -> impl IntoView {
    view! {
        <section class="empty">
            <h2 class="empty__title">{l10n.t("cabinet-empty-title")}</h2>
            <p>{l10n.t("cabinet-empty-lead")}</p>
            <p><ButtonLink text=l10n.t("accounts-link-button") href="/cabinet/accounts/link"/></p>
        </section>
    }
}

fn today(l10n: L10n, meters: &[MeterView], homes: Vec<HomeView>) -> impl IntoView + use<> {
    let needs = of_meters(l10n, meters);
    let cards = homes.into_iter().map(|home| view! { <HomeCard l10n home/> }).collect_view();
    view! {
        <Needs l10n needs/>
        <section class="homes">
            <h2>{l10n.t("cabinet-homes")}</h2>
            <div class="homes__cards">{cards}</div>
        </section>
    }
}

fn facts(
    l10n: L10n,
    uses: Vec<ResourceUse>,
    notices: Vec<NoticeView>,
    houses: Vec<HousePassport>,
) -> impl IntoView + use<> {
    let charts = (!uses.is_empty()).then(|| view! { <Consumption l10n uses/> });
    let houses = (!houses.is_empty()).then(|| {
        let cards = houses.into_iter().map(|passport| view! { <HouseCard l10n passport/> }).collect_view();
        view! { <section><h2>{l10n.t("cabinet-house")}</h2>{cards}</section> }
    });
    view! {
        <Feed l10n notices/>
        {houses}
        {charts}
    }
}
