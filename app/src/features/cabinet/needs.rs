//! What needs the person today, the most pressing first: decided from what is known, then drawn.

use domain::kernel::{Date, text};
use domain::meters::MeterView;
use leptos::prelude::*;

use crate::i18n::L10n;
use crate::ui::icon::Icon;

/// A verification that runs out within so many days is worth a word.
const SOON_DAYS: i64 = 60;
/// A window that closes within so many days is pressing.
const CLOSING_DAYS: i64 = 3;

/// One thing that asks for attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// How pressing: the smaller the sooner.
    pub rank: Rank,
    /// What to say, the key of the text.
    pub key: &'static str,
    /// The parts of the text.
    pub parts: Vec<(&'static str, String)>,
    /// Where to do it, and the key of the verb.
    pub action: Option<(String, &'static str)>,
}

/// How pressing a need is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Late already.
    Overdue,
    /// In a few days.
    Soon,
    /// There is time.
    Calm,
}

/// The needs of a person's meters.
pub fn of_meters(l10n: L10n, meters: &[MeterView]) -> Vec<Need> {
    let living: Vec<&MeterView> = meters.iter().filter(|meter| !meter.device.archived).collect();
    let mut needs: Vec<Need> = windows(l10n, &living);
    needs.extend(living.iter().filter_map(|meter| verification(l10n, meter)));
    needs.sort_by_key(|need| need.rank);
    needs
}

/// One need for each window: its meters that wait, or the day it opens.
fn windows(l10n: L10n, meters: &[&MeterView]) -> Vec<Need> {
    let mut groups: Vec<((Date, Date, &str), Vec<&MeterView>)> = Vec::new();
    for meter in meters.iter().filter(|meter| meter.current.is_none()) {
        let Some((opens, closes)) = meter.device.window.map(|window| window.days(meter.period)) else { continue };
        let key = (opens, closes, meter.address.as_str());
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, waiting)) => waiting.push(meter),
            None => groups.push((key, vec![meter])),
        }
    }
    groups
        .into_iter()
        .map(|((opens, closes, address), waiting)| window(l10n, (opens, closes), address, &waiting))
        .collect()
}

fn window(l10n: L10n, days: (Date, Date), address: &str, waiting: &[&MeterView]) -> Need {
    let (opens, closes) = days;
    let today = waiting.first().map_or(opens, |meter| meter.today);
    let names: Vec<String> = waiting.iter().map(|meter| name(l10n, meter)).collect();
    let left = (closes - today).num_days();
    let mut parts = vec![("meters", names.join(", ")), ("address", address.to_owned()), ("closes", text::day(closes))];
    let (rank, key) = if today < opens {
        parts.push(("opens", text::day(opens)));
        (Rank::Calm, "need-window-opens")
    } else if left < 0 {
        (Rank::Overdue, "need-window-late")
    } else {
        let rank = if left <= CLOSING_DAYS { Rank::Soon } else { Rank::Calm };
        (rank, if left == 0 { "need-window-last-day" } else { "need-window-closes" })
    };
    parts.push(("left", left.to_string()));
    Need { rank, key, parts, action: Some(("/cabinet/meters".to_owned(), "cabinet-send-readings")) }
}

fn verification(l10n: L10n, meter: &MeterView) -> Option<Need> {
    let due = meter.device.verification_due?;
    let left = (due - meter.today).num_days();
    let (rank, key) = match left {
        ..0 => (Rank::Overdue, "need-verification-over"),
        0..=SOON_DAYS => (Rank::Soon, "need-verification-soon"),
        _ => return None,
    };
    let parts = vec![("meter", name(l10n, meter)), ("number", meter.number.clone()), ("day", text::day(due))];
    Some(Need { rank, key, parts, action: Some((format!("/cabinet/meters/{}", meter.id), "need-verification-open")) })
}

/// «холодная вода (кухня)»
fn name(l10n: L10n, meter: &MeterView) -> String {
    let resource = l10n.t(&format!("resource-{}", meter.device.resource.code().replace('_', "-"))).to_lowercase();
    if meter.place.is_empty() { resource } else { format!("{resource} ({})", meter.place) }
}

/// The list on top of the cabinet; calm words when there is nothing to do.
#[component]
pub fn Needs(l10n: L10n, needs: Vec<Need>) -> impl IntoView {
    let none = needs
        .is_empty()
        .then(|| view! { <p class="needs__none"><Icon name="circle-check"/>" "{l10n.t("needs-none")}</p> });
    let rows = needs.into_iter().map(|need| {
        let (class, icon, word) = match need.rank {
            Rank::Overdue => ("need need--overdue", "circle-alert", "need-rank-overdue"),
            Rank::Soon => ("need need--soon", "clock", "need-rank-soon"),
            Rank::Calm => ("need", "calendar-days", "need-rank-calm"),
        };
        let text = l10n.with(need.key, need.parts);
        let action = need.action.map(|(href, key)| view! { <a class="need__action" href=href>{l10n.t(key)}</a> });
        view! {
            <li class=class>
                <span class="need__rank"><Icon name=icon/>" "{l10n.t(word)}</span>
                <p class="need__text">{text}</p>
                {action}
            </li>
        }
    });
    view! {
        <section class="needs">
            <h2>{l10n.t("needs-title")}</h2>
            {none}
            <ul class="needs__list">{rows.collect_view()}</ul>
        </section>
    }
}
