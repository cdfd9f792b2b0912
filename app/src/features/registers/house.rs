//! A house's register as it stands, and a file to be looked at.

use axum::extract::{Path, Query};
use domain::kernel::HouseId;
use domain::kernel::text::{self, grouped};
use domain::people::Permission;
use domain::registers::Whose;
use leptos::prelude::*;
use serde::Deserialize;
use service::registers::{Load, Standing};

use super::file::FileForm;
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Figures};
use crate::ui::notices::{ErrorSummary, Mood, Note};

/// Labels shown of a long list.
pub const SHOWN: usize = 30;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    done: String,
}

/// GET `/desk/registers/{house}`
pub async fn show(asked: Asked, house: Path<String>, Query(wish): Query<Wish>) -> Answer {
    draw(&asked, id(house)?, !wish.done.is_empty(), None).await
}

/// The page, with what was wrong with a file.
pub async fn draw(asked: &Asked, house: HouseId, done: bool, failure: Option<Failure>) -> Answer {
    let who = asked.staff(Permission::KeepRegister)?;
    let standing = service::registers::standing(asked.ctx(), &who, house).await?;
    let wanted = service::meetings::register_wanted(asked.ctx(), &who, house).await?;
    let l10n = asked.l10n;
    Ok(Page::new(asked, asked.t("register-title"), move || {
        let done = done.then(|| view! { <Note mood=Mood::Good><p role="status">{l10n.t("register-done")}</p></Note> });
        let summary = failure.clone().map(|failure| view! { <ErrorSummary l10n failures=vec![failure]/> });
        let base = format!("/desk/registers/{house}");
        let members = match standing.members {
            0 => l10n.t("members-none"),
            count => l10n.with("members-stand", [("count", count)]),
        };
        view! {
            <Crumbs l10n steps=vec![(l10n.t("registers-title"), "/desk/registers".to_owned())]/>
            {summary}
            {done}
            <h1>{l10n.t("register-title")}</h1>
            <p class="lead">{standing.address.clone()}</p>
            {wanted.map(|due| view! { <Note mood=Mood::Warn><p>{l10n.with("register-wanted", [("due", text::day(due))])}</p></Note> })}
            <Stands l10n standing=standing.clone()/>
            <section>
                <h2>{l10n.t("register-file-title")}</h2>
                <p>{l10n.t("register-file-words")}</p>
                <FileForm l10n house whose=Whose::Owners failure/>
            </section>
            <section>
                <h2>{l10n.t("members-title")}</h2>
                <p>{members}</p>
                <p><a href=format!("{base}/members")>{l10n.t("members-keep")}</a></p>
            </section>
            <Loads l10n loads=standing.loads/>
            <p><a href=format!("{base}/past")>{l10n.t("register-past")}</a></p>
        }
        .into_any()
    }))
}

#[component]
fn Stands(l10n: L10n, standing: Standing) -> impl IntoView {
    let mut figures = vec![
        Fact::new(l10n.t("register-rooms"), grouped(standing.rooms as u64)),
        Fact::new(l10n.t("register-shares"), grouped(standing.shares as u64)),
        Fact::new(l10n.t("register-known"), grouped(standing.known as u64)),
        Fact::new(l10n.t("register-area"), standing.total.to_string()),
    ];
    let differs = standing.passport.filter(|passport| *passport != standing.total);
    if let Some(passport) = standing.passport {
        figures.push(Fact::new(l10n.t("register-passport"), passport.to_string()));
    }
    let differs = differs.map(|_| view! { <Note mood=Mood::Warn><p>{l10n.t("register-differs")}</p></Note> });
    let ownerless = (!standing.ownerless.is_empty()).then(|| {
        let title = l10n.with("register-ownerless", [("count", standing.ownerless.len())]);
        view! { <Note mood=Mood::Warn><p>{title}" "{some(l10n, &standing.ownerless)}</p></Note> }
    });
    view! { <Figures figures/>{differs}{ownerless} }
}

/// The first of a list, and how many more there are.
pub fn some(l10n: L10n, labels: &[String]) -> String {
    let first = labels.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match labels.len().saturating_sub(SHOWN) {
        0 => first,
        more => l10n.with("register-and-more", [("first", first), ("more", more.to_string())]),
    }
}

#[component]
fn Loads(l10n: L10n, loads: Vec<Load>) -> impl IntoView {
    if loads.is_empty() {
        return ().into_any();
    }
    let rows = loads.into_iter().map(|load| {
        let at = domain::kernel::text::moment(load.at);
        let (rooms, shares) = load.size;
        let size = match load.whose {
            Whose::Owners => l10n.with("register-load", [("rooms", rooms), ("shares", shares)]),
            Whose::Members => l10n.with("members-stand", [("count", rooms)]),
        };
        view! { <li>{load.name}" · "{at}" · "{size}</li> }
    });
    view! {
        <section>
            <h2>{l10n.t("register-loads")}</h2>
            <ul class="rows">{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}
