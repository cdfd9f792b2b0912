//! Owners demand that the managing organisation holds a meeting; neighbours join.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::{HouseId, RequestId, text};
use domain::meetings::{Body, RequestState, RequestView, Votes};
use domain::people::Permission;
use leptos::prelude::*;
use serde::Deserialize;

use super::words::votes;
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::badge::Badge;
use crate::ui::button::{Button, Tone};
use crate::ui::crumbs::Crumbs;
use crate::ui::empty::Empty;
use crate::ui::facts::{Fact, Facts};
use crate::ui::field::Field;
use crate::ui::notices::{ErrorSummary, Mood};

/// Fields for questions: more are asked for in the message.
const FIELDS: [&str; 3] = ["question", "question2", "question3"];

/// GET `/houses/{house}/requests`
pub async fn show(asked: Asked, house: Path<String>) -> Answer {
    draw(&asked, id(house)?, Vec::new(), None).await
}

/// POST `/houses/{house}/requests`
pub async fn demand(
    asked: Asked,
    house: Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let house: HouseId = id(house)?;
    let of = |field: &&str| sent.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone());
    let typed: Vec<String> = FIELDS.iter().map(|field| of(field).unwrap_or_default()).collect();
    match service::meetings::demand(asked.ctx(), &who, house, &typed).await {
        Ok(_) => Ok(Redirect::to(&format!("/houses/{house}/requests")).into_response()),
        Err(error) if error.rule().is_some() => {
            let mut failure = asked.l10n.explain(error.into());
            failure.field = Some(FIELDS[0].to_owned());
            Ok(draw(&asked, house, typed, Some(failure.clone())).await?.refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// What is done with a demand.
#[derive(Debug, Default, Deserialize)]
pub struct Act {
    /// `join`, `leave`, `end`, `hold`
    #[serde(default)]
    act: String,
}

/// POST `/requests/{request}`
pub async fn act(asked: Asked, request: Path<String>, Form(Act { act }): Form<Act>) -> Result<Redirect, Failure> {
    let who = asked.confirmed()?;
    let request: RequestId = id(request)?;
    match act.as_str() {
        "join" | "leave" => {
            let house = service::meetings::join_request(asked.ctx(), &who, request, act == "join").await?;
            Ok(Redirect::to(&format!("/houses/{house}/requests")))
        }
        "end" => {
            let house = service::meetings::end_request(asked.ctx(), &who, request).await?;
            Ok(Redirect::to(&format!("/houses/{house}/requests")))
        }
        "hold" => {
            let staff = asked.staff(Permission::CallMeetings)?;
            let meeting = service::meetings::hold_request(asked.ctx(), &who, &staff, request).await?;
            Ok(Redirect::to(&format!("/meetings/{meeting}")))
        }
        _ => Err(Failure::new(Kind::Missing, "missing")),
    }
}

async fn draw(asked: &Asked, house: HouseId, typed: Vec<String>, failure: Option<Failure>) -> Answer {
    let who = asked.resident()?;
    let staff = asked.staff(Permission::CallMeetings).ok();
    let requests = service::meetings::requests(asked.ctx(), &who, staff.as_ref(), house).await?;
    let (owns, _) = service::meetings::stands_in_house(asked.ctx(), &who, staff.as_ref(), house).await?;
    let passport = service::houses::passport(asked.ctx(), house).await?;
    let (l10n, address) = (asked.l10n, passport.place.address);
    Ok(Page::new(asked, asked.t("requests-title"), move || {
        let base = format!("/houses/{house}");
        let steps = vec![(address, base.clone()), (l10n.t("meetings-title"), format!("{base}/meetings"))];
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let error = failure.map(|failure| failure.of("question")).unwrap_or_default();
        let typed = |place: usize| typed.get(place).cloned().unwrap_or_default();
        let none = requests.is_empty().then(|| {
            view! { <Empty title=l10n.t("requests-none") icon="house"><p>{l10n.t("requests-none-words")}</p></Empty> }
        });
        let cards = requests.into_iter().map(|request| view! { <Card l10n request/> }).collect_view();
        let form = owns.then(|| view! {
            <form class="stack" method="post" action=format!("{base}/requests")>
                <h2>{l10n.t("request-begin-title")}</h2>
                <Field name=FIELDS[0] label=l10n.t("request-question") hint=l10n.t("request-question-hint") value=typed(0) error most=2000/>
                <Field name=FIELDS[1] label=l10n.t("request-question-more") value=typed(1) most=2000/>
                <Field name=FIELDS[2] label=l10n.t("request-question-more") value=typed(2) most=2000/>
                <p class="actions"><Button text=l10n.t("request-begin")/></p>
            </form>
        });
        view! {
            <Crumbs l10n steps/>
            {summary}
            <h1>{l10n.t("requests-title")}</h1>
            <p class="lead">{l10n.t("requests-words")}</p>
            {none}
            <ul class="meetings">{cards}</ul>
            {form}
        }
        .into_any()
    }))
}

fn mood(request: &RequestView) -> Mood {
    match request.state {
        RequestState::Gathering | RequestState::Ended => Mood::Quiet,
        _ if request.overdue => Mood::Bad,
        RequestState::Sent | RequestState::Begun => Mood::Warn,
        RequestState::Held => Mood::Good,
    }
}

#[component]
fn Card(l10n: L10n, request: RequestView) -> impl IntoView {
    let key = match request.overdue {
        true => "request-is-overdue".to_owned(),
        false => format!("request-is-{}", request.state.code()),
    };
    let mood = mood(&request);
    let total = Votes::whole(request.total);
    let label = l10n.t("request-votes");
    let facts = vec![
        Fact::new(l10n.t("request-author"), format!("{}, {}", request.author, text::moment(request.at))),
        Fact::new(l10n.t("request-joined"), request.joined.to_string()),
        Fact::new(label.clone(), votes(Body::Owners, &request.votes, &total)),
        Fact::new(l10n.t("request-due"), request.due.map(text::day).unwrap_or_default()),
    ];
    // Ten per cent fill the bar.
    let part = request.votes.per_myriad_of(&total).min(1000);
    let bar = (request.state == RequestState::Gathering)
        .then(|| view! { <progress class="tally__bar" max="1000" value=part aria-label=label></progress> });
    let questions = request.questions.iter().map(|question| view! { <li>{question.clone()}</li> }).collect_view();
    let button = |key: &str, value: &'static str, tone: Tone| {
        view! { <Button text=l10n.t(key) name="act" value tone/> }
    };
    let joins = request.joins.then(|| match request.mine {
        true => button("request-leave", "leave", Tone::Quiet),
        false => button("request-join", "join", Tone::Main),
    });
    let ends = request.ends.then(|| button("request-end", "end", Tone::Stop));
    let holds = request.holds.then(|| button("request-hold", "hold", Tone::Main));
    let form = (request.joins || request.ends || request.holds).then(|| {
        view! { <form method="post" action=format!("/requests/{}", request.id)><p class="actions">{joins}{holds}{ends}</p></form> }
    });
    let meeting = request.meeting.map(|meeting| {
        view! { <p><a href=format!("/meetings/{meeting}")>{l10n.t("request-meeting")}</a></p> }
    });
    view! {
        <li class="card">
            <p><Badge mood text=l10n.t(&key)/></p>
            <ol>{questions}</ol>
            {bar}
            <Facts facts/>
            {form}
            {meeting}
        </li>
    }
}
