//! A drawn page: the frame around a view, and the answer it makes.

use std::sync::Arc;

use axum::extract::{Path, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::ui::frame::Frame;
use crate::ui::icon::Sprite;
use crate::ui::notices::Trouble;

/// What a page handler answers.
pub type Answer = Result<Page, Failure>;

/// A page to be drawn: its title, and what makes its main part.
pub struct Page {
    asked: Asked,
    title: String,
    status: StatusCode,
    room: Room,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Which part of the house the page stands in; decides the navigation around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The open part.
    Public,
    /// A resident's cabinet, by its section.
    Cabinet(Section),
}

/// A section of the cabinet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Home: what needs me today.
    Home,
    /// Meters and readings.
    Meters,
    /// Personal accounts.
    Accounts,
    /// Who I am, my sessions.
    Profile,
}

impl Page {
    /// A page of the open part.
    pub fn new(asked: &Asked, title: impl Into<String>, draw: impl FnOnce() -> AnyView + Send + 'static) -> Self {
        Self {
            asked: asked.clone(),
            title: title.into(),
            status: StatusCode::OK,
            room: Room::Public,
            draw: Box::new(draw),
        }
    }

    /// The same page inside the cabinet.
    pub fn in_cabinet(mut self, section: Section) -> Self {
        self.room = Room::Cabinet(section);
        self
    }

    /// The page as the answer to a refused form: status by the refusal, «Ошибка:» in the title.
    pub fn refused(mut self, failure: &Failure) -> Self {
        self.status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self.title = format!("{} {}", self.asked.t("error-title"), self.title);
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let personal = self.asked.visitor.person.is_some();
        let status = self.status;
        let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
        let html = owner.with(|| {
            let Self { asked, title, room, draw, .. } = self;
            // Before the main part is drawn: its signs stand in the same sprite as the frame's.
            provide_context(Sprite::of(&asked.site.assets));
            let main = draw();
            let mut html = String::with_capacity(16 * 1024);
            html.push_str("<!DOCTYPE html>");
            html.push_str(&view! { <Frame asked title room main/> }.to_html());
            html
        });
        let cache = if personal { "private, no-store" } else { "no-cache" };
        let mut response = (status, Html(html)).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        response
    }
}

/// A failure leaves the handler as an extension; [`draw_failures`] turns it into a page.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Layer around all pages: failures are drawn in the reader's language, strangers are sent to sign in
/// and come back, newcomers are sent to the step they have not done.
pub async fn draw_failures(asked: Asked, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let Some(failure) = response.extensions_mut().remove::<Failure>() else { return response };
    match failure.kind {
        Kind::SignIn => Redirect::to(&format!("/login?back={}", escape(&asked.uri))).into_response(),
        Kind::Unfinished => Redirect::to(&format!("/welcome?back={}", escape(&asked.uri))).into_response(),
        _ => {
            let failure = asked.l10n.explain(failure);
            let title = asked.t(&format!("error-{}", failure.status()));
            let l10n = asked.l10n;
            let shown = failure.clone();
            let draw = move || view! { <Trouble l10n failure=shown/> }.into_any();
            Page::new(&asked, title, draw).refused(&failure).into_response()
        }
    }
}

/// A path and query made safe inside another query.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A path on this site, or home: never another host (`//evil`, `/\evil`).
pub fn here(back: &str) -> &str {
    let inside = back.starts_with('/') && !back.starts_with("//") && !back.starts_with("/\\");
    if inside && !back.contains(['\r', '\n', '\\']) { back } else { "/" }
}

/// An id in a path: anything else is a page that does not exist.
pub fn id<T: std::str::FromStr>(Path(text): Path<String>) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::Missing, "missing"))
}
