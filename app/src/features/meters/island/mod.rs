//! The entry of one reading: a plain form that the server draws, and that checks itself while one
//! types once the browser has the code.

mod fields;
mod verdict;

use std::collections::BTreeMap;

use domain::meters::{EntryView, Kept, ReadingDraft};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::api::submit_reading;
use crate::error::Failure;
use fields::{figure, reason, taken_on};
use verdict::{asks, confirmation, explanation, stops, use_line, verdict, went_down};

/// The texts the island says, found on the server.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The text of a key; the key itself when it was not handed over.
    fn get(&self, key: &str) -> String {
        self.0.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }
}

/// The form of one meter.
#[island]
pub fn ReadingEntry(
    /// The meter with all that the check needs.
    meter: EntryView,
    /// The texts.
    words: Words,
    /// What stands in the fields.
    draft: ReadingDraft,
    /// Why the server refused it, when it did.
    refused: Option<Failure>,
    /// Where the form goes without WASM, and where «Отменить» leads.
    action: String,
) -> impl IntoView {
    let meter = StoredValue::new(meter);
    let words = StoredValue::new(words);
    let typed = RwSignal::new(draft);
    let answer = RwSignal::new(refused.clone().map(Err::<Kept, Failure>));
    let busy = RwSignal::new(false);
    let touched = RwSignal::new(refused.is_some());

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        touched.set(true);
        let draft = typed.get_untracked();
        let said = meter.with_value(|meter| verdict(meter, &draft));
        let asked = said.as_ref().is_some_and(|said| !said.warnings.is_empty()) && draft.confirmed != "yes";
        let stopped = said.is_some_and(|said| !said.blocks.is_empty());
        if stopped || asked || busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let said = submit_reading(draft).await;
            busy.set(false);
            answer.set(Some(said));
        });
    };

    let said = Memo::new(move |_| meter.with_value(|meter| typed.with(|draft| verdict(meter, draft))));
    let correction = meter.with_value(|meter| meter.correction);
    let tariffs = meter.with_value(|meter| meter.device.tariffs as usize);
    let id = meter.with_value(|meter| meter.id.to_string());
    let hidden_id = id.clone();
    let back = action.clone();
    let done = move || match answer.get() {
        Some(Ok(kept)) => Some(words.with_value(|words| receipt_line(words, &kept))),
        // The service worker has it: it is sent when the network returns.
        Some(Err(failure)) if failure.code == "meters.queued" => {
            Some((words.with_value(|words| words.get("queued")), None))
        }
        _ => None,
    };
    view! {
        <div class="reading-entry">
            {move || done().map(|line| folded(words, line))}
            <form class="reading-entry__form" method="post" action=action on:submit=submit hidden=move || done().is_some()>
                <input type="hidden" name="meter" value=hidden_id/>
                <input type="hidden" name="key" prop:value=move || typed.with(|t| t.key.clone()) value=typed.with_untracked(|t| t.key.clone())/>
                {(0..tariffs).map(|place| figure(meter, words, typed, touched, place)).collect_view()}
                {taken_on(words, typed, &id)}
                {correction.then(|| reason(words, typed, &id))}
                <div class="reading-entry__verdict" aria-live="polite">
                    {move || said.get().map(|said| use_line(meter, words, &said))}
                    {move || stops(words, touched.get(), said.get(), answer.get())}
                </div>
                {move || (touched.get() && went_down(meter, &typed.get())).then(|| explanation(words, typed, &id_of(meter)))}
                {move || asks(said.get(), answer.get()).map(|warnings| confirmation(meter, words, typed, touched, &warnings))}
                <div class="reading-entry__buttons">
                    <button class="button" type="submit" aria-busy=move || busy.get().then_some("true")>{words.with_value(|w| w.get("save"))}</button>
                    <a class="button button--quiet" href=back>{words.with_value(|w| w.get("cancel"))}</a>
                </div>
            </form>
        </div>
    }
}

type Typed = RwSignal<ReadingDraft>;

fn id_of(meter: StoredValue<EntryView>) -> String {
    meter.with_value(|meter| meter.id.to_string())
}

/// What a sent card says, and where its receipt is.
type Line = (String, Option<String>);

fn receipt_line(words: &Words, kept: &Kept) -> Line {
    (format!("{} {}", words.get("accepted"), kept.line), Some(format!("/cabinet/readings/{}", kept.id)))
}

/// What a sent card folds to.
fn folded(words: StoredValue<Words>, (line, receipt): Line) -> impl IntoView + use<> {
    let receipt =
        receipt.map(|href| view! { <p><a href=href>{words.with_value(|words| words.get("receipt"))}</a></p> });
    view! {
        <div class="reading-entry__done" role="status">
            <p class="reading-entry__accepted">{line}</p>
            {receipt}
        </div>
    }
}
