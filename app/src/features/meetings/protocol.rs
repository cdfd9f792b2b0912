//! The protocol of a meeting that is over, to be read and printed: приказ Минстроя № 266/пр.

use axum::extract::Path;
use domain::meetings::{MeetingView, Phase, Votes};
use leptos::prelude::*;

use super::page::view_of;
use super::words::{kind, moment, rule, share, votes};
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Facts};
use crate::ui::table::Table;

/// GET `/meetings/{meeting}/protocol`
pub async fn show(asked: Asked, meeting: Path<String>) -> Answer {
    let view = view_of(&asked, id(meeting)?).await?;
    if view.row.phase != Phase::Closed {
        return Err(Failure::new(Kind::Missing, "missing"));
    }
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
                <Facts facts=facts(l10n, &view)/>
                <h2>{l10n.t("meeting-agenda")}</h2>
                <ol>{view.agenda.iter().map(|question| view! { <li>{question.text.clone()}</li> }).collect_view()}</ol>
                {decisions(l10n, &view)}
                <h2>{l10n.t("protocol-kept")}</h2>
                <p>{l10n.t("protocol-kept-words")}</p>
                <p>{l10n.t("meeting-receipt-head")}</p>
                <p class="meeting__head"><code>{view.log.1}</code></p>
            </article>
        }
        .into_any()
    }))
}

/// «внеочередного общего собрания собственников …, заочное голосование с использованием системы»
fn heading(l10n: L10n, meeting: &MeetingView) -> String {
    let key = if meeting.annual { "protocol-annual" } else { "protocol-extraordinary" };
    l10n.with(key, [("address", meeting.row.address.clone())])
}

fn facts(l10n: L10n, meeting: &MeetingView) -> Vec<Fact> {
    let zone = &meeting.row.time_zone;
    let total = Votes::whole(meeting.total);
    let other = domain::kernel::Area(meeting.total.0 - meeting.residential_total.0);
    let quorum = if meeting.outcome.quorum { "protocol-quorum-yes" } else { "protocol-quorum-no" };
    vec![
        Fact::new(l10n.t("protocol-day"), moment(meeting.row.closes, zone)),
        Fact::new(l10n.t("meeting-opens"), moment(meeting.row.opens, zone)),
        Fact::new(l10n.t("meeting-closes"), moment(meeting.row.closes, zone)),
        Fact::new(l10n.t("meeting-initiator"), meeting.initiator.clone()),
        Fact::new(l10n.t("meeting-contacts"), meeting.contacts.clone()),
        Fact::new(l10n.t("protocol-area"), meeting.total.to_string()),
        Fact::new(l10n.t("protocol-area-residential"), meeting.residential_total.to_string()),
        Fact::new(l10n.t("protocol-area-other"), other.to_string()),
        Fact::new(l10n.t("meeting-total"), meeting.total.to_string()),
        Fact::new(l10n.t("protocol-participants"), votes(&meeting.outcome.participants, &total)),
        Fact::new(l10n.t("meeting-ballots"), meeting.ballots.to_string()),
        Fact::new(l10n.t("meeting-quorum"), l10n.t(quorum)),
    ]
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
                sum.shown().to_string(),
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
        let needed = l10n.with("meeting-needed", [("rule", rule(l10n, question.kind.rule()))]);
        view! {
            <section class="protocol__question">
                <h2>{title.clone()}</h2>
                <p><b>{l10n.t("protocol-heard")}</b>" "{kind(l10n, question.kind)}" ("{question.kind.article()}")"</p>
                <p><b>{l10n.t("protocol-proposed")}</b>" "{question.text.clone()}</p>
                <Table label=title head=head.to_vec() rows/>
                <p>{needed}" ("{question.kind.rule().article()}")."</p>
                <p><b>{l10n.t("protocol-decided")}</b>" "{l10n.t(verdict)}</p>
            </section>
        }
    });
    all.collect_view()
}
