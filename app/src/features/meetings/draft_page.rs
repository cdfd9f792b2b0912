//! The page of a draft: its five blocks as a task list, each with what it lacks and by which article.

use domain::kernel::{Date, Instant, iso, text};
use domain::meetings::{Deadline, MeetingDraft, MeetingView, Refusal, Until};
use leptos::prelude::*;
use service::meetings::{Check, Checked, Readiness};

use super::agenda::Agenda;
use super::draft::{Appeal, Draft};
use super::draft_forms::{AppealForm, Files, MessageForm, RegisterAsked};
use crate::asked::Asked;
use crate::i18n::L10n;
use crate::page::Page;
use crate::ui::badge::Badge;
use crate::ui::button::{Button, Tone};
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Facts};
use crate::ui::notices::{ErrorSummary, Mood, Note};

/// The blocks of a message, in the order people were taught.
const BLOCKS: [&str; 5] = ["general", "administrator", "initiators", "agenda", "document"];

/// Does the register lack it, about which the inspectorate may be asked?
const fn is_of_register(lack: &Refusal) -> bool {
    matches!(lack, Refusal::Shares { .. } | Refusal::Unexplained { .. })
}

/// Who can mend a lack, by the end of its word's key: most the initiator.
const fn by_whom(lack: &Refusal) -> &'static str {
    match lack {
        Refusal::NoArea { .. } => "manager",
        Refusal::NoMembers => "board",
        _ if is_of_register(lack) => "manager-or-inspectorate",
        _ => "initiator",
    }
}

/// The block a lack belongs to, and the article that asks for it.
fn block(lack: &Refusal) -> (&'static str, &'static str) {
    match lack {
        Refusal::NoAgenda => ("agenda", "ст. 45 ч. 5 п. 4 ЖК РФ"),
        Refusal::FirstAgenda => ("agenda", "ст. 47.1 ч. 2.1 ЖК РФ"),
        Refusal::NotItsKind { .. } => ("agenda", "ст. 44 ч. 2, 145 ч. 2, 116 ч. 2 ЖК РФ"),
        Refusal::NoMembers => ("general", "ст. 143 ч. 4, 117 ч. 1 ЖК РФ"),
        Refusal::Shares { .. } | Refusal::Unexplained { .. } | Refusal::NoArea { .. } => {
            ("initiators", "ст. 45 ч. 3.1, ст. 48 ч. 3 ЖК РФ")
        }
        Refusal::NoCharter => ("general", "ст. 135 ч. 2.1, 113 ч. 1.1 ЖК РФ"),
        Refusal::NotAnOwner => {
            ("initiators", "ст. 45 ч. 2, 6, 7, ст. 145 ч. 1, ст. 116 ч. 1, ст. 161.1 ч. 2, ст. 200 ч. 4 ЖК РФ")
        }
        Refusal::NoContacts => ("administrator", "ст. 47.1 ч. 4 ЖК РФ"),
        Refusal::Lasts => ("general", "ст. 47.1 ч. 8 ЖК РФ"),
        Refusal::TooEarly { .. } => ("general", "ст. 45 ч. 4, ст. 47.1 ч. 5 ЖК РФ"),
        _ => ("general", "ст. 45 ч. 5 ЖК РФ"),
    }
}

/// The draft's page.
pub fn draw(asked: &Asked, draft: Draft) -> Page {
    let l10n = asked.l10n;
    let Draft { mut meeting, readiness, check, typed } = draft;
    meeting.first = readiness.first;
    let row = &meeting.row;
    let suggested = service::meetings::suggested_days(asked.ctx(), row.house, &row.time_zone, meeting.first);
    let timeline = service::meetings::timeline(&meeting);
    Page::new(asked, l10n.t("meeting-draft"), move || {
        let house = format!("/houses/{}", meeting.row.house);
        let steps =
            vec![(meeting.row.address.clone(), house.clone()), (l10n.t("meetings-title"), format!("{house}/meetings"))];
        let base = format!("/meetings/{}", meeting.row.id);
        let message = typed.message.unwrap_or_else(|| kept(&meeting, &readiness, suggested));
        let failure = typed.failure;
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let days = timeline.map(|days| view! { <Days l10n title=l10n.t("meeting-days") days/> });
        let checking = check.as_ref().is_some_and(|check| check.state == Checked::Asked);
        // Nothing else is to be mended by the initiator.
        let of_register = readiness.lacks.first().filter(|_| readiness.lacks.iter().all(is_of_register));
        let of_register = of_register.map(|lack| l10n.explain(service::Error::Meetings(lack.clone()).into()));
        let wants_check = of_register.is_some()
            || failure.as_ref().is_some_and(|failure| {
                ["meetings.shares", "meetings.unexplained", "meetings.no_question"].contains(&failure.code.as_str())
            });
        let returned = check.as_ref().is_some_and(|check| check.state == Checked::Returned);
        let appeal = typed.appeal.or_else(|| {
            let question = failure
                .as_ref()
                .or(of_register.as_ref())
                .map(|lack| l10n.with("check-question-draft", [("what", lack.text.clone())]));
            wants_check
                .then(|| Appeal { question: question.unwrap_or_default(), explained: readiness.explained.clone() })
        });
        let unheard = (!readiness.unheard.is_empty()).then(|| {
            let names = readiness.unheard.join("; ");
            view! { <Note mood=Mood::Warn><p>{l10n.with("meeting-unheard", [("names", names)])}</p></Note> }
        });
        let first =
            meeting.first.then(|| view! { <Note mood=Mood::Quiet><p>{l10n.t("meeting-first-words")}</p></Note> });
        let appeal = appeal.or_else(|| returned.then(Appeal::default)).filter(|_| !checking);
        view! {
            <Crumbs l10n steps/>
            {summary}
            <h1>{l10n.t("meeting-draft")}</h1>
            <p class="lead">{l10n.t("meeting-draft-words")}</p>
            {check.map(|check| view! { <CheckNote l10n base=base.clone() check/> })}
            {appeal.map(|appeal| view! { <AppealForm l10n base=base.clone() appeal failure=failure.clone()/> })}
            {unheard}
            {first}
            <Tasks l10n readiness=readiness.clone() files=!meeting.files.is_empty()/>
            <MessageForm l10n base=base.clone() message failure=failure.clone()/>
            <section id="initiators">
                <h2>{l10n.t("block-initiators")}</h2>
                <p>{l10n.with("block-initiators-words", [("name", meeting.initiator.clone()), ("article", meeting.caller.article(meeting.row.body).to_owned())])}</p>
                <RegisterAsked l10n base=base.clone() readiness=readiness.clone() zone=meeting.row.time_zone.clone()/>
            </section>
            <Agenda l10n meeting=meeting.clone() readiness question=typed.question.unwrap_or_default() failure=failure.clone()/>
            <Files l10n base=base.clone() meeting failure/>
            {days}
            <section>
                <h2>{l10n.t("meeting-publish-title")}</h2>
                <p>{l10n.t("meeting-publish-words")}</p>
                <form method="post" action=format!("{base}/publish")><p class="actions"><Button text=l10n.t("meeting-publish")/></p></form>
            </section>
        }
        .into_any()
    })
}

