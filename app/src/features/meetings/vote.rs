//! The vote: every question on one sheet, one last «Отправить»; then the receipt that stays.

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::MeetingId;
use domain::meetings::{Choice, MeetingView, MyPower, Phase, PowerState, Refusal};
use leptos::prelude::*;
use serde::Deserialize;

use super::page::view_of;
use super::words::{amount, cost, kind, moment, rule};
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::crumbs::Crumbs;
use crate::ui::notices::{ErrorSummary, Mood, Note};

/// What was marked, by the question's number.
pub type Marks = Vec<(String, String)>;

/// The answers in the agenda's order; a question without a mark is invalid.
pub fn answers(meeting: &MeetingView, marks: &Marks) -> Vec<Choice> {
    let of = |number: i32| marks.iter().find(|(name, _)| *name == format!("q{number}"));
    let choice = |number| of(number).and_then(|(_, code)| Choice::from_code(code)).unwrap_or(Choice::Invalid);
    meeting.agenda.iter().map(|question| choice(question.number)).collect()
}

/// The first question nothing is marked for.
pub fn unmarked(meeting: &MeetingView, marks: &Marks) -> Option<i32> {
    let marked = |number: i32| marks.iter().any(|(name, _)| *name == format!("q{number}"));
    meeting.agenda.iter().map(|question| question.number).find(|number| !marked(*number))
}

/// By which power the reader votes; none for the reader's own shares.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct By {
    #[serde(default)]
    power: String,
}

impl By {
    /// The power of the reader's that is meant, if one is.
    fn power<'m>(&self, meeting: &'m MeetingView) -> Option<&'m MyPower> {
        meeting.powers.iter().find(|power| power.id.to_string() == self.power)
    }
}

/// GET `/meetings/{meeting}/vote`
pub async fn show(asked: Asked, meeting: Path<String>, Query(by): Query<By>) -> Result<Response, Failure> {
    asked.confirmed()?;
    let view = view_of(&asked, id(meeting)?).await?;
    let free = match by.power(&view) {
        Some(power) => !power.voted && power.state == PowerState::Accepted,
        None if !by.power.is_empty() || view.mine.is_empty() => return Err(Failure::new(Kind::Missing, "missing")),
        None => view.mine.iter().any(|voice| voice.entry.is_none()),
    };
    if view.row.phase != Phase::Voting || !view.form.is_electronic() || !free {
        return Ok(Redirect::to(&format!("/meetings/{}", view.row.id)).into_response());
    }
    Ok(draw(&asked, view, &by, Vec::new(), None).into_response())
}

/// POST `/meetings/{meeting}/vote`
pub async fn send(
    asked: Asked,
    meeting: Path<String>,
    Query(by): Query<By>,
    Form(marks): Form<Marks>,
) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let meeting: MeetingId = id(meeting)?;
    let view = view_of(&asked, meeting).await?;
    let (ctx, answers) = (asked.ctx(), answers(&view, &marks));
    let (outcome, then) = match by.power(&view) {
        Some(power) => (service::meetings::vote_for(ctx, &who, meeting, power.id, &answers).await, "powers"),
        None if !by.power.is_empty() => return Err(Failure::new(Kind::Missing, "missing")),
        None => (service::meetings::vote(ctx, &who, meeting, &answers).await, "receipt"),
    };
    let done = || Redirect::to(&format!("/meetings/{meeting}/{then}")).into_response();
    match outcome {
        Ok(_) => Ok(done()),
        // Sent twice: what was taken is shown.
        Err(service::Error::Meetings(Refusal::Voted)) => Ok(done()),
        Err(error) if error.rule().is_some() && (!view.mine.is_empty() || !by.power.is_empty()) => {
            // The summary leads to the question that has no answer.
            let field = match &error {
                service::Error::Meetings(Refusal::NoAnswer { number }) => Some(format!("q{number}")),
                _ => None,
            };
            let mut failure = asked.l10n.explain(error.into());
            failure.field = field.or(failure.field);
            Ok(draw(&asked, view, &by, marks, Some(failure.clone())).refused(&failure).into_response())
        }
        Err(service::Error::Meetings(Refusal::NoVoice)) => Err(Failure::new(Kind::Missing, "missing")),
        Err(error) => Err(error.into()),
    }
}

fn draw(asked: &Asked, meeting: MeetingView, by: &By, marks: Marks, failure: Option<Failure>) -> Page {
    let l10n = asked.l10n;
    let weight = match by.power(&meeting) {
        Some(power) => l10n.with("meeting-vote-for", [("premises", power.premises.clone())]),
        None => l10n.with("meeting-vote-weight", [("votes", amount(meeting.row.body, &meeting.my_votes()))]),
    };
    let query = if by.power.is_empty() { String::new() } else { format!("?power={}", by.power) };
    Page::new(asked, l10n.t("meeting-vote"), move || {
        let name = l10n.with("meeting-name", [("uin", meeting.row.uin.clone())]);
        let base = format!("/meetings/{}", meeting.row.id);
        let steps = vec![(name, base.clone())];
        let summary = failure.map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let closes = moment(meeting.row.closes, &meeting.row.time_zone);
        view! {
            <Crumbs l10n steps/>
            {summary}
            <h1>{l10n.t("meeting-vote")}</h1>
            <p class="lead">{l10n.with("meeting-vote-until", [("closes", closes)])}</p>
            <p>{weight}</p>
            <form class="ballot" method="post" action=format!("{base}/vote{query}")>
                <Sheet l10n meeting marks invalid=false/>
                <div class="ballot__send" id="send" tabindex="-1">
                    <Note><p>{l10n.t("meeting-vote-last")}</p></Note>
                    <p class="actions"><Button text=l10n.t("meeting-vote-send")/></p>
                </div>
            </form>
        }
        .into_any()
    })
}

