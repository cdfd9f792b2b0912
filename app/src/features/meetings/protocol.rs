//! The protocol of a meeting that is over, to be read and printed: приказ Минстроя № 266/пр.

use axum::extract::{Path, Query};
use axum::response::Response;
use domain::kernel::{Instant, MeetingId};
use domain::meetings::{Body, Deadline, MeetingView, Part, Phase, Votes};
use domain::people::Permission;
use leptos::prelude::*;
use serde::Deserialize;
use service::meetings::Request;

use super::draft_page::Days;
use super::page::view_of;
use super::words::{amount, body, form, kind, moment, rule, share, total_key, votes};
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Facts};
use crate::ui::table::Table;
use crate::upload::serve;

/// GET `/meetings/{meeting}/protocol`
pub async fn show(asked: Asked, meeting: Path<String>) -> Answer {
    let view = view_of(&asked, id(meeting)?).await?;
    if view.row.phase != Phase::Closed {
        return Err(Failure::new(Kind::Missing, "missing"));
    }
    let formed = service::meetings::protocol_formed(asked.ctx(), view.row.id).await?;
    let l10n = asked.l10n;
    let title = l10n.with("protocol-title", [("uin", view.row.uin.clone())]);
    Ok(Page::new(&asked, title.clone(), move || {
        let name = l10n.with("meeting-name", [("uin", view.row.uin.clone())]);
        let steps = vec![(name, format!("/meetings/{}", view.row.id))];
        view! {
            <Crumbs l10n steps/>
            <article class="protocol">
                <h1>{title}</h1>
                <p>{heading(l10n, &view)}</p>
                {files(l10n, &view, formed)}
                <Facts facts=facts(l10n, &view)/>
                <h2>{l10n.t("meeting-agenda")}</h2>
                <ol>{view.agenda.iter().map(|question| view! { <li>{question.text.clone()}</li> }).collect_view()}</ol>
                {decisions(l10n, &view)}
                {next(l10n, &view)}
                <h2>{l10n.t("protocol-kept")}</h2>
                <p>{l10n.t("protocol-kept-words")}</p>
                <p>{l10n.t("meeting-receipt-head")}</p>
                <p class="meeting__head"><code>{view.log.1}</code></p>
            </article>
        }
        .into_any()
    }))
}

/// GET `/meetings/{meeting}/protocol.pdf`
pub async fn printed(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let reader = asked.visitor.person.as_ref().map(|signed| signed.id);
    let inspects = asked.staff(Permission::CheckMeetings).ok();
    Ok(serve(service::meetings::protocol_printed(asked.ctx(), id(meeting)?, reader, inspects.as_ref()).await?))
}

/// The identifier the state system has given the vote.
#[derive(Debug, Default, Deserialize)]
pub struct Known {
    #[serde(default)]
    voting: String,
}

/// GET `/meetings/{meeting}/protocol.xml`
pub async fn results(asked: Asked, meeting: Path<String>, Query(known): Query<Known>) -> Result<Response, Failure> {
    request(&asked, id(meeting)?, Request::Results, &known).await
}

/// GET `/meetings/{meeting}/results.xml`
pub async fn external(asked: Asked, meeting: Path<String>, Query(known): Query<Known>) -> Result<Response, Failure> {
    request(&asked, id(meeting)?, Request::External, &known).await
}

async fn request(asked: &Asked, meeting: MeetingId, request: Request, known: &Known) -> Result<Response, Failure> {
    let voting = known.voting.trim().parse().ok();
    Ok(serve(service::meetings::protocol_request(asked.ctx(), meeting, request, voting).await?))
}

/// The protocol as files, once it is formed.
fn files(l10n: L10n, meeting: &MeetingView, formed: Option<Instant>) -> AnyView {
    let Some(formed) = formed else {
        return view! { <p role="status">{l10n.t("protocol-forming")}</p> }.into_any();
    };
    let base = format!("/meetings/{}", meeting.row.id);
    let external = meeting.form.is_electronic().then(|| {
        view! { <li><a href=format!("{base}/results.xml")>{l10n.t("protocol-xml-external")}</a></li> }
    });
    view! {
        <ul class="no-print">
            <li><a href=format!("{base}/protocol.pdf")>{l10n.t("protocol-pdf")}</a></li>
            <li><a href=format!("{base}/protocol.xml")>{l10n.t("protocol-xml")}</a></li>
            {external}
        </ul>
        <p class="no-print">{l10n.t("protocol-pdf-words")}" "{l10n.with("protocol-formed", [("at", moment(Some(formed), &meeting.row.time_zone))])}</p>
    }
    .into_any()
}

/// What the law asks for after the end, and until when.
fn next(l10n: L10n, meeting: &MeetingView) -> Option<impl IntoView + use<>> {
    let mut days = service::meetings::timeline(meeting)?;
    days.retain(|until| [Deadline::Originals, Deadline::Inspectorate, Deadline::Court].contains(&until.what));
    Some(view! { <Days l10n title=l10n.t("protocol-next") days/> })
}

