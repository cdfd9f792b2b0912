//! After a meeting: the duties of the law on their clocks, and what became of each adopted decision.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::{MeetingId, iso, text};
use domain::meetings::{Duty, DutyDraft, DutyView, MeetingView, Phase, Standing};
use leptos::prelude::*;
use serde::Deserialize;

use super::words::moment;
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::badge::Badge;
use crate::ui::button::Button;
use crate::ui::crumbs::Crumbs;
use crate::ui::empty::Empty;
use crate::ui::facts::{Fact, Facts};
use crate::ui::field::{Field, FileField};
use crate::ui::notices::{ErrorSummary, Mood, Note};
use crate::upload::{Sent, serve};

/// What was just said, and which duty's form is open.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    done: String,
    #[serde(default)]
    say: String,
}

/// A form that is open: what was typed, and what is wrong.
struct Open {
    duty: Duty,
    draft: Option<DutyDraft>,
    failure: Option<Failure>,
}

fn duty_of(code: &str) -> Result<Duty, Failure> {
    Duty::from_code(code).ok_or_else(|| Failure::new(Kind::Missing, "missing"))
}

/// GET `/meetings/{meeting}/execution`
pub async fn show(asked: Asked, meeting: Path<String>, Query(wish): Query<Wish>) -> Answer {
    let open = Duty::from_code(&wish.say).map(|duty| Open { duty, draft: None, failure: None });
    draw(&asked, id(meeting)?, !wish.done.is_empty(), open).await
}

