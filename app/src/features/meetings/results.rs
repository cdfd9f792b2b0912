//! What came out so far: figures, bars with their words, and the same as it changes.

use std::convert::Infallible;

use axum::extract::Path;
use axum::response::sse::{Event, KeepAlive, Sse};
use domain::meetings::{MeetingView, Phase, Votes};
use futures::Stream;
use leptos::prelude::*;
use serde::Serialize;

use super::words::{amount, cost, kind, rule, share, total_key, votes};
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::id;
use crate::ui::facts::{Fact, Figures};

/// Answers in the order they are shown, by the ends of their keys.
const ANSWERS: [&str; 3] = ["for", "against", "abstain"];

/// The whole count as it is sent: every word and bar that changes, by the name it is drawn under.
#[derive(Debug, Serialize)]
struct Told {
    /// Grows with every entry of the log.
    revision: i64,
    /// Voting has ended: the page is to be asked for anew.
    over: bool,
    words: Vec<(String, String)>,
    bars: Vec<(String, u32)>,
}

fn told(view: &MeetingView) -> Told {
    let total = Votes::whole(view.total);
    let outcome = &view.outcome;
    let turnout = outcome.participants.per_myriad_of(&total);
    let mut words = vec![
        ("turnout".to_owned(), share(turnout)),
        ("participants".to_owned(), amount(view.row.body, &outcome.participants)),
        ("silent".to_owned(), amount(view.row.body, &outcome.silent)),
        ("ballots".to_owned(), view.ballots.to_string()),
        ("log".to_owned(), view.log.0.to_string()),
    ];
    let mut bars = vec![("turnout".to_owned(), turnout)];
    for (question, result) in view.agenda.iter().zip(&outcome.questions).filter(|_| view.shows_answers()) {
        for (answer, sum) in ANSWERS.into_iter().zip([&result.for_, &result.against, &result.abstain]) {
            let name = format!("{}-{answer}", question.number);
            words.push((name.clone(), votes(view.row.body, sum, &total)));
            bars.push((name, sum.per_myriad_of(&total)));
        }
        words.push((format!("{}-needs", question.number), needs(view, result)));
    }
    Told { revision: view.log.0, over: is_over(view), words, bars }
}

fn is_over(view: &MeetingView) -> bool {
    matches!(view.row.phase, Phase::Closed | Phase::Cancelled)
}

/// «не хватает 412,60 м²» while it can still come; nothing once it is enough or voting is over.
fn needs(view: &MeetingView, result: &domain::meetings::Result) -> String {
    match view.row.phase {
        Phase::Voting | Phase::Counting if 0 < result.needs.0 => amount(view.row.body, &Votes::whole(result.needs)),
        _ => "—".to_owned(),
    }
}

