//! The page «Список подключённых лицевых счетов»: each with everybody who is linked to it.

use axum::Form;
use axum::extract::Query;
use axum::response::Redirect;
use domain::accounts::{AccountView, LinkView};
use domain::kernel::{LinkId, text};
use leptos::prelude::*;
use serde::Deserialize;

use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::page::{Answer, Page, Section};
use crate::ui::button::ButtonLink;
use crate::ui::icon::Icon;
use crate::ui::notices::{Mood, Note};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    done: String,
}

/// The tie to end.
#[derive(Debug, Default, Deserialize)]
pub struct Ending {
    #[serde(default)]
    link: String,
}

/// GET `/cabinet/accounts`
pub async fn show(asked: Asked, Query(wish): Query<Wish>) -> Answer {
    let who = asked.resident()?;
    let accounts = service::accounts::of_person(asked.ctx(), &who).await?;
    let l10n = asked.l10n;
    let page = Page::new(&asked, asked.t("accounts-title"), move || {
        let count = accounts.len();
        let rows = accounts.into_iter().map(|account| view! { <Account l10n account/> }).collect_view();
        let lead = match count {
            0 => view! { <p>{l10n.t("accounts-empty")}</p> }.into_any(),
            count => view! { <p>{l10n.with("accounts-count", [("count", count)])}</p> }.into_any(),
        };
        view! {
            <h1>{l10n.t("accounts-title")}</h1>
            {done(l10n, &wish.done)}
            {lead}
            <p><ButtonLink text=l10n.t("accounts-link-button") href="/cabinet/accounts/link"/></p>
            <div class="accounts">{rows}</div>
        }
        .into_any()
    });
    Ok(page.in_cabinet(Section::Accounts))
}

/// POST `/cabinet/accounts/end`
pub async fn end(asked: Asked, Form(ending): Form<Ending>) -> Result<Redirect, Failure> {
    let who = asked.resident()?;
    let link: LinkId = ending.link.parse().map_err(|_| Failure::new(Kind::Missing, "missing"))?;
    service::accounts::end_link(asked.ctx(), &who, link).await?;
    Ok(Redirect::to("/cabinet/accounts?done=ended"))
}

fn done(l10n: L10n, done: &str) -> Option<impl IntoView + use<>> {
    let (key, on) = match done {
        "linked" => ("accounts-linked", Some(("/cabinet/meters", "cabinet-send-readings"))),
        "ended" => ("accounts-ended", None),
        _ => return None,
    };
    let on = on.map(|(href, key)| view! { <p><ButtonLink text=l10n.t(key) href=href/></p> });
    Some(view! { <Note mood=Mood::Good><p role="status">{l10n.t(key)}</p>{on}</Note> })
}

#[component]
fn Account(l10n: L10n, account: AccountView) -> impl IntoView {
    let home = format!("/cabinet/premises/{}", account.place.id);
    let place = if account.place.number.is_empty() {
        account.place.address
    } else {
        let key = format!("place-{}", account.place.kind.code().replace('_', "-"));
        format!("{}, {}", account.place.address, l10n.with(&key, [("number", account.place.number)]))
    };
    let firm = account.organisation.map(|firm| view! { <a href=format!("/organisations/{}", firm.id)>{firm.name}</a> });
    let closed =
        account.closed_on.map(|day| view! { <p>{l10n.with("accounts-closed", [("day", text::day(day))])}</p> });
    let number = account.number.clone();
    let ties = account.links.into_iter().map(|tie| view! { <Tie l10n tie number=number.clone()/> }).collect_view();
    view! {
        <section class="account card">
            <h2 class="account__number"><Icon name="file-text"/>" "{l10n.with("account-number", [("number", account.number)])}</h2>
            <p><a href=home>{place}</a></p>
            <p class="account__firm">{firm}</p>
            {closed}
            <h3>{l10n.t("accounts-who")}</h3>
            <ul class="account__ties">{ties}</ul>
        </section>
    }
}

#[component]
fn Tie(l10n: L10n, tie: LinkView, number: String) -> impl IntoView {
    let since = l10n.with("accounts-since", [("day", text::day(tie.since.date_naive()))]);
    let name = if tie.mine { l10n.t("accounts-me") } else { tie.name };
    let end = tie.endable.then(|| {
        let key = if tie.mine { "accounts-end-mine" } else { "accounts-end-other" };
        let label = format!("{}: {name}, {number}", l10n.t(key));
        view! {
            <form method="post" action="/cabinet/accounts/end">
                <input type="hidden" name="link" value=tie.id.to_string()/>
                <button type="submit" class="button button--quiet" aria-label=label><Icon name="unlink"/>" "{l10n.t(key)}</button>
            </form>
        }
    });
    view! {
        <li class="account__tie">
            <span><b>{name}</b>" "<span class="account__since">{since}</span></span>
            {end}
        </li>
    }
}
