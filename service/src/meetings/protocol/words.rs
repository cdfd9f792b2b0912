//! The words of a protocol: those the screens say, in Russian, the language of the document.

use std::sync::OnceLock;

use domain::kernel::text;
use domain::meetings::{Body, MeetingView, QuestionView, Votes};
use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;

use super::super::repo::Voice;

/// The screens' own files: one place for each word.
const FILES: [&str; 2] = [
    include_str!("../../../../app/locales/ru/meetings.ftl"),
    include_str!("../../../../app/locales/ru/after-meeting.ftl"),
];

/// The text of a key without parts; the key itself when there is none.
pub fn say(key: &str) -> String {
    static WORDS: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut bundle = FluentBundle::new_concurrent(vec![unic_langid::LanguageIdentifier::default()]);
        for file in FILES {
            let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        bundle
    });
    let Some(pattern) = words.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(key, "a word of the protocol is missing");
        return key.to_owned();
    };
    words.format_pattern(pattern, None, &mut Vec::new()).into_owned()
}

/// What a question is.
pub fn kind(question: &QuestionView) -> String {
    say(&format!("meeting-kind-{}", question.kind.code().replace('.', "-")))
}

/// «Нужно: … (ст. 46 ч. 1 ЖК РФ).»
pub fn needed(question: &QuestionView) -> String {
    format!("Нужно: {} ({}).", say(&format!("meeting-rule-{}", question.kind.rule_key())), question.kind.threshold())
}

/// « Расход: 12 000,00 ₽ в месяц.»; nothing where nothing is spent.
pub fn cost(question: &QuestionView) -> String {
    let monthly = if question.monthly { " в месяц" } else { "" };
    question.cost.map(|cost| format!(" Расход: {cost}{monthly}.")).unwrap_or_default()
}

/// How it is held.
pub fn form(view: &MeetingView) -> String {
    say(&format!("meeting-form-{}", view.form.code().replace('_', "-")))
}

/// «Принято», «Не принято», «Нет кворума»
pub fn verdict(quorum: bool, adopted: bool) -> String {
    say(match (quorum, adopted) {
        (false, _) => "meeting-no-quorum",
        (true, true) => "meeting-adopted",
        (true, false) => "meeting-not-adopted",
    })
}

/// What came out, a line for each question.
pub fn results(view: &MeetingView) -> String {
    let lines = view.agenda.iter().zip(&view.outcome.questions).map(|(question, result)| {
        format!("{}. {} — {}", question.number, question.text, verdict(result.quorum, result.adopted))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// «кв. 1», «кв. 1, доля 1/3»
pub fn premises(voice: &Voice) -> String {
    match (voice.share_num, voice.share_den) {
        (1, 1) => voice.premises.clone(),
        (num, den) => format!("{}, доля {num}/{den}", voice.premises),
    }
}

/// «1 300,50»: the unit stands in the heading; «12» where heads are counted.
pub fn number(body: Body, votes: &Votes) -> String {
    let hundredths = votes.shown().0.unsigned_abs();
    let whole = text::grouped(hundredths / 100);
    if body.counts_heads() { whole } else { format!("{whole},{:02}", hundredths % 100) }
}
