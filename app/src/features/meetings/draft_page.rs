//! The page of a draft: its five blocks as a task list, each with what it lacks and by which article.

use domain::kernel::{Date, Instant, iso, text};
use domain::meetings::{Body, Caller, Deadline, Form, MeetingDraft, MeetingView, Refusal, Until};
use leptos::prelude::*;
use service::meetings::{Check, Checked, Readiness};

use super::agenda::Agenda;
use super::draft::{Appeal, Draft};
use super::words::{body, form};
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::Page;
use crate::ui::badge::Badge;
use crate::ui::button::{Button, Tone};
use crate::ui::crumbs::Crumbs;
use crate::ui::field::{Field, FileField, Select};
use crate::ui::notices::{ErrorSummary, Mood, Note};

/// The blocks of a message, in the order people were taught.
const BLOCKS: [&str; 5] = ["general", "administrator", "initiators", "agenda", "document"];

/// The block a lack belongs to, and the article that asks for it.
fn block(lack: &Refusal) -> (&'static str, &'static str) {
    match lack {
        Refusal::NoAgenda => ("agenda", "ст. 45 ч. 5 п. 4 ЖК РФ"),
        Refusal::FirstAgenda => ("agenda", "ст. 47.1 ч. 2.1 ЖК РФ"),
        Refusal::NotItsKind { .. } => ("agenda", "ст. 44 ч. 2, 145 ч. 2, 116 ч. 2 ЖК РФ"),
        Refusal::NoMembers => ("general", "ст. 143 ч. 4, 117 ч. 1 ЖК РФ"),
        Refusal::NoCharter => ("general", "ст. 135 ч. 2.1, 113 ч. 1.1 ЖК РФ"),
        Refusal::NoContacts => ("administrator", "ст. 47.1 ч. 4 ЖК РФ"),
        Refusal::Lasts => ("general", "ст. 47.1 ч. 8 ЖК РФ"),
        Refusal::TooEarly { .. } => ("general", "ст. 45 ч. 4, ст. 47.1 ч. 5 ЖК РФ"),
        _ => ("general", "ст. 45 ч. 5 ЖК РФ"),
    }
}

