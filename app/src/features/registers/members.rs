//! The register of members of a house's association or cooperative: a file, looked at before it is loaded.

use axum::Form;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::{HouseId, RegisterId};
use domain::people::Permission;
use leptos::prelude::*;

use super::house::some;
use super::plan::{Confirmed, Faults, Understood};
use super::steps;
use crate::asked::Asked;
use crate::error::Failure;
use crate::page::{Answer, Page, id};
use crate::ui::button::Button;
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Figures};
use crate::ui::field::FileField;
use crate::ui::notices::{ErrorSummary, Mood, Note};
use crate::upload::Sent;

/// GET `/desk/registers/{house}/members`
pub async fn show(asked: Asked, house: Path<String>) -> Answer {
    draw(&asked, id(house)?, None).await
}

/// POST `/desk/registers/{house}/members`
pub async fn check(asked: Asked, house: Path<String>, sent: Sent) -> Result<Response, Failure> {
    let who = asked.staff(Permission::KeepRegister)?;
    let house = id(house)?;
    match service::registers::check_members(asked.ctx(), &who, house, &sent.file).await {
        Ok(load) => Ok(Redirect::to(&format!("/desk/registers/{house}/members/{load}")).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            Ok(draw(&asked, house, Some(failure.clone())).await?.refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// GET `/desk/registers/{house}/members.csv`: a table as it is read, for spreadsheets.
pub async fn example(asked: Asked, house: Path<String>) -> Result<Response, Failure> {
    let who = asked.staff(Permission::KeepRegister)?;
    service::registers::standing(asked.ctx(), &who, id(house)?).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"members.csv\""),
    ];
    Ok((headers, format!("\u{feff}{}", asked.t("members-example"))).into_response())
}

async fn draw(asked: &Asked, house: HouseId, failure: Option<Failure>) -> Answer {
    let who = asked.staff(Permission::KeepRegister)?;
    let standing = service::registers::standing(asked.ctx(), &who, house).await?;
    let l10n = asked.l10n;
    Ok(Page::new(asked, asked.t("members-title"), move || {
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let error = failure.map(|failure| failure.text).unwrap_or_default();
        let base = format!("/desk/registers/{house}/members");
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
            <p><a href=format!("{base}.csv")>{l10n.t("register-example")}</a></p>
            <form class="stack" method="post" action=base.clone() enctype="multipart/form-data">
                <FileField label=l10n.t("members-file") hint=l10n.t("register-file-hint") error accept=".csv,.txt,.xlsx"/>
                <p class="actions"><Button text=l10n.t("register-check")/></p>
            </form>
        }
        .into_any()
    }))
}

/// GET `/desk/registers/{house}/members/{register}`
pub async fn plan(asked: Asked, Path((house, register)): Path<(String, String)>) -> Answer {
    asked.staff(Permission::KeepRegister)?;
    draw_plan(&asked, id(Path(house))?, id(Path(register))?, None).await
}

/// POST `/desk/registers/{house}/members/{register}`
pub async fn load(
    asked: Asked,
    Path((house, register)): Path<(String, String)>,
    Form(confirmed): Form<Confirmed>,
) -> Result<Response, Failure> {
    let who = asked.staff(Permission::KeepRegister)?;
    let (house, register) = (id(Path(house))?, id(Path(register))?);
    match service::registers::load_members(asked.ctx(), &who, house, register, &confirmed.seen).await {
        Ok(()) => Ok(Redirect::to(&format!("/desk/registers/{house}?done=1")).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            Ok(draw_plan(&asked, house, register, Some(failure.clone())).await?.refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn draw_plan(asked: &Asked, house: HouseId, register: RegisterId, failure: Option<Failure>) -> Answer {
    let who = asked.staff(Permission::KeepRegister)?;
    let (plan, seen) = service::registers::plan_members(asked.ctx(), &who, house, register).await?;
    let l10n = asked.l10n;
    Ok(Page::new(asked, asked.t("register-plan-title"), move || {
        let summary = failure.map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let base = format!("/desk/registers/{house}/members");
        let form = plan.is_good().then(|| {
            view! {
                <form method="post" action=format!("{base}/{register}")>
                    <input type="hidden" name="seen" value=seen/>
                    <p class="actions"><Button text=l10n.t("members-load-now")/></p>
                </form>
            }
        });
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
            <p><a href=base>{l10n.t("register-other-file")}</a></p>
        }
        .into_any()
    }))
}
