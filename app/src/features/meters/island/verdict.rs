//! What the rules say while one types: use, stops, questions.

use domain::kernel::{Volume, iso};
use domain::meters::{Block, Check, EntryView, Explanation, Kept, ReadingDraft, Submission, Warning, check};
use leptos::prelude::*;

use super::{Typed, Words, id_of};
use crate::error::{Failure, Kind};

/// What the rules say of the draft as it stands; nothing while it is not made of numbers and a date.
pub fn verdict(meter: &EntryView, draft: &ReadingDraft) -> Option<Check> {
    let current = draft.values().ok().filter(|values| !values.is_empty())?;
    let current_date = iso::parse(draft.taken_on.trim())?;
    let sent = Submission {
        previous: meter.previous.as_ref().map(|figures| figures.values.clone()).unwrap_or_default(),
        previous_date: meter.previous.as_ref().map(|figures| figures.taken_on),
        current,
        current_date,
        today: meter.today,
        explanation: Explanation::from_code(&draft.explanation),
        period_taken: false,
    };
    Some(check(&meter.device, &sent))
}

pub fn went_down(meter: StoredValue<EntryView>, draft: &ReadingDraft) -> bool {
    let plain = ReadingDraft { explanation: String::new(), ..draft.clone() };
    let said = meter.with_value(|meter| verdict(meter, &plain));
    said.is_some_and(|said| said.blocks.contains(&Block::LessThanPrevious))
}

/// «Расход 4,1 м³ — обычно около 3,9»
pub fn use_line(meter: StoredValue<EntryView>, words: StoredValue<Words>, said: &Check) -> impl IntoView + use<> {
    let total: Volume = said.usage.iter().copied().sum();
    let line = (!said.usage.is_empty()).then(|| {
        meter.with_value(|meter| {
            let unit = meter.unit.clone();
            let used = words.with_value(|words| words.get("use"));
            let usual = meter.device.mean_month.map(|mean| {
                format!(" — {} {} {unit}", words.with_value(|words| words.get("usual")), mean.rounded(1).russian(0))
            });
            format!("{used} {} {unit}{}", total.russian(0), usual.unwrap_or_default())
        })
    });
    line.map(|line| view! { <p class="reading-entry__use">{line}</p> })
}

/// The hard stops: the browser's own while typing, the server's after sending.
pub fn stops(
    words: StoredValue<Words>,
    touched: bool,
    said: Option<Check>,
    answer: Option<Result<Kept, Failure>>,
) -> impl IntoView + use<> {
    let own = said.map(|said| said.blocks).unwrap_or_default();
    let mut texts: Vec<String> = own
        .iter()
        .filter(|block| touched || !matches!(block, Block::FewValues | Block::LessThanPrevious))
        .map(|block| words.with_value(|words| words.get(block.code())))
        .collect();
    if let Some(Err(failure)) = answer
        && texts.is_empty()
        && failure.code != "meters.unconfirmed"
    {
        texts.push(if failure.kind == Kind::Unavailable && failure.text.is_empty() {
            words.with_value(|words| words.get("no-network"))
        } else if failure.text.is_empty() {
            words.with_value(|words| words.get("failed"))
        } else {
            failure.text
        });
    }
    texts.into_iter().map(|text| view! { <p class="field__error">{text}</p> }).collect_view()
}

/// The warnings to be confirmed: known here, or told by the server.
pub fn asks(said: Option<Check>, answer: Option<Result<Kept, Failure>>) -> Option<Vec<Warning>> {
    let told = match &answer {
        Some(Err(failure)) if failure.code == "meters.unconfirmed" => {
            failure.arg("warnings").map(|codes| codes.split(',').filter_map(Warning::from_code).collect::<Vec<_>>())
        }
        _ => None,
    };
    let own = said.filter(|said| said.blocks.is_empty()).map(|said| said.warnings);
    own.or(told).filter(|warnings| !warnings.is_empty())
}

pub fn confirmation(
    meter: StoredValue<EntryView>,
    words: StoredValue<Words>,
    typed: Typed,
    touched: RwSignal<bool>,
    warnings: &[Warning],
) -> impl IntoView + use<> {
    let waits = move || touched.get() && typed.with(|draft| draft.confirmed != "yes");
    let id = format!("m{}-confirmed", id_of(meter));
    let lines = warnings
        .iter()
        .map(|warning| words.with_value(|words| words.get(warning.code())))
        .map(|text| view! { <p>{text}</p> })
        .collect_view();
    view! {
        <div class="note note--warn">
            {lines}
            {move || waits().then(|| view! { <p class="field__error">{words.with_value(|words| words.get("must-confirm"))}</p> })}
            <div class="choice">
                <input
                    id=id.clone()
                    name="confirmed"
                    type="checkbox"
                    value="yes"
                    prop:checked=move || typed.with(|draft| draft.confirmed == "yes")
                    on:change=move |event| typed.update(|draft| {
                        draft.confirmed = if event_target_checked(&event) { "yes".into() } else { String::new() };
                    })
                />
                <label for=id>{words.with_value(|words| words.get("confirm"))}</label>
            </div>
        </div>
    }
}

pub fn explanation(words: StoredValue<Words>, typed: Typed, id: &str) -> impl IntoView + use<> {
    let choice = |code: &'static str, key: &'static str| {
        let id = format!("m{id}-{code}");
        view! {
            <div class="choice">
                <input
                    id=id.clone()
                    name="explanation"
                    type="radio"
                    value=code
                    checked=typed.with_untracked(|draft| draft.explanation == code)
                    on:change=move |_| typed.update(|draft| draft.explanation = code.to_owned())
                />
                <label for=id>{words.with_value(|words| words.get(key))}</label>
            </div>
        }
    };
    view! {
        <fieldset class="note note--warn">
            <legend>{words.with_value(|words| words.get("went-down"))}</legend>
            {choice("rollover", "rollover")}
            {choice("replacement", "replacement")}
        </fieldset>
    }
}
