//! Bars by month, the year before behind them in pale, and the same figures as a table.

use domain::kernel::Volume;
use leptos::prelude::*;

use super::table::Table;
use crate::i18n::L10n;

/// One month.
#[derive(Clone, Debug)]
pub struct Bar {
    /// «ноябрь 2026»
    pub label: String,
    /// The figure; `None` when it is not known.
    pub value: Option<Volume>,
    /// The same month a year before.
    pub before: Option<Volume>,
}

const WIDTH: i64 = 480;
const HEIGHT: i64 = 232;
const FLOOR: i64 = 200;
/// Where the highest bar ends; its figure stands above.
const TOP: i64 = 28;

/// The chart with its table twin one press away.
#[component]
pub fn BarChart(l10n: L10n, unit: &'static str, bars: Vec<Bar>) -> impl IntoView {
    let most = bars.iter().flat_map(|bar| [bar.value, bar.before]).flatten().max().unwrap_or_default();
    let step = WIDTH / i64::try_from(bars.len().max(1)).unwrap_or(1);
    let columns = bars.iter().zip(0_i64..).map(|(bar, place)| column(l10n, unit, bar, place * step, step, most));
    let say = |value: Option<Volume>| value.map_or_else(|| "—".to_owned(), |value| value.russian(0));
    let head =
        vec![l10n.t("history-month"), format!("{}, {unit}", l10n.t("chart-this-year")), l10n.t("chart-last-year")];
    let rows = bars.iter().map(|bar| vec![bar.label.clone(), say(bar.value), say(bar.before)]).collect();
    view! {
        <figure class="bar-chart">
            <svg class="bar-chart__drawing" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=l10n.t("chart-label")>
                <text class="bar-chart__most" x="0" y=TOP - 10>{format!("{} {unit}", most.russian(0))}</text>
                <line class="bar-chart__top" x1="0" x2=WIDTH y1=TOP y2=TOP></line>
                <line class="bar-chart__floor" x1="0" x2=WIDTH y1=FLOOR y2=FLOOR></line>
                {columns.collect_view()}
            </svg>
            <figcaption class="bar-chart__legend">
                <span class="bar-chart__key">{format!("{}, {unit}", l10n.t("chart-this-year"))}</span>
                <span class="bar-chart__key bar-chart__key--before">{l10n.t("chart-last-year")}</span>
            </figcaption>
            <details class="bar-chart__twin">
                <summary>{l10n.t("chart-as-table")}</summary>
                <Table label=l10n.t("chart-title") head rows/>
            </details>
        </figure>
    }
}

fn column(l10n: L10n, unit: &str, bar: &Bar, left: i64, width: i64, most: Volume) -> impl IntoView + use<> {
    let height = |value: Volume| value.share_of(most, FLOOR - TOP);
    let gap = width / 5;
    let (now, before) = (bar.value.map(height), bar.before.map(height));
    let said = bar.value.map_or_else(|| l10n.t("chart-unknown"), |value| format!("{} {unit}", value.russian(0)));
    let tip = match bar.before {
        Some(value) => format!("{}: {said} ({} {} {unit})", bar.label, l10n.t("chart-before"), value.russian(0)),
        None => format!("{}: {said}", bar.label),
    };
    let month: String = bar.label.chars().take(3).collect();
    view! {
        <g class="bar-chart__column">
            <title>{tip}</title>
            <rect class="bar-chart__hit" x=left y="0" width=width height=FLOOR></rect>
            {before.map(|tall| view! { <rect class="bar-chart__before" x=left + gap / 2 y=FLOOR - tall width=width - gap height=tall></rect> })}
            {now.map(|tall| view! { <rect class="bar-chart__bar" x=left + gap y=FLOOR - tall width=width - 2 * gap height=tall></rect> })}
            <text class="bar-chart__month" x=left + width / 2 y=FLOOR + 22 text-anchor="middle">{month}</text>
        </g>
    }
}
