//! The page of a meeting, and its record.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::kernel::MeetingId;
use domain::meetings::{MeetingView, Phase};
use leptos::prelude::*;
use service::meetings::Wanted;

use super::results::Results;
use super::words::{body, form, moment, mood, phase};
use super::{attendance, draft, papers, powers, refusals};
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::badge::Badge;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::card::Card;
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Facts};
use crate::ui::field::Field;
use crate::ui::notices::{ErrorSummary, Mood, Note};
use crate::upload::serve;

/// The meeting as the one who asks may see it.
pub async fn view_of(asked: &Asked, meeting: MeetingId) -> Result<MeetingView, Failure> {
    let reader = asked.visitor.person.as_ref().map(|signed| signed.id);
    Ok(service::meetings::one(asked.ctx(), meeting, reader).await?)
}

/// GET `/meetings/{meeting}`
pub async fn show(asked: Asked, meeting: Path<String>) -> Answer {
    let view = view_of(&asked, id(meeting)?).await?;
    if view.row.phase == Phase::Draft {
        return draft::draw(&asked, view, draft::Typed::default()).await;
    }
    Ok(draw(&asked, view, None))
}

/// A published meeting's page, with what was refused on it.
pub fn draw(asked: &Asked, meeting: MeetingView, failure: Option<Failure>) -> Page {
    let l10n = asked.l10n;
    let script = asked.site.assets.url("live.js");
    let title = l10n.with("meeting-name", [("uin", meeting.row.uin.clone())]);
    Page::new(asked, title.clone(), move || {
        let house = format!("/houses/{}", meeting.row.house);
        let steps =
            vec![(meeting.row.address.clone(), house.clone()), (l10n.t("meetings-title"), format!("{house}/meetings"))];
        let cancelled = (meeting.row.phase == Phase::Cancelled).then(|| {
            let text = l10n.with("meeting-cancelled", [("reason", meeting.cancelled_because.clone())]);
            view! { <Note mood=Mood::Bad><p>{text}</p></Note> }
        });
        let wrong = failure.as_ref().map(|failure| failure.text.clone()).unwrap_or_default();
        let summary = failure.map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        view! {
            <Crumbs l10n steps/>
            {summary}
            <p><Badge mood=mood(meeting.row.phase) text=phase(l10n, meeting.row.phase)/></p>
            <h1>{title}</h1>
            {cancelled}
            <div class="beside">
                <div><Results l10n meeting=meeting.clone() script/></div>
                <aside class="meeting__aside">
                    <Mine l10n meeting=meeting.clone()/>
                    <Talk l10n meeting=meeting.clone()/>
                    <Others l10n meeting=meeting.clone()/>
                    <About l10n meeting=meeting.clone()/>
                    <Proof l10n meeting=meeting.clone()/>
                    <Admin l10n meeting wrong/>
                </aside>
            </div>
        }
        .into_any()
    })
}

/// What the reader can do, or has done.
#[component]
fn Mine(l10n: L10n, meeting: MeetingView) -> impl IntoView {
    if meeting.mine.is_empty() {
        return None;
    }
    let heads = meeting.row.body.counts_heads();
    let weights = meeting.mine.iter().map(|voice| {
        let weight = domain::meetings::Votes::of(voice.area, voice.share);
        let sum = match heads {
            true => voice.premises.clone(),
            false => format!("{}: {} × {} = {}", voice.premises, voice.area, voice.share, weight.shown()),
        };
        view! { <li>{sum}</li> }
    });
    let weights = weights.collect_view();
    let present: Vec<_> =
        meeting.mine.iter().filter(|voice| voice.present).map(|voice| voice.premises.clone()).collect();
    let present = (!present.is_empty())
        .then(|| view! { <p>{l10n.with("meeting-present", [("premises", present.join(", "))])}</p> });
    let words = l10n.t(if heads { "meeting-weight-heads" } else { "meeting-weight" });
    let base = format!("/meetings/{}", meeting.row.id);
    let done = meeting.mine.iter().all(|voice| voice.entry.is_some());
    let action = match (meeting.row.phase, done) {
        (_, true) => view! {
            <p>{l10n.t("meeting-voted")}</p>
            <p class="actions"><ButtonLink text=l10n.t("meeting-receipt") href=format!("{base}/receipt") tone=Tone::Quiet/></p>
        }
        .into_any(),
        (Phase::Voting, false) if !meeting.form.is_electronic() => {
            view! { <p>{l10n.t("meeting-on-paper")}</p> }.into_any()
        }
        (Phase::Voting, false) => {
            view! { <p class="actions"><ButtonLink text=l10n.t("meeting-vote") href=format!("{base}/vote")/></p> }.into_any()
        }
        (Phase::Announced, false) => {
            let opens = moment(meeting.row.opens, &meeting.row.time_zone);
            view! { <p>{l10n.with("meeting-vote-later", [("opens", opens)])}</p> }.into_any()
        }
        _ => view! { <p>{l10n.t("meeting-not-voted")}</p> }.into_any(),
    };
    Some(view! {
        <Card title=l10n.t("meeting-mine")>
            <p>{words}</p>
            <ul>{weights}</ul>
            {present}
            {action}
        </Card>
    })
}

