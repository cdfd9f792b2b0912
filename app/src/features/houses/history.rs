//! What changed in what is known of a house, version by version.

use axum::extract::Path;
use domain::houses::{Fact, FactChange, HouseChange};
use domain::kernel::HouseId;
use domain::kernel::text;
use leptos::prelude::*;

use super::{facts, wish};
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Answer, Page};
use crate::ui::crumbs::Crumbs;
use crate::ui::empty::Empty;

/// GET `/houses/{house}/history`
pub async fn show(asked: Asked, Path(id): Path<String>) -> Answer {
    let id: HouseId = id.parse().map_err(|_| Failure::new(Kind::Missing, "missing"))?;
    let (address, changes) = service::houses::history(asked.ctx(), id).await?;
    let l10n = asked.l10n;
    Ok(Page::new(&asked, asked.t("history-of-house"), move || {
        let steps = vec![(l10n.t("houses-title"), "/houses".to_owned()), (address, wish::house(id))];
        let empty = changes.is_empty().then(|| {
            view! { <Empty title=l10n.t("history-empty") icon="history"><p>{l10n.t("history-empty-words")}</p></Empty> }
        });
        let changes = changes.into_iter().map(|change| view! { <Change l10n change/> });
        view! {
            <Crumbs l10n steps/>
            <h1>{l10n.t("history-of-house")}</h1>
            {empty}
            {changes.collect_view()}
        }
        .into_any()
    }))
}

#[component]
fn Change(l10n: L10n, change: HouseChange) -> impl IntoView {
    let seen = text::day(change.seen.date_naive());
    let title = match change.as_of {
        Some(day) => l10n.with("history-as-of", [("day", text::day(day))]),
        None => l10n.with("history-seen", [("day", seen.clone())]),
    };
    let count = l10n.count("history-facts", i64::try_from(change.facts.len()).unwrap_or_default());
    let version = l10n.with("history-version", [("number", change.version.to_string()), ("day", seen)]);
    let rows = change.facts.into_iter().map(|fact| view! { <Line l10n fact/> });
    view! {
        <section class="change">
            <h2>{title}</h2>
            <p class="hint">{count}" · "{version}</p>
            <dl class="facts">{rows.collect_view()}</dl>
        </section>
    }
}

#[component]
fn Line(l10n: L10n, fact: FactChange) -> impl IntoView {
    let (was, now) = (said(l10n, fact.was), said(l10n, fact.now));
    view! {
        <div class="facts__row">
            <dt>{facts::fact_name(l10n, &fact.name)}</dt>
            <dd>
                <span class="visually-hidden">{l10n.t("history-was")}": "</span><del class="change__was">{was}</del>
                <span aria-hidden="true">" → "</span><span class="visually-hidden">{l10n.t("history-now")}": "</span>
                <ins class="change__now">{now}</ins>
            </dd>
        </div>
    }
}

fn said(l10n: L10n, fact: Fact) -> String {
    match fact {
        Fact::Unknown => l10n.t("history-unknown"),
        Fact::Text(text) => text,
        Fact::Code(group, code) => facts::code(l10n, &format!("{group}-{code}"), &code),
        Fact::Number(number) => number.to_string(),
        Fact::Area(area) => area.to_string(),
        Fact::Day(day) => text::day(day),
        Fact::Flag(flag) => l10n.t(if flag { "yes" } else { "no" }),
    }
}
