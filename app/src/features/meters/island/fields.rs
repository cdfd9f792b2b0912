//! The fields of the entry: figures with the meter's face, the day, the reason of a correction.

use domain::kernel::Volume;
use domain::meters::EntryView;
use leptos::prelude::*;

use super::{Typed, Words};

/// One tariff: its label, the previous figure, the field and the face drawn from it.
pub fn figure(
    meter: StoredValue<EntryView>,
    words: StoredValue<Words>,
    typed: Typed,
    touched: RwSignal<bool>,
    place: usize,
) -> impl IntoView {
    let name = ["t1", "t2", "t3"][place.min(2)];
    let (label, unit, digits, decimals, id) = meter.with_value(|meter| {
        let key = if meter.device.tariffs == 1 { "value".to_owned() } else { format!("tariff-{}", place + 1) };
        let label = words.with_value(|words| words.get(&key));
        (label, meter.unit.clone(), meter.device.digits, meter.decimals, format!("m{}-{name}", meter.id))
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
                on:input=move |event| {
                    touched.set(false);
                    write(event_target_value(&event));
                }
                on:change=move |_| touched.set(true)
                on:keydown=step
            />
            <span class="face" class:face--empty=move || read().is_empty() aria-hidden="true">
                {move || face(&read(), digits, decimals)}
            </span>
        </div>
    }
}

/// The meter's own face: whole digits on black, decimals on red, as many windows as the device has.
pub fn face(text: &str, digits: u32, decimals: u32) -> impl IntoView + use<> {
    let text = text.trim().replace(',', ".");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = format!("{whole:0>width$}", width = digits as usize);
    let fraction = format!("{fraction:0<width$}", width = decimals as usize);
    let window = |digit: char, class: &'static str| view! { <span class=class>{digit.to_string()}</span> };
    let black = whole.chars().map(|digit| window(digit, "face__whole")).collect_view();
    let red: Vec<_> = fraction.chars().take(decimals as usize).map(|digit| window(digit, "face__part")).collect();
    view! { {black}{red} }
}

pub fn taken_on(words: StoredValue<Words>, typed: Typed, id: &str) -> impl IntoView + use<> {
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

pub fn reason(words: StoredValue<Words>, typed: Typed, id: &str) -> impl IntoView + use<> {
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