#[component]
fn About(l10n: L10n, meeting: MeetingView) -> impl IntoView {
    let told = !meeting.contacts.is_empty();
    let zone = meeting.row.time_zone.clone();
    let annual = if meeting.annual { "meeting-annual" } else { "meeting-extraordinary" };
    let facts = vec![
        Fact::new(l10n.t("meeting-opens"), moment(meeting.row.opens, &zone)),
        Fact::new(l10n.t("meeting-closes"), moment(meeting.row.closes, &zone)),
        Fact::new(l10n.t("meeting-what"), format!("{}, {}", body(l10n, meeting.row.body), l10n.t(annual))),
        Fact::new(l10n.t("meeting-charter"), meeting.charter),
        Fact::new(l10n.t("meeting-form"), form(l10n, meeting.form)),
        Fact::new(l10n.t("meeting-place"), meeting.place),
        Fact::new(l10n.t("meeting-initiator"), meeting.initiator),
        Fact::new(l10n.t("meeting-chair"), meeting.chair),
        Fact::new(l10n.t("meeting-secretary"), meeting.secretary),
        Fact::new(l10n.t("meeting-contacts"), meeting.contacts),
        Fact::new(l10n.t("meeting-materials"), meeting.materials),
        Fact::new(l10n.t("meeting-voices"), meeting.voices.to_string()),
    ];
    let base = format!("/meetings/{}/files", meeting.row.id);
    let files = meeting.files.into_iter().map(|file| {
        let of = file.question.map(|number| l10n.with("meeting-file-of", [("number", number)]));
        let href = format!("{base}/{}", file.id);
        view! { <li><a href=href target="_blank" data-turbo="false">{file.name}</a>{of.map(|of| format!(" — {of}"))}</li> }
    });
    let files = files.collect_view();
    let poster = (told && matches!(meeting.row.phase, Phase::Announced | Phase::Voting)).then(|| {
        let href = format!("/meetings/{}/message.pdf", meeting.row.id);
        view! { <li><a href=href target="_blank" data-turbo="false">{l10n.t("meeting-poster")}</a></li> }
    });
    view! { <Card title=l10n.t("meeting-about")><Facts facts/><ul>{poster}{files}</ul></Card> }
}

/// What is said of the questions, for those whose meeting it is.
#[component]
fn Talk(l10n: L10n, meeting: MeetingView) -> impl IntoView {
    if meeting.mine.is_empty() && !meeting.own {
        return None;
    }
    let said = |number: i32| meeting.remarks.iter().find(|(of, _)| *of == number).map_or(0, |(_, count)| *count);
    let base = format!("/meetings/{}/questions", meeting.row.id);
    let questions = meeting.agenda.iter().map(|question| {
        let count = l10n.with("meeting-remarks", [("count", said(question.number))]);
        let name = l10n.with("meeting-question-name", [("number", question.number)]);
        view! { <li><a href=format!("{base}/{}", question.number)>{name}</a>": "{count}</li> }
    });
    let questions = questions.collect_view();
    Some(view! { <Card title=l10n.t("meeting-talk")><ul>{questions}</ul></Card> })
}

