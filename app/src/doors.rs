//! The table of doors: every route is opened here and leaves a line, so that a test can try each one
//! as everybody and a new door without a row in that test fails the build.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{get, post};

/// One way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Door {
    /// `GET`, `POST`.
    pub method: &'static str,
    /// The route's pattern.
    pub path: &'static str,
}

/// Routes and their list, grown together.
#[derive(Debug, Default)]
pub struct Doors {
    router: Router,
    list: Vec<Door>,
}

impl Doors {
    /// Opens a page.
    pub fn get<H: Handler<T, ()>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
        self.list.push(Door { method: "GET", path });
        self.router = self.router.route(path, get(handler));
        self
    }

    /// Opens a form's target.
    pub fn post<H: Handler<T, ()>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
        self.list.push(Door { method: "POST", path });
        self.router = self.router.route(path, post(handler));
        self
    }

    /// All of another's doors too.
    pub fn join(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }

    /// Every door, sorted.
    pub fn list(&self) -> Vec<Door> {
        let mut list = self.list.clone();
        list.sort();
        list
    }

    /// The router.
    pub fn into_router(self) -> Router {
        self.router
    }
}