/// The questions with their answers to choose from.
#[component]
pub fn Sheet(l10n: L10n, meeting: MeetingView, marks: Marks, invalid: bool) -> impl IntoView {
    let choices: Vec<Choice> = Choice::ALL.into_iter().filter(|choice| invalid || *choice != Choice::Invalid).collect();
    let (total, mine) = (meeting.total, meeting.my_votes());
    let count = meeting.agenda.len();
    let questions = meeting.agenda.into_iter().zip(1..).map(|(question, place)| {
        // On a phone each question has a screen of its own, and leads on.
        let steps = (!invalid).then(|| {
            let (next, to) = match place < count {
                true => ("meeting-vote-next", format!("#q{}", question.number + 1)),
                false => ("meeting-vote-to-end", "#send".to_owned()),
            };
            view! { <p class="ballot__next"><ButtonLink text=l10n.t(next) href=to tone=Tone::Quiet/></p> }
        });
        let step = (!invalid).then(|| {
            let step = l10n.with("meeting-vote-step", [("place", place), ("count", count)]);
            view! { <span class="ballot__step">{step}</span> }
        });
        let cost = cost(l10n, &question, total, (!invalid).then_some(&mine));
        let name = format!("q{}", question.number);
        let marked = marks.iter().find(|(known, _)| *known == name).map(|(_, code)| code.clone()).unwrap_or_default();
        let answers = choices.iter().map(|choice| {
            let code = choice.code();
            view! {
                <label class="choice">
                    <input type="radio" name=name.clone() value=code checked=marked == code/>
                    <span>{l10n.t(&format!("meeting-answer-{code}"))}</span>
                </label>
            }
        });
        let needed = l10n.with("meeting-needed", [("rule", rule(l10n, question.kind))]);
        view! {
            <fieldset class="ballot__question" id=name.clone() tabindex="-1">
                <legend>{step}{format!("{}. {}", question.number, question.text)}</legend>
                <p class="tally__kind">{kind(l10n, question.kind)}". "{needed}" "<span class="tally__article">"("{question.kind.threshold()}")"</span></p>
                {cost.map(|text| view! { <p class="tally__kind">{text}</p> })}
                <div class="ballot__answers">{answers.collect_view()}</div>
                {steps}
            </fieldset>
        }
    });
    questions.collect_view()
}

/// GET `/meetings/{meeting}/receipt`
pub async fn receipt(asked: Asked, meeting: Path<String>) -> Answer {
    let who = asked.resident()?;
    let view = view_of(&asked, id(meeting)?).await?;
    let receipts = service::meetings::receipts(asked.ctx(), &who, view.row.id).await?;
    if receipts.is_empty() {
        return Err(Failure::new(Kind::Missing, "missing"));
    }
    let l10n = asked.l10n;
    Ok(Page::new(&asked, asked.t("meeting-receipt"), move || {
        let base = format!("/meetings/{}", view.row.id);
        let name = l10n.with("meeting-name", [("uin", view.row.uin.clone())]);
        let cards = receipts.into_iter().map(|(receipt, at)| {
            let given = receipt.entry.answers.map(|opening| opening.value).unwrap_or_default();
            let rows = view.agenda.iter().zip(given).map(|(question, choice)| {
                let answer = l10n.t(&format!("meeting-answer-{}", choice.code()));
                view! { <li>{format!("{}. {} — ", question.number, question.text)}<b>{answer}</b></li> }
            });
            let at = moment(Some(at), &view.row.time_zone);
            let parts = [("number", receipt.entry.n.to_string()), ("at", at)];
            view! {
                <section class="card">
                    <h2>{l10n.with("meeting-receipt-entry", parts)}</h2>
                    <ul>{rows.collect_view()}</ul>
                    <p>{l10n.t("meeting-receipt-head")}</p>
                    <p class="meeting__head"><code>{receipt.head.root}</code></p>
                </section>
            }
        });
        let cards = cards.collect_view();
        view! {
            <Crumbs l10n steps=vec![(name, base.clone())]/>
            <Note mood=Mood::Good><p role="status">{l10n.t("meeting-voted")}</p></Note>
            <h1>{l10n.t("meeting-receipt")}</h1>
            <p>{l10n.t("meeting-receipt-words")}</p>
            {cards}
            <p><a href=format!("{base}/receipt.json") download="">{l10n.t("meeting-receipt-download")}</a></p>
        }
        .into_any()
    }))
}

/// GET `/meetings/{meeting}/receipt.json`: a line for each share.
pub async fn download(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let who = asked.resident()?;
    let receipts = service::meetings::receipts(asked.ctx(), &who, id(meeting)?).await?;
    if receipts.is_empty() {
        return Err(Failure::new(Kind::Missing, "missing"));
    }
    let mut lines = String::new();
    for (receipt, _) in receipts {
        lines.push_str(&serde_json::to_string(&receipt).map_err(anyhow::Error::from).map_err(service::Error::from)?);
        lines.push('\n');
    }
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"receipt.jsonl\""),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, lines).into_response())
}

/// A page with a language's words for what a share is.
pub fn share_words(l10n: L10n, premises: &str, owner: &str) -> String {
    match owner.is_empty() {
        true => format!("{premises}, {}", l10n.t("meeting-owner-unknown")),
        false => format!("{premises}, {owner}"),
    }
}
