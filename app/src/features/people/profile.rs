//! The page «Профиль»: who I am, which roles I hold, where I am signed in.

use axum::Form;
use axum::extract::Query;
use axum::http::HeaderName;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::text;
use domain::people::{RoleView, SessionView};
use leptos::prelude::*;
use serde::Deserialize;

use super::device;
use super::facts::PersonFacts;
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, Section};
use crate::ui::button::{Button, Tone};
use crate::ui::icon::Icon;
use crate::ui::notices::{Mood, Note};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    done: String,
}

/// The session to end.
#[derive(Debug, Default, Deserialize)]
pub struct Ending {
    #[serde(default)]
    session: String,
}

/// GET `/cabinet/profile`
pub async fn show(asked: Asked, Query(wish): Query<Wish>) -> Answer {
    let who = asked.visitor.signed()?;
    asked.resident()?;
    let profile = service::people::profile(asked.ctx(), who).await?;
    let sessions = service::people::list_sessions(asked.ctx(), who, asked.visitor.session.as_deref()).await?;
    let (l10n, shown, sends) = (asked.l10n, asked.clone(), service::people::sends_letters(asked.ctx()));
    let page = Page::new(&asked, asked.t("profile-title"), move || {
        let done = match wish.done.as_str() {
            "ended" => Some("profile-session-ended"),
            "letters" => Some("profile-letters-done"),
            _ => None,
        };
        let done = done.map(|key| view! { <Note mood=Mood::Good><p role="status">{l10n.t(key)}</p></Note> });
        let letters = (sends && !profile.email.is_empty()).then(|| {
            view! { <Letters l10n wanted=profile.letters email=profile.email.clone()/> }
        });
        let roles = profile.roles.clone();
        view! {
            <h1>{l10n.t("profile-title")}</h1>
            {done}
            <section>
                <h2>{l10n.t("profile-who")}</h2>
                <PersonFacts asked=shown profile/>
                <p class="profile__hint">{l10n.t("profile-source")}</p>
            </section>
            {letters}
            <Roles l10n roles/>
            <Sessions l10n sessions/>
        }
        .into_any()
    });
    Ok(page.in_cabinet(Section::Profile))
}

/// Are letters wanted?
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    wanted: String,
}

/// POST `/cabinet/profile/letters`
pub async fn letters(asked: Asked, Form(form): Form<Wanted>) -> Result<Redirect, Failure> {
    service::people::want_letters(asked.ctx(), &asked.resident()?, !form.wanted.is_empty()).await?;
    Ok(Redirect::to("/cabinet/profile?done=letters"))
}

/// Copies of messages about meetings by mail.
#[component]
fn Letters(l10n: L10n, wanted: bool, email: String) -> impl IntoView {
    let (words, button) = match wanted {
        true => ("profile-letters-on", "profile-letters-stop"),
        false => ("profile-letters-off", "profile-letters-start"),
    };
    let next = if wanted { "" } else { "1" };
    view! {
        <section>
            <h2>{l10n.t("profile-letters")}</h2>
            <p>{l10n.with(words, [("email", email)])}</p>
            <form method="post" action="/cabinet/profile/letters">
                <input type="hidden" name="wanted" value=next/>
                <p class="actions"><Button text=l10n.t(button) tone=Tone::Quiet/></p>
            </form>
        </section>
    }
}

/// POST `/cabinet/profile/sessions/end`
pub async fn end(asked: Asked, Form(ending): Form<Ending>) -> Result<Redirect, Failure> {
    service::people::end_session(asked.ctx(), asked.visitor.signed()?, &ending.session).await?;
    Ok(Redirect::to("/cabinet/profile?done=ended"))
}

/// POST `/cabinet/profile/sessions/elsewhere`
pub async fn end_elsewhere(asked: Asked) -> Result<Redirect, Failure> {
    let current = asked.visitor.session.as_deref().unwrap_or_default();
    service::people::sign_out_elsewhere(asked.ctx(), asked.visitor.signed()?, current).await?;
    Ok(Redirect::to("/cabinet/profile?done=ended"))
}

/// POST `/cabinet/profile/sessions/everywhere`
pub async fn end_everywhere(asked: Asked) -> Result<Response, Failure> {
    service::people::sign_out_everywhere(asked.ctx(), asked.visitor.signed()?).await?;
    let forget = [(HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"")];
    Ok((forget, Redirect::to("/")).into_response())
}

#[component]
fn Roles(l10n: L10n, roles: Vec<RoleView>) -> impl IntoView {
    let rows = roles.into_iter().map(|role| {
        let name = l10n.t(&format!("role-{}", role.role.code().replace('_', "-")));
        let place = role.organisation.map(|(id, name)| view! { <a href=format!("/organisations/{id}")>{name}</a> });
        let house = role.house.map(|(id, address)| view! { <a href=format!("/houses/{id}")>{address}</a> });
        view! { <li class="profile__role"><b>{name}</b>" "{place}" "{house}</li> }
    });
    view! {
        <section>
            <h2>{l10n.t("profile-roles")}</h2>
            <ul class="profile__roles">
                <li class="profile__role"><b>{l10n.t("role-citizen")}</b></li>
                {rows.collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Sessions(l10n: L10n, sessions: Vec<SessionView>) -> impl IntoView {
    let several = 1 < sessions.len();
    let rows = sessions.into_iter().map(|session| view! { <SessionRow l10n session/> }).collect_view();
    let elsewhere = several.then(|| {
        view! {
            <form method="post" action="/cabinet/profile/sessions/elsewhere">
                <Button text=l10n.t("profile-end-elsewhere") tone=Tone::Quiet/>
            </form>
        }
    });
    view! {
        <section>
            <h2>{l10n.t("profile-sessions")}</h2>
            <p>{l10n.t("profile-sessions-lead")}</p>
            <ul class="sessions">{rows}</ul>
            <div class="profile__actions">
                {elsewhere}
                <form method="post" action="/sign-out"><Button text=l10n.t("profile-sign-out") tone=Tone::Quiet/></form>
                <form method="post" action="/cabinet/profile/sessions/everywhere">
                    <Button text=l10n.t("profile-end-everywhere") tone=Tone::Stop/>
                </form>
            </div>
        </section>
    }
}

#[component]
fn SessionRow(l10n: L10n, session: SessionView) -> impl IntoView {
    let name = match device::named(&session.device) {
        name if name.is_empty() => l10n.t("profile-device-unknown"),
        name => name,
    };
    let parts = [("since", text::moment(session.created_at)), ("seen", text::moment(session.seen_at))];
    let times = l10n.with("profile-session-times", parts);
    let end = if session.current {
        view! { <span class="badge badge--good"><Icon name="check"/>{l10n.t("profile-session-current")}</span> }
            .into_any()
    } else {
        let label = l10n.with("profile-session-end-label", [("device", name.clone())]);
        view! {
            <form method="post" action="/cabinet/profile/sessions/end">
                <input type="hidden" name="session" value=session.public_id/>
                <button type="submit" class="button button--quiet" aria-label=label>{l10n.t("profile-session-end")}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <li class="sessions__session">
            <div>
                <b>{name}</b>
                <span class="sessions__facts">{times}" · "{session.network}</span>
            </div>
            {end}
        </li>
    }
}
