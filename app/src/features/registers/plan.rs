//! What loading a file would do: nothing is written before it is confirmed.

use axum::extract::Path;
use domain::kernel::{Area, HouseId, RegisterId};
use domain::people::Permission;
use domain::registers::{Change, Faulty, Plan, Whose};
use leptos::prelude::*;

use super::file::{LoadForm, base};
use super::house::some;
use super::steps;
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Facts, Figures};
use crate::ui::notices::{ErrorSummary, Mood, Note};
use crate::ui::table::Table;

/// Rows shown of a long list of faults or changes.
const ROWS: usize = 200;

/// GET `/desk/registers/{house}/{register}`
pub async fn show(asked: Asked, Path((house, register)): Path<(String, String)>) -> Answer {
    asked.staff(Permission::KeepRegister)?;
    draw(&asked, id(Path(house))?, id(Path(register))?, None).await
}

/// What loading would do, with why it was not done.
pub async fn draw(asked: &Asked, house: HouseId, register: RegisterId, failure: Option<Failure>) -> Answer {
    let who = asked.staff(Permission::KeepRegister)?;
    let (plan, seen) = service::registers::plan(asked.ctx(), &who, house, register).await?;
    let l10n = asked.l10n;
    Ok(Page::new(asked, asked.t("register-plan-title"), move || {
        let summary = failure.map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let (good, changes) = (plan.is_good(), plan.changes());
        // The same register is confirmed: whoever asked for it has it from then on.
        let form = good.then(|| view! { <LoadForm l10n house register whose=Whose::Owners seen/> });
        let nothing =
            (good && !changes).then(|| view! { <Note mood=Mood::Good><p>{l10n.t("register-same-all")}</p></Note> });
        view! {
            <Crumbs l10n steps=steps(l10n, house)/>
            {summary}
            <h1>{l10n.t("register-plan-title")}</h1>
            <p class="lead">{l10n.t("register-plan-words")}</p>
            <Faults l10n faults=plan.faults.clone()/>
            <Understood l10n columns=plan.columns.clone()/>
            {good.then(|| view! { <Sums l10n plan=plan.clone()/> })}
            {nothing}
            {form}
            <p><a href=base(house, Whose::Owners)>{l10n.t("register-other-file")}</a></p>
            <Changes l10n changes=plan.changed/>
        }
        .into_any()
    }))
}

#[component]
pub fn Faults(l10n: L10n, faults: Vec<Faulty>) -> impl IntoView {
    if faults.is_empty() {
        return ().into_any();
    }
    let title = l10n.with("register-faults", [("count", faults.len())]);
    let said = title.clone();
    let rows = faults.into_iter().take(ROWS).map(|faulty| {
        let text =
            l10n.code(&format!("register-fault.{}", faulty.fault.code()), &[("said".to_owned(), faulty.fault.said())]);
        vec![faulty.row.to_string(), text]
    });
    let head = vec![l10n.t("register-fault-row"), l10n.t("register-fault-what")];
    view! {
        <section>
            <Note mood=Mood::Bad><p>{said}</p></Note>
            <Table label=title head rows=rows.collect()/>
        </section>
    }
    .into_any()
}

/// Which column was taken for what.
#[component]
pub fn Understood(l10n: L10n, columns: Vec<(&'static str, String)>) -> impl IntoView {
    let columns: Vec<_> = columns.iter().map(|(name, head)| format!("{name} — «{head}»")).collect();
    view! { <Facts facts=vec![Fact::new(l10n.t("register-columns"), columns.join(", "))]/> }
}

#[component]
fn Sums(l10n: L10n, plan: Plan) -> impl IntoView {
    let figures = vec![
        Fact::new(l10n.t("register-new"), plan.new.len().to_string()),
        Fact::new(l10n.t("register-changed"), plan.changed.len().to_string()),
        Fact::new(l10n.t("register-same"), plan.same.to_string()),
        Fact::new(l10n.t("register-left"), plan.left.len().to_string()),
    ];
    let mut facts: Vec<Fact> = plan
        .areas
        .iter()
        .map(|(kind, area)| {
            Fact::new(l10n.t(&format!("register-area-{}", kind.code().replace('_', "-"))), area.to_string())
        })
        .collect();
    facts.push(Fact::new(l10n.t("register-area-after"), plan.total().to_string()));
    let fits = plan.passport.map(|passport| {
        let after = plan.total();
        facts.push(Fact::new(l10n.t("register-passport"), passport.to_string()));
        let difference = Area((after.0 - passport.0).abs());
        match after == passport {
            true => view! { <Note mood=Mood::Good><p>{l10n.t("register-fits")}</p></Note> }.into_any(),
            false => {
                let key = if passport < after { "register-more" } else { "register-less" };
                view! { <Note mood=Mood::Warn><p>{l10n.with(key, [("area", difference.to_string())])}</p></Note> }
                    .into_any()
            }
        }
    });
    facts.push(Fact::new(l10n.t("register-known"), format!("{} / {}", plan.known, plan.shares)));
    if !plan.new.is_empty() {
        facts.push(Fact::new(l10n.t("register-new-list"), some(l10n, &plan.new)));
    }
    if !plan.unknown.is_empty() {
        facts.push(Fact::new(l10n.t("register-unknown"), some(l10n, &plan.unknown)));
    }
    if !plan.left.is_empty() {
        facts.push(Fact::new(l10n.t("register-left-list"), some(l10n, &plan.left)));
    }
    view! { <Figures figures/>{fits}<Facts facts/> }
}

#[component]
fn Changes(l10n: L10n, changes: Vec<Change>) -> impl IntoView {
    if changes.is_empty() {
        return ().into_any();
    }
    let title = l10n.t("register-changes");
    let label = title.clone();
    let head = ["register-premises", "register-before", "register-after"].map(|key| l10n.t(key)).to_vec();
    let said = |area: Area, owners: &[String]| format!("{area}: {}", owners.join("; "));
    let rows = changes
        .into_iter()
        .take(ROWS)
        .map(|change| vec![change.premises.clone(), said(change.before, &change.had), said(change.after, &change.has)]);
    view! {
        <section>
            <h2>{title}</h2>
            <Table label head rows=rows.collect()/>
        </section>
    }
    .into_any()
}
