//! Representatives: asking to vote for somebody, the administrator's decision, the owner's end of it.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::{PowerId, text};
use domain::meetings::{MeetingView, Phase, PowerDraft, PowerState};
use leptos::prelude::*;
use serde::Deserialize;
use service::meetings::Power;

use super::page::view_of;
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::badge::Badge;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Facts};
use crate::ui::field::{Field, FileField};
use crate::ui::notices::{ErrorSummary, Mood, Note};
use crate::upload::{Sent, serve};

/// The key of the page's name.
pub const TITLE: &str = "meeting-powers";

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    done: String,
}

async fn known(asked: &Asked, meeting: Path<String>) -> Result<(MeetingView, Vec<Power>), Failure> {
    let who = asked.confirmed()?;
    let meeting = view_of(asked, id(meeting)?).await?;
    let powers = service::meetings::powers(asked.ctx(), &who, meeting.row.id).await?;
    Ok((meeting, powers))
}

/// GET `/meetings/{meeting}/powers`
pub async fn show(asked: Asked, meeting: Path<String>, Query(wish): Query<Wish>) -> Answer {
    let (meeting, powers) = known(&asked, meeting).await?;
    Ok(draw(&asked, meeting, powers, PowerDraft::default(), !wish.done.is_empty(), None))
}

/// POST `/meetings/{meeting}/powers`
pub async fn ask(asked: Asked, meeting: Path<String>, sent: Sent) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let (meeting, powers) = known(&asked, meeting).await?;
    let draft = PowerDraft {
        premises: sent.text("premises"),
        owner: sent.text("owner"),
        document: sent.text("document"),
        notarised: sent.text("notarised"),
        until: sent.text("until"),
    };
    let outcome = service::meetings::ask_power(asked.ctx(), &who, meeting.row.id, &draft, &sent.file).await;
    answer(&asked, meeting, powers, draft, outcome)
}