/// The draft's page.
pub fn draw(asked: &Asked, draft: Draft) -> Page {
    let l10n = asked.l10n;
    let Draft { meeting, readiness, check, typed } = draft;
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
        let wants_check = failure.as_ref().is_some_and(|failure| {
            ["meetings.shares", "meetings.unexplained", "meetings.no_question"].contains(&failure.code.as_str())
        });
        let returned = check.as_ref().is_some_and(|check| check.state == Checked::Returned);
        let appeal = typed.appeal.or_else(|| {
            let question =
                failure.as_ref().map(|failure| l10n.with("check-question-draft", [("what", failure.text.clone())]));
            wants_check
                .then(|| Appeal { question: question.unwrap_or_default(), explained: readiness.explained.clone() })
        });
        let unheard = (!readiness.unheard.is_empty()).then(|| {
            let names = readiness.unheard.join("; ");
            view! { <Note mood=Mood::Warn><p>{l10n.with("meeting-unheard", [("names", names)])}</p></Note> }
        });
        let appeal = appeal.or_else(|| returned.then(Appeal::default)).filter(|_| !checking);
        view! {
            <Crumbs l10n steps/>
            {summary}
            <h1>{l10n.t("meeting-draft")}</h1>
            <p class="lead">{l10n.t("meeting-draft-words")}</p>
            {check.map(|check| view! { <CheckNote l10n base=base.clone() check/> })}
            {appeal.map(|appeal| view! { <AppealForm l10n base=base.clone() appeal failure=failure.clone()/> })}
            {unheard}
            <Tasks l10n readiness=readiness.clone() files=!meeting.files.is_empty()/>
            <MessageForm l10n base=base.clone() message failure=failure.clone()/>
            <section id="initiators">
                <h2>{l10n.t("block-initiators")}</h2>
                <p>{l10n.with("block-initiators-words", [("name", meeting.initiator.clone()), ("article", meeting.caller.article(meeting.row.body).to_owned())])}</p>
                <RegisterAsked l10n base=base.clone() readiness=readiness.clone() caller=meeting.caller zone=meeting.row.time_zone.clone()/>
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
        let lacks: Vec<(String, &str)> = readiness
            .lacks
            .iter()
            .filter(|lack| block(lack).0 == name)
            .map(|lack| (l10n.explain(service::Error::Meetings(lack.clone()).into()).text, block(lack).1))
            .collect();
        let (mood, state) = match (lacks.is_empty(), name) {
            (false, _) => (Mood::Warn, "block-lacks"),
            (true, "document") if !files => (Mood::Quiet, "block-may"),
            (true, _) => (Mood::Good, "block-done"),
        };
        let lacks = lacks.into_iter().map(|(text, article)| {
            view! { <li>{text}" "<span class="tally__article">"("{article}")"</span></li> }
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

#[component]
fn MessageForm(l10n: L10n, base: String, message: MeetingDraft, failure: Option<Failure>) -> impl IntoView {
    let wrong = |field: &str| failure.as_ref().map(|failure| failure.of(field)).unwrap_or_default();
    let boxes = [("annual", &message.annual), ("live", &message.live)].map(|(name, value)| {
        view! {
            <label class="choice">
                <input type="checkbox" name=name value="1" checked=!value.is_empty()/>
                <span>{l10n.t(&format!("meeting-box-{name}"))}</span>
            </label>
        }
    });
    let bodies = Body::ALL.map(|known| (known.code().to_owned(), body(l10n, known))).to_vec();
    let of_members = Body::from_code(&message.body).is_some_and(Body::is_of_members);
    let charter = of_members.then(|| {
        view! { <Field name="charter" label=l10n.t("meeting-charter") hint=l10n.t("meeting-charter-hint") value=message.charter.clone() error=wrong("charter") most=200/> }
    });
    let forms = Form::ALL.map(|known| (known.code().to_owned(), form(l10n, known))).to_vec();
    view! {
        <form method="post" action=format!("{base}/message")>
            <section id="general">
                <h2>{l10n.t("block-general")}</h2>
                <Select name="body" label=l10n.t("meeting-body") options=bodies value=message.body.clone() error=wrong("body")/>
                {charter}
                <Select name="form" label=l10n.t("meeting-form") options=forms value=message.form.clone() error=wrong("form")/>
                {(message.form == Form::Absentee.code()).then(|| view! { <Note mood=Mood::Warn><p>{l10n.t("meeting-form-absentee-words")}</p></Note> })}
                <Field name="opens" label=l10n.t("meeting-opens") value=message.opens.clone() error=wrong("opens") kind="datetime-local"/>
                <Field name="closes" label=l10n.t("meeting-closes") value=message.closes.clone() error=wrong("closes") kind="datetime-local"/>
                <Field name="place" label=l10n.t("meeting-place") hint=l10n.t("meeting-place-hint") value=message.place.clone() error=wrong("place") most=4000/>
                <div class="choices">{boxes.into_iter().collect_view()}</div>
            </section>
            <section id="administrator">
                <h2>{l10n.t("block-administrator")}</h2>
                <Field name="contacts" label=l10n.t("meeting-contacts") hint=l10n.t("meeting-contacts-hint") value=message.contacts.clone() error=wrong("contacts") most=4000/>
                <Field name="chair" label=l10n.t("meeting-chair") hint=l10n.t("meeting-chair-hint") value=message.chair.clone() most=200/>
                <Field name="secretary" label=l10n.t("meeting-secretary") value=message.secretary.clone() most=200/>
                <Field name="materials" label=l10n.t("meeting-materials") value=message.materials.clone() most=4000/>
                <p class="actions"><Button text=l10n.t("meeting-save") tone=Tone::Quiet/></p>
            </section>
        </form>
    }
}

/// The register of owners that the managing organisation gives to who calls the meeting.
#[component]
fn RegisterAsked(l10n: L10n, base: String, readiness: Readiness, caller: Caller, zone: String) -> impl IntoView {
    if let Some((at, due)) = readiness.register_asked {
        let words = [("at", service::meetings::local_words(at, &zone)), ("due", text::day(due))];
        return view! { <p>{l10n.with("register-asked", words)}</p> }.into_any();
    }
    if caller == Caller::Manager || !readiness.managed {
        return ().into_any();
    }
    view! {
        <p>{l10n.t("register-ask-words")}</p>
        <form method="post" action=format!("{base}/register")>
            <p class="actions"><Button text=l10n.t("register-ask") tone=Tone::Quiet/></p>
        </form>
    }
    .into_any()
}

/// Files to be read before voting, and one more.
#[component]
fn Files(l10n: L10n, base: String, meeting: MeetingView, failure: Option<Failure>) -> impl IntoView {
    let wrong = failure.map(|failure| failure.of("file"));
    let rows = meeting.files.iter().map(|file| {
        let of = file.question.map(|number| l10n.with("meeting-file-of", [("number", number)]));
        let href = format!("{base}/files/{}", file.id);
        view! {
            <li>
                <a href=href.clone() target="_blank" data-turbo="false">{file.name.clone()}</a>{of.map(|of| format!(" — {of}"))}
                <form method="post" action=format!("{href}/drop")><Button text=l10n.t("meeting-file-drop") tone=Tone::Quiet/></form>
            </li>
        }
    });
    let rows = rows.collect_view();
    let mut of = vec![(String::new(), l10n.t("meeting-file-whole"))];
    of.extend(
        meeting
            .agenda
            .iter()
            .map(|question| (question.number.to_string(), l10n.with("meeting-file-of", [("number", question.number)]))),
    );
    view! {
        <section id="document">
            <h2>{l10n.t("block-document")}</h2>
            <p>{l10n.t("block-document-words")}</p>
            <ul class="rows">{rows}</ul>
            <form method="post" enctype="multipart/form-data" action=format!("{base}/files")>
                <Select name="of" label=l10n.t("meeting-file-for") options=of/>
                <FileField label=l10n.t("meeting-file") hint=l10n.t("file-hint") error=wrong.unwrap_or_default()/>
                <p class="actions"><Button text=l10n.t("meeting-file-add") tone=Tone::Quiet/></p>
            </form>
        </section>
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

/// The drafted appeal to the inspectorate: its question can be mended before it is sent.
#[component]
fn AppealForm(l10n: L10n, base: String, appeal: Appeal, failure: Option<Failure>) -> impl IntoView {
    let wrong = failure.filter(|failure| failure.code == "meetings.no_question").map(|failure| failure.text);
    view! {
        <section>
            <h2>{l10n.t("check-title")}</h2>
            <p>{l10n.t("check-words")}</p>
            <form method="post" action=format!("{base}/check")>
                <Field name="question" label=l10n.t("check-question") value=appeal.question error=wrong.unwrap_or_default() most=2000/>
                <Field name="explained" label=l10n.t("check-explained") value=appeal.explained most=4000/>
                <p class="actions"><Button text=l10n.t("check-ask")/></p>
            </form>
        </section>
    }
}

/// Every day of the law, with its article.
#[component]
pub fn Days(l10n: L10n, title: String, days: Vec<Until>) -> impl IntoView {
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
            <h2>{title.clone()}</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label=title>
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
