//! The page «Внесение текущих показаний» and its form's target.

use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::{MeterId, text};
use domain::meters::{MeterView, ReadingDraft};
use leptos::prelude::*;
use serde::Deserialize;

use super::card::{Entry, MeterCard};
use super::words::words;
use super::{calculation, desk, history, receipt};
use crate::asked::Asked;
use crate::doors::Doors;
use crate::error::Failure;
pub use crate::page::id;
use crate::page::{Answer, Page, Section};
use crate::ui::notices::ErrorSummary;

/// The doors of meters.
pub fn doors() -> Doors {
    Doors::default()
        .get("/cabinet/meters", show)
        .post("/cabinet/meters", send)
        .get("/cabinet/meters/{meter}", history::show)
        .get("/cabinet/meters/{meter}/use.csv", history::export)
        .get("/cabinet/readings/{reading}", receipt::show)
        .get("/desk/readings", desk::show)
        .post("/desk/readings", desk::bill)
        .get("/desk/reading-days", desk::days)
        .post("/desk/reading-days", desk::set_days)
        .post("/api/v1/calculations/reading", calculation::reading)
}

/// Which card is open for a correction.
#[derive(Debug, Default, Deserialize)]
struct Wish {
    #[serde(default)]
    fix: String,
}

async fn show(asked: Asked, Query(wish): Query<Wish>) -> Answer {
    let who = asked.resident()?;
    let meters = service::meters::of_person(asked.ctx(), &who).await?;
    Ok(draw(&asked, meters, wish.fix.parse().ok(), None))
}

/// Without WASM the form comes here: on to the receipt, or back to the page with what was typed.
async fn send(asked: Asked, Form(draft): Form<ReadingDraft>) -> Result<Response, Failure> {
    let who = asked.resident()?;
    match service::meters::submit(asked.ctx(), &who, &draft).await {
        Ok(kept) => Ok(Redirect::to(&format!("/cabinet/readings/{}?sent=1", kept.id)).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            let meters = service::meters::of_person(asked.ctx(), &who).await?;
            let fixing = draft.meter.parse().ok();
            Ok(draw(&asked, meters, fixing, Some((draft, failure.clone()))).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn draw(
    asked: &Asked,
    meters: Vec<MeterView>,
    fixing: Option<MeterId>,
    refused: Option<(ReadingDraft, Failure)>,
) -> Page {
    let l10n = asked.l10n;
    let person = asked.visitor.person.as_ref().map(|person| person.id.to_string()).unwrap_or_default();
    Page::new(asked, asked.t("meters-title"), move || {
        let summary = refused.as_ref().map(|(draft, failure)| {
            let mut failure = failure.clone();
            failure.field = failure.field.map(|field| format!("m{}-{field}", draft.meter));
            view! { <ErrorSummary l10n failures=vec![failure]/> }
        });
        let known = remembered(l10n, &meters);
        let cards = meters
            .chunk_by(|one, next| one.premises == next.premises)
            .map(|group| premises(l10n, group, fixing, refused.as_ref()))
            .collect_view();
        let empty = meters.is_empty().then(|| {
            view! {
                <p>{l10n.t("meters-empty")}</p>
                <p><a class="button" href="/cabinet/accounts/link">{l10n.t("accounts-link-button")}</a></p>
            }
        });
        view! {
            <h1>{l10n.t("meters-title")}</h1>
            {summary}
            {empty}
            {cards}
            <div hidden data-person=person data-meters=known></div>
        }
        .into_any()
    })
    .in_cabinet(Section::Meters)
}

/// What the browser remembers of the meters for the day without a network.
fn remembered(l10n: crate::i18n::L10n, meters: &[MeterView]) -> String {
    let living = meters.iter().filter(|meter| !meter.device.archived);
    let cards = living.map(|meter| {
        let name = l10n.t(&format!("resource-{}", meter.device.resource.code().replace('_', "-")));
        let number = l10n.with("meters-number", [("number", meter.number.clone())]);
        let label = |tariff: u32| match meter.device.tariffs {
            1 => l10n.t("meters-entry-value"),
            _ => l10n.t(&format!("meters-entry-tariff-{tariff}")),
        };
        let previous = meter.previous.iter().flat_map(|figures| &figures.values);
        let sent =
            meter.current.as_ref().map(|sent| l10n.with("meters-for-month", [("month", text::month(sent.period))]));
        serde_json::json!({
            "id": meter.id.to_string(),
            "title": if meter.place.is_empty() { name } else { format!("{name} · {}", meter.place) },
            "facts": format!("{}, {number}", meter.address),
            "unit": meter.unit.symbol(),
            "labels": (1..=meter.device.tariffs).map(label).collect::<Vec<_>>(),
            "previous": previous.map(|value| value.russian(meter.decimals)).collect::<Vec<_>>(),
            "sent": sent,
            "period": meter.period.to_string(),
            "current": meter.current.iter().flat_map(|sent| &sent.values).map(|value| value.russian(meter.decimals)).collect::<Vec<_>>(),
        })
    });
    serde_json::Value::Array(cards.collect()).to_string()
}

/// The meters of one place under its address, with the provider's days in a sentence.
fn premises(
    l10n: crate::i18n::L10n,
    meters: &[MeterView],
    fixing: Option<MeterId>,
    refused: Option<&(ReadingDraft, Failure)>,
) -> impl IntoView + use<> {
    let address = meters.first().map(|meter| meter.address.clone()).unwrap_or_default();
    let window = meters.iter().find_map(|meter| {
        let (opens, closes) = meter.device.window?.days(meter.period);
        Some(l10n.with("meters-window", [("from", text::day(opens)), ("to", text::day(closes))]))
    });
    let cards = meters.iter().map(|meter| {
        let entry = entry(meter, fixing, refused);
        view! { <MeterCard l10n meter=meter.clone() words=words(l10n) entry/> }
    });
    view! {
        <section class="meter-group">
            <h2>{address}</h2>
            {window.map(|window| view! { <p class="meter-group__window">{window}</p> })}
            <div class="meter-group__cards">{cards.collect_view()}</div>
        </section>
    }
}

/// The form of a card: what was refused, what is being corrected, or empty with today's date.
fn entry(meter: &MeterView, fixing: Option<MeterId>, refused: Option<&(ReadingDraft, Failure)>) -> Entry {
    if let Some((draft, failure)) = refused
        && draft.meter == meter.id.to_string()
    {
        return Entry { draft: draft.clone(), refused: Some(failure.clone()), fixing: true };
    }
    let fixing = fixing == Some(meter.id);
    let known = meter.current.as_ref().filter(|_| fixing);
    let value = |place: usize| {
        known
            .and_then(|sent| sent.values.get(place))
            .map(|value| value.to_string().replace('.', ","))
            .unwrap_or_default()
    };
    let draft = ReadingDraft {
        meter: meter.id.to_string(),
        key: uuid::Uuid::new_v4().to_string(),
        taken_on: known.map_or(meter.today, |sent| sent.taken_on).to_string(),
        t1: value(0),
        t2: value(1),
        t3: value(2),
        ..ReadingDraft::default()
    };
    Entry { draft, refused: None, fixing }
}
