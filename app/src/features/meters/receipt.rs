//! The receipt of one reading: what was accepted, for which month, and how far it got. Prints well.

use axum::extract::{Path, Query};
use domain::kernel::text;
use domain::meters::{ReadingView, Stage};
use leptos::prelude::*;
use serde::Deserialize;

use super::page::id;
use crate::asked::Asked;
use crate::i18n::L10n;
use crate::page::{Answer, Page, Section};
use crate::ui::facts::{Fact, Facts};
use crate::ui::icon::Icon;
use crate::ui::notices::{Mood, Note};

/// Came here right after sending.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    sent: String,
}

/// GET `/cabinet/readings/{reading}`
pub async fn show(asked: Asked, reading: Path<String>, Query(wish): Query<Wish>) -> Answer {
    let who = asked.resident()?;
    let reading = service::meters::receipt(asked.ctx(), &who, id(reading)?).await?;
    let l10n = asked.l10n;
    let page = Page::new(&asked, asked.t("receipt-title"), move || {
        let sent = !wish.sent.is_empty();
        view! {
            <h1>{l10n.t("receipt-title")}</h1>
            {sent.then(|| view! { <Note mood=Mood::Good><p role="status">{l10n.t("receipt-thanks")}</p></Note> })}
            <About l10n reading=reading.clone()/>
            <Trail l10n reading=reading.clone()/>
            <p><a href="/cabinet/meters">{l10n.t("receipt-back")}</a>" · "<a href=format!("/cabinet/meters/{}", reading.meter)>{l10n.t("meters-history-link")}</a></p>
        }
        .into_any()
    });
    Ok(page.in_cabinet(Section::Meters))
}

#[component]
fn About(l10n: L10n, reading: ReadingView) -> impl IntoView {
    let unit = reading.unit.symbol();
    let list = |values: &[domain::kernel::Volume]| {
        let values: Vec<_> = values.iter().map(|value| value.russian(0)).collect();
        format!("{} {unit}", values.join(" / "))
    };
    let warnings: Vec<String> =
        reading.warnings.iter().map(|warning| l10n.code(&format!("meters.{}", warning.code()), &[])).collect();
    let facts = vec![
        Fact::new(
            l10n.t("receipt-resource"),
            l10n.t(&format!("resource-{}", reading.resource.code().replace('_', "-"))),
        ),
        Fact::new(l10n.t("receipt-values"), list(&reading.values)),
        Fact::new(
            l10n.t("receipt-usage"),
            if reading.usage.is_empty() { "—".to_owned() } else { list(&reading.usage) },
        ),
        Fact::new(l10n.t("receipt-taken-on"), text::day(reading.taken_on)),
        Fact::new(l10n.t("receipt-period"), text::month(reading.period)),
        Fact::new(l10n.t("receipt-version"), reading.version.to_string()),
        Fact::new(l10n.t("receipt-reason"), reading.reason.clone()),
        Fact::new(l10n.t("receipt-warnings"), warnings.join(" ")),
        Fact::new(l10n.t("receipt-number"), reading.id.to_string()),
    ];
    view! { <Facts facts/> }
}

/// Steps done with their time, steps to come pale.
#[component]
fn Trail(l10n: L10n, reading: ReadingView) -> impl IntoView {
    let steps = Stage::ALL.map(|stage| {
        let done = reading.trail.iter().find(|event| event.stage == stage);
        let when = done.map(|event| {
            let at = event.at.format("%d.%m.%Y %H:%M UTC").to_string();
            if event.note.is_empty() { at } else { format!("{at}, {}", event.note) }
        });
        let class = if done.is_some() { "trail__step trail__step--done" } else { "trail__step" };
        view! {
            <li class=class>
                <Icon name=if done.is_some() { "check" } else { "clock" }/>
                <b>{l10n.t(&format!("stage-{}", stage.code()))}</b>
                <span class="trail__when">{when.unwrap_or_else(|| l10n.t("stage-waits"))}</span>
            </li>
        }
    });
    view! {
        <h2>{l10n.t("receipt-trail")}</h2>
        <ol class="trail">{steps.into_iter().collect_view()}</ol>
    }
}