/// Back to the list, or the page again with what was typed and why it was refused.
fn answer(
    asked: &Asked,
    meeting: MeetingView,
    powers: Vec<Power>,
    draft: PowerDraft,
    outcome: Result<(), service::Error>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{}/powers?done=1", meeting.row.id)).into_response()),
        Err(error) if error.rule().is_some() => {
            let mut failure = asked.l10n.explain(error.into());
            if failure.code == "meetings.no_voice" {
                failure.field = Some("premises".to_owned());
            }
            Ok(draw(asked, meeting, powers, draft, false, Some(failure.clone())).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// What is decided of a power.
#[derive(Debug, Default, Deserialize)]
pub struct Decided {
    /// `accept`, `refuse`, `revoke`
    #[serde(default)]
    act: String,
    #[serde(default)]
    reason: String,
}

/// POST `/meetings/{meeting}/powers/{power}`
pub async fn decide(
    asked: Asked,
    Path((meeting, power)): Path<(String, String)>,
    Form(decided): Form<Decided>,
) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let (meeting, powers) = known(&asked, Path(meeting)).await?;
    let (ctx, id): (_, PowerId) = (asked.ctx(), id(Path(power))?);
    let outcome = match decided.act.as_str() {
        "revoke" => service::meetings::revoke_power(ctx, &who, meeting.row.id, id).await,
        "annul" => service::meetings::annul_power(ctx, &who, meeting.row.id, id, &decided.reason).await,
        act => {
            let accepts = act == "accept";
            service::meetings::decide_power(ctx, &who, meeting.row.id, id, accepts, &decided.reason).await
        }
    };
    answer(&asked, meeting, powers, PowerDraft::default(), outcome)
}

/// GET `/meetings/{meeting}/powers/{power}/scan`
pub async fn scan(asked: Asked, Path((meeting, power)): Path<(String, String)>) -> Result<Response, Failure> {
    let who = asked.confirmed()?;
    let power = power.parse().map_err(|_| Failure::new(Kind::Missing, "missing"))?;
    let content = service::meetings::power_scan(asked.ctx(), &who, id(Path(meeting))?, PowerId(power)).await?;
    Ok(serve(content))
}

fn draw(
    asked: &Asked,
    meeting: MeetingView,
    powers: Vec<Power>,
    draft: PowerDraft,
    done: bool,
    failure: Option<Failure>,
) -> Page {
    let l10n = asked.l10n;
    Page::new(asked, l10n.t(TITLE), move || {
        let base = format!("/meetings/{}", meeting.row.id);
        let name = l10n.with("meeting-name", [("uin", meeting.row.uin.clone())]);
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let done =
            done.then(|| view! { <Note mood=Mood::Good><p role="status">{l10n.t("meeting-power-done")}</p></Note> });
        let goes = matches!(meeting.row.phase, Phase::Announced | Phase::Voting);
        let voting = meeting.row.phase == Phase::Voting && meeting.form.is_electronic();
        let mine: Vec<PowerId> = meeting.powers.iter().filter(|power| !power.voted).map(|power| power.id).collect();
        let cards = powers.into_iter().map(|power| {
            let votes = voting && power.state == PowerState::Accepted && mine.contains(&power.id);
            view! { <Row l10n base=base.clone() power votes annuls=voting/> }
        });
        let cards = cards.collect_view();
        view! {
            <Crumbs l10n steps=vec![(name, base.clone())]/>
            {summary}
            {done}
            <h1>{l10n.t(TITLE)}</h1>
            <p class="lead">{l10n.t("meeting-powers-words")}</p>
            <ul class="meetings">{cards}</ul>
            {goes.then(|| view! { <Asking l10n base draft failure/> })}
        }
        .into_any()
    })
}

#[component]
fn Row(l10n: L10n, base: String, power: Power, votes: bool, annuls: bool) -> impl IntoView {
    let mood = match power.state {
        PowerState::Accepted => Mood::Good,
        PowerState::Asked => Mood::Warn,
        PowerState::Refused | PowerState::Revoked => Mood::Bad,
    };
    let here = format!("{base}/powers/{}", power.id);
    let notarised = if power.notarised { "meeting-power-notarised" } else { "meeting-power-plain" };
    let facts = vec![
        Fact::new(l10n.t("meeting-power-representative"), power.representative),
        Fact::new(l10n.t("meeting-power-document"), power.document).note(l10n.t(notarised)),
        Fact::new(l10n.t("meeting-power-until"), text::day(power.until)),
        Fact::new(l10n.t("meeting-power-reason"), power.reason),
    ];
    let vote = votes.then(|| {
        let href = format!("{base}/vote?power={}", power.id);
        view! { <p class="actions"><ButtonLink text=l10n.t("meeting-vote") href/></p> }
    });
    let decides = power.decides.then(|| {
        view! {
            <form method="post" action=here.clone()>
                <p class="actions"><Button text=l10n.t("meeting-power-accept") name="act" value="accept"/></p>
                <Field name="reason" label=l10n.t("meeting-power-why") most=500/>
                <p class="actions"><Button text=l10n.t("meeting-power-refuse") tone=Tone::Stop name="act" value="refuse"/></p>
            </form>
        }
    });
    let annuls = (annuls && power.annuls).then(|| {
        view! {
            <details>
                <summary>{l10n.t("meeting-annul-title")}</summary>
                <p>{l10n.t("meeting-annul-words")}</p>
                <form method="post" action=here.clone()>
                    <label class="field">
                        <span class="field__label">{l10n.t("meeting-cancel-reason")}</span>
                        <input class="field__input" name="reason" autocomplete="off" maxlength="2000"/>
                    </label>
                    <Button text=l10n.t("meeting-annul") tone=Tone::Stop name="act" value="annul"/>
                </form>
            </details>
        }
    });
    let ends = power.ends.then(|| {
        view! { <form method="post" action=here.clone()><Button text=l10n.t("meeting-power-revoke") tone=Tone::Quiet name="act" value="revoke"/></form> }
    });
    view! {
        <li class="card">
            <p><Badge mood text=l10n.t(&format!("meeting-power-{}", power.state.code()))/></p>
            <h2>{format!("{}, {}", power.premises, power.owner)}</h2>
            <Facts facts/>
            <p><a href=format!("{here}/scan") target="_blank" data-turbo="false">{l10n.t("meeting-power-scan-open")}</a></p>
            {vote}
            {decides}
            {annuls}
            {ends}
        </li>
    }
}

#[component]
fn Asking(l10n: L10n, base: String, draft: PowerDraft, failure: Option<Failure>) -> impl IntoView {
    let wrong = |field: &str| failure.as_ref().map(|failure| failure.of(field)).unwrap_or_default();
    view! {
        <section>
            <h2>{l10n.t("meeting-power-new")}</h2>
            <form method="post" enctype="multipart/form-data" action=format!("{base}/powers")>
                <Field name="premises" label=l10n.t("meeting-power-premises") hint=l10n.t("meeting-power-premises-hint") value=draft.premises error=wrong("premises") most=60/>
                <Field name="owner" label=l10n.t("meeting-power-owner") hint=l10n.t("meeting-power-owner-hint") value=draft.owner error=wrong("owner") most=200/>
                <Field name="document" label=l10n.t("meeting-power-document") hint=l10n.t("meeting-power-document-hint") value=draft.document error=wrong("document") most=500/>
                <Field name="until" label=l10n.t("meeting-power-until") value=draft.until error=wrong("until") kind="date"/>
                <label class="choice">
                    <input type="checkbox" name="notarised" value="1" checked=!draft.notarised.is_empty()/>
                    <span>{l10n.t("meeting-power-notarised")}</span>
                </label>
                <FileField label=l10n.t("meeting-power-scan") hint=l10n.t("file-hint") error=wrong("file")/>
                <p class="actions"><Button text=l10n.t("meeting-power-ask")/></p>
            </form>
        </section>
    }
}
