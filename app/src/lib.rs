//! What people see, and the thin doors to the service.
//!
//! Pages are drawn on the server only: an axum handler loads what the page shows, a component draws it
//! and the answer is plain HTML that works without any script. What truly reacts is an island in a
//! file named `island.rs`: it alone reaches the browser as WASM, and calls server functions of its
//! feature's `api.rs`. So the modules below are cut in two: `error` and `features` are compiled for
//! both sides, everything else for the server.

#![recursion_limit = "512"]

pub mod error;
pub mod features;

#[cfg(feature = "ssr")]
pub mod asked;
#[cfg(feature = "ssr")]
pub mod calculated;
#[cfg(feature = "ssr")]
pub mod doors;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod guard;
#[cfg(feature = "ssr")]
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod link;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod ui;
#[cfg(feature = "ssr")]
pub mod upload;
