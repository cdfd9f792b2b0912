//! The provider's desk: readings that came in, taking them into a bill, reading days.

use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::{Period, Slice, text};
use domain::meters::{DeskRow, Resource, WindowRow};
use domain::people::Permission;
use leptos::prelude::*;
use serde::Deserialize;

use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, escape};
use crate::ui::button::Button;
use crate::ui::field::Field;
use crate::ui::notices::{ErrorSummary, Mood, Note};

/// Which month, from which row on, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    month: String,
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    taken: Option<u64>,
}

/// GET `/desk/readings`
pub async fn show(asked: Asked, Query(wish): Query<Wish>) -> Answer {
    let who = asked.staff(Permission::TakeReadings)?;
    let month = month_of(&asked, &wish.month);
    let list = service::meters::worklist(asked.ctx(), &who, month, wish.after.as_deref()).await?;
    let l10n = asked.l10n;
    Ok(Page::new(&asked, asked.t("desk-title"), move || {
        let taken = wish.taken.map(|count| {
            let text = l10n.with("desk-taken", [("count", count)]);
            view! { <Note mood=Mood::Good><p role="status">{text}</p></Note> }
        });
        view! {
            <h1>{l10n.t("desk-title")}</h1>
            {taken}
            <form class="row-form" method="get" action="/desk/readings">
                <Field name="month" label=l10n.t("desk-month") value=month.to_string() kind="month"/>
                <Button text=l10n.t("desk-show")/>
            </form>
            <Worklist l10n month list/>
            <p><a href="/desk/reading-days">{l10n.t("desk-days-title")}</a></p>
        }
        .into_any()
    }))
}

/// What the bill's form sends.
#[derive(Debug, Default, Deserialize)]
pub struct Bill {
    #[serde(default)]
    month: String,
    #[serde(default)]
    number: String,
}

/// POST `/desk/readings`
pub async fn bill(asked: Asked, Form(bill): Form<Bill>) -> Result<Response, Failure> {
    let who = asked.staff(Permission::TakeReadings)?;
    let month = month_of(&asked, &bill.month);
    let taken = service::meters::take_into_bills(asked.ctx(), &who, month, &bill.number).await?;
    Ok(Redirect::to(&format!("/desk/readings?month={month}&taken={taken}")).into_response())
}

fn month_of(asked: &Asked, text: &str) -> Period {
    text.parse().unwrap_or_else(|_| Period::of(asked.ctx().today("Europe/Moscow")))
}

#[component]
fn Worklist(l10n: L10n, month: Period, list: Slice<DeskRow>) -> impl IntoView {
    if list.rows.is_empty() {
        return view! { <p>{l10n.t("desk-empty")}</p> }.into_any();
    }
    let next = list.next.map(|next| {
        view! { <p><a href=format!("/desk/readings?month={month}&after={}", escape(&next))>{l10n.t("desk-next")}</a></p> }
    });
    let rows = list.rows.into_iter().map(|row| {
        let join =
            |values: &[domain::kernel::Volume]| values.iter().map(|v| v.russian(0)).collect::<Vec<_>>().join(" / ");
        let question: Vec<_> =
            row.warnings.iter().map(|warning| l10n.code(&format!("meters.{}", warning.code()), &[])).collect();
        view! {
            <tr>
                <th scope="row">{row.address}</th>
                <td>{resource_name(l10n, row.resource)}" № "{row.number}</td>
                <td>{format!("{} {}", join(&row.values), row.unit.symbol())}</td>
                <td>{join(&row.usage)}</td>
                <td>{text::day(row.taken_on)}</td>
                <td>{l10n.t(&format!("stage-{}", row.stage.code()))}</td>
                <td>{question.join(" ")}</td>
            </tr>
        }
    });
    let heads = [
        "desk-address",
        "desk-meter",
        "history-values",
        "history-usage",
        "history-day",
        "history-stage",
        "desk-question",
    ];
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=l10n.t("desk-title")>
            <table class="table">
                <thead><tr>{heads.map(|key| view! { <th scope="col">{l10n.t(key)}</th> }).into_iter().collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {next}
        <form method="post" action="/desk/readings">
            <input type="hidden" name="month" value=month.to_string()/>
            <Field name="number" label=l10n.t("desk-bill-number") hint=l10n.t("desk-bill-hint")/>
            <Button text=l10n.t("desk-bill")/>
        </form>
    }
    .into_any()
}