/// GET `/meetings/{meeting}/live`: the whole count each time it has changed, and at first.
pub async fn live(
    asked: Asked,
    meeting: Path<String>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    let mut seen = service::meetings::live::watch(asked.ctx(), id(meeting)?).await?;
    seen.mark_changed();
    let events = futures::stream::unfold(Some(seen), |seen| async move {
        let mut seen = seen?;
        // Nobody changes it any more: the process is about to stop.
        seen.changed().await.ok()?;
        let shown = seen.borrow_and_update().clone();
        // The words are made once for everybody who watches.
        let words = shown.said(|view| serde_json::to_string(&told(view)).unwrap_or_default());
        let event = Event::default().id(shown.view().log.0.to_string()).data(words);
        Some((Ok(event), (!is_over(shown.view())).then_some(seen)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}

/// The results of a meeting.
#[component]
pub fn Results(l10n: L10n, meeting: MeetingView, script: String) -> impl IntoView {
    let told = told(&meeting);
    let word = |name: &str| {
        told.words.iter().find(|(known, _)| known == name).map(|(_, word)| word.clone()).unwrap_or_default()
    };
    let bar = |name: &str| told.bars.iter().find(|(known, _)| known == name).map_or(0, |(_, bar)| *bar);
    let voting = matches!(meeting.row.phase, Phase::Voting | Phase::Counting);
    let mine = meeting.my_votes();
    let source = voting.then(|| format!("/meetings/{}/live", meeting.row.id));
    let quorum = match (meeting.outcome.quorum, meeting.row.phase) {
        (true, _) => "meeting-quorum-yes",
        (false, Phase::Closed) => "meeting-quorum-none",
        (false, _) => "meeting-quorum-no",
    };
    let figures = vec![
        Fact::new(total_key(l10n, meeting.row.body), amount(meeting.row.body, &Votes::whole(meeting.total))),
        Fact::new(l10n.t("meeting-quorum"), l10n.t(quorum)),
    ];
    let questions = meeting.agenda.iter().zip(&meeting.outcome.questions).map(|(question, result)| {
        let over = meeting.row.phase == Phase::Closed;
        let verdict = over.then(|| {
            let (key, class) = match (result.quorum, result.adopted) {
                (false, _) => ("meeting-no-quorum", "verdict verdict--bad"),
                (true, true) => ("meeting-adopted", "verdict verdict--good"),
                (true, false) => ("meeting-not-adopted", "verdict verdict--bad"),
            };
            view! { <p class=class>{l10n.t(key)}</p> }
        });
        let rows = ANSWERS.into_iter().filter(|_| meeting.shows_answers()).map(|answer| {
            let name = format!("{}-{answer}", question.number);
            let label = l10n.t(&format!("meeting-answer-{answer}"));
            view! {
                <li class=format!("tally__row tally__row--{answer}")>
                    <span class="tally__answer">{label.clone()}</span>
                    <progress class="tally__bar" max="10000" value=bar(&name) data-bar=name.clone() aria-label=label></progress>
                    <span class="tally__votes" data-word=name.clone()>{word(&name)}</span>
                </li>
            }
        });
        let text = format!("{}. {}", question.number, question.text);
        let needs = (voting && meeting.shows_answers()).then(|| {
            let name = format!("{}-needs", question.number);
            view! { <p class="tally__needs">{l10n.t("meeting-needs")}" "<span data-word=name.clone()>{word(&name)}</span></p> }
        });
        let cost = cost(l10n, question, meeting.total, Some(&mine));
        let needed = l10n.with("meeting-needed", [("rule", rule(l10n, question.kind))]);
        let article = format!("{}, {}", question.kind.article(), question.kind.threshold());
        view! {
            <article class="tally__question">
                <h3>{text}</h3>
                <p class="tally__kind">{kind(l10n, question.kind)}". "{needed}" "<span class="tally__article">"("{article}")"</span></p>
                {cost.map(|text| view! { <p class="tally__kind">{text}</p> })}
                {verdict}
                <ul class="tally">{rows.collect_view()}</ul>
                {needs}
            </article>
        }
    });
    let questions = questions.collect_view();
    let sealed = (voting && !meeting.live).then(|| view! { <p>{l10n.t("meeting-sealed")}</p> });
    view! {
        <live-tally class="results" data-script=script data-source=source>
            <h2>{l10n.t(if voting { "meeting-results-now" } else { "meeting-results" })}</h2>
            <div class="tally__turnout">
                <p id="turnout"><b data-word="turnout">{word("turnout")}</b>" "{l10n.t(if meeting.form.has_place() { "meeting-took-part" } else { "meeting-turnout" })}" · "<span data-word="participants">{word("participants")}</span></p>
                <progress class="tally__bar" max="10000" value=bar("turnout") data-bar="turnout" aria-labelledby="turnout"></progress>
                {meeting.form.has_place().then(|| view! {
                    <p>{l10n.t(if voting { "meeting-silent" } else { "meeting-silent-over" })}": "<span data-word="silent">{word("silent")}</span></p>
                })}
                <p>{l10n.t("meeting-ballots")}": "<span data-word="ballots">{word("ballots")}</span></p>
            </div>
            <Figures figures/>
            {sealed}
            {questions}
        </live-tally>
    }
}
