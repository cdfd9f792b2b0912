//! The register of members of a house's association or cooperative: a file, looked at before it is loaded.

use axum::extract::Path;
use domain::kernel::{HouseId, RegisterId};
use domain::people::Permission;
use domain::registers::Whose;
use leptos::prelude::*;

use super::file::{FileForm, LoadForm, base};
use super::house::some;
use super::plan::{Faults, Understood};
use super::steps;
use crate::asked::Asked;
use crate::error::Failure;
use crate::page::{Answer, Page, id};
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Figures};
use crate::ui::notices::{ErrorSummary, Mood, Note};

/// GET `/desk/registers/{house}/members`
pub async fn show(asked: Asked, house: Path<String>) -> Answer {
    draw(&asked, id(house)?, None).await
}

/// The page, with what was wrong with a file.
pub async fn draw(asked: &Asked, house: HouseId, failure: Option<Failure>) -> Answer {
    let who = asked.staff(Permission::KeepRegister)?;
    let standing = service::registers::standing(asked.ctx(), &who, house).await?;
    let l10n = asked.l10n;
    Ok(Page::new(asked, asked.t("members-title"), move || {
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let stands = match standing.members {
            0 => l10n.t("members-none"),
            count => l10n.with("members-stand", [("count", count)]),
        };
        view! {
            <Crumbs l10n steps=steps(l10n, house)/>
            {summary}
            <h1>{l10n.t("members-title")}</h1>
            <p class="lead">{standing.address.clone()}</p>
            <p>{stands}</p>
            <p>{l10n.t("members-words")}</p>
            <FileForm l10n house whose=Whose::Members failure/>
        }
        .into_any()
    }))
}

/// GET `/desk/registers/{house}/members/{register}`
pub async fn plan(asked: Asked, Path((house, register)): Path<(String, String)>) -> Answer {
    asked.staff(Permission::KeepRegister)?;
    draw_plan(&asked, id(Path(house))?, id(Path(register))?, None).await
}

/// What loading would do, with why it was not done.
pub async fn draw_plan(asked: &Asked, house: HouseId, register: RegisterId, failure: Option<Failure>) -> Answer {
    let who = asked.staff(Permission::KeepRegister)?;
    let (plan, seen) = service::registers::plan_members(asked.ctx(), &who, house, register).await?;
    let l10n = asked.l10n;
    Ok(Page::new(asked, asked.t("register-plan-title"), move || {
        let summary = failure.map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let form = plan.is_good().then(|| view! { <LoadForm l10n house register whose=Whose::Members seen/> });
        let figures = vec![
            Fact::new(l10n.t("members-count"), plan.members.to_string()),
            Fact::new(l10n.t("members-before"), plan.before.to_string()),
            Fact::new(l10n.t("members-owners"), plan.owners.to_string()),
            Fact::new(l10n.t("members-known"), plan.known.to_string()),
        ];
        let again = (!plan.again.is_empty()).then(|| {
            view! { <Note mood=Mood::Warn><p>{l10n.t("members-again")}" "{some(l10n, &plan.again)}</p></Note> }
        });
        let strangers = (!plan.strangers.is_empty()).then(|| {
            view! { <Note mood=Mood::Warn><p>{l10n.t("members-strangers")}" "{some(l10n, &plan.strangers)}</p></Note> }
        });
        view! {
            <Crumbs l10n steps=steps(l10n, house)/>
            {summary}
            <h1>{l10n.t("register-plan-title")}</h1>
            <p class="lead">{l10n.t("members-plan-words")}</p>
            <Faults l10n faults=plan.faults.clone()/>
            <Understood l10n columns=plan.columns.clone()/>
            <Figures figures/>
            {again}
            {strangers}
            {form}
            <p><a href=base(house, Whose::Members)>{l10n.t("register-other-file")}</a></p>
        }
        .into_any()
    }))
}
