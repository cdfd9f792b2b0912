//! The message for print: what ст. 45 ч. 5 ЖК wants on a notice board, and the sheet a decision is written on.

use domain::kernel::{MeetingId, PersonId, text};
use domain::meetings::{Deadline, Form, MeetingView, QuestionView};
use pdf::{Made, Template};
use serde::Serialize;

use super::local::{local_words, timeline};
use super::protocol::words::{self, say};
use super::view;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::files::Content;

/// The data of the template `meeting_message`.
#[derive(Debug, Serialize)]
struct Poster {
    number: String,
    heading: String,
    /// What the sheet is called a decision is written on.
    sheet: String,
    address: String,
    facts: Vec<(String, String)>,
    questions: Vec<Asked>,
    how: String,
    until: String,
    /// What an owner writes on the sheet (ст. 48 ч. 5.1 ЖК).
    blanks: Vec<String>,
    /// The article of a mark that does not count; may be empty.
    marks: &'static str,
}

#[derive(Debug, Serialize)]
struct Asked {
    text: String,
    about: String,
}

/// The published message of a meeting, for its initiator and the owners: to others the initiator is not named.
pub async fn poster(ctx: &Ctx, id: MeetingId, reader: PersonId) -> Result<Content> {
    let view = view::one(ctx, id, Some(reader)).await?;
    // To whom it is not told by whom and how to be reached, it is not printed.
    if view.row.uin.is_empty() || view.contacts.is_empty() {
        return Err(Error::Missing("meeting"));
    }
    let name = format!("Сообщение {}.pdf", view.row.uin);
    let made = Made(ctx.now());
    let drawn = tokio::task::spawn_blocking(move || {
        let ident = format!("domovoy-message-{}", view.row.uin);
        pdf::draw(Template::MeetingMessage, &sheet(&view), &ident, made)
    });
    let bytes = drawn.await.map_err(anyhow::Error::from)??;
    Ok(Content { name, media_type: "application/pdf".to_owned(), bytes })
}

fn sheet(view: &MeetingView) -> Poster {
    let zone = &view.row.time_zone;
    let moment = |at: Option<_>| at.map_or_else(String::new, |at| local_words(at, zone));
    let kind = say(if view.annual { "meeting-annual" } else { "meeting-extraordinary" });
    let mut facts = vec![
        (say("meeting-what"), kind),
        (say("meeting-form"), words::form(view)),
        (say("meeting-charter"), view.charter.clone()),
        (say("meeting-initiator"), view.initiator.clone()),
        (say("meeting-opens"), moment(view.row.opens)),
        (say("meeting-closes"), moment(view.row.closes)),
        (say("meeting-contacts"), view.contacts.clone()),
        (say("meeting-materials"), view.materials.clone()),
    ];
    if view.form.has_place() {
        facts.insert(4, (say("meeting-place"), view.place.clone()));
    }
    facts.extend(refusing(view));
    facts.retain(|(_, value)| !value.is_empty());
    let how = match view.form {
        Form::Electronic => "poster-how-electronic",
        Form::Absentee => "poster-how-absentee",
        Form::InPerson => "poster-how-in-person",
        Form::Mixed => "poster-how-place",
    };
    let mut blanks = vec!["poster-owner", "poster-premises", "poster-area", "poster-document"];
    if view.row.body.counts_heads() {
        blanks = vec!["poster-member", "poster-premises"];
    }
    Poster {
        number: view.row.uin.clone(),
        heading: say(&format!("poster-heading-{}", view.row.body.code())),
        sheet: say(&format!("poster-sheet-{}", view.row.body.code())),
        address: view.row.address.clone(),
        facts,
        questions: view.agenda.iter().map(asked).collect(),
        how: say(how),
        until: format!("{}: {}.", say("meeting-closes"), moment(view.row.closes)),
        blanks: blanks.into_iter().map(say).collect(),
        marks: view.row.body.marks_article(),
    }
}

/// How to refuse a house's first electronic meeting, and until when (ст. 47.1 ч. 2.1, 5 ЖК).
fn refusing(view: &MeetingView) -> Option<(String, String)> {
    let until = timeline(view)?.into_iter().find(|until| until.what == Deadline::Refusals)?;
    let words = format!("{} {}. {}", say("poster-first-until"), text::day(until.day), say("poster-first-words"));
    Some((say("poster-first"), words))
}

/// The wording, and what it takes to adopt it.
fn asked(question: &QuestionView) -> Asked {
    let (kind, needed, cost) = (words::kind(question), words::needed(question), words::cost(question));
    let about = format!("{kind} ({}). {needed}{cost}", question.kind.article());
    Asked { text: question.text.clone(), about }
}
