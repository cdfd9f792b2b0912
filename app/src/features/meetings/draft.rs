//! The message as its initiator writes it: what was sent, and the way back to the page.

use axum::Form;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::{FileId, MeetingId};
use domain::meetings::{MeetingDraft, MeetingView, Phase, QuestionDraft};
use serde::Deserialize;
use service::meetings::{Check, Readiness};

use super::draft_page;
use super::page::{self, view_of};
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::export;
use crate::page::{Page, id};
use crate::upload::{Sent, serve};

/// What was typed and refused.
#[derive(Default)]
pub struct Typed {
    pub message: Option<MeetingDraft>,
    pub question: Option<QuestionDraft>,
    pub appeal: Option<Appeal>,
    pub failure: Option<Failure>,
}

/// What the draft's page is drawn from.
pub struct Draft {
    pub meeting: MeetingView,
    pub readiness: Readiness,
    pub check: Option<Check>,
    pub typed: Typed,
}

/// The draft's page, as its initiator sees it.
pub async fn draw(asked: &Asked, meeting: MeetingView, typed: Typed) -> Result<Page, Failure> {
    let who = asked.resident()?;
    let readiness = service::meetings::readiness(asked.ctx(), &who, meeting.row.id).await?;
    let check = service::meetings::check(asked.ctx(), &who, meeting.row.id).await?;
    Ok(draft_page::draw(asked, Draft { meeting, readiness, check, typed }))
}

/// Back to the draft, or the draft again with what was typed and why it was refused.
async fn answer(
    asked: &Asked,
    meeting: MeetingId,
    outcome: Result<(), service::Error>,
    typed: Typed,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{meeting}")).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            let view = view_of(asked, meeting).await?;
            if !view.own {
                return Err(Failure::new(Kind::Missing, "missing"));
            }
            if view.row.phase != Phase::Draft {
                // Published meanwhile, perhaps in another window.
                return Ok(Redirect::to(&format!("/meetings/{meeting}")).into_response());
            }
            let typed = Typed { failure: Some(failure.clone()), ..typed };
            Ok(draw(asked, view, typed).await?.refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// POST `/meetings/{meeting}/message`
pub async fn save(asked: Asked, meeting: Path<String>, Form(draft): Form<MeetingDraft>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let outcome = service::meetings::save(asked.ctx(), &who, meeting, &draft).await;
    answer(&asked, meeting, outcome, Typed { message: Some(draft), ..Typed::default() }).await
}

/// POST `/meetings/{meeting}/register`
pub async fn ask_register(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let outcome = service::meetings::ask_register(asked.ctx(), &who, meeting).await;
    answer(&asked, meeting, outcome, Typed::default()).await
}

/// GET `/meetings/{meeting}/register.csv`: the register the initiator was given.
pub async fn register(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let lines = service::meetings::register_given_to(asked.ctx(), &who, meeting).await?;
    let heads = ["premises", "area", "owner", "num", "den", "document"];
    let heads = heads.map(|key| asked.t(&format!("register-head-{key}")));
    let rows: Vec<Vec<String>> = lines.into_iter().map(Vec::from).collect();
    let table = export::csv("register.csv", heads.to_vec(), move |_| std::future::ready(Ok((rows.clone(), None))));
    Ok(([(header::CACHE_CONTROL, "private, no-store")], table).into_response())
}

/// POST `/meetings/{meeting}/questions`
pub async fn ask(asked: Asked, meeting: Path<String>, Form(draft): Form<QuestionDraft>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let outcome = service::meetings::ask(asked.ctx(), &who, meeting, &draft).await;
    answer(&asked, meeting, outcome, Typed { question: Some(draft), ..Typed::default() }).await
}

/// Which question is to go.
#[derive(Debug, Default, Deserialize)]
pub struct Dropped {
    #[serde(default)]
    number: String,
}

/// POST `/meetings/{meeting}/questions/drop`
pub async fn drop(asked: Asked, meeting: Path<String>, Form(dropped): Form<Dropped>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let number = dropped.number.parse().unwrap_or_default();
    let outcome = service::meetings::drop_question(asked.ctx(), &who, meeting, number).await;
    answer(&asked, meeting, outcome, Typed::default()).await
}

/// POST `/meetings/{meeting}/files`
pub async fn attach(asked: Asked, meeting: Path<String>, sent: Sent) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let question = sent.text("of").parse().ok();
    let outcome = service::meetings::attach(asked.ctx(), &who, meeting, question, &sent.file).await;
    answer(&asked, meeting, outcome, Typed::default()).await
}

/// POST `/meetings/{meeting}/files/{file}/drop`
pub async fn detach(asked: Asked, Path((meeting, file)): Path<(String, String)>) -> Result<Response, Failure> {
    let (who, meeting, file): (_, MeetingId, FileId) = (asked.confirmed()?, id(Path(meeting))?, id(Path(file))?);
    let outcome = service::meetings::detach(asked.ctx(), &who, meeting, file).await;
    answer(&asked, meeting, outcome, Typed::default()).await
}

/// GET `/meetings/{meeting}/files/{file}`
pub async fn material(asked: Asked, Path((meeting, file)): Path<(String, String)>) -> Result<Response, Failure> {
    let reader = asked.visitor.person.as_ref().map(|signed| signed.id);
    let (meeting, file): (MeetingId, FileId) = (id(Path(meeting))?, id(Path(file))?);
    Ok(serve(service::meetings::material(asked.ctx(), reader, meeting, file).await?))
}

/// POST `/meetings/{meeting}/publish`
pub async fn publish(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let outcome = service::meetings::publish(asked.ctx(), &who, meeting).await;
    answer(&asked, meeting, outcome, Typed::default()).await
}

/// What the inspectorate is asked.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Appeal {
    #[serde(default)]
    pub question: String,
    #[serde(default)]
    pub explained: String,
}

/// POST `/meetings/{meeting}/check`
pub async fn check(asked: Asked, meeting: Path<String>, Form(appeal): Form<Appeal>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let outcome = service::meetings::ask_check(asked.ctx(), &who, meeting, &appeal.question, &appeal.explained).await;
    answer(&asked, meeting, outcome, Typed { appeal: Some(appeal), ..Typed::default() }).await
}

/// POST `/meetings/{meeting}/check/withdraw`
pub async fn withdraw(asked: Asked, meeting: Path<String>) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    let outcome = service::meetings::withdraw_check(asked.ctx(), &who, meeting).await;
    answer(&asked, meeting, outcome, Typed::default()).await
}

/// Why a meeting is cancelled.
#[derive(Debug, Default, Deserialize)]
pub struct Cancelled {
    #[serde(default)]
    reason: String,
}

/// POST `/meetings/{meeting}/cancel`
pub async fn cancel(
    asked: Asked,
    meeting: Path<String>,
    Form(cancelled): Form<Cancelled>,
) -> Result<Response, Failure> {
    let (who, meeting) = (asked.confirmed()?, id(meeting)?);
    match service::meetings::cancel(asked.ctx(), &who, meeting, &cancelled.reason).await {
        Ok(()) => Ok(Redirect::to(&format!("/meetings/{meeting}")).into_response()),
        Err(error) if error.rule().is_some() => {
            let failure = asked.l10n.explain(error.into());
            let view = view_of(&asked, meeting).await?;
            Ok(page::draw(&asked, view, Some(failure.clone())).refused(&failure).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
