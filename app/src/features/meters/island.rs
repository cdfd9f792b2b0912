//! The entry of one reading: a plain form that the server draws, and that checks itself while one
//! types once the browser has the code.

use std::collections::BTreeMap;

use domain::kernel::Volume;
use domain::meters::{Block, Check, Explanation, MeterView, ReadingDraft, ReadingView, Submission, Warning, check};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::api::submit_reading;
use crate::error::{Failure, Kind};

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
    meter: MeterView,
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
    let answer = RwSignal::new(refused.clone().map(Err::<ReadingView, Failure>));
    let busy = RwSignal::new(false);
    let touched = RwSignal::new(refused.is_some());

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        touched.set(true);
        let draft = typed.get_untracked();
        let stopped = meter.with_value(|meter| verdict(meter, &draft)).is_some_and(|said| !said.blocks.is_empty());
        if stopped || busy.get_untracked() {
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
    let correction = meter.with_value(|meter| meter.current.is_some());
    let tariffs = meter.with_value(|meter| meter.device.tariffs as usize);
    let id = meter.with_value(|meter| meter.id.to_string());
    let hidden_id = id.clone();
    let back = action.clone();
    let done = move || match answer.get() {
        Some(Ok(kept)) => Some(words.with_value(|words| receipt_line(words, &kept))),
        _ => None,
    };
    view! {
        <div class="reading-entry">
            {move || done().map(|line| view! { <div class="reading-entry__done" role="status">{line}</div> })}
            <form class="reading-entry__form" method="post" action=action on:submit=submit hidden=move || done().is_some()>
                <input type="hidden" name="meter" value=hidden_id/>
                <input type="hidden" name="key" prop:value=move || typed.with(|t| t.key.clone()) value=typed.with_untracked(|t| t.key.clone())/>
                {(0..tariffs).map(|place| figure(meter, words, typed, place)).collect_view()}
                {taken_on(words, typed, &id)}
                {correction.then(|| reason(words, typed, &id))}
                <div class="reading-entry__verdict" aria-live="polite">
                    {move || said.get().map(|said| use_line(meter, words, &said))}
                    {move || stops(words, touched.get(), said.get(), answer.get())}
                </div>
                {move || went_down(meter, &typed.get()).then(|| explanation(words, typed, &id_of(meter)))}
                {move || asks(said.get(), answer.get()).map(|warnings| confirmation(meter, words, typed, &warnings))}
                <div class="reading-entry__buttons">
                    <button class="button" type="submit" aria-busy=move || busy.get().then_some("true")>{words.with_value(|w| w.get("save"))}</button>
                    <a class="button button--quiet" href=back>{words.with_value(|w| w.get("cancel"))}</a>
                </div>
            </form>
        </div>
    }
}

type Typed = RwSignal<ReadingDraft>;

fn id_of(meter: StoredValue<MeterView>) -> String {
    meter.with_value(|meter| meter.id.to_string())
}

/// What the rules say of the draft as it stands; nothing while it is not made of numbers and a date.
fn verdict(meter: &MeterView, draft: &ReadingDraft) -> Option<Check> {
    let current = draft.values().ok().filter(|values| !values.is_empty())?;
    let current_date = draft.taken_on.trim().parse().ok()?;
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

fn went_down(meter: StoredValue<MeterView>, draft: &ReadingDraft) -> bool {
    let plain = ReadingDraft { explanation: String::new(), ..draft.clone() };
    let said = meter.with_value(|meter| verdict(meter, &plain));
    said.is_some_and(|said| said.blocks.contains(&Block::LessThanPrevious))
}

/// One tariff: its label, the previous figure, the field and the face drawn from it.
fn figure(meter: StoredValue<MeterView>, words: StoredValue<Words>, typed: Typed, place: usize) -> impl IntoView {
    let name = ["t1", "t2", "t3"][place.min(2)];
    let (label, unit, digits, decimals, id) = meter.with_value(|meter| {
        let key = if meter.device.tariffs == 1 { "value".to_owned() } else { format!("tariff-{}", place + 1) };
        let label = words.with_value(|words| words.get(&key));
        (label, meter.unit.symbol(), meter.device.digits, meter.decimals, format!("m{}-{name}", meter.id))
    });
    let previous = meter.with_value(|meter| {
        let figures = meter.previous.as_ref()?;
        Some(figures.values.get(place)?.russian(decimals))
    });
    let hint = format!("{id}-hint");
    let previous_words = words.with_value(|words| words.get("previous"));
    let read = move || typed.with(|draft| [&draft.t1, &draft.t2, &draft.t3][place.min(2)].clone());
    let write = move |text: String| {
        typed.update(|draft| match place {
            0 => draft.t1 = text,
            1 => draft.t2 = text,
            _ => draft.t3 = text,
        });
    };
    let step = move |event: leptos::ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => 1,
            "ArrowDown" => -1,
            _ => return,
        };
        let Ok(now) = read().parse::<Volume>() else { return };
        let next = now + Volume::whole(by);
        if !next.is_negative() {
            event.prevent_default();
            write(next.to_string().replace('.', ","));
        }
    };
    view! {
        <div class="figure">
            <label class="figure__label" for=id.clone()>{label}<span class="figure__unit">{format!(", {unit}")}</span></label>
            {previous.map(|previous| view! { <p class="figure__previous" id=hint.clone()>{previous_words}" "<b>{previous}</b></p> })}
            <input
                class="figure__input"
                id=id
                name=name
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-describedby=hint.clone()
                value=typed.with_untracked(|draft| [&draft.t1, &draft.t2, &draft.t3][place.min(2)].clone())
                prop:value=read
                on:input=move |event| write(event_target_value(&event))
                on:keydown=step
            />
            <span class="face" aria-hidden="true">{move || face(&read(), digits, decimals)}</span>
        </div>
    }
}