fn resource_name(l10n: L10n, resource: Resource) -> String {
    l10n.t(&format!("resource-{}", resource.code().replace('_', "-")))
}

/// What was typed about the days.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Days {
    #[serde(default)]
    resource: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    done: Option<String>,
}

/// GET `/desk/reading-days`
pub async fn days(asked: Asked, Query(days): Query<Days>) -> Answer {
    let who = asked.staff(Permission::SetWindow)?;
    let windows = service::meters::windows_of(asked.ctx(), &who).await?;
    Ok(draw_days(&asked, windows, days, None))
}

/// POST `/desk/reading-days`
pub async fn set_days(asked: Asked, Form(days): Form<Days>) -> Result<Response, Failure> {
    let who = asked.staff(Permission::SetWindow)?;
    let resource = Resource::from_code(&days.resource);
    match service::meters::set_window(asked.ctx(), &who, resource, &days.from, &days.to).await {
        Ok(_) => Ok(Redirect::to("/desk/reading-days?done=1").into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            let windows = service::meters::windows_of(asked.ctx(), &who).await?;
            Ok(draw_days(&asked, windows, days, Some(failure.clone())).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn draw_days(asked: &Asked, windows: Vec<WindowRow>, days: Days, refused: Option<Failure>) -> Page {
    let l10n = asked.l10n;
    Page::new(asked, asked.t("desk-days-title"), move || {
        let done = days
            .done
            .is_some()
            .then(|| view! { <Note mood=Mood::Good><p role="status">{l10n.t("desk-days-done")}</p></Note> });
        let rows = windows.iter().map(|row| view! { <li>{sentence(l10n, row)}</li> }).collect_view();
        let error = refused.as_ref().map(|failure| failure.text.clone());
        let chosen = days.resource.clone();
        let options = Resource::ALL.map(|resource| {
            let selected = chosen == resource.code();
            view! { <option value=resource.code() selected=selected>{resource_name(l10n, resource)}</option> }
        });
        view! {
            <h1>{l10n.t("desk-days-title")}</h1>
            {refused.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> })}
            {done}
            <h2>{l10n.t("desk-days-now")}</h2>
            <ul>{rows}</ul>
            <h2>{l10n.t("desk-days-change")}</h2>
            <form method="post" action="/desk/reading-days">
                <div class="field">
                    <label class="field__label" for="resource">{l10n.t("desk-days-resource")}</label>
                    <select class="field__input" id="resource" name="resource">
                        <option value="">{l10n.t("desk-days-all")}</option>
                        {options.into_iter().collect_view()}
                    </select>
                </div>
                <Field name="from" label=l10n.t("desk-days-from") value=days.from.clone() mode="numeric" most=2 error=error.unwrap_or_default()/>
                <Field name="to" label=l10n.t("desk-days-to") value=days.to.clone() mode="numeric" most=2 hint=l10n.t("desk-days-hint")/>
                <Button text=l10n.t("desk-days-set")/>
            </form>
        }
        .into_any()
    })
}

fn sentence(l10n: L10n, row: &WindowRow) -> String {
    let resource = row.resource.map_or_else(|| l10n.t("desk-days-all"), |resource| resource_name(l10n, resource));
    l10n.with(
        "desk-days-row",
        [
            ("resource", resource),
            ("from", row.window.from.to_string()),
            ("to", row.window.to.to_string()),
            ("since", text::day(row.begins_on)),
        ],
    )
}