/// What the message says so far; where nothing is said yet, the first lawful days.
fn kept(meeting: &MeetingView, readiness: &Readiness, suggested: (Date, Date)) -> MeetingDraft {
    let zone = &meeting.row.time_zone;
    let typed = |at: Option<Instant>, day: Date, hour: &str| match at {
        Some(at) => service::meetings::local_typed(at, zone),
        None => format!("{}T{hour}", iso::text(day)),
    };
    let flag = |on: bool| if on { "1".to_owned() } else { String::new() };
    MeetingDraft {
        opens: typed(meeting.row.opens, suggested.0, "10:00"),
        closes: typed(meeting.row.closes, suggested.1, "20:00"),
        annual: flag(meeting.annual),
        live: flag(meeting.live),
        contacts: meeting.contacts.clone(),
        materials: meeting.materials.clone(),
        form: meeting.form.code().to_owned(),
        place: meeting.place.clone(),
        explained: readiness.explained.clone(),
        body: meeting.row.body.code().to_owned(),
        charter: meeting.charter.clone(),
        chair: meeting.chair.clone(),
        secretary: meeting.secretary.clone(),
    }
}

/// The five blocks, each with its state and what it lacks.
#[component]
fn Tasks(l10n: L10n, readiness: Readiness, files: bool) -> impl IntoView {
    let blocks = BLOCKS.into_iter().map(|name| {
        let lacks: Vec<(String, &str, &str)> = readiness
            .lacks
            .iter()
            .filter(|lack| block(lack).0 == name)
            .map(|lack| {
                (l10n.explain(service::Error::Meetings(lack.clone()).into()).text, block(lack).1, by_whom(lack))
            })
            .collect();
        let (mood, state) = match (lacks.is_empty(), name) {
            (false, _) => (Mood::Warn, "block-lacks"),
            (true, "document") if !files => (Mood::Quiet, "block-may"),
            (true, _) => (Mood::Good, "block-done"),
        };
        let lacks = lacks.into_iter().map(|(text, article, who)| {
            let who = l10n.t(&format!("lack-by-{who}"));
            view! { <li>{text}" "<span class="tally__article">{format!("({article}; {who})")}</span></li> }
        });
        view! {
            <li class="tasks__item">
                <p class="tasks__name"><a href=format!("#{name}")>{l10n.t(&format!("block-{name}"))}</a></p>
                <p class="tasks__state"><Badge mood text=l10n.t(state)/></p>
                <ul class="tasks__lacks">{lacks.collect_view()}</ul>
            </li>
        }
    });
    view! {
        <nav aria-labelledby="tasks">
            <h2 id="tasks">{l10n.t("blocks-title")}</h2>
            <ol class="tasks">{blocks.collect_view()}</ol>
        </nav>
    }
}

/// Where the inspectorate's check stands.
#[component]
fn CheckNote(l10n: L10n, base: String, check: Check) -> impl IntoView {
    let mood = match check.state {
        Checked::Asked | Checked::Lapsed => Mood::Warn,
        Checked::Approved => Mood::Good,
        Checked::Returned => Mood::Bad,
    };
    let words = l10n.with(&format!("check-{}", check.state.code()), [("day", text::day(check.due))]);
    let answer = (!check.answer.is_empty()).then(|| view! { <p>{check.answer}</p> });
    let withdraw = (check.state == Checked::Asked).then(|| {
        view! {
            <form method="post" action=format!("{base}/check/withdraw")>
                <p class="actions"><Button text=l10n.t("check-withdraw") tone=Tone::Quiet/></p>
            </form>
        }
    });
    view! { <Note mood><p>{words}</p>{answer}{withdraw}</Note> }
}

/// Every day of the law, with its article.
#[component]
pub fn Days(l10n: L10n, title: String, days: Vec<Until>) -> impl IntoView {
    let name = |what| l10n.t(&format!("meeting-until-{}", code(what)));
    let facts = days.into_iter().map(|until| Fact::new(name(until.what), text::day(until.day)).note(until.article));
    view! {
        <section>
            <h2>{title}</h2>
            <Facts facts=facts.collect()/>
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
