//! The operator's desk of addresses: houses the state register could not be matched to for certain.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::addresses::{AddressSums, Candidate, QueueRow};
use domain::kernel::Slice;
use domain::kernel::text::grouped;
use leptos::prelude::*;
use serde::Deserialize;

use crate::asked::Asked;
use crate::doors::Doors;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::link::link;
use crate::page::{Answer, Page, id};
use crate::ui::button::Button;
use crate::ui::empty::Empty;
use crate::ui::facts::{Fact, Figures};
use crate::ui::notices::{ErrorSummary, Mood, Note};

/// Said of a house the register has not.
const NONE: &str = "none";

/// The desk's doors.
pub fn doors() -> Doors {
    Doors::default().get("/desk/addresses", show).post("/desk/addresses/{house}", decide)
}

/// From which house on, and whether one was just decided.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wish {
    after: String,
    done: String,
}

/// GET `/desk/addresses`
async fn show(asked: Asked, Query(wish): Query<Wish>) -> Answer {
    draw(&asked, wish, None).await
}

async fn draw(asked: &Asked, wish: Wish, failure: Option<Failure>) -> Answer {
    let who = asked.operator()?;
    let list = service::addresses::queue(asked.ctx(), &who, wish.after.parse().ok()).await?;
    let sums = service::addresses::sums(asked.ctx()).await?;
    let l10n = asked.l10n;
    Ok(Page::new(asked, asked.t("addresses-title"), move || {
        let done = (!wish.done.is_empty())
            .then(|| view! { <Note mood=Mood::Good><p role="status">{l10n.t("addresses-done")}</p></Note> });
        let summary = failure.map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        view! {
            {summary}
            {done}
            <h1>{l10n.t("addresses-title")}</h1>
            <p class="lead">{l10n.t("addresses-words")}</p>
            <Sums l10n sums/>
            <Queue l10n list after=wish.after/>
        }
        .into_any()
    }))
}

#[component]
fn Sums(l10n: L10n, sums: AddressSums) -> impl IntoView {
    let figure = |number: i64| grouped(number.unsigned_abs());
    let figures = vec![
        Fact::new(l10n.t("addresses-matched"), figure(sums.matched)),
        Fact::new(l10n.t("addresses-doubtful"), figure(sums.doubtful)),
        Fact::new(l10n.t("addresses-absent"), figure(sums.absent)),
    ];
    view! { <Figures figures/> }
}

#[component]
fn Queue(l10n: L10n, list: Slice<QueueRow>, after: String) -> impl IntoView {
    if list.rows.is_empty() && !after.is_empty() {
        return view! { <p><a href="/desk/addresses">{l10n.t("addresses-from-start")}</a></p> }.into_any();
    }
    if list.rows.is_empty() {
        return view! {
            <Empty title=l10n.t("addresses-nothing") icon="house"><p>{l10n.t("addresses-nothing-words")}</p></Empty>
        }
        .into_any();
    }
    let next = list.next.map(|next| {
        view! { <p><a href=link("/desk/addresses", &[("after", &next)])>{l10n.t("addresses-next")}</a></p> }
    });
    let rows = list.rows.into_iter().map(|row| view! { <Row l10n row after=after.clone()/> });
    view! { <ol class="rows">{rows.collect_view()}</ol>{next} }.into_any()
}

#[component]
fn Row(l10n: L10n, row: QueueRow, after: String) -> impl IntoView {
    let action = link(&format!("/desk/addresses/{}", row.house), &[("after", &after)]);
    let candidates = row.candidates.into_iter().map(|candidate| option(l10n, candidate));
    view! {
        <li>
            <form class="address-row" method="post" action=action>
                <input type="hidden" name="shown" value=row.address.clone()/>
                <fieldset class="address-row__choices">
                    <legend><a href=format!("/houses/{}", row.house)>{row.address}</a></legend>
                    {candidates.collect_view()}
                    <label class="choice">
                        <input type="radio" name="object" value=NONE/>
                        <span>{l10n.t("addresses-none")}</span>
                    </label>
                </fieldset>
                <p class="actions"><Button text=l10n.t("addresses-decide")/></p>
            </form>
        </li>
    }
}

fn option(l10n: L10n, candidate: Candidate) -> impl IntoView {
    let doubts: Vec<String> =
        candidate.doubts.iter().map(|doubt| l10n.t(&format!("addresses-doubt-{}", doubt.code()))).collect();
    let like = l10n.with("addresses-like", [("percent", candidate.percent.to_string())]);
    view! {
        <label class="choice">
            <input type="radio" name="object" value=candidate.object/>
            <span>{candidate.line()}<span class="address-row__why">{like}{": "}{doubts.join("; ")}</span></span>
        </label>
    }
}

/// What a row's form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Choice {
    object: String,
    shown: String,
}

/// POST `/desk/addresses/{house}`
async fn decide(
    asked: Asked,
    house: Path<String>,
    Query(wish): Query<Wish>,
    Form(choice): Form<Choice>,
) -> Result<Response, Failure> {
    let who = asked.operator()?;
    let house = id(house)?;
    let object = match choice.object.as_str() {
        NONE => None,
        number => match number.parse() {
            Ok(object) => Some(object),
            Err(_) => {
                let failure = asked.l10n.explain(Failure::new(Kind::Rule, "addresses.nothing_chosen"));
                return Ok(draw(&asked, wish, Some(failure.clone())).await?.refused(&failure).into_response());
            }
        },
    };
    if !service::addresses::decide(asked.ctx(), &who, house, &choice.shown, object).await? {
        let failure = asked.l10n.explain(Failure::new(Kind::Rule, "addresses.changed"));
        return Ok(draw(&asked, wish, Some(failure.clone())).await?.refused(&failure).into_response());
    }
    let back = link("/desk/addresses", &[("after", &wish.after), ("done", "1")]);
    Ok(Redirect::to(&back).into_response())
}