/// POST `/meetings/{meeting}/execution/{duty}`
pub async fn say(asked: Asked, Path((meeting, duty)): Path<(String, String)>, sent: Sent) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let (meeting, duty) = (id(Path(meeting))?, duty_of(&duty)?);
    let [responsible, due, done, note] = ["responsible", "due", "done", "note"].map(|name| sent.text(name));
    let draft = DutyDraft { responsible, due, done, note };
    match service::meetings::say_duty(asked.ctx(), &who, meeting, duty, &draft, &sent.file).await {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{meeting}/execution?done=1")).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            let open = Open { duty, draft: Some(draft), failure: Some(failure.clone()) };
            Ok(draw(&asked, meeting, false, Some(open)).await?.refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// GET `/meetings/{meeting}/execution/{duty}`: the file that shows that it is done.
pub async fn evidence(asked: Asked, Path((meeting, duty)): Path<(String, String)>) -> Result<Response, Failure> {
    let who = asked.resident()?;
    let (meeting, duty) = (id(Path(meeting))?, duty_of(&duty)?);
    Ok(serve(service::meetings::evidence(asked.ctx(), who.person(), meeting, duty).await?))
}

async fn draw(asked: &Asked, meeting: MeetingId, done: bool, open: Option<Open>) -> Answer {
    let reader = asked.visitor.person.as_ref().map(|signed| signed.id);
    let (meeting, duties) = service::meetings::execution(asked.ctx(), meeting, reader).await?;
    let l10n = asked.l10n;
    Ok(Page::new(asked, asked.t("execution-title"), move || {
        let name = l10n.with("meeting-name", [("uin", meeting.row.uin.clone())]);
        let base = format!("/meetings/{}", meeting.row.id);
        let done = done.then(|| view! { <Note mood=Mood::Good><p role="status">{l10n.t("execution-done")}</p></Note> });
        let failure = open.as_ref().and_then(|open| open.failure.clone());
        let summary = failure.map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let (decisions, duties): (Vec<_>, Vec<_>) =
            duties.into_iter().partition(|known| matches!(known.duty, Duty::Decision(_)));
        let over = meeting.row.phase == Phase::Closed;
        let none = decisions.is_empty().then(|| {
            view! { <Empty title=l10n.t("execution-none") icon="check"><p>{l10n.t("execution-none-words")}</p></Empty> }
        });
        let card = |known: DutyView| card(l10n, &meeting, known, open.as_ref());
        let decisions = decisions.into_iter().map(card).collect_view();
        let duties = duties.into_iter().map(card).collect_view();
        view! {
            <Crumbs l10n steps=vec![(name, base.clone())]/>
            {summary}
            {done}
            <h1>{l10n.t("execution-title")}</h1>
            <p class="lead">{meeting.row.address.clone()}</p>
            {over.then(|| view! {
                <section>
                    <h2>{l10n.t("execution-decisions")}</h2>
                    {none}
                    <ul class="meetings">{decisions}</ul>
                </section>
            })}
            <section>
                <h2>{l10n.t("execution-duties")}</h2>
                <ul class="meetings">{duties}</ul>
            </section>
        }
        .into_any()
    }))
}

fn mood(standing: Standing) -> Mood {
    match standing {
        Standing::Open => Mood::Quiet,
        Standing::Due | Standing::DoneLate => Mood::Warn,
        Standing::Overdue => Mood::Bad,
        Standing::Done => Mood::Good,
    }
}

fn card(l10n: L10n, meeting: &MeetingView, known: DutyView, open: Option<&Open>) -> impl IntoView + use<> {
    let title = match known.duty {
        Duty::Decision(number) => format!("{number}. {}", known.text),
        duty => l10n.t(&format!("execution-{}", duty.code())),
    };
    let day = |day: Option<domain::kernel::Date>| day.map(text::day).unwrap_or_default();
    let article = known.duty.article(meeting.row.body);
    let due = match (known.due, article.is_empty()) {
        (Some(_), false) => format!("{} ({article})", day(known.due)),
        _ => day(known.due),
    };
    let said = known.said.clone().map(|(who, at)| {
        let at = moment(Some(at), &meeting.row.time_zone);
        if who.is_empty() { at } else { format!("{who}, {at}") }
    });
    let papers = known.papers.map(|(all, late)| l10n.with("execution-papers-said", [("all", all), ("late", late)]));
    let facts = vec![
        Fact::new(l10n.t("execution-responsible"), known.responsible.clone()),
        Fact::new(l10n.t("execution-due"), due),
        Fact::new(l10n.t("execution-done-on"), day(known.done)),
        Fact::new(l10n.t("execution-entered"), papers.unwrap_or_default()),
        Fact::new(l10n.t("execution-note"), known.note.clone()),
        Fact::new(l10n.t("execution-said"), said.unwrap_or_default()),
    ];
    let base = format!("/meetings/{}/execution", meeting.row.id);
    let code = known.duty.code();
    let evidence = known.evidence.then(|| {
        let href = format!("{base}/{code}");
        view! { <p><a href=href target="_blank" data-turbo="false">{l10n.t("execution-evidence")}</a></p> }
    });
    let own = open.filter(|open| open.duty == known.duty && known.mine);
    let form = own.map(|open| form(l10n, &base, &known, open));
    let say = (known.mine && own.is_none()).then(|| {
        view! { <p><a href=format!("{base}?say={code}#say")>{l10n.t("execution-say")}</a></p> }
    });
    view! {
        <li class="card">
            <p><Badge mood=mood(known.standing) text=l10n.t(&format!("execution-is-{}", known.standing.code()))/></p>
            <h3>{title}</h3>
            <Facts facts/>
            {evidence}
            {say}
            {form}
        </li>
    }
}

fn form(l10n: L10n, base: &str, known: &DutyView, open: &Open) -> impl IntoView + use<> {
    let typed = |day: Option<domain::kernel::Date>| day.map(iso::text).unwrap_or_default();
    let draft = open.draft.clone().unwrap_or_else(|| DutyDraft {
        responsible: known.responsible.clone(),
        due: typed(known.due),
        done: typed(known.done),
        note: known.note.clone(),
    });
    let wrong = |field: &str| open.failure.as_ref().map(|failure| failure.of(field)).unwrap_or_default();
    let (wrong_due, wrong_done, wrong_file) = (wrong("due"), wrong("done"), wrong("file"));
    let due = matches!(known.duty, Duty::Decision(_)).then(|| {
        view! { <Field name="due" label=l10n.t("execution-due") value=draft.due kind="date" error=wrong_due/> }
    });
    view! {
        <form id="say" class="stack" method="post" action=format!("{base}/{}", known.duty.code()) enctype="multipart/form-data">
            <Field name="responsible" label=l10n.t("execution-responsible") value=draft.responsible most=500/>
            {due}
            <Field name="done" label=l10n.t("execution-done-on") hint=l10n.t("execution-done-hint") value=draft.done kind="date" error=wrong_done/>
            <Field name="note" label=l10n.t("execution-note") value=draft.note most=500/>
            <FileField label=l10n.t("execution-file") hint=l10n.t("execution-file-hint") error=wrong_file/>
            <p class="actions">
                <Button text=l10n.t("execution-save")/>
            </p>
        </form>
    }
}
