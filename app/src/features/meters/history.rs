//! One meter: its passport, use by month as a chart with its table, every reading ever sent.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::kernel::{MeterId, Volume, text};
use domain::meters::{MeterView, MonthUse, ReadingView};
use leptos::prelude::*;

use super::card::icon;
use super::page::id;
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, Section};
use crate::ui::chart::{Bar, BarChart};
use crate::ui::facts::{Fact, Facts};
use crate::ui::icon::Icon;

/// GET `/cabinet/meters/{meter}`
pub async fn show(asked: Asked, meter: Path<String>) -> Answer {
    let who = asked.resident()?;
    let id: MeterId = id(meter)?;
    let meter = service::meters::one(asked.ctx(), &who, id).await?;
    let months = service::meters::monthly_use(asked.ctx(), &who, id).await?;
    let readings = service::meters::history(asked.ctx(), &who, id).await?;
    let l10n = asked.l10n;
    let title = l10n.t(&format!("resource-{}", meter.device.resource.code().replace('_', "-")));
    let page = Page::new(&asked, title.clone(), move || {
        view! {
            <h1><Icon name=icon(meter.device.resource)/>{title}</h1>
            <Passport l10n meter=meter.clone()/>
            <Chart l10n meter=meter.clone() months/>
            <Readings l10n meter readings/>
        }
        .into_any()
    });
    Ok(page.in_cabinet(Section::Meters))
}

/// GET `/cabinet/meters/{meter}/use.csv`: the chart's figures for a spreadsheet.
pub async fn export(asked: Asked, meter: Path<String>) -> Result<Response, Failure> {
    let who = asked.resident()?;
    let months = service::meters::monthly_use(asked.ctx(), &who, id(meter)?).await?;
    let mut out = String::from("\u{feff}month;t1;t2;t3\r\n");
    for month in months {
        let values: Vec<_> = month.usage.iter().map(|value| value.to_string().replace('.', ",")).collect();
        out.push_str(&format!("{};{}\r\n", month.period, values.join(";")));
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"use.csv\""),
    ];
    Ok((headers, out).into_response())
}

#[component]
fn Passport(l10n: L10n, meter: MeterView) -> impl IntoView {
    let due = meter.device.verification_due.map(text::day);
    let facts = vec![
        Fact::new(l10n.t("passport-number"), meter.number),
        Fact::new(l10n.t("passport-model"), meter.model),
        Fact::new(l10n.t("passport-place"), meter.place),
        Fact::new(l10n.t("passport-address"), meter.address),
        Fact::new(l10n.t("passport-provider"), meter.provider),
        Fact::new(l10n.t("passport-verified"), meter.verified_on.map(text::day).unwrap_or_default()),
        Fact::new(l10n.t("passport-due"), due.unwrap_or_default()),
    ];
    view! { <Facts facts/> }
}

/// The last twelve months, the year before behind them in pale.
#[component]
fn Chart(l10n: L10n, meter: MeterView, months: Vec<MonthUse>) -> impl IntoView {
    let unit = meter.unit.symbol();
    let total = |month: &MonthUse| (!month.usage.is_empty()).then(|| month.usage.iter().copied().sum::<Volume>());
    let year = months.len().min(12);
    let (before, now) = months.split_at(months.len() - year);
    let bars = now.iter().enumerate().map(|(place, month)| {
        let last_year = before.len().checked_sub(year).and_then(|start| before.get(start + place)).and_then(total);
        Bar { label: text::month(month.period), value: total(month), before: last_year }
    });
    let export = format!("/cabinet/meters/{}/use.csv", meter.id);
    view! {
        <section class="consumption">
            <h2>{l10n.t("chart-title")}</h2>
            <BarChart l10n unit bars=bars.collect()/>
            <p><a href=export data-turbo="false">{l10n.t("chart-export")}</a></p>
        </section>
    }
}

#[component]
fn Readings(l10n: L10n, meter: MeterView, readings: Vec<ReadingView>) -> impl IntoView {
    let decimals = meter.decimals;
    let list = move |values: &[Volume]| values.iter().map(|v| v.russian(decimals)).collect::<Vec<_>>().join(" / ");
    let rows = readings.into_iter().map(|reading| {
        let class = if reading.living { "" } else { "replaced" };
        view! {
            <tr class=class>
                <th scope="row">{text::month(reading.period)}</th>
                <td>{list(&reading.values)}</td>
                <td>{list(&reading.usage)}</td>
                <td>{text::day(reading.taken_on)}</td>
                <td>
                    <a href=format!("/cabinet/readings/{}", reading.id)>
                        {if reading.living { l10n.t(&format!("stage-{}", reading.stage.code())) } else { l10n.t("reading-replaced") }}
                    </a>
                </td>
            </tr>
        }
    });
    view! {
        <section>
            <h2>{l10n.t("history-title")}</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label=l10n.t("history-title")>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{l10n.t("history-month")}</th>
                            <th scope="col">{format!("{}, {}", l10n.t("history-values"), meter.unit.symbol())}</th>
                            <th scope="col">{l10n.t("history-usage")}</th>
                            <th scope="col">{l10n.t("history-day")}</th>
                            <th scope="col">{l10n.t("history-stage")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
