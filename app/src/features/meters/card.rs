//! One meter on the page of entry: what it is, what was sent, and the form.

use domain::kernel::text;
use domain::meters::{EntryView, MeterView, ReadingDraft, ReadingView, Resource, Stage};
use leptos::prelude::*;

use super::island::{ReadingEntry, Words};
use crate::error::Failure;
use crate::i18n::L10n;
use crate::ui::icon::Icon;

/// The sign of a resource.
pub const fn icon(resource: Resource) -> &'static str {
    match resource {
        Resource::ColdWater => "droplet",
        Resource::HotWater => "droplets",
        Resource::Electricity => "zap",
        Resource::Gas => "flame",
        Resource::Heat => "thermometer",
    }
}

/// The form of a card as it is to be drawn.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// What stands in the fields.
    pub draft: ReadingDraft,
    /// Why it was refused.
    pub refused: Option<Failure>,
    /// A sent reading is being corrected.
    pub fixing: bool,
}

/// The card.
#[component]
pub fn MeterCard(l10n: L10n, meter: MeterView, words: Words, entry: Entry) -> impl IntoView {
    let resource = meter.device.resource;
    let name = l10n.t(&format!("resource-{}", resource.code().replace('_', "-")));
    let heading = format!("meter-{}", meter.id);
    let due = meter.device.verification_due;
    let overdue = due.is_some_and(|due| due < meter.today);
    let archived = meter.device.archived;
    let history = format!("/cabinet/meters/{}", meter.id);
    let body = match (&meter.current, archived) {
        (_, true) => view! { <p class="meter-card__archived">{l10n.t("meters-archived")}</p> }.into_any(),
        (Some(sent), false) if !entry.fixing => view! { <Sent l10n meter=meter.clone() sent=sent.clone()/> }.into_any(),
        _ => view! { <ReadingEntry meter=EntryView::from(&meter) words draft=entry.draft refused=entry.refused action="/cabinet/meters".to_owned()/> }.into_any(),
    };
    view! {
        <section class=format!("meter-card meter-card--{}", resource.code()) aria-labelledby=heading.clone() id=format!("m{}", meter.id)>
            <header class="meter-card__head">
                <h3 class="meter-card__title" id=heading.clone()><Icon name=icon(resource)/>{name}{place(&meter)}</h3>
                <p class="meter-card__facts">
                    {l10n.with("meters-number", [("number", meter.number.clone())])}
                    {due.map(|due| view! {
                        <span class:overdue=overdue>
                            {l10n.with(if overdue { "meters-verification-over" } else { "meters-verification-due" }, [("day", text::day(due))])}
                        </span>
                    })}
                </p>
            </header>
            {body}
            <p class="meter-card__more"><a href=history>{l10n.t("meters-history-link")}</a></p>
        </section>
    }
}

fn place(meter: &MeterView) -> Option<String> {
    (!meter.place.is_empty()).then(|| format!(" · {}", meter.place))
}

/// The folded card of a sent reading.
#[component]
fn Sent(l10n: L10n, meter: MeterView, sent: ReadingView) -> impl IntoView {
    let values: Vec<String> = sent.values.iter().map(|value| value.russian(meter.decimals)).collect();
    let used: domain::kernel::Volume = sent.usage.iter().copied().sum();
    let line = format!("{} {}", values.join(" / "), meter.unit.symbol());
    let used = (!sent.usage.is_empty())
        .then(|| l10n.with("meters-used", [("used", format!("{} {}", used.russian(0), meter.unit.symbol()))]));
    let fix = (sent.stage != Stage::Billed).then(|| {
        view! { <a href=format!("/cabinet/meters?fix={0}#m{0}", meter.id)>{l10n.t("meters-entry-fix")}</a> }
    });
    view! {
        <div class="sent-reading">
            <p class="sent-reading__line"><Icon name="check"/><b>{line}</b>" "{used}</p>
            <p class="sent-reading__stage">
                {l10n.t(&format!("stage-{}", sent.stage.code()))}", "{l10n.with("meters-for-month", [("month", text::month(sent.period))])}
            </p>
            <p class="sent-reading__links"><a href=format!("/cabinet/readings/{}", sent.id)>{l10n.t("meters-entry-receipt")}</a>" "{fix}</p>
        </div>
    }
}