/// The meter's own face: whole digits on black, decimals on red, as many windows as the device has.
fn face(text: &str, digits: u32, decimals: u32) -> impl IntoView + use<> {
    let text = text.trim().replace(',', ".");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = format!("{whole:0>width$}", width = digits as usize);
    let fraction = format!("{fraction:0<width$}", width = decimals as usize);
    let window = |digit: char, class: &'static str| view! { <span class=class>{digit.to_string()}</span> };
    let black = whole.chars().map(|digit| window(digit, "face__whole")).collect_view();
    let red: Vec<_> = fraction.chars().take(decimals as usize).map(|digit| window(digit, "face__part")).collect();
    view! { {black}{red} }
}

fn taken_on(words: StoredValue<Words>, typed: Typed, id: &str) -> impl IntoView + use<> {
    let id = format!("m{id}-taken_on");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{words.with_value(|words| words.get("taken-on"))}</label>
            <input
                class="field__input field__input--date"
                id=id
                name="taken_on"
                type="date"
                value=typed.with_untracked(|draft| draft.taken_on.clone())
                prop:value=move || typed.with(|draft| draft.taken_on.clone())
                on:input=move |event| typed.update(|draft| draft.taken_on = event_target_value(&event))
            />
        </div>
    }
}

fn reason(words: StoredValue<Words>, typed: Typed, id: &str) -> impl IntoView + use<> {
    let id = format!("m{id}-reason");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{words.with_value(|words| words.get("reason"))}</label>
            <p class="field__hint">{words.with_value(|words| words.get("reason-hint"))}</p>
            <input
                class="field__input"
                id=id
                name="reason"
                type="text"
                maxlength="500"
                value=typed.with_untracked(|draft| draft.reason.clone())
                prop:value=move || typed.with(|draft| draft.reason.clone())
                on:input=move |event| typed.update(|draft| draft.reason = event_target_value(&event))
            />
        </div>
    }
}

/// «Расход 4,1 м³ — обычно около 3,9»
fn use_line(meter: StoredValue<MeterView>, words: StoredValue<Words>, said: &Check) -> impl IntoView + use<> {
    let total: Volume = said.usage.iter().copied().sum();
    let line = (!said.usage.is_empty()).then(|| {
        meter.with_value(|meter| {
            let unit = meter.unit.symbol();
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
fn stops(
    words: StoredValue<Words>,
    touched: bool,
    said: Option<Check>,
    answer: Option<Result<ReadingView, Failure>>,
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
fn asks(said: Option<Check>, answer: Option<Result<ReadingView, Failure>>) -> Option<Vec<Warning>> {
    let told = match &answer {
        Some(Err(failure)) if failure.code == "meters.unconfirmed" => {
            failure.arg("warnings").map(|codes| codes.split(',').filter_map(Warning::from_code).collect::<Vec<_>>())
        }
        _ => None,
    };
    let own = said.filter(|said| said.blocks.is_empty()).map(|said| said.warnings);
    own.or(told).filter(|warnings| !warnings.is_empty())
}

fn confirmation(
    meter: StoredValue<MeterView>,
    words: StoredValue<Words>,
    typed: Typed,
    warnings: &[Warning],
) -> impl IntoView + use<> {
    let id = format!("m{}-confirmed", id_of(meter));
    let lines = warnings
        .iter()
        .map(|warning| words.with_value(|words| words.get(warning.code())))
        .map(|text| view! { <p>{text}</p> })
        .collect_view();
    view! {
        <div class="note note--warn">
            {lines}
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

fn explanation(words: StoredValue<Words>, typed: Typed, id: &str) -> impl IntoView + use<> {
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

/// What a sent card folds to.
fn receipt_line(words: &Words, kept: &ReadingView) -> impl IntoView + use<> {
    let values: Vec<String> = kept.values.iter().map(|value| value.russian(0)).collect();
    let line = format!("{} {} {}", words.get("accepted"), values.join(" / "), kept.unit.symbol());
    view! {
        <p class="reading-entry__accepted">{line}</p>
        <p><a href=format!("/cabinet/readings/{}", kept.id)>{words.get("receipt")}</a></p>
    }
}
