//! The message as its initiator writes it: what it says, the agenda, the days of the law, what is missing.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::{MeetingId, text};
use domain::meetings::{Deadline, Kind as Question, MeetingDraft, MeetingView, Phase, QuestionDraft, propose};
use leptos::prelude::*;
use serde::Deserialize;

use super::page::{self, view_of};
use super::words::{kind, rule};
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Page, id};
use crate::ui::button::{Button, Tone};
use crate::ui::crumbs::Crumbs;
use crate::ui::field::Field;
use crate::ui::notices::{ErrorSummary, Mood, Note};

/// What was typed and refused.
pub struct Refused {
    message: Option<MeetingDraft>,
    question: Option<QuestionDraft>,
    failure: Failure,
}

/// Back to the draft, or the draft again with what was typed and why it was refused.
async fn answer(
    asked: &Asked,
    meeting: MeetingId,
    outcome: Result<(), service::Error>,
    message: Option<MeetingDraft>,
    question: Option<QuestionDraft>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{meeting}")).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            let view = view_of(asked, meeting).await?;
            if !view.own {
                return Err(Failure::new(Kind::Missing, "missing"));
            }
            if view.row.phase != Phase::Draft {
                // Published meanwhile, perhaps in another window.
                return Ok(Redirect::to(&format!("/meetings/{meeting}")).into_response());
            }
            let refused = Refused { message, question, failure: failure.clone() };
            Ok(draw(asked, view, Some(refused)).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// POST `/meetings/{meeting}/message`
pub async fn save(asked: Asked, meeting: Path<String>, Form(draft): Form<MeetingDraft>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let outcome = service::meetings::save(asked.ctx(), &who, meeting, &draft).await;
    answer(&asked, meeting, outcome, Some(draft), None).await
}

/// POST `/meetings/{meeting}/questions`
pub async fn ask(asked: Asked, meeting: Path<String>, Form(draft): Form<QuestionDraft>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let outcome = service::meetings::ask(asked.ctx(), &who, meeting, &draft).await;
    answer(&asked, meeting, outcome, None, Some(draft)).await
}

/// Which question is to go.
#[derive(Debug, Default, Deserialize)]
pub struct Dropped {
    #[serde(default)]
    number: String,
}

/// POST `/meetings/{meeting}/questions/drop`
pub async fn drop(asked: Asked, meeting: Path<String>, Form(dropped): Form<Dropped>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let number = dropped.number.parse().unwrap_or_default();
    let outcome = service::meetings::drop_question(asked.ctx(), &who, meeting, number).await;
    answer(&asked, meeting, outcome, None, None).await
}

/// POST `/meetings/{meeting}/publish`
pub async fn publish(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let outcome = service::meetings::publish(asked.ctx(), &who, meeting).await;
    answer(&asked, meeting, outcome, None, None).await
}

/// Why a meeting is cancelled.
#[derive(Debug, Default, Deserialize)]
pub struct Cancelled {
    #[serde(default)]
    reason: String,
}

/// POST `/meetings/{meeting}/cancel`
pub async fn cancel(
    asked: Asked,
    meeting: Path<String>,
    Form(cancelled): Form<Cancelled>,
) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    match service::meetings::cancel(asked.ctx(), &who, meeting, &cancelled.reason).await {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{meeting}")).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            let view = view_of(&asked, meeting).await?;
            Ok(page::draw(&asked, view, Some(failure.clone())).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The draft's page.
pub fn draw(asked: &Asked, meeting: MeetingView, refused: Option<Refused>) -> Page {
    let l10n = asked.l10n;
    let suggested = service::meetings::suggested_days(asked.ctx(), &meeting.row.time_zone, meeting.first);
    let timeline = service::meetings::timeline(&meeting);
    Page::new(asked, l10n.t("meeting-draft"), move || {
        let (message, question, failure) = match refused {
            Some(refused) => (refused.message, refused.question, Some(refused.failure)),
            None => (None, None, None),
        };
        let house = format!("/houses/{}", meeting.row.house);
        let steps =
            vec![(meeting.row.address.clone(), house.clone()), (l10n.t("meetings-title"), format!("{house}/meetings"))];
        let base = format!("/meetings/{}", meeting.row.id);
        let message = message.unwrap_or_else(|| kept(&meeting, suggested));
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let days = timeline.map(|days| view! { <Days l10n days/> });
        let ready = format!("{base}/publish");
        view! {
            <Crumbs l10n steps/>
            {summary}
            <h1>{l10n.t("meeting-draft")}</h1>
            <p class="lead">{l10n.t("meeting-draft-words")}</p>
            <Agenda l10n meeting=meeting.clone() question=question.unwrap_or_default() failure=failure.clone()/>
            <MessageForm l10n base=base.clone() message failure/>
            {days}
            <section>
                <h2>{l10n.t("meeting-publish-title")}</h2>
                <p>{l10n.t("meeting-publish-words")}</p>
                <form method="post" action=ready><p class="actions"><Button text=l10n.t("meeting-publish")/></p></form>
            </section>
        }
        .into_any()
    })
}

/// What the message says so far; where nothing is said yet, the first lawful days.
fn kept(meeting: &MeetingView, suggested: (domain::kernel::Date, domain::kernel::Date)) -> MeetingDraft {
    let zone = &meeting.row.time_zone;
    let typed = |at: Option<domain::kernel::Instant>, day: domain::kernel::Date, hour: &str| match at {
        Some(at) => service::meetings::local_typed(at, zone),
        None => format!("{}T{hour}", domain::kernel::iso::text(day)),
    };
    let flag = |on: bool| if on { "1".to_owned() } else { String::new() };
    MeetingDraft {
        opens: typed(meeting.row.opens, suggested.0, "10:00"),
        closes: typed(meeting.row.closes, suggested.1, "20:00"),
        annual: flag(meeting.annual),
        live: flag(meeting.live),
        contacts: meeting.contacts.clone(),
        materials: meeting.materials.clone(),
    }
}

#[component]
fn Agenda(l10n: L10n, meeting: MeetingView, question: QuestionDraft, failure: Option<Failure>) -> impl IntoView {
    let base = format!("/meetings/{}", meeting.row.id);
    let items = meeting.agenda.iter().map(|item| {
        let proposed = propose(&item.text);
        // The words speak for another kind than was chosen, or a stricter one is as likely.
        let other = proposed.kind.filter(|kind| *kind != item.kind).or(proposed.stricter.filter(|kind| *kind != item.kind));
        let warning = other.map(|other| {
            let parts = [("kind", kind(l10n, other)), ("rule", rule(l10n, other.rule()))];
            view! { <Note mood=Mood::Warn><p>{l10n.with("meeting-question-other", parts)}</p></Note> }
        });
        let needed = l10n.with("meeting-needed", [("rule", rule(l10n, item.kind.rule()))]);
        view! {
            <li class="agenda__item">
                <p><b>{format!("{}. {}", item.number, item.text)}</b></p>
                <p class="tally__kind">{kind(l10n, item.kind)}". "{needed}" "<span class="tally__article">"("{item.kind.article()}", "{item.kind.rule().article()}")"</span></p>
                {warning}
                <form method="post" action=format!("{base}/questions/drop")>
                    <input type="hidden" name="number" value=item.number.to_string()/>
                    <Button text=l10n.with("meeting-question-drop", [("number", item.number)]) tone=Tone::Quiet/>
                </form>
            </li>
        }
    });
    let items = items.collect_view();
    let wrong = |field: &str| {
        failure.as_ref().filter(|failure| failure.field.as_deref() == Some(field)).map(|failure| failure.text.clone())
    };
    let kinds = Question::ALL.into_iter().map(|known| {
        let code = known.code();
        view! { <option value=code selected=code == question.kind>{format!("{} — {}", code, kind(l10n, known))}</option> }
    });
    let kinds = kinds.collect_view();
    view! {
        <section>
            <h2>{l10n.t("meeting-agenda")}</h2>
            <ol class="agenda">{items}</ol>
            <form class="agenda__form" method="post" action=format!("{base}/questions")>
                <Field name="text" label=l10n.t("meeting-question-text") hint=l10n.t("meeting-question-hint") value=question.text error=wrong("text").unwrap_or_default() most=2000/>
                <div class="field">
                    <label class="field__label" for="kind">{l10n.t("meeting-question-kind")}</label>
                    {wrong("kind").map(|text| view! { <p class="field__error">{text}</p> })}
                    <select class="field__input" id="kind" name="kind">
                        <option value="">{l10n.t("meeting-question-propose")}</option>
                        {kinds}
                    </select>
                </div>
                <Field name="entrance" label=l10n.t("meeting-question-entrance") value=question.entrance error=wrong("entrance").unwrap_or_default() mode="numeric" most=4/>
                <p class="actions"><Button text=l10n.t("meeting-question-add") tone=Tone::Quiet/></p>
            </form>
        </section>
    }
}

#[component]
fn MessageForm(l10n: L10n, base: String, message: MeetingDraft, failure: Option<Failure>) -> impl IntoView {
    let wrong = |field: &str| {
        failure.as_ref().filter(|failure| failure.field.as_deref() == Some(field)).map(|failure| failure.text.clone())
    };
    let boxes = [("annual", &message.annual), ("live", &message.live)].map(|(name, value)| {
        view! {
            <label class="choice">
                <input type="checkbox" name=name value="1" checked=!value.is_empty()/>
                <span>{l10n.t(&format!("meeting-box-{name}"))}</span>
            </label>
        }
    });
    view! {
        <section>
            <h2>{l10n.t("meeting-message")}</h2>
            <form method="post" action=format!("{base}/message")>
                <Field name="opens" label=l10n.t("meeting-opens") value=message.opens.clone() error=wrong("opens").unwrap_or_default() kind="datetime-local"/>
                <Field name="closes" label=l10n.t("meeting-closes") value=message.closes.clone() error=wrong("closes").unwrap_or_default() kind="datetime-local"/>
                <Field name="contacts" label=l10n.t("meeting-contacts") hint=l10n.t("meeting-contacts-hint") value=message.contacts.clone() error=wrong("contacts").unwrap_or_default() most=4000/>
                <Field name="materials" label=l10n.t("meeting-materials") value=message.materials.clone() most=4000/>
                <div class="choices">{boxes.into_iter().collect_view()}</div>
                <p class="actions"><Button text=l10n.t("meeting-save") tone=Tone::Quiet/></p>
            </form>
        </section>
    }
}

/// Every day of the law, with its article.
#[component]
fn Days(l10n: L10n, days: Vec<domain::meetings::Until>) -> impl IntoView {
    let rows = days.into_iter().map(|until| {
        view! {
            <tr>
                <th scope="row">{l10n.t(&format!("meeting-until-{}", code(until.what)))}</th>
                <td>{text::day(until.day)}</td>
                <td>{until.article}</td>
            </tr>
        }
    });
    view! {
        <section>
            <h2>{l10n.t("meeting-days")}</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label=l10n.t("meeting-days")>
                <table class="table"><tbody>{rows.collect_view()}</tbody></table>
            </div>
        </section>
    }
}

const fn code(what: Deadline) -> &'static str {
    match what {
        Deadline::HandedOver => "handed-over",
        Deadline::Placed => "placed",
        Deadline::Refusals => "refusals",
        Deadline::RefusalsHandedOver => "refusals-handed-over",
        Deadline::Opens => "opens",
        Deadline::Papers => "papers",
        Deadline::Closes => "closes",
        Deadline::Protocol => "protocol",
        Deadline::Originals => "originals",
        Deadline::Inspectorate => "inspectorate",
        Deadline::Court => "court",
    }
}
