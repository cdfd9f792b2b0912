//! Recounting a meeting without believing the server: in the reader's own browser, or on another machine.

use axum::extract::Path;
use domain::meetings::Phase;
use leptos::prelude::*;

use super::page::view_of;
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::button::Button;
use crate::ui::crumbs::Crumbs;

/// What the script says, by the names it knows: of the whole, then of each fault by `ledger`'s code.
const SAYS: [&str; 16] = [
    "working",
    "good",
    "bad",
    "unreadable",
    "no-receipt",
    "failed",
    "about",
    "receipts",
    "turnout",
    "quorum",
    "no-quorum",
    "sealed",
    "votes",
    "adopted",
    "not-adopted",
    "head",
];

/// GET `/meetings/{meeting}/check`
pub async fn show(asked: Asked, meeting: Path<String>) -> Answer {
    let meeting = view_of(&asked, id(meeting)?).await?;
    if meeting.row.phase == Phase::Draft {
        return Err(Failure::new(Kind::Missing, "missing"));
    }
    let l10n = asked.l10n;
    let url = |name| asked.site.assets.url(name);
    let (script, glue, wasm) = (url("recount.js"), url("recount-glue.js"), url("recount.wasm"));
    Ok(Page::new(&asked, asked.t("check-page"), move || {
        let base = format!("/meetings/{}", meeting.row.id);
        let record = format!("{base}/record.jsonl");
        let name = l10n.with("meeting-name", [("uin", meeting.row.uin.clone())]);
        let command = format!("domovoy verify {}.jsonl --receipt receipt.jsonl", meeting.row.uin);
        view! {
            <Crumbs l10n steps=vec![(name, base)]/>
            <h1>{l10n.t("check-page")}</h1>
            <p class="lead">{l10n.t("check-page-words")}</p>
            <record-check data-script=script data-glue=glue data-wasm=wasm data-record=record.clone()>
                {says(l10n)}
                <form hidden="">
                    {file(l10n, "record")}
                    {file(l10n, "receipt")}
                    <p class="actions"><Button text=l10n.t("check-page-start")/></p>
                </form>
                <output aria-live="polite"></output>
            </record-check>
            <section>
                <h2>{l10n.t("check-page-elsewhere")}</h2>
                <p>{l10n.t("check-page-elsewhere-words")}</p>
                <p><a href=record download="">{l10n.t("meeting-record")}</a></p>
                <p><code>{command}</code></p>
            </section>
        }
        .into_any()
    }))
}

fn file(l10n: L10n, name: &'static str) -> impl IntoView {
    let hint = format!("{name}-hint");
    view! {
        <div class="field">
            <label class="field__label" for=name>{l10n.t(&format!("check-page-{name}"))}</label>
            <p class="field__hint" id=hint.clone()>{l10n.t(&format!("check-page-{name}-hint"))}</p>
            <input class="field__input" id=name name=name type="file" accept=".jsonl,.json" aria-describedby=hint/>
        </div>
    }
}

/// Sentences for the script to fill in.
fn says(l10n: L10n) -> impl IntoView {
    let own = SAYS
        .into_iter()
        .chain(["key", "cancelled", "unlisted", "no-list"])
        .map(|name| (name.to_owned(), l10n.t(&format!("recount-{name}"))));
    let faults = ledger::verify::What::ALL.into_iter().map(|what| {
        let code = what.code();
        (code.to_owned(), l10n.t(&format!("recount-fault-{}", code.replace('_', "-"))))
    });
    let all: Vec<_> = own.chain(faults).collect();
    all.into_iter().map(|(name, text)| view! { <template data-say=name>{text}</template> }).collect_view()
}
