//! The agenda as it is written: each question with its kind, what it needs, and what it would cost.

use domain::kernel::Area;
use domain::meetings::{Body, Kind, MeetingView, QuestionDraft, QuestionView, Votes, propose};
use leptos::prelude::*;
use service::meetings::Readiness;

use super::words::{cost, kind, rule, votes};
use crate::error::Failure;
use crate::i18n::L10n;
use crate::ui::button::{Button, Tone};
use crate::ui::field::{Field, Select};
use crate::ui::notices::{Mood, Note};

/// The questions, and one more.
#[component]
pub fn Agenda(
    l10n: L10n,
    meeting: MeetingView,
    readiness: Readiness,
    question: QuestionDraft,
    failure: Option<Failure>,
) -> impl IntoView {
    let base = format!("/meetings/{}", meeting.row.id);
    let (total, body) = (readiness.total, meeting.row.body);
    let items = meeting.agenda.iter().zip(readiness.needs).map(|(item, needs)| {
        view! { <Item l10n base=base.clone() body item=item.clone() needs total/> }
    });
    let items = items.collect_view();
    let wrong = |field: &str| failure.as_ref().map(|failure| failure.of(field)).unwrap_or_default();
    let entrance = (!body.is_of_members()).then(|| {
        view! { <Field name="entrance" label=l10n.t("meeting-question-entrance") value=question.entrance.clone() error=wrong("entrance") mode="numeric" most=4/> }
    });
    let mut kinds = vec![(String::new(), l10n.t("meeting-question-propose"))];
    kinds.extend(body.kinds().map(|known| {
        let code = known.code();
        (code.to_owned(), format!("{code} — {}", kind(l10n, known)))
    }));
    view! {
        <section id="agenda">
            <h2>{l10n.t("meeting-agenda")}</h2>
            <ol class="agenda">{items}</ol>
            <form class="agenda__form" method="post" action=format!("{base}/questions")>
                <Field name="text" label=l10n.t("meeting-question-text") hint=l10n.t("meeting-question-hint") value=question.text error=wrong("text") most=2000/>
                <Select name="kind" label=l10n.t("meeting-question-kind") options=kinds value=question.kind error=wrong("kind")/>
                {entrance}
                <Field name="cost" label=l10n.t("meeting-question-cost") hint=l10n.t("meeting-question-cost-hint") value=question.cost error=wrong("cost") mode="decimal" most=20/>
                <label class="choice">
                    <input type="checkbox" name="monthly" value="1" checked=!question.monthly.is_empty()/>
                    <span>{l10n.t("meeting-question-monthly")}</span>
                </label>
                <p class="actions"><Button text=l10n.t("meeting-question-add") tone=Tone::Quiet/></p>
            </form>
        </section>
    }
}

#[component]
fn Item(l10n: L10n, base: String, body: Body, item: QuestionView, needs: Area, total: Area) -> impl IntoView {
    let proposed = propose(body, &item.text);
    // The words speak for another kind than was chosen, or a stricter one is as likely.
    let other = proposed.kind.filter(|kind| *kind != item.kind).or(proposed.stricter.filter(|kind| *kind != item.kind));
    let warning = other.map(|other| {
        let parts = [("kind", kind(l10n, other)), ("rule", rule(l10n, other))];
        view! { <Note mood=Mood::Warn><p>{l10n.with("meeting-question-other", parts)}</p></Note> }
    });
    let others: Vec<Kind> =
        proposed.kind.into_iter().chain(proposed.others).filter(|other| *other != item.kind).collect();
    let others = (!others.is_empty()).then(|| view! { <Others l10n others/> });
    let needed = l10n.with("meeting-needed", [("rule", rule(l10n, item.kind))]);
    let all = Votes::whole(total);
    let rehearsal =
        (0 < needs.0).then(|| l10n.with("meeting-rehearsal", [("votes", votes(body, &Votes::whole(needs), &all))]));
    let cost = cost(l10n, &item, total, None);
    view! {
        <li class="agenda__item">
            <p><b>{format!("{}. {}", item.number, item.text)}</b></p>
            <p class="tally__kind">{kind(l10n, item.kind)}". "{needed}" "<span class="tally__article">"("{item.kind.article()}", "{item.kind.threshold()}")"</span></p>
            {rehearsal.map(|text| view! { <p class="tally__kind">{text}</p> })}
            {cost.map(|text| view! { <p class="tally__kind">{text}</p> })}
            {warning}
            {others}
            <form method="post" action=format!("{base}/questions/drop")>
                <input type="hidden" name="number" value=item.number.to_string()/>
                <Button text=l10n.with("meeting-question-drop", [("number", item.number)]) tone=Tone::Quiet/>
            </form>
        </li>
    }
}

/// Kinds the wording may mean besides, with what each needs.
#[component]
fn Others(l10n: L10n, others: Vec<Kind>) -> impl IntoView {
    let rows = others.into_iter().map(|other| {
        let needed = l10n.with("meeting-needed", [("rule", rule(l10n, other))]);
        view! { <li>{kind(l10n, other)}". "{needed}" ("{other.article()}", "{other.threshold()}")"</li> }
    });
    view! {
        <details>
            <summary>{l10n.t("meeting-question-others")}</summary>
            <ul>{rows.collect_view()}</ul>
        </details>
    }
}
