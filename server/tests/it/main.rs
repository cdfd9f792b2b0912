//! The application as a whole: its router, a real database, browsers with cookies.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails by saying what it lacks")]

mod app;
mod basemap;
mod cabinet;
mod calculation;
mod certified;
mod doors;
mod races;
mod replay;
mod sign_in;
mod tidy;