/// How anybody can recount it.
#[component]
fn Proof(l10n: L10n, meeting: MeetingView) -> impl IntoView {
    let href = format!("/meetings/{}/record.jsonl", meeting.row.id);
    let heads = format!("/meetings/{}/heads.txt", meeting.row.id);
    let protocol = (meeting.row.phase == Phase::Closed).then(|| {
        let base = format!("/meetings/{}", meeting.row.id);
        view! {
            <p><a href=format!("{base}/protocol")>{l10n.t("meeting-protocol")}</a></p>
        }
    });
    let held = meeting.row.phase != Phase::Cancelled;
    let execution = held.then(|| {
        let href = format!("/meetings/{}/execution", meeting.row.id);
        let key = if meeting.row.phase == Phase::Closed { "execution-title" } else { "execution-duties" };
        view! { <p><a href=href>{l10n.t(key)}</a></p> }
    });
    view! {
        <Card title=l10n.t("meeting-proof")>
            {protocol}
            {execution}
            <p>{l10n.t("meeting-proof-words")}</p>
            <p><a href=href download="">{l10n.t("meeting-record")}</a></p>
            <p><a href=format!("/meetings/{}/check", meeting.row.id)>{l10n.t("meeting-proof-here")}</a></p>
            <p><a href=heads data-turbo="false">{l10n.t("meeting-heads")}</a></p>
            <p>{l10n.t("meeting-log")}": "<span data-word="log">{meeting.log.0}</span></p>
            <p class="meeting__head"><code>{meeting.log.1}</code></p>
        </Card>
    }
}

/// Shares the reader represents, and written decisions the reader checks.
#[component]
fn Others(l10n: L10n, meeting: MeetingView) -> impl IntoView {
    let base = format!("/meetings/{}", meeting.row.id);
    let goes = matches!(meeting.row.phase, Phase::Announced | Phase::Voting);
    let powers = (goes || !meeting.powers.is_empty())
        .then(|| view! { <p><a href=format!("{base}/powers")>{l10n.t(powers::TITLE)}</a></p> });
    let reads = (meeting.reads && !meeting.own)
        .then(|| view! { <p><a href=format!("{base}/papers")>{l10n.t("meeting-papers-check")}</a></p> });
    let refuses = refusals::has(&meeting)
        .then(|| view! { <p><a href=format!("{base}/refusals")>{l10n.t(refusals::TITLE)}</a></p> });
    view! { {powers} {reads} {refuses} }
}

/// What the initiator can do while it goes on.
#[component]
fn Admin(l10n: L10n, meeting: MeetingView, wrong: String) -> impl IntoView {
    let going = matches!(meeting.row.phase, Phase::Announced | Phase::Voting | Phase::Counting);
    let opened = !wrong.is_empty();
    (meeting.own && going).then(|| {
        let base = format!("/meetings/{}", meeting.row.id);
        let papers = (meeting.row.phase != Phase::Announced).then(|| {
            view! { <p><a href=format!("{base}/papers")>{l10n.t(papers::TITLE)}</a></p> }
        });
        let attendance = meeting.form.has_place().then(|| {
            view! { <p><a href=format!("{base}/attendance")>{l10n.t(attendance::TITLE)}</a></p> }
        });
        view! {
            <Card title=l10n.t("meeting-admin")>
                {papers}
                {attendance}
                <details open=opened>
                    <summary>{l10n.t("meeting-cancel-title")}</summary>
                    <form method="post" action=format!("{base}/cancel")>
                        <Field name="reason" label=l10n.t("meeting-cancel-reason") error=wrong most=2000/>
                        <Button text=l10n.t("meeting-cancel") tone=Tone::Stop/>
                    </form>
                </details>
            </Card>
        }
    })
}

/// GET `/meetings/{meeting}/message.pdf`: for notice boards.
pub async fn poster(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let who = asked.resident()?;
    Ok(serve(service::meetings::poster(asked.ctx(), id(meeting)?, who.person()).await?))
}

/// GET `/meetings/{meeting}/heads.txt`: what anybody may keep elsewhere and hold against a later record, a
/// line each: `SIZE:ROOT`, the instant, the signature; the key comes first.
pub async fn heads(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let (key, heads) = service::meetings::heads(asked.ctx(), id(meeting)?).await?;
    let lines = heads.iter().map(|head| format!("{}:{} {} {}\n", head.size, head.root, head.at, head.signature));
    let text = format!("ed25519 {key}\n{}", lines.collect::<String>());
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, text).into_response())
}

/// GET `/meetings/{meeting}/record.jsonl`
pub async fn record(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let reader = asked.visitor.person.as_ref().map(|signed| signed.id);
    let wanted = Wanted::Id(id(meeting)?);
    let (uin, record) = service::meetings::record(asked.ctx(), &wanted, reader).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{uin}.jsonl\"")),
        (header::CACHE_CONTROL, if reader.is_some() { "private, no-store" } else { "no-cache" }.to_owned()),
    ];
    Ok((headers, record).into_response())
}
