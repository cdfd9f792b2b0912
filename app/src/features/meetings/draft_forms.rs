//! The forms of a draft: the message, the register that is asked for, its files, the appeal to the inspectorate.

use domain::kernel::text;
use domain::meetings::{Body, Form, MeetingDraft, MeetingView};
use leptos::prelude::*;
use service::meetings::Readiness;

use super::draft::Appeal;
use super::words::{body, form};
use crate::error::Failure;
use crate::i18n::L10n;
use crate::ui::button::{Button, Tone};
use crate::ui::field::{Field, FileField, Select};
use crate::ui::notices::{Mood, Note};

/// The message itself.
#[component]
pub fn MessageForm(l10n: L10n, base: String, message: MeetingDraft, failure: Option<Failure>) -> impl IntoView {
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
pub fn RegisterAsked(l10n: L10n, base: String, readiness: Readiness, zone: String) -> impl IntoView {
    if let Some((at, due)) = readiness.register_asked {
        let words = [("at", service::meetings::local_words(at, &zone)), ("due", text::day(due))];
        let given = readiness.register_given.then(|| {
            view! { <p><a href=format!("{base}/register.csv")>{l10n.t("register-given")}</a></p> }
        });
        return view! { <p>{l10n.with("register-asked", words)}</p>{given} }.into_any();
    }
    if !readiness.register_kept {
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
pub fn Files(l10n: L10n, base: String, meeting: MeetingView, failure: Option<Failure>) -> impl IntoView {
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

/// The drafted appeal to the inspectorate: its question can be mended before it is sent.
#[component]
pub fn AppealForm(l10n: L10n, base: String, appeal: Appeal, failure: Option<Failure>) -> impl IntoView {
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