/// «внеочередного общего собрания собственников …, заочное голосование с использованием системы»
fn heading(l10n: L10n, meeting: &MeetingView) -> String {
    let key = if meeting.annual { "protocol-annual" } else { "protocol-extraordinary" };
    let parts = [
        ("body", body(l10n, meeting.row.body)),
        ("address", meeting.row.address.clone()),
        ("form", form(l10n, meeting.form)),
    ];
    l10n.with(key, parts)
}

fn facts(l10n: L10n, meeting: &MeetingView) -> Vec<Fact> {
    let zone = &meeting.row.time_zone;
    let total = Votes::whole(meeting.total);
    let quorum = if meeting.outcome.quorum { "protocol-quorum-yes" } else { "protocol-quorum-no" };
    let body = meeting.row.body;
    // Areas are told of the house; its owners' votes are they.
    let areas = match body {
        Body::Owners => {
            let other = domain::kernel::Area(meeting.total.0 - meeting.residential_total.0);
            let names = ["protocol-area", "protocol-area-residential", "protocol-area-other"];
            let facts = names.into_iter().zip([meeting.total, meeting.residential_total, other]);
            facts.map(|(name, area)| Fact::new(l10n.t(name), area.to_string())).collect()
        }
        _ => Vec::new(),
    };
    let mut facts = vec![
        Fact::new(l10n.t("protocol-day"), moment(meeting.closed, zone)),
        Fact::new(l10n.t("meeting-opens"), moment(meeting.row.opens, zone)),
        Fact::new(l10n.t("meeting-closes"), moment(meeting.row.closes, zone)),
        Fact::new(l10n.t("meeting-initiator"), meeting.initiator.clone()),
        Fact::new(l10n.t("meeting-contacts"), meeting.contacts.clone()),
        Fact::new(l10n.t("meeting-chair"), meeting.chair.clone()),
        Fact::new(l10n.t("meeting-secretary"), meeting.secretary.clone()),
    ];
    facts.extend(areas);
    facts.extend([
        Fact::new(total_key(l10n, body), amount(body, &total)),
        Fact::new(l10n.t("protocol-participants"), votes(body, &meeting.outcome.participants, &total)),
        Fact::new(l10n.t("meeting-ballots"), meeting.ballots.to_string()),
        Fact::new(l10n.t("meeting-quorum"), format!("{} ({})", l10n.t(quorum), body.quorum_article())),
    ]);
    facts
}

/// СЛУШАЛИ — ПРЕДЛОЖЕНО — РЕШИЛИ, question by question.
fn decisions(l10n: L10n, meeting: &MeetingView) -> impl IntoView + use<> {
    let total = Votes::whole(meeting.total);
    let participants = &meeting.outcome.participants;
    let all = meeting.agenda.iter().zip(&meeting.outcome.questions).map(|(question, result)| {
        let row = |answer: &str, sum: &Votes| {
            let label = l10n.t(&format!("meeting-answer-{answer}"));
            vec![
                label,
                amount(meeting.row.body, sum),
                share(sum.per_myriad_of(&total)),
                share(sum.per_myriad_of(participants)),
            ]
        };
        let mut rows = vec![row("for", &result.for_), row("against", &result.against), row("abstain", &result.abstain)];
        if !result.invalid.is_none() {
            rows.push(row("invalid", &result.invalid));
        }
        let head =
            ["protocol-answer", "protocol-votes", "protocol-of-all", "protocol-of-participants"].map(|key| l10n.t(key));
        let verdict = match (result.quorum, result.adopted) {
            (false, _) => "meeting-no-quorum",
            (true, true) => "meeting-adopted",
            (true, false) => "meeting-not-adopted",
        };
        let title = l10n.with("protocol-question", [("number", question.number)]);
        let part = result.part.as_ref().map(|part| view! { <p>{part_words(l10n, part)}</p> });
        let needed = l10n.with("meeting-needed", [("rule", rule(l10n, question.kind))]);
        view! {
            <section class="protocol__question">
                <h2>{title.clone()}</h2>
                <p><b>{l10n.t("protocol-heard")}</b>" "{kind(l10n, question.kind)}" ("{question.kind.article()}")"</p>
                <p><b>{l10n.t("protocol-proposed")}</b>" "{question.text.clone()}</p>
                <Table label=title head=head.to_vec() rows/>
                <p>{needed}" ("{question.kind.threshold()}")."</p>
                {part}
                <p><b>{l10n.t("protocol-decided")}</b>" "{l10n.t(verdict)}</p>
            </section>
        }
    });
    all.collect_view()
}

/// «По жилым помещениям: всего голосов …»
fn part_words(l10n: L10n, part: &Part) -> String {
    let key = if part.entrance.is_some() { "protocol-part-entrance" } else { "protocol-part-residential" };
    let [total, participants, for_] =
        [&part.total, &part.participants, &part.for_].map(|votes| votes.shown().to_string());
    let entrance = part.entrance.map(|number| number.to_string()).unwrap_or_default();
    l10n.with(key, [("entrance", entrance), ("total", total), ("participants", participants), ("for", for_)])
}
