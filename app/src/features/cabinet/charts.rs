//! Consumption of a home by resource: the meters of one resource added up, month by month.

use domain::kernel::{Period, PremisesId, Volume, text};
use domain::meters::{MeterView, MonthUse, Resource};
use leptos::prelude::*;
use service::{Ctx, Resident};

use crate::i18n::L10n;
use crate::ui::chart::{Bar, BarChart};

/// Months shown; the same months of the year before stand behind them.
const MONTHS: usize = 12;

/// One resource's use at one home.
#[derive(Clone, Debug)]
pub struct ResourceUse {
    resource: Resource,
    unit: &'static str,
    bars: Vec<Bar>,
}

/// The use of a home by resource, in the order of the bill. Resources of which nothing is known are left
/// out.
pub async fn of_home(
    ctx: &Ctx,
    who: &Resident,
    premises: PremisesId,
    meters: &[MeterView],
) -> service::Result<Vec<ResourceUse>> {
    let mut uses: Vec<ResourceUse> = Vec::new();
    let here: Vec<&MeterView> = meters.iter().filter(|meter| meter.premises == Some(premises)).collect();
    for group in here.chunk_by(|one, next| one.device.resource == next.device.resource) {
        let Some(first) = group.first() else { continue };
        let mut total: Vec<(Period, Option<Volume>)> = Vec::new();
        for meter in group {
            add(&mut total, &service::meters::monthly_use(ctx, who, meter.id).await?);
        }
        let bars = bars(&total);
        if bars.iter().any(|bar| bar.value.is_some() || bar.before.is_some()) {
            uses.push(ResourceUse { resource: first.device.resource, unit: first.unit.symbol(), bars });
        }
    }
    Ok(uses)
}

fn add(total: &mut Vec<(Period, Option<Volume>)>, months: &[MonthUse]) {
    for month in months {
        let used = (!month.usage.is_empty()).then(|| month.usage.iter().copied().sum::<Volume>());
        match total.iter_mut().find(|(period, _)| *period == month.period) {
            Some((_, sum)) => {
                *sum = [*sum, used].into_iter().flatten().reduce(|one, other| [one, other].into_iter().sum())
            }
            None => total.push((month.period, used)),
        }
    }
}

fn bars(total: &[(Period, Option<Volume>)]) -> Vec<Bar> {
    let (before, now) = total.split_at(total.len().saturating_sub(MONTHS));
    let last_year = |place: usize| before.len().checked_sub(now.len()).and_then(|start| before.get(start + place));
    now.iter()
        .enumerate()
        .map(|(place, (period, value))| Bar {
            label: text::month(*period),
            value: *value,
            before: last_year(place).and_then(|(_, value)| *value),
        })
        .collect()
}

/// Small charts beside each other.
#[component]
pub fn Consumption(l10n: L10n, uses: Vec<ResourceUse>) -> impl IntoView {
    let charts = uses.into_iter().map(|known| {
        let name = l10n.t(&format!("resource-{}", known.resource.code().replace('_', "-")));
        view! {
            <section class="consumption__one">
                <h3>{name}</h3>
                <BarChart l10n unit=known.unit bars=known.bars/>
            </section>
        }
    });
    let charts = charts.collect_view();
    view! {
        <section class="consumption consumption--small">
            <h2>{l10n.t("cabinet-consumption")}</h2>
            <div class="consumption__grid">{charts}</div>
        </section>
    }
}
