//! Lists, facts, figures.

use domain::kernel::Volume;
use leptos::prelude::*;

use super::Specimen;
use crate::i18n::L10n;
use crate::ui::chart::{Bar, BarChart};
use crate::ui::crumbs::Crumbs;
use crate::ui::empty::Empty;
use crate::ui::facts::{Fact, Facts, Figures};
use crate::ui::list_head::{ListHead, Order};
use crate::ui::pager::Pager;
use crate::ui::registry_filters::{Asked, FilterChoice, FilterFlag, FilterText, Filters};
use crate::ui::table::Table;

/// What shows many things.
#[component]
pub fn Lists(l10n: L10n) -> impl IntoView {
    let word = move || l10n.t("guide-word");
    let here = || "/ui".to_owned();
    let choices = vec![(String::new(), word()), ("x".to_owned(), word())];
    let orders = vec![
        Order { name: word(), descending: Some(false), said: l10n.t("houses-sort-year-up"), href: here() },
        Order { name: word(), descending: None, said: String::new(), href: here() },
    ];
    let facts =
        vec![Fact::new(word(), "60,30\u{a0}м²"), Fact::new(word(), word()).to(Some(here())).note(l10n.t("guide-hint"))];
    view! {
        <Specimen name="crumbs"><Crumbs l10n steps=vec![(word(), here()), (word(), here())]/></Specimen>
        <Specimen name="registry-filters">
            <Filters l10n action=here() kept=Vec::new() more=view! { <FilterFlag name="flag" label=word() on=true/> }.into_any() unfolded=true>
                <FilterText name="guide-text" label=word() value=String::new()/>
                <FilterChoice name="guide-choice" label=word() value=String::new() choices/>
            </Filters>
            <Asked l10n words=vec![(word(), here()), (word(), here())] all=here()/>
        </Specimen>
        <Specimen name="list-head"><ListHead count=l10n.count("houses-count", 1234) label=l10n.t("list-sort") orders/></Specimen>
        <Specimen name="rows"><Rows l10n/></Specimen>
        <Specimen name="pager"><Pager l10n first=Some(here()) next=Some(here()) export=here()/></Specimen>
        <Specimen name="empty"><Empty title=word()><p>{l10n.t("guide-hint")}</p></Empty></Specimen>
        <Specimen name="facts">
            <Figures figures=vec![Fact::new(word(), "1970"), Fact::new(word(), "3\u{a0}000,50\u{a0}м²")]/>
            <Facts facts/>
        </Specimen>
        <Specimen name="table">
            <Table label=word() head=vec![word(), word()] rows=vec![vec!["1".to_owned(), "5".to_owned()]]/>
        </Specimen>
        <Specimen name="chart"><BarChart l10n unit="м³" bars=bars()/></Specimen>
        <Specimen name="face">
            <span class="face" aria-hidden="true">
                <span class="face__whole">"0"</span><span class="face__whole">"1"</span><span class="face__whole">"2"</span>
                <span class="face__whole">"8"</span><span class="face__part">"4"</span><span class="face__part">"0"</span>
            </span>
        </Specimen>
    }
}

#[component]
fn Rows(l10n: L10n) -> impl IntoView {
    let row = || {
        view! {
            <li>
                <article class="row">
                    <a class="row__name" href="/ui">{l10n.t("guide-word")}</a>
                    <p class="row__facts"><span>{l10n.count("house-floors", 5)}</span><span>{l10n.count("house-flats", 61)}</span></p>
                    <p class="row__by"><a href="/ui">{l10n.t("guide-word")}</a></p>
                </article>
            </li>
        }
    };
    view! { <ul class="rows">{row()}{row()}</ul> }
}

fn bars() -> Vec<Bar> {
    let months = ["январь", "февраль", "март", "апрель", "май", "июнь"];
    let bar = |(place, month): (i64, &str)| Bar {
        label: month.to_owned(),
        value: (place != 3).then(|| Volume::whole(3 + place % 4)),
        before: Some(Volume::whole(5 - place % 3)),
    };
    (0..).zip(months).map(bar).collect()
}
